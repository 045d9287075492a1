"""The figures of a round as far as a viewer may know its comments and opinions."""

from collections.abc import Iterable, Sequence

from kb.review.comments import CommentState
from kb.review.summary import Remark, Summary, summary
from kb.services.opining import Told
from kb.services.threads import Thread


def summed(comments: Sequence[Thread], opinions: Iterable[Told]) -> Summary:
    """Return the figures of comments and opinions, which were fetched for the viewer they are for."""
    remarks = [one for thread in comments if (one := remark(thread)) is not None]
    withdrawn = sum(one.state is CommentState.WITHDRAWN for one in comments)
    return summary(remarks, [one.view.kind for one in opinions], withdrawn)


def remark(thread: Thread) -> Remark | None:
    """Return what is counted of a comment; None of one that was taken back."""
    content = thread.content
    if content is None or thread.state is not CommentState.SUBMITTED:
        return None
    answer = thread.answer
    return Remark(
        id=thread.id,
        eid=thread.anchor.eid,
        type=content.type,
        severity=content.severity,
        language=content.language,
        organisation=thread.author.organisation,
        status=thread.status,
        verdict=answer.verdict if answer else None,
        original=answer.original if answer else None,
        suggests=content.suggestion is not None,
        is_late=thread.is_late,
        is_contested=thread.contest is not None,
    )
