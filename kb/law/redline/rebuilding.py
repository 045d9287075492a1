"""The two texts that a redline was made of, as the lines of `kb.law.plain`."""

from collections.abc import Iterable, Sequence

from kb.law.redline.change import Redline, Wording, new_text, old_text


class NotThisTextError(ValueError):
    """A redline is applied to another text than the one it was made of."""


def before(redline: Redline) -> list[str]:
    """Return the lines of the older text."""
    wordings = (change.old for change in redline.changes)
    return _lines(old_text(redline.title), wordings)


def after(redline: Redline) -> list[str]:
    """Return the lines of the newer text."""
    wordings = (change.new for change in redline.changes)
    return _lines(new_text(redline.title), wordings)


def apply(redline: Redline, lines: Sequence[str]) -> list[str]:
    """Return what becomes of the lines of the older text: those of the newer one.

    Raises NotThisTextError if they are the lines of another text.
    """
    if list(lines) != before(redline):
        raise NotThisTextError
    return after(redline)


def _lines(title: str, wordings: Iterable[Wording | None]) -> list[str]:
    there = sorted((w for w in wordings if w is not None), key=lambda w: w.place.order)
    return [line for line in (title, *(wording.line for wording in there)) if line]
