"""The words of a thread or an opinion, as far as somebody sees them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from indexer.remarks.document import Said
from kb.language import Language
from kb.law.passage import as_read
from kb.review.comments import Content
from kb.review.dispositions import Answer
from kb.services.opining import Told
from kb.services.threads import Thread


class Kind(StrEnum):
    """What somebody said."""

    COMMENT = "comment"
    SUGGESTION = "suggestion"
    REPLY = "reply"
    ANSWER = "answer"
    ADOPTED = "adopted"
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
        yield from _answer(thread.answer)
    if thread.contest is not None:
        yield Speech(Kind.CONTEST, Said(thread.content.language, thread.contest.reason))


def _content(content: Content) -> Iterator[Speech]:
    for text in (content.text, content.reasoning):
        yield Speech(Kind.COMMENT, Said(content.language, text))
    if content.suggestion is not None:
        yield from _wordings(Kind.SUGGESTION, content.suggestion.wording)
        yield Speech(Kind.SUGGESTION, Said(content.language, content.suggestion.reason))


def _answer(answer: Answer) -> Iterator[Speech]:
    for language, text in ((answer.language, answer.reply), *answer.translations):
        yield Speech(Kind.ANSWER, Said(language, text))
    if answer.adoption is not None:
        yield from _wordings(Kind.ADOPTED, answer.adoption.wording)


def _wordings(kind: Kind, wording: Iterable[tuple[Language, str]]) -> Iterator[Speech]:
    for language, text in wording:
        yield Speech(kind, Said(language, as_read(text)))
