"""Who may come to public discussions, take part in them, and moderate them."""

from tests.webapp.access_rows import ALL, NO_TOKEN, Row, everybody

_ROUND = "/en/desk/acts/{act}/rounds/1/moderation"
_MODERATORS = {"discussed": {"coordinator"}}

TABLE = {
    "discussions.all_": everybody("/en/discussions/"),
    "discussions.feed": everybody("/en/discussions.atom"),
    "joining.form": everybody("/en/discussions/join"),
    "joining.join": Row("/en/discussions/join", {"": ALL}, 404, "POST", 400),
    "joining.again": Row("/en/discussions/again", {"": ALL}, 404, "POST", 400),
    "joining.welcome": Row(f"/en/discussions/join/{NO_TOKEN}", {}),
    "joining.confirm": Row(f"/en/discussions/join/{NO_TOKEN}", {}, method="POST"),
    "joining.agree": Row("/en/discussions/agree", {"": ALL}, 404, "POST", 400),
    "joining.mine": Row(
        "/en/discussions/mine", {"": ALL - {"anonymous", "closed", "expired", "forged"}}, 302
    ),
    "joining.leave": Row("/en/discussions/leave", {}, 302, "POST"),
    "moderation.show": Row(_ROUND, _MODERATORS),
    "moderation.decide": Row(_ROUND, _MODERATORS, 404, "POST", 400),
}
"""Agreeing and leaving need a box to be ticked: views/test_joining.py has who is refused with it."""
