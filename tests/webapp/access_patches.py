"""Who may come to the adopted wordings of a round; in the town there are none, and no repository."""

from tests.webapp.access_progress import OF_ROUNDS
from tests.webapp.access_rows import Row

PATCH = "/en/desk/acts/{act}/rounds/1/patch"
ANSWERING = {target: {"drafter", "coordinator"} for target in OF_ROUNDS}

TABLE = {
    "patches.show": Row(PATCH, OF_ROUNDS),
    "patches.mbox": Row(f"{PATCH}.mbox", ANSWERING, status=302),
    "patches.push": Row(f"{PATCH}/push", {}, method="POST"),
    "patches.check": Row(f"{PATCH}/check", ANSWERING, method="POST", status=302),
}
