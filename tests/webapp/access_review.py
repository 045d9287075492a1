"""Who may come to the reviewers' pages of a round: that of `towers` is among experts, of `bridges` public."""

from tests.webapp.access_rows import ALL, AT_WORK, Row
from tests.webapp.town_rounds import COMMENT

ROUND = "/en/acts/{act}/rounds/1"
INVITED = {"draft": {"invited"}}
WRITERS = {"draft": {"invited"}, "discussed": {"participant"}}
"""Who may comment: an expert who was invited; in public who has agreed to be read."""
ANSWERING = {"draft": {"invited", "drafter", "coordinator"}}
SEEING = {"draft": {"invited", "drafter", "coordinator", "legal", "auditor"}}
"""Who knows of a comment in a closed panel: its author, and those who see all reviews."""

TABLE = {
    "review.show": Row(f"{ROUND}/", {"draft": AT_WORK | {"invited"}, "discussed": ALL}),
    "review.form": Row(f"{ROUND}/comment?eid=art_1__para_1", WRITERS),
    "review.submit": Row(f"{ROUND}/comment", WRITERS, 404, "POST", 400),
    "review.comment": Row(f"{ROUND}/comments/{COMMENT}", SEEING),
    "review.edit_form": Row(f"{ROUND}/comments/{COMMENT}/edit", INVITED),
    "review.edit": Row(f"{ROUND}/comments/{COMMENT}/edit", INVITED, 404, "POST", 400),
    "review.withdrawal": Row(f"{ROUND}/comments/{COMMENT}/withdraw", INVITED),
    "review.withdraw": Row(f"{ROUND}/comments/none/withdraw", {}, method="POST"),
    "review.reply": Row(f"{ROUND}/comments/{COMMENT}/reply", ANSWERING, 404, "POST", 400),
    "review.declaration": Row(f"{ROUND}/declaration", INVITED),
    "review.declare": Row(f"{ROUND}/declaration", INVITED, 404, "POST", 400),
}
