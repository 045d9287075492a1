"""Who may come to the files of a round, and to what helps in writing there."""

from tests.webapp.access_rows import Row
from tests.webapp.town_writing import MISSING, OF_INVITED

_ROUND = "/en/acts/{act}/rounds/1"
_WRITERS = {"draft": {"invited"}, "discussed": {"participant"}}
_ANSWERING = {"drafter", "coordinator"}
_KEEPING = {target: who | _ANSWERING for target, who in _WRITERS.items()}
"""Whose unfinished texts are kept: of those who comment, and of those who answer the comments."""

TABLE = {
    "files.show": Row(
        f"{_ROUND}/files/{OF_INVITED}",
        {"draft": {"invited", "drafter", "coordinator", "legal", "auditor"}},
    ),
    "files.upload": Row(f"{_ROUND}/files/", _WRITERS, method="POST", status=400),
    "files.remove": Row(f"{_ROUND}/files/{MISSING}/remove", {}, method="POST"),
    "writing.listed": Row(f"{_ROUND}/unfinished", _KEEPING),
    "writing.save": Row(f"{_ROUND}/unfinished", _KEEPING, method="POST", status=400),
    "writing.drop": Row(f"{_ROUND}/unfinished/drop", _KEEPING, method="POST", status=400),
    "writing.redline": Row(f"{_ROUND}/redline", _WRITERS, method="POST", status=400),
}
"""The rows of these routes; `tests/webapp/views/test_files.py` has those of other files."""
