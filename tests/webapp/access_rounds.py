"""Who may come to the desk of rounds: that of `towers` is among experts, that of `bridges` public."""

from tests.webapp.access_rows import ACTS, AT_WORK, Row

RUNNERS = {"coordinator"}
ROUND = "/en/desk/acts/{act}/rounds/1/"
HELD = {"draft": AT_WORK, "discussed": AT_WORK}
RUN = {"draft": RUNNERS, "discussed": RUNNERS}

TABLE = {
    "rounds.act": Row("/en/desk/acts/{act}/rounds/", dict.fromkeys(ACTS, AT_WORK)),
    "rounds.schedule": Row(
        "/en/desk/acts/{act}/rounds/", dict.fromkeys(ACTS, RUNNERS), 404, "POST", 400
    ),
    "rounds.move": Row(
        "/en/desk/acts/{act}/rounds/move", dict.fromkeys(ACTS, AT_WORK), 404, "POST", 400
    ),
    "rounds.show": Row(ROUND, HELD),
    "rounds.change": Row(f"{ROUND}extend", RUN, 404, "POST", 400),
    "rounds.documents": Row(f"{ROUND}documents", RUN, 404, "POST", 400),
    "rounds.lead": Row("/en/desk/rounds/1/", {"": AT_WORK | {"invited"}}, status=302),
}
