"""Where in its source the words of a provision stand."""

from kb.law.act import Provision
from kb.law.markup import breaks


def line_of(provision: Provision, offset: int = 0) -> int:
    """Return the line of the source in which the character at `offset` of a text stands."""
    if provision.rows:
        row = provision.text.count("\n", 0, offset)
        return provision.line + row + min(row, 1)  # A ruling stands beneath the heading row.
    return provision.text_line + breaks(provision.markup, offset)
