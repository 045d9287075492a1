"""What is true of an act in every language: the contents of act.yaml."""

import json
import re
from datetime import date
from typing import Annotated, Any, Final, Literal, NamedTuple, Self

from pydantic import AfterValidator, Field, PlainValidator, model_validator

from kb.errors import msg
from kb.language import Language
from kb.law.finding import UnfitError
from kb.law.identifiers import ACT_ID, ActId, EId
from kb.law.words import Strict, Words

_EID: Final = re.compile(r"[a-z]+(?:_[0-9A-Za-z-]+)?(?:__[a-z]+(?:_[0-9A-Za-z-]+)?)*")


def _act_id(text: str) -> ActId:
    if not ACT_ID.fullmatch(text):
        problem = msg(
            "“%(text)s” is no slug of an act: 3 to 64 small ASCII letters, digits and hyphens"
        )
        raise UnfitError(problem, text=text)
    return ActId(text)


def _eid(text: str) -> EId:
    if not _EID.fullmatch(text):
        problem = msg("“%(text)s” is no address of a provision, such as art_5 or art_5__para_2")
        raise UnfitError(problem, text=text)
    return EId(text)


class Basis(NamedTuple):
    """A provision of an act, or the whole act when `eid` is empty."""

    act: ActId
    eid: EId


def _basis(text: str) -> str:
    slug, _, eid = text.partition("#")
    _act_id(slug)
    if eid:
        _eid(eid)
    return text


def _provisions(value: object) -> Literal["rest"] | tuple[EId, ...]:
    if value == "rest":
        return "rest"
    if isinstance(value, list | tuple):
        return tuple(_eid(str(eid)) for eid in value)
    raise UnfitError(msg("must be `rest` or a list of addresses, such as [art_1, art_3__para_2]"))


Provisions = Annotated[Literal["rest"] | tuple[EId, ...], PlainValidator(_provisions)]
Target = Annotated[str, AfterValidator(_basis)]
"""A provision of an act, written `slug#eid`, or an act, written `slug`."""


class Commencement(Strict):
    """The day on which some provisions begin to apply; `rest` is all that no other entry names."""

    starts: date = Field(alias="from")
    provisions: Provisions


class Temporary(Strict):
    """When a temporary act ends: on a day, or with an event (Constitutional Law, Art. 36.10)."""

    until: date | None = None
    until_event: Words | None = None

    @model_validator(mode="after")
    def _ends_once(self) -> Self:
        if (self.until is None) == (self.until_event is None):
            problem = msg("give either `until` (a day) or `until_event` (words in three languages)")
            raise UnfitError(problem)
        return self


class Official(Strict):
    """Where the official text is, of which this is an unofficial copy."""

    requisite: Words
    link: Words | None = None
    approved_on: date | None = None


class Metadata(Strict):
    """The contents of act.yaml.

    `basis` names the provisions that the act rests on, as `slug#eid`; `behind` the languages whose
    text lags behind while the draft is being written. An act is an illustrative draft, or an
    unofficial copy of an official text.
    """

    kind: str
    title: Words
    summary: Words | None = None
    adopting_body: str
    basis: tuple[Target, ...] = Field(default=())
    topics: tuple[str, ...] = Field(default=())
    zones: tuple[str, ...] = Field(default=())
    commencement: tuple[Commencement, ...] = Field(default=())
    temporary: Temporary | None = None
    behind: tuple[Language, ...] = Field(default=())
    illustrative: bool = False
    official: Official | None = None

    def plain(self) -> dict[str, Any]:
        """Return plain values that can be kept as JSON; `of_plain` makes them metadata again."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @classmethod
    def of_plain(cls, values: dict[str, Any]) -> Self:
        """Return the metadata that `plain` made values of."""
        return cls.model_validate_json(json.dumps(values))

    def grounds(self) -> tuple[Basis, ...]:
        """Return the provisions that the act rests on."""
        pairs = (target.partition("#") for target in self.basis)
        return tuple(Basis(ActId(slug), EId(eid)) for slug, _, eid in pairs)
