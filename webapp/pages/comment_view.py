"""A comment as pages show it: what it is called, what it says, what became of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from flask import render_template
from markupsafe import Markup, escape

from kb.errors import msg
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import NOWHERE, ActId, EId
from kb.law.passage import as_read
from kb.law.redline.tokens import Vocabulary
from kb.law.redline.words import compare
from kb.recent import Recent
from kb.review.comments import CommentId, CommentState, Content, Severity
from kb.review.dispositions import SETTLED, Answer, adopted_by
from kb.services.files import File
from kb.services.threads import Author, Thread
from webapp import review_labels
from webapp.jinja import safe_html
from webapp.locale import current, gettext, ngettext
from webapp.pages.redline_body import Pen

_FEW: Final = 2
"""More comments than these at one place are folded to a line each."""
_ALL_SEEN: Final = 7
"""More than these stand behind one line."""

_FEW_LETTERS: Final = 180

_KEPT: Final[Recent[Markup]] = Recent(8192)


@dataclass(frozen=True, slots=True)
class Wording:
    """A suggested wording in one language, as a redline against what the text says."""

    language: Language
    text: str
    redline: Markup


@dataclass(frozen=True, slots=True)
class CommentView:
    """What is shown of a comment; `first_words` stand for it where it is folded."""

    thread: Thread
    act: ActId
    number: int
    place: str
    by: str
    short_by: str
    type: str
    severity: str
    status: str
    verdict: str
    first_words: str
    wordings: tuple[Wording, ...]
    adopted: tuple[Wording, ...]
    needed: tuple[Language, ...]
    files: tuple[File, ...] = ()
    is_open: bool = False

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.thread.state is CommentState.WITHDRAWN

    @property
    def is_settled(self) -> bool:
        """Whether its answer is confirmed."""
        return self.thread.status in SETTLED

    @property
    def is_blocking(self) -> bool:
        """Whether it stands against adoption."""
        content = self.thread.content
        return content is not None and content.severity is Severity.BLOCKING


@dataclass(frozen=True, slots=True)
class Pinned:
    """The round that comments are shown of, and what its text says at a provision, as Markdown.

    `opened` is a comment that is asked for, and is not folded; `opens_all` that none is.
    """

    act: ActId
    number: int
    languages: tuple[Language, ...]
    wordings: Mapping[EId, Mapping[Language, str]]
    opened: CommentId | None = None
    opens_all: bool = False
    files: Mapping[CommentId, Sequence[File]] = field(default_factory=dict)


def name_of(author: Author, *, is_mine: bool = False) -> str:
    """Return as whose something is seen."""
    if is_mine:
        return gettext("You")
    told = ", ".join(filter(None, (author.name, author.organisation)))
    return told or gettext("Name not shown")


def _short(thread: Thread) -> str:
    """Return whose comment it is, in few words."""
    bare = thread.author if not thread.author.name else replace(thread.author, organisation="")
    return name_of(bare, is_mine=thread.is_mine)


def view_of(thread: Thread, pinned: Pinned, *, is_open: bool = False) -> CommentView:
    """Return a comment as it is shown."""
    content, answer = thread.content, thread.answer
    said = pinned.wordings.get(thread.anchor.eid, {})
    return CommentView(
        thread=thread,
        act=pinned.act,
        number=pinned.number,
        place=place_of(thread.anchor.eid),
        by=name_of(thread.author, is_mine=thread.is_mine),
        short_by=_short(thread),
        type=review_labels.type_of(content.type) if content else "",
        severity=review_labels.severity(content.severity) if content else "",
        status=review_labels.status(thread.status),
        verdict=review_labels.verdict(answer.verdict) if answer else "",
        first_words=_first_words(content) if content else "",
        wordings=wordings_of(content, said) if content else (),
        adopted=_adopted(answer, said) if answer else (),
        needed=_needed(thread, pinned.languages),
        files=tuple(pinned.files.get(thread.id, ())) if content else (),
        is_open=is_open,
    )


def place_of(eid: EId) -> str:
    """Return what a comment is on, in the reader's language."""
    return gettext("The act as a whole") if eid == NOWHERE else place(eid, current()) or eid


