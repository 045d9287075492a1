"""Who may come to the pages on which comments are answered, opinions given, and rounds reported."""

from tests.webapp.access_rows import Row
from tests.webapp.town_rounds import COMMENT

_SEE = {"drafter", "coordinator", "legal", "auditor"}
_ANSWER = {"drafter", "coordinator"}
_DESK = "/en/desk/acts/{act}/rounds/1"
_ROUND = "/en/acts/{act}/rounds/1"
_ONE = f"{_DESK}/queue/{COMMENT}"
_BOTH = ("draft", "discussed")
_CONTEST = f"{_ROUND}/comments/{COMMENT}/contest"

TABLE = {
    "answers.queue": Row(f"{_DESK}/queue", dict.fromkeys(_BOTH, _SEE)),
    "answers.selected": Row(f"{_DESK}/queue", dict.fromkeys(_BOTH, _ANSWER | _SEE), method="POST"),
    "answers.comment": Row(_ONE, {"draft": _SEE}),
    "answers.propose": Row(_ONE, {"draft": _SEE}, method="POST", status=400),
    "answers.take_step": Row(f"{_ONE}/confirm", {"draft": _ANSWER}, method="POST", status=409),
    "answers.note": Row(f"{_ONE}/note", {"draft": _SEE - {"auditor"}}, method="POST", status=400),
    "answers.tray": Row(f"{_DESK}/tray", dict.fromkeys(_BOTH, _SEE)),
    "answers.carry": Row(f"{_DESK}/tray/carry", dict.fromkeys(_BOTH, _ANSWER), 404, "POST", 409),
    "answers.put": Row(f"{_DESK}/tray/put", {}, method="POST"),
    "answers.contest": Row(_CONTEST, {"draft": {"invited"}}),
    "answers.object_": Row(_CONTEST, {"draft": {"invited"}}, method="POST", status=400),
    "opinions.show": Row(f"{_ROUND}/opinion", {"draft": _SEE | {"invited"}}),
    "opinions.give": Row(f"{_ROUND}/opinion", {"draft": {"invited"}}, method="POST", status=400),
    "reports.show": Row(f"{_ROUND}/report", dict.fromkeys(_BOTH, _SEE)),
}
"""Both rounds are open: nobody reads a report yet but those who see the whole review."""
