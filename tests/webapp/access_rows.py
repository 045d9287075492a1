"""What the rows of the matrix of tests/webapp/test_authorisation.py are made of: addresses, people, acts."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.webapp import town as towns

ROLES = ("anonymous", *towns.ROLES, "closed", "expired", "forged")
"""All who may come; the last three bring a cookie of a closed account, an expired one, a made-up one."""

AT_WORK = {"drafter", "coordinator", "legal", "approver", "publisher", "auditor"}
PUBLISHERS = {"approver", "publisher"}
INVITERS = {"coordinator"}
LOG_READERS = {"auditor", "coordinator"}
NO_TOKEN = "A" * 43
"""What looks like the key of a link and is none."""
SEE_REVIEWS = {"drafter", "coordinator", "legal", "auditor"}
"""Who sees all that is said in a round."""
READERS = AT_WORK | {"invited"}
SIGNED_IN = set(towns.ROLES)
AT_DESK = SIGNED_IN - {"admin", "participant"}
ALL = set(ROLES)


@dataclass(frozen=True)
class Row:
    """An address, and who gets `status`; all others get `else_`."""

    address: str
    open_to: Mapping[str, set[str]]
    else_: int = 404
    method: str = "GET"
    status: int = 200


def everybody(address: str) -> Row:
    """Return the row of a page that does not depend on an act."""
    return Row(address, {"": ALL})


TARGETS = {
    "published": "height",
    "revised": "parks",
    "draft": "towers",
    "discussed": "bridges",
    "written": "harbours",
    "withdrawn": "piers",
    "missing": "castles",
}
"""Acts: published, with a newer draft or without; drafts under expert review, in public discussion,
being written, withdrawn; none. The expert `invited` is invited to all but the one in discussion."""

DRAFTS = {
    "draft": READERS,
    "discussed": AT_WORK,
    "written": AT_WORK,
    "withdrawn": AT_WORK,
}
"""Who may read an act of which nothing is published."""

ACTS = {"published": ALL, "revised": ALL, **DRAFTS}
"""Who may read an act: everybody what is published, in its published version; some the drafts."""

PUBLISHED = {"published": ALL, "revised": ALL}
"""Who may know of what was published, whatever drafts there are."""
