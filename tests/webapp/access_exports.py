"""Who may have the documents of a round while it is open."""

from tests.webapp.access_rows import ALL, READERS, SEE_REVIEWS, Row

_ROUND = "/en/acts/{act}/rounds/1/export"
_OPEN = {"draft": READERS, "discussed": ALL}
_SEEN = {"draft": SEE_REVIEWS | {"invited"}, "discussed": ALL}
"""Who reads the draft without its comments, as approvers do, has no table of them."""

TABLE = {
    "exports.show": Row(f"{_ROUND}/", _OPEN),
    "exports.file": Row(f"{_ROUND}/comments.csv", _SEEN),
}
"""The rows of these routes; `tests/webapp/views/test_exports.py` has those of other documents."""
