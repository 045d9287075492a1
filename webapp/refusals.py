"""What was refused, and what stands in the way of a step, in the reader's language.

Whoever refuses writes an English sentence over named values (kb.errors, kb.review.obstacle), which the
command line and the logs show as it is. A page says it here, with the names that the values have in
the reader's language.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from kb.access import Role
from kb.errors import KBError, msg
from kb.language import Language
from kb.law.finding import Listed, Said
from kb.law.force import Force
from kb.law.procedure import BasicUnit
from kb.review.obstacle import Obstacle, RefusedError
from kb.review.rounds import RoundState
from webapp import labels
from webapp.locale import current, day, gettext
from webapp.rounds_labels import ROLES


def told(error: KBError) -> str:
    """Return why something was not done."""
    return " ".join(reasons(error))


def reasons(error: KBError) -> tuple[str, ...]:
    """Return why something was not done, each reason by itself."""
    if isinstance(error, RefusedError):
        return tuple(map(obstacle, error.obstacles))
    return (said(error.message, error.details),)


def obstacle(one: Obstacle) -> str:
    """Return what stands in the way of a step."""
    return said(one.message, one.details)


def said(message: str, details: Mapping[str, object]) -> str:
    """Return a sentence with its values."""
    words = gettext(message)
    return words % {name: _named(name, one) for name, one in details.items()} if details else words


def spoken(message: str) -> Language:
    """Return the language that a sentence is said in: the reader's, or English if it has no words."""
    return Language.EN if gettext(message) == message else current()


def _named(name: str, value: object) -> object:
    """Return what a value is called; most go by themselves."""
    if type(value) in _NAMES:
        return _NAMES[type(value)](value)
    if name in _LISTS and isinstance(value, str):
        return ", ".join(map(_LISTS[name], value.split(", ")))
    return value


def _words(value: Said) -> str:
    return said(value.message, dict(value.values))


def _several(value: Listed) -> str:
    *others, last = (str(_named("", one)) for one in value.items)
    if not others:
        return last
    return gettext(msg("%(others)s and %(last)s")) % {"others": ", ".join(others), "last": last}


def _unit(name: str) -> str:
    return gettext(_UNITS[BasicUnit(name)])


def _role(name: str) -> str:
    return gettext(ROLES[Role(name)]) if name in set(Role) else name


def _endonym(name: str) -> str:
    return Language(name).endonym


_UNITS: Final = {BasicUnit.ARTICLE: msg("article"), BasicUnit.PARAGRAPH: msg("paragraph")}
_NAMES: Final[Mapping[type, Callable[[Any], str]]] = {
    Force: labels.force,
    RoundState: labels.round_state,
    date: day,
    Said: _words,
    Listed: _several,
}
"""What values of a type are called."""

_LISTS: Final[Mapping[str, Callable[[str], str]]] = {
    "roles": _role,
    "languages": _endonym,
    "unit": _unit,
}
"""Values that are the ids of several things, by their name."""
