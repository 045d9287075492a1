"""What names a round wherever it is told of: its act, its kind, its state, and its term."""

from datetime import datetime
from typing import TypedDict

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.rounds import Round, RoundState
from webapp import labels


class Caption(TypedDict):
    """The fields that the head of a round's pages and its row in a list have in common."""

    act: ActId
    number: int
    title: str
    title_language: Language
    kind: str
    state: RoundState
    state_label: str
    opens: datetime
    closes: datetime


def caption(asked: Round, title: tuple[str, Language]) -> Caption:
    """Return what names a round; `title` is that of its act, and the language it is in."""
    words, language = title
    return Caption(
        act=asked.act,
        number=asked.number,
        title=words,
        title_language=language,
        kind=labels.round_kind(asked.kind),
        state=asked.state,
        state_label=labels.round_state(asked.state),
        opens=asked.opens,
        closes=asked.closes,
    )
