"""What names a round wherever it is told of: its act, its kind, its state, and its term."""

from dataclasses import dataclass
from datetime import datetime

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.rounds import Round, RoundState
from webapp import labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What the head of a round's pages and its row in a list have in common; `title` is its act's."""

    asked: Round
    title: str
    title_language: Language

    @property
    def act(self) -> ActId:
        """The act that the round is about."""
        return self.asked.act

    @property
    def number(self) -> int:
        """The number of the round, counted for its act."""
        return self.asked.number

    @property
    def kind(self) -> str:
        """What kind of round it is, in the reader's language."""
        return labels.round_kind(self.asked.kind)

    @property
    def state(self) -> RoundState:
        """What state the round is in."""
        return self.asked.state

    @property
    def state_label(self) -> str:
        """The same in the reader's language."""
        return labels.round_state(self.asked.state)

    @property
    def opens(self) -> datetime:
        """When the round opens, or opened."""
        return self.asked.opens

    @property
    def closes(self) -> datetime:
        """When the round closes, or closed."""
        return self.asked.closes
