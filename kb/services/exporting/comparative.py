"""The comparative table: each provision as it is and as it is proposed, word by word, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.errors import NotFoundError
from kb.language import Language
from kb.law.act import Expression
from kb.law.identifiers import STEP, EId
from kb.law.passage import NoPassageError, as_read, passage_in
from kb.law.redline.change import REWORDED, Change, Piece, PieceKind, Pieces, differs
from kb.law.redline.comparing import redline
from kb.law.redline.tokens import Vocabulary
from kb.law.redline.words import compare
from kb.law.words import READ_INSTEAD
from kb.review.comments import CommentId
from kb.review.dispositions import SETTLED, adopted_by
from kb.services import adoptions, library, pinned, texts
from kb.services.exporting.consolidated import comments, numbers
from kb.services.exporting.order import Base, Order, document
from kb.services.exporting.words import Word
from kb.services.library import Act, Edition
from kb.services.threads import Thread
from kb.storage.acts import ExpressionRow
from kb.tables.model import Cell, Column, Document, Mark, Prose, Table, prose

ACCEPTED: Final = 0
"""Stands for what was accepted of the suggestions, in the place of a version's number."""

_MARKS: Final = {
    PieceKind.EQUAL: Mark.NONE,
    PieceKind.DELETED: Mark.DELETED,
    PieceKind.INSERTED: Mark.INSERTED,
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A wording that a confirmed answer adopts for a provision, and the comment that led to it.

    There is no comment if a moderator has taken it out since: then the wording is only a change.
    """

    thread: Thread | None
    eid: EId
    wording: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A provision: where, how it was and will be worded, and the address by which its reason is found."""

    eid: EId
    old: Pieces
    new: Pieces


def made(order: Order) -> Document:
    """Return the table; NotFoundError for those who may not read one of the texts."""
    found = comments(order)
    known, agreed = numbers(found), [*accepted(found), *_without_comment(order)]
    base, version = settled(order, agreed)
    current = _current(order, base)
    language = _language(order, current)
    why = _reasons(order, agreed, known)
    rows: list[tuple[Cell, ...]]
    if version == ACCEPTED:
        rows = list(_adopted(order, current, language, agreed, why))
    else:
        rows = list(_changed(order, (current, _proposed(order, version)), language, why))
    numbered = [(at, *row) for at, row in enumerate(rows, start=1)]
    table = Table(
        key="comparative",
        title=order.say(Word.COMPARATIVE),
        columns=_columns(order, base, version),
        rows=numbered,
        empty=order.say(Word.NO_CHANGES),
    )
    return document(order, Word.COMPARATIVE, table)


def require(order: Order) -> None:
    """Raise NotFoundError if one of the texts asked for is not there, or not the viewer's to read."""
    version, first = order.compared.version, order.seat.asked.version
    if order.compared.base is Base.PUBLISHED and not order.text().standing:
        raise NotFoundError
    if version and not first <= version <= pinned.newest(order.db, order.seat):
        raise NotFoundError


def settled(order: Order, agreed: list[Accepted]) -> tuple[Base, int]:
    """Return what is set against what: as asked, or what there is to compare.

    That is the round's text with the newest version; with what was accepted if there is none yet;
    with what is in force, if nothing was accepted.
    """
    base, version = order.compared.base, order.compared.version
    pinned_to, newest = order.seat.asked.version, pinned.newest(order.db, order.seat)
    if version is None and base is not Base.PUBLISHED:
        if newest > pinned_to:
            version = newest
        elif agreed or base is Base.PINNED or not _is_new(order):
            version = ACCEPTED
    if version is None:
        return Base.PUBLISHED, pinned_to
    return base or (Base.PUBLISHED if version == pinned_to else Base.PINNED), version


def accepted(found: list[Thread]) -> list[Accepted]:
    """Return the wordings that confirmed answers adopt, in the order of the comments."""
    rows = []
    for thread in found:
        adoption = adopted_by(thread.answer) if thread.status in SETTLED else None
        if adoption:
            rows.append(Accepted(thread, adoption.eid, dict(adoption.wording)))
    return rows


def _without_comment(order: Order) -> Iterator[Accepted]:
    """Yield what was adopted on comments that are not on record any more."""
    for one in adoptions.without_comment(order.db, order.seat):
        yield Accepted(None, one.eid, dict(one.wording))


def _is_new(order: Order) -> bool:
    """Tell whether another text is in force than the one that the round is about."""
    text = order.text()
    if not text.standing:
        return False
    published = {one.number: one.version for one in library.publications(order.db, text.act)}
    return published[text.standing[-1]] != order.seat.asked.version


def _current(order: Order, base: Base) -> Act:
    text = order.text()
    if base is Base.PINNED:
        return text
    if not text.standing:
        raise NotFoundError
    edition = Edition(publication=text.standing[-1])
    return library.find(order.db, order.seat.viewer, text.act, edition)


def _proposed(order: Order, version: int) -> Act:
    if version == order.seat.asked.version:
        return order.text()
    if version < order.seat.asked.version:
        raise NotFoundError
    return library.find(order.db, order.seat.viewer, order.seat.asked.act, Edition(version=version))


def _language(order: Order, text: Act) -> Language:
    """Return the language in which wordings are given: that of the headings, or the nearest."""
    return next(one for one in READ_INSTEAD[order.language] if one in text.shown.texts)


def _columns(order: Order, base: Base, version: int) -> tuple[Column, ...]:
    say, pinned_to = order.say, order.seat.asked.version
    was = say(Word.OF_ROUND, pinned_to) if base is Base.PINNED else say(Word.IN_FORCE)
    will = say(Word.PROPOSED_VERSION, version) if version else say(Word.PROPOSED)
    return (
        Column("number", say(Word.NUMBER), 5),
        Column("provision", say(Word.PROVISION), 18),
        Column("current", was, 52),
        Column("proposed", will, 52),
        Column("reason", say(Word.REASON), 38),
        Column("eid", say(Word.IDENTIFIER), 16, printed=False),
    )


def _reasons(
    order: Order, agreed: list[Accepted], known: Mapping[CommentId, int]
) -> Mapping[EId, list[str]]:
    """Return why provisions change, as the comments have it that were accepted."""
    found: dict[EId, list[str]] = {}
    for one in agreed:
        content = one.thread.content if one.thread else None
        if one.thread is None or content is None:
            continue
        why = content.suggestion.reason if content.suggestion else ""
        told = why or content.reasoning or content.text
        head = order.say(Word.OF_COMMENT, known[one.thread.id])
        by = one.thread.author.organisation or one.thread.author.name
        found.setdefault(one.eid, []).append(f"{head}{f' ({by})' if by else ''}: {told}")
    return found


def _adopted(
    order: Order,
    current: Act,
    language: Language,
    agreed: list[Accepted],
    why: Mapping[EId, list[str]],
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each wording that was accepted, in the order of the text: the same only once."""
    trees = {one: _tree(order, current, one) for one in current.languages}
    places = {part.eid: at for at, part in enumerate(trees[language].walk())}
    vocabulary = Vocabulary()
    different = {(one.eid, *sorted(one.wording.items())): one for one in agreed}
    for one in sorted(different.values(), key=lambda each: places.get(each.eid, len(places))):
        given = {each: words for each, words in one.wording.items() if words.strip()}
        spoken = next((each for each in READ_INSTEAD[order.language] if each in given), language)
        was = _wording(order, current, trees.get(spoken), one.eid)
        pieces = compare(was, as_read(given.get(spoken, "")), vocabulary)
        yield _cells(order, _Row(one.eid, pieces, pieces), spoken, why)


def _wording(order: Order, text: Act, tree: Expression | None, eid: EId) -> str:
    """Return a provision with all that belongs to it, as it is read; empty if it is not there."""
    if tree is None:
        return ""
    source = order.db.get_one(ExpressionRow, text.shown.texts[tree.language]).text
    try:
        return as_read(passage_in(tree, source, eid).wording)
    except NoPassageError:
        return ""


def _tree(order: Order, text: Act, language: Language) -> Expression:
    name = text.shown.texts.get(language, "")
    return texts.expression(order.db, name, language) if name else Expression(language=language)


def _changed(
    order: Order, both: tuple[Act, Act], language: Language, why: Mapping[EId, list[str]]
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each provision whose words differ, and for each that comes or goes as a whole."""
    found = redline(*(_tree(order, text, language) for text in both))
    if differs(found.title):
        told = order.say(Word.TITLE_OF_ACT)
        yield (told, _old(order, found.title, language), _new(order, found.title, language), "", "")
    for row in _rows(found.changes):
        yield _cells(order, row, language, why)


def _rows(changes: tuple[Change, ...]) -> Iterator[_Row]:
    """Yield what changed; of what comes or goes with its parts, one row for all."""
    last: _Row | None = None
    whole: Change | None = None
    for change in changes:
        if change.kind not in REWORDED:
            continue
        pieces = _line(change)
        eid = change.place.eid
        if last and whole and change.kind is whole.kind and eid.startswith(f"{last.eid}{STEP}"):
            joined = (*last.old, Piece(PieceKind.EQUAL, "\n", "\n"), *pieces)
            last = _Row(last.eid, joined, joined)
            continue
        if last:
            yield last
        last = _Row(eid, pieces, pieces)
        whole = change if change.before is None or change.after is None else None
    if last:
        yield last


def _line(change: Change) -> Pieces:
    """Return a provision with its number as it is printed, with what was taken out and put in."""
    space = (Piece(PieceKind.EQUAL, " ", " "),)
    found: Pieces = ()
    for part in (change.label, change.heading, change.text):
        found = (*found, *(space if found and part else ()), *part)
    for row in change.rows:
        for cell in row.cells:
            found = (*found, *(space if found else ()), *cell.pieces)
    return found


def _cells(
    order: Order, row: _Row, language: Language, why: Mapping[EId, list[str]]
) -> tuple[Cell, ...]:
    told = why.get(row.eid) or [
        reason
        for eid, reasons in why.items()
        if row.eid.startswith(f"{eid}{STEP}") or eid.startswith(f"{row.eid}{STEP}")
        for reason in reasons
    ]
    old, new = _old(order, row.old, language), _new(order, row.new, language)
    return order.cited(row.eid), old, new, prose("\n".join(told)), row.eid


def _old(order: Order, pieces: Pieces, language: Language) -> Cell:
    """Return the older wording, with what is taken out."""
    kept = tuple((one.old, _MARKS[one.kind]) for one in pieces if one.old)
    return Prose(kept, language) if _says(kept) else order.say(Word.ABSENT)


def _new(order: Order, pieces: Pieces, language: Language) -> Cell:
    """Return the newer wording, with what is put in."""
    kept = tuple((one.new, _MARKS[one.kind]) for one in pieces if one.new)
    return Prose(kept, language) if _says(kept) else order.say(Word.DELETED)


def _says(pieces: tuple[tuple[str, Mark], ...]) -> bool:
    return any(words.strip() for words, _ in pieces)
