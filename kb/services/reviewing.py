"""Rows of review as the values that the rules work with, and back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Row, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from kb.access import Panel, PersonId
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import RoundKind, Shown
from kb.law.words import Words
from kb.review.anchors import Anchor
from kb.review.comments import (
    Comment,
    CommentId,
    CommentState,
    CommentType,
    Content,
    Revision,
    Severity,
    Suggestion,
)
from kb.review.dispositions import Adoption, Answer, Contest, Disposition, Status, Verdict
from kb.review.opinions import Opinion, OpinionKind
from kb.review.rounds import Extension, Round, RoundState
from kb.storage.acts import VersionRow
from kb.storage.review import (
    CommentRow,
    DispositionRow,
    OpinionRow,
    RevisionRow,
    RoundRow,
    SuggestionRow,
)

_CONTENT: Final = TypeAdapter(Content)


ROUNDS: Final = (
    select(RoundRow)
    .join(RoundRow.act)
    .options(
        contains_eager(RoundRow.act),
        joinedload(RoundRow.version).load_only(VersionRow.sequence),
        selectinload(RoundRow.extensions),
    )
)
"""Rounds with all that `round_of` reads, in as many queries for many as for one."""


def round_of(row: RoundRow) -> Round:
    """Return a round as it is stored: the clock may have gone on since."""
    return Round(
        act=ActId(row.act.slug),
        number=row.number,
        version=row.version.sequence,
        kind=RoundKind(row.kind),
        opens=row.opens,
        closes=row.closes,
        panels=frozenset(map(Panel, row.panels)),
        open_panel=row.open_panel,
        shown=Shown(row.shown),
        silence_is_consent=row.silence_is_consent,
        premoderated=row.premoderated,
        questions=tuple(map(Words.model_validate, row.questions)),
        languages=frozenset(map(Language, row.languages)),
        extensions=tuple(
            Extension(one.was, one.until, one.reason, PersonId(one.by_id), one.at)
            for one in row.extensions
        ),
        state=RoundState(row.state),
    )


def comment_of(row: CommentRow) -> Comment:
    """Return a comment with everything that it said."""
    return comment_from(row, row.round.version.sequence, row.suggestions, row.revisions)


def comment_from(
    row: CommentRow | Row[Any],
    version: int,
    suggestions: Iterable[SuggestionRow | Row[Any]],
    revisions: Iterable[RevisionRow | Row[Any]],
) -> Comment:
    """Return a comment made on a version from its row, its wordings and what it said before."""
    return Comment(
        id=CommentId(row.id),
        author=PersonId(row.author_id),
        anchor=anchor_from(row, version),
        content=content_from(row, suggestions),
        state=CommentState(row.state),
        submitted_at=row.submitted_at,
        withdrawn_at=row.withdrawn_at,
        is_late=row.is_late,
        history=tuple(
            Revision(_CONTENT.validate_python(one.content), one.until) for one in revisions
        ),
    )


def anchor_of(row: CommentRow) -> Anchor:
    """Return where a comment was made."""
    return anchor_from(row, row.round.version.sequence)


def anchor_from(row: CommentRow | Row[Any], version: int) -> Anchor:
    """Return where a comment was made on a version."""
    return Anchor(
        eid=EId(row.eid),
        language=Language(row.read_in),
        version=version,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
    )


def content_from(
    row: CommentRow | Row[Any], suggestions: Iterable[SuggestionRow | Row[Any]]
) -> Content:
    """Return what a comment says now, with the wordings that it suggests."""
    suggestion = None
    if row.reason is not None:
        given = {Language(one.language): one.wording for one in suggestions}
        wording = tuple((one, given[one]) for one in Language if one in given)
        suggestion = Suggestion(wording, row.reason)
    return Content(
        type=CommentType(row.type),
        severity=Severity(row.severity),
        language=Language(row.language),
        text=row.text,
        reasoning=row.reasoning,
        suggestion=suggestion,
    )


def write_content(db: Session, row: CommentRow, content: Content) -> None:
    """Let a comment say something."""
    row.type, row.severity, row.language = content.type, content.severity, content.language
    row.text, row.reasoning = content.text, content.reasoning
    suggestion = content.suggestion
    row.reason = suggestion.reason if suggestion else None
    row.suggestions.clear()
    db.flush()
    if suggestion:
        row.suggestions.extend(
            SuggestionRow(language=language, wording=wording)
            for language, wording in suggestion.wording
        )


def kept(content: Content) -> dict[str, Any]:
    """Return what a comment said, as its history keeps it."""
    plain: dict[str, Any] = _CONTENT.dump_python(content, mode="json")
    return plain


def opinion_of(row: OpinionRow) -> Opinion:
    """Return an opinion with what it was before."""
    return _opinion(
        row,
        {
            "kind": row.kind,
            "language": row.language,
            "summary": row.summary,
            "given_at": row.given_at.isoformat(),
            "is_late": row.is_late,
        },
        history=tuple(_opinion(row, one) for one in row.history),
    )


def _opinion(
    row: OpinionRow, told: Mapping[str, Any], history: tuple[Opinion, ...] = ()
) -> Opinion:
    return Opinion(
        author=PersonId(row.author_id),
        kind=OpinionKind(told["kind"]),
        language=Language(told["language"]),
        summary=told["summary"],
        given_at=datetime.fromisoformat(told["given_at"]),
        is_late=told["is_late"],
        history=history,
    )


def write_opinion(row: OpinionRow, opinion: Opinion) -> None:
    """Let a row say what an opinion says, and what it said before."""
    row.kind, row.language = opinion.kind, opinion.language
    row.summary, row.given_at, row.is_late = opinion.summary, opinion.given_at, opinion.is_late
    row.history = [
        {
            "kind": one.kind,
            "language": one.language,
            "summary": one.summary,
            "given_at": one.given_at.isoformat(),
            "is_late": one.is_late,
        }
        for one in opinion.history
    ]


def disposition_of(row: DispositionRow) -> Disposition:
    """Return the answer to a comment, and how far it has come."""
    return disposition_from(row, PersonId(row.comment.author_id))


def disposition_from(row: DispositionRow | Row[Any], author: PersonId) -> Disposition:
    """Return the answer to somebody's comment, and how far it has come."""
    contest = None
    if row.contested_at is not None:
        contest = Contest(row.contest, row.contested_at, answer_of(row.contested))
    return Disposition(
        comment=CommentId(row.comment_id),
        author=author,
        status=Status(row.status),
        answer=answer_of(row.answer),
        proposed_by=_person(row.proposed_by),
        confirmed_by=_person(row.confirmed_by),
        confirmed_at=row.confirmed_at,
        contest=contest,
    )


