"""Looking for words in what was said in rounds: found in the index, and read again as the viewer may.

Who may not know of all that is indexed learns nothing of it by the order or the number of what is
found: the newest stands first, and what is cut off is counted in what was read, not in candidates.
Where one knows only of one's own, that is read through without the index.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from indexer.query import Piece
from indexer.remarks import feed
from indexer.remarks.asked import Asked
from indexer.remarks.index import Candidate, RemarkIndex
from indexer.remarks.speaking import Kind, Speech, of_opinion, of_thread
from indexer.snippet import Marked, snippet
from indexer.syntax import Hint
from kb.access import Permission, Viewer
from kb.language import Language
from kb.law.identifiers import NOWHERE, ActId, EId
from kb.review.comments import CommentId
from kb.review.visibility import Scope
from kb.services import opining, seats, threads
from kb.services.seats import Seat
from kb.services.threads import Author, Wanted

Clock = Callable[[], datetime]

MOST: Final = 1000
"""As many of the best candidates are read again; nobody reads on so far."""

MOST_OF_READER: Final = 200
"""As much is told to those who may not know of all: anybody may ask, and as often as they like."""

_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words as they were typed, in the rounds of one act or of all."""

    text: str
    act: ActId | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A comment or an opinion in which the words are, and the passage that has most of them.

    `comment` is None of an opinion.
    """

    act: ActId
    round: int
    is_public: bool
    comment: CommentId | None
    eid: EId
    author: Author
    at: datetime
    kind: Kind
    language: Language
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found, the best or the newest first; `is_cut` says that there may be more."""

    found: tuple[Found, ...]
    hints: tuple[Hint, ...]
    is_cut: bool = False


def find(db: Session, viewer: Viewer, index: RemarkIndex, sought: Sought, clock: Clock) -> Finds:
    """Return where words stand in what a viewer may know of; the index is brought up to date first."""
    asked = Asked.of(sought.text)
    if asked.is_empty:
        return Finds((), asked.hints)
    feed.catch_up(db, index, clock)
    everywhere = seats.everywhere(db, viewer, clock)
    known = {one.id: one for one in everywhere if sought.act in {None, one.asked.act}}
    if viewer.may(Permission.SEE_REVIEWS):
        candidates = index.candidates(asked, known, MOST)
        found = tuple(_read(db, asked, known, candidates))
        return Finds(found, asked.hints, is_cut=len(candidates) == MOST)
    newest = sorted(
        _as_reader(db, viewer, asked, known, index), key=lambda one: one.at, reverse=True
    )
    told = tuple(newest[:MOST_OF_READER])
    return Finds(told, asked.hints, is_cut=len(newest) > MOST_OF_READER)


def _as_reader(
    db: Session, viewer: Viewer, asked: Asked, known: Mapping[int, Seat], index: RemarkIndex
) -> Iterator[Found]:
    """Yield what somebody finds who may not know of all: the newest of others, and all of one's own."""
    places = {id_: seat for id_, seat in known.items() if seat.reach is Scope.LET_THROUGH}
    candidates = index.candidates(asked, places, None)
    candidates.sort(key=lambda one: (one.at, one.key), reverse=True)
    yield from islice(_read(db, asked, places, candidates), MOST_OF_READER + 1)
    wrote_in = threads.rounds_of(db, viewer.person) if viewer.person else frozenset()
    for id_, seat in known.items():
        if seat.reach is Scope.OWN and id_ in wrote_in:
            yield from (one for _, one in _comments(db, seat, asked, threads.ALL))
            yield from (one for _, one in _opinions(db, seat, asked))


def _read(
    db: Session, asked: Asked, places: Mapping[int, Seat], candidates: Sequence[Candidate]
) -> Iterator[Found]:
    """Yield those in which the viewer reads the words, in the order of the candidates."""
    for start in range(0, len(candidates), _AT_ONCE):
        some = candidates[start : start + _AT_ONCE]
        there = dict(_there(db, asked, places, some))
        yield from (there[one.key] for one in some if one.key in there)


def _there(
    db: Session, asked: Asked, places: Mapping[int, Seat], candidates: Iterable[Candidate]
) -> Iterator[tuple[str, Found]]:
    """Yield by their keys those in which the viewer reads the words."""
    keys: dict[int, set[str]] = defaultdict(set)
    for one in candidates:
        keys[one.round].add(one.key)
    for round_, found in keys.items():
        named = (one.partition(" ") for one in found)
        only = tuple(CommentId(id_) for kind, _, id_ in named if kind == feed.COMMENT)
        if only:
            yield from _comments(db, places[round_], asked, Wanted(only=only))
        if any(one.startswith(feed.OPINION) for one in found):
            yield from _opinions(db, places[round_], asked)


def _comments(db: Session, seat: Seat, asked: Asked, wanted: Wanted) -> Iterator[tuple[str, Found]]:
    for thread in threads.listed(db, seat, wanted):
        speech, marked = _best(asked, of_thread(thread))
        if speech is not None and thread.submitted_at is not None:
            yield (
                feed.key(feed.COMMENT, thread.id),
                Found(
                    act=seat.asked.act,
                    round=seat.asked.number,
                    is_public=seat.is_public,
                    comment=thread.id,
                    eid=thread.anchor.eid,
                    author=thread.author,
                    at=thread.submitted_at,
                    kind=speech.kind,
                    language=speech.said.language,
                    pieces=marked.pieces,
                ),
            )


def _opinions(db: Session, seat: Seat, asked: Asked) -> Iterator[tuple[str, Found]]:
    for told in opining.listed(db, seat):
        speech, marked = _best(asked, of_opinion(told))
        if speech is not None:
            yield (
                feed.key(feed.OPINION, told.id),
                Found(
                    act=seat.asked.act,
                    round=seat.asked.number,
                    is_public=seat.is_public,
                    comment=None,
                    eid=NOWHERE,
                    author=told.author,
                    at=told.given_at,
                    kind=speech.kind,
                    language=speech.said.language,
                    pieces=marked.pieces,
                ),
            )


_NOTHING: Final = Marked((), None, frozenset())


def _best(asked: Asked, speeches: tuple[Speech, ...]) -> tuple[Speech | None, Marked]:
    """Return which of the speeches has most of what is asked for, if they have all of it together."""
    if not asked.is_in([one.said for one in speeches]):
        return None, _NOTHING
    marked = [
        snippet(one.said.text, one.said.language, asked.terms, asked.prefixes) for one in speeches
    ]
    best = max(range(len(speeches)), key=lambda at: (len(marked[at].terms), -at))
    return speeches[best], marked[best]
