"""Who may have the documents of a round while it is open."""

from tests.webapp.access_rows import ALL, READERS, Row

_ROUND = "/en/acts/{act}/rounds/1/export"
_OPEN = {"draft": READERS, "discussed": ALL}

TABLE = {
    "exports.show": Row(f"{_ROUND}/", _OPEN),
    "exports.file": Row(f"{_ROUND}/comments.csv", _OPEN),
}
"""The rows of these routes; `tests/webapp/views/test_exports.py` has those of other documents."""
