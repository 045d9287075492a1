"""An act as plain text: what a person reads, without any markup."""

from collections.abc import Iterator

from kb.law.act import Expression, Provision


def lines(expression: Expression) -> Iterator[str]:
    """Yield the title, then every printed number, heading and part of the text, in order."""
    if expression.title:
        yield expression.title
    for provision in expression.walk():
        line = printed(provision)
        if line:
            yield line


def printed(provision: Provision) -> str:
    """Return a provision's own words with its number, as they are printed."""
    return " ".join(part for part in (provision.label, provision.heading, provision.text) if part)
