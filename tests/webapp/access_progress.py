"""Who may come to the overview of a round, to the marks of reading, and to their own notices."""

from tests.webapp.access_rows import Row
from tests.webapp.town import ROLES

SIGNED_IN = set(ROLES)
SEE_REVIEWS = {"drafter", "coordinator", "legal", "auditor"}
OF_ROUNDS = {"draft": SEE_REVIEWS, "discussed": SEE_REVIEWS}
"""The acts with a round, and who sees all that was said in it."""

TABLE = {
    "progress.show": Row("/en/desk/acts/{act}/rounds/1/progress", OF_ROUNDS),
    "progress.remind": Row(
        "/en/desk/acts/{act}/rounds/1/progress",
        {"draft": {"coordinator"}, "discussed": {"coordinator"}},
        method="POST",
        status=302,
    ),
    "progress.read": Row(
        "/en/acts/{act}/rounds/1/read", {"draft": {"invited"}}, method="POST", status=400
    ),
    "notices.all_": Row("/en/desk/notices/", {"": SIGNED_IN}),
    "notices.open_": Row("/en/desk/notices/999999/", {}),
    "notices.see": Row("/en/desk/notices/", {"": SIGNED_IN}, method="POST", status=302),
    "notices.choose": Row("/en/desk/notices/letters", {"": SIGNED_IN}, method="POST", status=302),
}
