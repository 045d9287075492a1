"""The consolidated table of comments: what was said of each provision, and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kb.language import Language
from kb.law.identifiers import EId
from kb.law.passage import as_read
from kb.review.comments import CommentId, CommentState
from kb.review.dispositions import Answer, Status, Verdict
from kb.services import reporting, texts, threads, verifying
from kb.services.exporting.names import called
from kb.services.exporting.order import Order, document
from kb.services.exporting.words import Word
from kb.services.threads import Thread
from kb.services.verifying import Found
from kb.tables.model import Cell, Document, Table, prose

SHORT: Final = 12
"""Letters of a commit's name by which people know it."""

_COLUMNS: Final = (
    ("number", Word.NUMBER, 6),
    ("provision", Word.PROVISION, 17),
    ("author", Word.AUTHOR, 15),
    ("organisation", Word.ORGANISATION, 17),
    ("type", Word.TYPE, 15),
    ("severity", Word.SEVERITY, 18),
    ("comment", Word.COMMENT, 25),
    ("suggested", Word.SUGGESTED, 25),
    ("disposition", Word.DISPOSITION, 17),
    ("reply", Word.REPLY, 26),
    ("adopted", Word.ADOPTED, 24),
    ("commit", Word.COMMIT, 13),
)
_FOR_PROGRAMS: Final = (
    ("eid", Word.EID, 14),
    ("language", Word.LANGUAGE, 14),
    ("submitted_at", Word.SUBMITTED, 17),
    ("late", Word.LATE, 12),
    ("status", Word.STATUS, 18),
    ("replies", Word.DISCUSSION, 40),
    ("id", Word.IDENTIFIER, 36),
)
"""Columns for which paper has no room."""


def made(order: Order) -> Document:
    """Return the table of the comments that the viewer may know of."""
    found = comments(order)
    return document(order, Word.COMMENTS, table(order, found, numbers(found), Word.COMMENTS))


def comments(order: Order) -> list[Thread]:
    """Return the comments that the viewer may know of, in the order of the text, then of submission."""
    found = threads.on_record(order.db, order.seat)
    named = reporting.texts(order.db, order.seat)
    trees = (texts.expression(order.db, name, language) for language, name in named.items())
    places: dict[EId, int] = {}
    for tree in trees:
        for at, part in enumerate(tree.walk()):
            places.setdefault(part.eid, at)
    return sorted(found, key=lambda one: places.get(one.anchor.eid, len(places)))


def numbers(found: Sequence[Thread]) -> Mapping[CommentId, int]:
    """Return the number that each comment goes by: that of its row."""
    return {thread.id: number for number, thread in enumerate(found, start=1)}


def table(
    order: Order,
    found: Sequence[Thread],
    known: Mapping[CommentId, int],
    title: Word,
    key: str = "comments",
) -> Table:
    """Return comments as a table; `known` are the numbers that rows go by."""
    told = _states(order, found)
    return Table(
        key=key,
        title=order.say(title),
        columns=order.columns(*_COLUMNS) + order.columns(*_FOR_PROGRAMS, printed=False),
        rows=[tuple(_row(order, thread, known, told[thread.id])) for thread in found],
        empty=order.say(Word.NO_OBJECTIONS if title is Word.OBJECTIONS else Word.NO_COMMENTS),
    )


def _states(order: Order, found: Sequence[Thread]) -> dict[CommentId, str]:
    """Return how far each comment has come."""
    answers = ((one.id, one.status, one.answer) for one in found)
    verified = verifying.found(order.db, order.seat, answers)
    return {one.id: _state(order, one, verified.get(one.id)) for one in found}


def _state(order: Order, thread: Thread, found: Found | None) -> str:
    """Return how far a comment has come; of an adopted wording, which version has it."""
    if thread.state is CommentState.WITHDRAWN:
        return order.say(Word.WITHDRAWN_STATE)
    if thread.contest and thread.status is Status.TRIAGED:
        return order.say(Word.CONTESTED_STATE)
    if thread.status is not Status.VERIFIED:
        return called(thread.status, order.language)
    if found is None:
        return called(Status.CONFIRMED, order.language)
    if found.lost_in:
        return order.say(Word.LOST, found.version, found.lost_in)
    return order.say(Word.FOUND, found.version)


def _row(
    order: Order, thread: Thread, known: Mapping[CommentId, int], state: str
) -> Iterator[Cell]:
    """Yield the cells of a comment."""
    content, language = thread.content, order.language
    yield known[thread.id]
    yield order.placed(thread.anchor.eid)
    yield thread.author.name
    yield thread.author.organisation
    yield called(content.type, language) if content else ""
    yield called(content.severity, language) if content else ""
    yield _said(order, thread)
    yield _suggested(thread)
    yield from _answered(order, thread.answer, known)
    yield thread.anchor.eid
    yield content.language.value if content else ""
    yield order.local(thread.submitted_at) if thread.submitted_at else ""
    yield order.say(Word.YES) if thread.is_late else ""
    yield state
    yield "\n".join(f"{_named(one.author)}: {one.text}" for one in thread.replies)
    yield thread.id


def _named(author: threads.Author) -> str:
    return author.name or author.organisation or "–"


def _said(order: Order, thread: Thread) -> Cell:
    """Return what a comment says: the words it is about, what is wrong with them, and why."""
    content = thread.content
    parts = [order.say(Word.WITHDRAWN)] if thread.state is CommentState.WITHDRAWN else []
    if content is None:
        return "\n".join(parts)
    if thread.anchor.exact:
        parts.append(f"«{thread.anchor.exact}»")
    parts.append(content.text)
    if content.reasoning:
        parts.append(order.say(Word.REASONING) + content.reasoning)
    if content.suggestion and content.suggestion.reason:
        parts.append(order.say(Word.REASON_OF_WORDING) + content.suggestion.reason)
    if thread.contest:
        parts.append(order.say(Word.CONTEST) + thread.contest.reason)
    return prose("\n".join(filter(None, parts)), content.language)


def _suggested(thread: Thread) -> Cell:
    suggestion = thread.content.suggestion if thread.content else None
    return wordings(suggestion.wording) if suggestion else ""


def wordings(given: tuple[tuple[Language, str], ...]) -> Cell:
    """Return a wording; if there is one in several languages, each after the name of its language."""
    filled = [(language, as_read(words)) for language, words in given if words.strip()]
    if len(filled) == 1:
        ((language, words),) = filled
        return prose(words, language)
    return prose("\n".join(f"{language.short}: {words}" for language, words in filled))


def _answered(
    order: Order, answer: Answer | None, known: Mapping[CommentId, int]
) -> Iterator[Cell]:
    """Yield the disposition, the reply, the adopted wording and the commit."""
    if answer is None:
        yield from ("", "", "", "")
        return
    adoption = answer.adoption
    yield called(answer.verdict, order.language)
    yield _reply(order, answer, known)
    yield wordings(adoption.wording) if adoption else ""
    yield adoption.commit[:SHORT] if adoption else ""


def _reply(order: Order, answer: Answer, known: Mapping[CommentId, int]) -> Cell:
    """Return a reply, in the language of the headings if it is there in it."""
    same = known.get(answer.original) if answer.original else None
    if answer.verdict is Verdict.DUPLICATE and same:
        told = order.say(Word.SAME_AS, same)
        return "\n".join(filter(None, (told, answer.reply)))
    given = {answer.language: answer.reply, **dict(answer.translations)}
    language = order.language if given.get(order.language) else answer.language
    return prose(given[language], language)
