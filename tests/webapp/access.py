"""Who may come to which route: the table that tests/webapp/test_authorisation.py holds the site to."""

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
READERS = AT_WORK | {"invited"}
SIGNED_IN = set(towns.ROLES)
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
    "discussed": READERS | {"other"},
    "written": AT_WORK,
    "withdrawn": AT_WORK,
}
"""Who may read an act of which nothing is published."""

ACTS = {"published": ALL, "revised": ALL, **DRAFTS}
"""Who may read an act: everybody what is published, in its published version; some the drafts."""

PUBLISHED = {"published": ALL, "revised": ALL}
"""Who may know of what was published, whatever drafts there are."""

TABLE = {
    "static": everybody("/static/site.js"),
    "pages.start": Row("/", {}, 302),
    "pages.home": everybody("/en/"),
    "pages.about": everybody("/en/about/"),
    "pages.help_": everybody("/en/help/"),
    "pages.view": everybody("/en/view/"),
    "pages.set_view": Row("/en/view/", {}, 302, "POST"),
    "acts.catalogue": everybody("/en/acts/"),
    "acts.show": Row("/en/acts/{act}/", ACTS),
    "acts.publication": Row("/en/acts/{act}/p1", {"published": ALL, "revised": ALL}),
    "acts.on_day": Row("/en/acts/{act}/@2026-11-22", {"published": ALL, "revised": ALL}),
    "acts.choose_day": Row("/en/acts/{act}/on?day=2026-11-22", {}, 302),
    "acts.version": Row(
        "/en/acts/{act}/v1",
        {"published": AT_WORK, "revised": READERS, **DRAFTS},
    ),
    "acts.provision": Row("/en/acts/{act}/art_1", ACTS),
    "publications.log": everybody("/en/publications/"),
    "publications.feed": everybody("/en/publications.atom"),
    "publications.feed_of_act": Row("/en/acts/{act}/publications.atom", PUBLISHED),
    "publications.certificate": Row("/en/acts/{act}/p1/certificate", PUBLISHED),
    "publications.text": Row("/en/acts/{act}/p1/en.md", PUBLISHED),
    "verifying.form": everybody("/en/verify/"),
    "verifying.check": Row("/en/verify/", {}, 400, "POST"),
    "publishing.desk": Row("/en/desk/publications/", {"": PUBLISHERS}),
    "publishing.act": Row("/en/desk/publications/{act}/", dict.fromkeys(ACTS, PUBLISHERS)),
    "publishing.propose": Row(
        "/en/desk/publications/{act}/adoption", dict.fromkeys(ACTS, PUBLISHERS), 404, "POST", 400
    ),
    "publishing.proposal": Row("/en/desk/proposals/1/", {"": PUBLISHERS}),
    "publishing.confirm": Row(
        "/en/desk/proposals/1/confirm", {"": {"publisher"}}, 404, "POST", 409
    ),
    "publishing.decline": Row("/en/desk/proposals/1/decline", {"": PUBLISHERS}, 404, "POST", 409),
    "history.act": Row("/en/acts/{act}/history", ACTS),
    "history.compare": Row("/en/acts/{act}/compare/p1..p1", {"published": ALL, "revised": ALL}),
    "history.choose": Row("/en/acts/{act}/compare?a=p1&b=p1", {}, 302),
    "history.provision": Row("/en/acts/{act}/art_1/history", ACTS),
    "audit.log": Row("/en/desk/audit/", {"": {"auditor"}}),
    "audit.act": Row("/en/desk/acts/{act}/log", dict.fromkeys(ACTS, LOG_READERS)),
    "glossary.show": everybody("/en/glossary/"),
    "glossary.terms": everybody("/en/glossary/terms.json"),
    "search.results": everybody("/en/search/?q=height"),
    "accounts.sign_in_form": everybody("/en/sign-in"),
    "accounts.sign_in": Row("/en/sign-in", {}, 400, "POST"),
    "accounts.sign_out": Row("/en/sign-out", {}, 302, "POST"),
    "invitations.show": Row(f"/en/invitation/{NO_TOKEN}", {}),
    "invitations.reply": Row(f"/en/invitation/{NO_TOKEN}", {}, method="POST"),
    "invitations.forgotten_form": everybody("/en/forgotten"),
    "invitations.forgotten": Row("/en/forgotten", {}, 400, "POST"),
    "invitations.password_form": Row(f"/en/password/{NO_TOKEN}", {}),
    "invitations.set_password": Row(f"/en/password/{NO_TOKEN}", {}, method="POST"),
    "experts.all_": Row("/en/desk/experts/", {"": INVITERS}),
    "experts.act": Row("/en/desk/acts/{act}/experts/", dict.fromkeys(ACTS, INVITERS)),
    "experts.invite": Row(
        "/en/desk/acts/{act}/experts/", dict.fromkeys(ACTS, INVITERS), 404, "POST", 400
    ),
    "experts.change": Row("/en/desk/acts/{act}/experts/999999/revoke", {}, method="POST"),
    "mail.outbox": Row("/en/admin/mail/", {"": {"admin"}}),
    "mail.change": Row("/en/admin/mail/999999/again", {}, method="POST"),
    "desk.show": Row("/en/desk/", {"": SIGNED_IN - {"admin"}}),
    "desk.act": Row("/en/desk/acts/{act}/", dict.fromkeys(ACTS, AT_WORK)),
    "desk.preview_form": Row("/en/desk/preview/", {"": AT_WORK}),
    "desk.preview": Row("/en/desk/preview/", {"": AT_WORK}, method="POST"),
    "backlog.show": everybody("/en/backlog/"),
    "api.acts": everybody("/api/v1/acts"),
    "api.act": Row("/api/v1/acts/{act}", ACTS),
    "api.publications": everybody("/api/v1/publications"),
    "api.compare": Row("/api/v1/acts/{act}/compare/p1..p1", {"published": ALL, "revised": ALL}),
    "api.search": everybody("/api/v1/search?q=height"),
    "api.openapi": everybody("/api/v1/openapi.json"),
    "machines.healthy": everybody("/healthz"),
    "machines.ready": everybody("/readyz"),
    "machines.robots": everybody("/robots.txt"),
    "machines.sitemap": everybody("/sitemap.xml"),
    "machines.opensearch": everybody("/opensearch.xml"),
    "machines.manifest": everybody("/manifest.jsonl"),
    "webhooks.receive": Row("/hooks/github", {}, 404, "POST"),
}
