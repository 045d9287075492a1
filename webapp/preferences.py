"""How a reader wants pages to look: kept in the browser, told to nobody."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final, Self

COOKIE: Final = "view"

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": ("auto", "light", "dark"),
    "size": ("normal", "large", "huge"),
    "contrast": ("normal", "high"),
    "keys": ("on", "off"),
}
"""The settings and their values; the first is the default."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Theme, size of letters, low-vision mode (high contrast, wide spacing), keyboard shortcuts."""

    theme: str = "auto"
    size: str = "normal"
    contrast: str = "normal"
    keys: str = "on"

    @classmethod
    def of(cls, cookies: Mapping[str, str]) -> Self:
        """Read a browser's preferences; what is not among the choices is passed over."""
        pairs = (pair.partition("-") for pair in cookies.get(COOKIE, "").split("."))
        return cls.chosen({name: value for name, _, value in pairs})

    @classmethod
    def chosen(cls, values: Mapping[str, str]) -> Self:
        """Return the preferences that a form or a cookie holds."""
        known = {n: v for n, v in values.items() if v in CHOICES.get(n, ())}
        return cls(**known)

    def cookie(self) -> str:
        """Return the preferences as the value of a cookie."""
        return ".".join(f"{name}-{value}" for name, value in asdict(self).items())
