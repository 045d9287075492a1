"""Facets as pages show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many things have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]
