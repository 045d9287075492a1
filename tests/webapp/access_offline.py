"""Who may come to the pages for those who review in Word."""

from tests.webapp.access_rows import ALL, READERS, Row

_ROUND = "/en/acts/{act}/rounds/1/offline"
_READERS = {"draft": READERS, "discussed": ALL}
_WRITERS = {"draft": {"invited"}, "discussed": {"participant"}}

TABLE = {
    "offline.show": Row(f"{_ROUND}/", _READERS),
    "offline.paper": Row(f"{_ROUND}/ru.docx", _READERS),
    "offline.read": Row(f"{_ROUND}/", _WRITERS, method="POST", status=400),
    "offline.submit": Row(f"{_ROUND}/submit", _WRITERS, method="POST", status=400),
}
"""The rows of these routes."""
