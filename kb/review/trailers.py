"""What a commit says that brings adopted wordings into an act, for people and for programs."""

from collections.abc import Iterator
from typing import Final

from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId
from kb.review.amending import Step

_NAMES: Final = {Language.KK: "Kazakh", Language.RU: "Russian", Language.EN: "English"}


def message(act: ActId, number: int, step: Step) -> str:
    """Return the message of the commit that a step of an amendment becomes.

    Its trailers name the comments, the round and the verdicts; nobody's name is in it but git's.
    """
    where = place(step.eid, Language.EN) or step.eid
    paragraphs = (
        f"Adopt a new wording of {where} of {act}",
        "\n".join(_sentences(step)),
        "\n".join(_trailers(act, number, step)),
    )
    return "\n\n".join(paragraphs) + "\n"


def _sentences(step: Step) -> Iterator[str]:
    count = len(step.adopted)
    yield f"{'A comment' if count == 1 else f'{count} comments'} asked for it in the review."
    if step.needed:
        yield f"The wording is still needed in {' and '.join(_NAMES[one] for one in step.needed)}."


def _trailers(act: ActId, number: int, step: Step) -> Iterator[str]:
    for one in step.adopted:
        yield f"Comment: {one.comment}"
    yield f"Round: {act}/{number}"
    for one in step.adopted:
        yield f"Disposition: {one.comment} {one.verdict}"
