"""Kinds of act, the bodies that adopt them and the steps of the procedure: procedure.yaml.

They are data, because the Administration sets its own procedure (Constitutional Law, Art. 36.13-14).
"""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from kb.language import Language
from kb.law.words import AllWords, Strict


class Stage(StrEnum):
    """Where a draft stands on its way; what is published has left the way behind."""

    WORKING = "working"
    EXPERT_REVIEW = "expert-review"
    PUBLIC_DISCUSSION = "public-discussion"
    LEGAL_EXPERTISE = "legal-expertise"
    CONCURRENCE = "concurrence"
    READY = "ready-for-adoption"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class BasicUnit(StrEnum):
    """The unit in which a kind of act is written and cited."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"


class Body(Strict):
    """A body that adopts acts."""

    title: AllWords
    source: str = ""


class Kind(Strict):
    """A kind of act.

    `level` is that of Art. 36.5 (1 to 3) and 0 for acts outside the levels. `languages` are those
    that an act of this kind must have before it is adopted (Art. 37.1).
    """

    title: AllWords
    plural: AllWords
    level: int = Field(default=0, ge=0, le=3)
    bodies: tuple[str, ...] = Field(min_length=1)
    unit: BasicUnit
    languages: tuple[Language, ...] = Field(default=tuple(Language))
    source: str = ""


class Deadline(Strict):
    """How long a step takes."""

    days: int = Field(ge=1)
    count: Literal["working", "calendar"]


class Step(Strict):
    """A step of the procedure: where it leads on to, and who may take it there."""

    title: AllWords
    next: tuple[Stage, ...] = Field(default=())
    by: tuple[str, ...] = Field(default=())
    deadline: Deadline | None = None
    silence_is_consent: bool = False


class Procedure(Strict):
    """The contents of procedure.yaml."""

    bodies: dict[str, Body]
    kinds: dict[str, Kind]
    steps: dict[Stage, Step]

    @model_validator(mode="after")
    def _names_known_bodies(self) -> Self:
        for name, kind in self.kinds.items():
            for body in kind.bodies:
                if body not in self.bodies:
                    problem = f"kinds.{name}.bodies names “{body}”, which is not among the bodies"
                    raise ValueError(problem)
        return self