def write_disposition(row: DispositionRow, disposition: Disposition) -> None:
    """Let a row say how far an answer has come."""
    row.status, row.answer = disposition.status, _plain(disposition.answer)
    row.original_id = disposition.answer.original if disposition.answer else None
    row.proposed_by, row.confirmed_by = disposition.proposed_by, disposition.confirmed_by
    row.confirmed_at = disposition.confirmed_at
    if disposition.contest is not None:
        row.contest, row.contested_at = disposition.contest.reason, disposition.contest.at
        row.contested = _plain(disposition.contest.answer)


def answer_of(told: Mapping[str, Any] | None) -> Answer | None:
    """Return an answer as it was stored."""
    if told is None:
        return None
    adopted = told["adoption"]
    adoption = None
    if adopted:
        wording = tuple((Language(one), text) for one, text in adopted["wording"])
        adoption = Adoption(
            EId(adopted["eid"]), wording, adopted["commit"], adopted.get("version", 0)
        )
    return Answer(
        verdict=Verdict(told["verdict"]),
        reply=told["reply"],
        language=Language(told["language"]),
        translations=tuple((Language(one), text) for one, text in told.get("translations", ())),
        original=CommentId(told["original"]) if told["original"] else None,
        adoption=adoption,
    )


def _plain(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    adoption = answer.adoption
    adopted = None
    if adoption:
        wording = [[language.value, text] for language, text in adoption.wording]
        adopted = {
            "eid": str(adoption.eid),
            "wording": wording,
            "commit": adoption.commit,
            "version": adoption.version,
        }
    return {
        "verdict": answer.verdict.value,
        "reply": answer.reply,
        "language": answer.language.value,
        "translations": [[language.value, text] for language, text in answer.translations],
        "original": answer.original,
        "adoption": adopted,
    }


def _person(number: int | None) -> PersonId | None:
    return None if number is None else PersonId(number)
