"""The names of what stands around rounds: roles, ways of a draft, terms, as whose comments are shown."""

from typing import Final

from kb.access import Role
from kb.errors import msg
from kb.law.procedure import Deadline, Shown, Stage
from kb.review.attachments import Role as DocumentRole
from webapp.locale import gettext, ngettext

ROLES: Final = {
    Role.EXPERT: msg("expert"),
    Role.DRAFTER: msg("drafter"),
    Role.COORDINATOR: msg("coordinator"),
    Role.LEGAL_OFFICER: msg("legal officer"),
    Role.APPROVER: msg("approver"),
    Role.PUBLISHER: msg("publisher"),
    Role.ADMINISTRATOR: msg("administrator"),
    Role.AUDITOR: msg("auditor"),
}
SHOWN: Final = {
    Shown.NAMED: msg("with the commenter's name"),
    Shown.ORGANISATION: msg("with the organisation only"),
    Shown.HIDDEN: msg("not at all"),
}
DOCUMENTS: Final = {
    DocumentRole.EXPLANATORY_NOTE: msg("Explanatory note"),
    DocumentRole.COMPARATIVE_TABLE: msg("Comparative table"),
}
ASIDE: Final = {
    Stage.WORKING: msg("Return it for revision"),
    Stage.WITHDRAWN: msg("Withdraw the draft"),
}
"""Ways that lead back or away; all others lead on."""


def way(stage: Stage, title: str) -> str:
    """Return what taking a draft to a stage is called."""
    return gettext(ASIDE[stage]) if stage in ASIDE else title


def shown(value: Shown) -> str:
    """Return as whose the public sees comments after the report."""
    return gettext(SHOWN[value])


def term(value: Deadline) -> str:
    """Return how long a term is."""
    days = value.days
    if value.count == "working":
        return ngettext("%(num)s working day", "%(num)s working days", days) % {"num": days}
    return ngettext("%(num)s calendar day", "%(num)s calendar days", days) % {"num": days}
