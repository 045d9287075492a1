"""The acts that the constitutional law calls for, topic by topic: backlog.yaml."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from kb.law.identifiers import ACT_ID, ActId
from kb.law.words import AllWords, Strict


class Level(StrEnum):
    """Who is to adopt an act, as the law words it (Art. 36.5)."""

    COUNCIL = "council"
    """A normative act of the administration by decision of the Council."""
    ADMINISTRATION = "administration"
    """A normative act of the administration, of a level that the law leaves open."""
    DOCUMENT = "council-document"
    """A decision of the Council, or a document that it approves."""
    DIRECTOR = "director"
    JOINT = "joint"
    MASLIKHAT = "maslikhat"
    PRESIDENT = "president"
    STATE = "state"
    """The Government, central bodies."""


class Concurrence(StrEnum):
    """Whose agreement the law asks for."""

    NATIONAL_BANK = "national-bank"
    FINANCIAL_REGULATOR = "financial-regulator"
    AFSA = "afsa"
    REVENUE = "revenue"
    TAX_POLICY = "tax-policy"


class Stage(StrEnum):
    """When the articles that call for an act come into force (Art. 90)."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"


def _slug(text: str) -> ActId:
    if not ACT_ID.fullmatch(text):
        problem = f"“{text}” is no slug of an act: 3 to 64 small ASCII letters, digits and hyphens"
        raise ValueError(problem)
    return ActId(text)


ARTICLE = r"^[1-9][0-9]*(?:-[0-9]+)?(?:\.[1-9][0-9]*(?:-[0-9]+)?)?(?:\([1-9][0-9]*\))*$"
"""An article of the law with its paragraph and subparagraphs, such as 22.5(1)(10)."""

Article = Annotated[str, Field(pattern=ARTICLE)]
Slug = Annotated[str, AfterValidator(_slug)]


class Wanted(Strict):
    """One row: what is to be regulated, by whom, under which articles, from when.

    `acts` are the slugs of the acts here that answer it, whether they are published or not: who may
    not know of a draft is not told of it.
    """

    topic: AllWords
    levels: tuple[Level, ...] = Field(min_length=1)
    articles: tuple[Article, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)
    concurrence: tuple[Concurrence, ...] = Field(default=())
    acts: tuple[Slug, ...] = Field(default=())


Id = Annotated[str, Field(pattern=r"^B[0-9]{2,3}$")]


class Backlog(Strict):
    """The contents of backlog.yaml; `starts` is the day of each stage."""

    starts: dict[Stage, date] = Field(default_factory=dict)
    rows: dict[Id, Wanted] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _knows_its_stages(self) -> Self:
        for name, row in self.rows.items():
            for stage in row.stages:
                if stage not in self.starts:
                    problem = f"rows.{name}.stages names {stage}, which has no day in `starts`"
                    raise ValueError(problem)
        return self
