"""Kinds of act, the bodies that adopt them and the steps of the procedure: procedure.yaml.

They are data, because the Administration sets its own procedure (Constitutional Law, Art. 36.13-14).
"""

from datetime import date
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


class Need(StrEnum):
    """What must be so before a draft goes from one step to another.

    `ROUND_REPORTED` asks for a round held in the step, and that the last one is reported;
    `NO_ROUND_UNDER_WAY` only that nobody is being asked. `REASON`, `PUBLIC_REASON` and `URGENCY`
    are words that whoever takes the draft there gives; the last two are shown to everybody.
    """

    ROUND_REPORTED = "round-reported"
    NO_ROUND_UNDER_WAY = "no-round-under-way"
    LANGUAGES_AGREE = "languages-agree"
    NO_CONCURRENCE_DUE = "no-concurrence-due"
    REASON = "reason"
    PUBLIC_REASON = "public-reason"
    URGENCY = "urgency"


class RoundKind(StrEnum):
    """Who is asked in a round of review."""

    EXPERT = "expert"
    PUBLIC = "public"
    AGENCY = "agency"
    EXPERTISE = "expertise"


class Shown(StrEnum):
    """As whose the public sees a comment once a round is reported; in public rounds from the start.

    Comments that are `HIDDEN` are not shown at all; those of a public round without a name.
    """

    NAMED = "named"
    ORGANISATION = "organisation"
    HIDDEN = "hidden"


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
    """A step of the procedure: where it leads on to, who may take it there, and what each way needs."""

    title: AllWords
    next: tuple[Stage, ...] = Field(default=())
    by: tuple[str, ...] = Field(default=())
    needs: dict[Stage, tuple[Need, ...]] = Field(default={})

    @model_validator(mode="after")
    def _needs_are_of_what_is_next(self) -> Self:
        if strange := [stage for stage in self.needs if stage not in self.next]:
            problem = f"needs names “{strange[0]}”, which is not among the next steps"
            raise ValueError(problem)
        return self


class RoundRules(Strict):
    """What is usual for a kind of round: in which steps it is held, how long, and who sees what.

    `silence_is_consent` counts those who say nothing until the close as in support. `contest` is
    the time in which a commenter may object to an answer. `premoderated` holds what is written in a
    public round until a coordinator lets it through; otherwise it is shown at once, and may be taken
    out.
    """

    title: AllWords
    steps: tuple[Stage, ...] = Field(min_length=1)
    deadline: Deadline
    contest: Deadline
    silence_is_consent: bool = False
    premoderated: bool = True
    open_panel: bool = False
    shown: Shown = Shown.HIDDEN


class Holidays(Strict):
    """What the Government orders from year to year, beyond the holidays that the law names.

    `off` are working days that became days off, `working` days off that became working days.
    """

    off: tuple[date, ...] = Field(default=())
    working: tuple[date, ...] = Field(default=())


class Procedure(Strict):
    """The contents of procedure.yaml."""

    bodies: dict[str, Body]
    kinds: dict[str, Kind]
    steps: dict[Stage, Step]
    rounds: dict[RoundKind, RoundRules] = Field(default={})
    holidays: Holidays = Holidays()

    @model_validator(mode="after")
    def _names_known_bodies(self) -> Self:
        for name, kind in self.kinds.items():
            for body in kind.bodies:
                if body not in self.bodies:
                    problem = f"kinds.{name}.bodies names “{body}”, which is not among the bodies"
                    raise ValueError(problem)
        return self