def card(thread: Thread, pinned: Pinned, *, is_line: bool, tells_place: bool = False) -> Markup:
    """Return a comment as it stands beside the text; it is made once for all who see the same of it."""
    is_open = pinned.opens_all or thread.id == pinned.opened
    said = tuple(sorted(pinned.wordings.get(thread.anchor.eid, {}).items()))
    round_ = (pinned.act, pinned.number, pinned.languages, said, current())
    key = (thread, round_, tuple(pinned.files.get(thread.id, ())), is_open, is_line, tells_place)
    return _KEPT.get(
        key, lambda: _card(view_of(thread, pinned, is_open=is_open), is_line, tells_place)
    )


def cards(eid: EId, threads: Sequence[Thread], pinned: Pinned) -> str:
    """Return the comments at one place, folded: to a few lines each, or to one if they are many.

    One that stands at a provision which is not shown itself says at which.
    """
    are_many = len(threads) > _FEW
    return "".join(
        card(one, pinned, is_line=are_many, tells_place=one.anchor.eid != eid) for one in threads
    )


def folded(html: str, threads: Sequence[Thread], pinned: Pinned) -> str:
    """Return the comments at one place, behind a line that says how many they are if they are very many."""
    if len(threads) <= _ALL_SEEN:
        return html
    count = ngettext("%(num)s comment", "%(num)s comments", len(threads))
    told = escape(count % {"num": len(threads)})
    is_open = pinned.opens_all or any(one.id == pinned.opened for one in threads)
    opening = '<details class="review__all" open>' if is_open else '<details class="review__all">'
    return f"{opening}<summary>{told}</summary>{html}</details>"


def _card(view: CommentView, is_line: bool, tells_place: bool) -> Markup:  # noqa: FBT001
    given = {"view": view, "is_line": is_line, "tells_place": tells_place}
    return safe_html(render_template("review/_card.html", **given))


def wordings_of(content: Content, said: Mapping[Language, str]) -> tuple[Wording, ...]:
    """Return the wordings that a comment suggests, each against the text that it is for."""
    return _against(content.suggestion.wording, said) if content.suggestion else ()


def _adopted(answer: Answer, said: Mapping[Language, str]) -> tuple[Wording, ...]:
    """Return the wordings that were adopted with an answer, each against the text that it is for."""
    return _against(answer.adoption.wording, said) if answer.adoption else ()


def _against(
    wording: Iterable[tuple[Language, str]], said: Mapping[Language, str]
) -> tuple[Wording, ...]:
    pen = Pen.ready()
    return tuple(
        Wording(language, text, redline(pen, said.get(language, ""), text))
        for language, text in wording
    )


def redline(pen: Pen, old: str, new: str) -> Markup:
    """Return what one wording has that another has not, word by word, as both are read."""
    return safe_html(pen.words(compare(as_read(old), as_read(new), Vocabulary())))


def _needed(thread: Thread, languages: Sequence[Language]) -> tuple[Language, ...]:
    """Return in which languages a wording is still needed: the one adopted, or else the one suggested."""
    if thread.answer is not None:
        adoption = adopted_by(thread.answer)
        given = dict(adoption.wording) if adoption else languages
        return tuple(one for one in languages if one not in given)
    suggestion = thread.content.suggestion if thread.content else None
    return suggestion.needed(languages) if suggestion and suggestion.languages else ()


def _first_words(content: Content) -> str:
    words = content.text
    if not words and content.suggestion:
        words = next((text for _, text in content.suggestion.wording), "")
    line = " ".join(words.split())
    if len(line) <= _FEW_LETTERS:
        return line
    return line[:_FEW_LETTERS].rsplit(" ", 1)[0] + " …"


def parts(content: Content) -> Iterator[tuple[tuple[str, Language], str]]:
    """Yield the parts of what a comment says, each with its name and the language it is in."""
    mine = content.language
    yield (gettext(msg("What it is about")), mine), review_labels.type_of(content.type)
    yield (gettext(msg("Severity")), mine), review_labels.severity(content.severity)
    yield (gettext(msg("Comment")), mine), content.text
    yield (gettext(msg("Reasoning")), mine), content.reasoning
    if content.suggestion:
        for language, text in content.suggestion.wording:
            yield (gettext(msg("Suggested wording")), language), text
        yield (gettext(msg("Reason for the wording")), mine), content.suggestion.reason
