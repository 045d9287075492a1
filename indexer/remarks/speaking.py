"""The words of a thread or an opinion, as far as somebody sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from indexer.remarks.document import Said
from kb.review.comments import Content
from kb.services.opining import Told
from kb.services.threads import Thread


class Kind(StrEnum):
    """What somebody said."""

    COMMENT = "comment"
    SUGGESTION = "suggestion"
    REPLY = "reply"
    ANSWER = "answer"
    CONTEST = "contest"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Speech:
    """Something that was said, and as what."""

    kind: Kind
    said: Said


def of_thread(thread: Thread) -> tuple[Speech, ...]:
    """Return what is said in a thread."""
    return tuple(one for one in _thread(thread) if one.said.text.strip())


def of_opinion(told: Told) -> tuple[Speech, ...]:
    """Return what an opinion says."""
    said = Said(told.view.language, told.view.summary)
    return (Speech(Kind.OPINION, said),) if said.text.strip() else ()


def _thread(thread: Thread) -> Iterator[Speech]:
    if thread.content is None:
        return
    yield from _content(thread.content)
    for reply in thread.replies:
        yield Speech(Kind.REPLY, Said(reply.language, reply.text))
    if thread.answer is not None:
        yield Speech(Kind.ANSWER, Said(thread.answer.language, thread.answer.reply))
    if thread.contest is not None:
        yield Speech(Kind.CONTEST, Said(thread.content.language, thread.contest.reason))


def _content(content: Content) -> Iterator[Speech]:
    for text in (content.text, content.reasoning):
        yield Speech(Kind.COMMENT, Said(content.language, text))
    if content.suggestion is not None:
        for language, wording in content.suggestion.wording:
            yield Speech(Kind.SUGGESTION, Said(language, wording))
        yield Speech(Kind.SUGGESTION, Said(content.language, content.suggestion.reason))
