"""Who may come to a route, and what each desk asks for."""

from enum import Enum, auto
from typing import Final

from kb.access import Permission


class Policy(Enum):
    """Who may come to a route."""

    ANYBODY = auto()
    """Everybody; what the page shows depends on who comes."""
    SAME_FOR_ALL = auto()
    """Everybody, and all get the same: who comes is not asked."""
    DESK = auto()
    """Those with something to do in drafts; others are asked to sign in, or find nothing."""
    DRAFTING = auto()
    """Those who may read all drafts; others are asked to sign in, or find nothing."""
    PUBLISHING = auto()
    """Those who may propose what is published; others are asked to sign in, or find nothing."""
    REVIEWING = auto()
    """Those who see all of a review; others are asked to sign in, or find nothing."""
    INVITING = auto()
    """Those who invite experts; others are asked to sign in, or find nothing."""
    AUDITING = auto()
    """Those who may read the audit log; others are asked to sign in, or find nothing."""
    LOG_OF_ACT = auto()
    """Those who may read what was done to an act; others are asked to sign in, or find nothing."""
    MODERATING = auto()
    """Those who moderate public discussions; others are asked to sign in, or find nothing."""
    MAIL = auto()
    """Those who keep the outbox; others are asked to sign in, or find nothing."""
    RUNNING = auto()
    """Those who run rounds of review; others are asked to sign in, or find nothing."""
    SIGNED_IN = auto()
    """Everybody who has signed in; others are asked to."""


DESKS: Final = {
    Policy.AUDITING: Permission.READ_AUDIT,
    Policy.LOG_OF_ACT: Permission.READ_LOG_OF_ACT,
    Policy.DESK: Permission.SEE_DESK,
    Policy.DRAFTING: Permission.READ_DRAFTS,
    Policy.PUBLISHING: Permission.PROPOSE_PUBLICATION,
    Policy.REVIEWING: Permission.SEE_REVIEWS,
    Policy.INVITING: Permission.INVITE,
    Policy.MODERATING: Permission.MODERATE,
    Policy.MAIL: Permission.KEEP_MAIL,
    Policy.RUNNING: Permission.RUN_ROUNDS,
}
"""The permission that each desk asks for."""


POLICIES: Final = {
    "static": Policy.SAME_FOR_ALL,
    "pages.start": Policy.SAME_FOR_ALL,
    "pages.home": Policy.ANYBODY,
    "pages.about": Policy.ANYBODY,
    "pages.help_": Policy.ANYBODY,
    "pages.view": Policy.ANYBODY,
    "pages.set_view": Policy.ANYBODY,
    "acts.catalogue": Policy.ANYBODY,
    "acts.show": Policy.ANYBODY,
    "acts.publication": Policy.ANYBODY,
    "acts.on_day": Policy.ANYBODY,
    "acts.choose_day": Policy.ANYBODY,
    "acts.version": Policy.ANYBODY,
    "acts.provision": Policy.ANYBODY,
    "publications.log": Policy.ANYBODY,
    "publications.feed": Policy.SAME_FOR_ALL,
    "publications.feed_of_act": Policy.SAME_FOR_ALL,
    "publications.certificate": Policy.ANYBODY,
    "publications.text": Policy.SAME_FOR_ALL,
    "files.show": Policy.ANYBODY,
    "offline.show": Policy.ANYBODY,
    "offline.paper": Policy.ANYBODY,
    "offline.read": Policy.ANYBODY,
    "offline.submit": Policy.ANYBODY,
    "files.upload": Policy.ANYBODY,
    "files.remove": Policy.ANYBODY,
    "writing.listed": Policy.ANYBODY,
    "writing.save": Policy.ANYBODY,
    "writing.drop": Policy.ANYBODY,
    "writing.redline": Policy.ANYBODY,
    "verifying.form": Policy.ANYBODY,
    "verifying.check": Policy.ANYBODY,
    "publishing.desk": Policy.PUBLISHING,
    "publishing.act": Policy.PUBLISHING,
    "publishing.propose": Policy.PUBLISHING,
    "publishing.proposal": Policy.PUBLISHING,
    "publishing.confirm": Policy.PUBLISHING,
    "publishing.decline": Policy.PUBLISHING,
    "audit.log": Policy.AUDITING,
    "audit.act": Policy.LOG_OF_ACT,
    "history.act": Policy.ANYBODY,
    "history.compare": Policy.ANYBODY,
    "history.choose": Policy.ANYBODY,
    "history.provision": Policy.ANYBODY,
    "glossary.show": Policy.ANYBODY,
    "glossary.terms": Policy.SAME_FOR_ALL,
    "review.show": Policy.ANYBODY,
    "review.form": Policy.ANYBODY,
    "review.submit": Policy.ANYBODY,
    "review.comment": Policy.ANYBODY,
    "review.edit_form": Policy.ANYBODY,
    "review.edit": Policy.ANYBODY,
    "review.withdrawal": Policy.ANYBODY,
    "review.withdraw": Policy.ANYBODY,
    "review.reply": Policy.ANYBODY,
    "review.declaration": Policy.ANYBODY,
    "review.declare": Policy.ANYBODY,
    "answers.queue": Policy.REVIEWING,
    "answers.selected": Policy.REVIEWING,
    "answers.comment": Policy.REVIEWING,
    "answers.propose": Policy.REVIEWING,
    "answers.take_step": Policy.REVIEWING,
    "answers.note": Policy.REVIEWING,
    "answers.tray": Policy.REVIEWING,
    "answers.carry": Policy.REVIEWING,
    "answers.put": Policy.REVIEWING,
    "answers.contest": Policy.ANYBODY,
    "answers.object_": Policy.ANYBODY,
    "patches.show": Policy.REVIEWING,
    "patches.mbox": Policy.REVIEWING,
    "patches.push": Policy.REVIEWING,
    "patches.check": Policy.REVIEWING,
    "opinions.show": Policy.ANYBODY,
    "opinions.give": Policy.ANYBODY,
    "reports.show": Policy.ANYBODY,
    "search.results": Policy.ANYBODY,
    "remarks.results": Policy.ANYBODY,
    "accounts.sign_in": Policy.ANYBODY,
    "accounts.sign_in_form": Policy.ANYBODY,
    "accounts.sign_out": Policy.ANYBODY,
    "invitations.show": Policy.ANYBODY,
    "invitations.reply": Policy.ANYBODY,
    "invitations.forgotten_form": Policy.ANYBODY,
    "invitations.forgotten": Policy.ANYBODY,
    "invitations.password_form": Policy.ANYBODY,
    "invitations.set_password": Policy.ANYBODY,
    "discussions.all_": Policy.ANYBODY,
    "discussions.feed": Policy.SAME_FOR_ALL,
    "joining.form": Policy.ANYBODY,
    "joining.join": Policy.ANYBODY,
    "joining.again": Policy.ANYBODY,
    "joining.welcome": Policy.ANYBODY,
    "joining.confirm": Policy.ANYBODY,
    "joining.agree": Policy.ANYBODY,
    "joining.mine": Policy.ANYBODY,
    "joining.leave": Policy.ANYBODY,
    "moderation.show": Policy.MODERATING,
    "moderation.decide": Policy.MODERATING,
    "experts.all_": Policy.INVITING,
    "experts.act": Policy.INVITING,
    "experts.invite": Policy.INVITING,
    "experts.change": Policy.INVITING,
    "progress.show": Policy.REVIEWING,
    "progress.remind": Policy.RUNNING,
    "progress.read": Policy.ANYBODY,
    "notices.all_": Policy.SIGNED_IN,
    "notices.open_": Policy.SIGNED_IN,
    "notices.see": Policy.SIGNED_IN,
    "notices.choose": Policy.SIGNED_IN,
    "mail.outbox": Policy.MAIL,
    "mail.change": Policy.MAIL,
    "desk.show": Policy.DESK,
    "desk.act": Policy.DRAFTING,
    "desk.preview_form": Policy.DRAFTING,
    "desk.preview": Policy.DRAFTING,
    "rounds.act": Policy.DRAFTING,
    "rounds.schedule": Policy.RUNNING,
    "rounds.move": Policy.DRAFTING,
    "rounds.show": Policy.DRAFTING,
    "rounds.change": Policy.RUNNING,
    "rounds.documents": Policy.RUNNING,
    "rounds.lead": Policy.DESK,
    "backlog.show": Policy.ANYBODY,
    "exports.show": Policy.ANYBODY,
    "exports.file": Policy.ANYBODY,
    "api.acts": Policy.ANYBODY,
    "api.act": Policy.ANYBODY,
    "api.compare": Policy.ANYBODY,
    "api.publications": Policy.ANYBODY,
    "api.search": Policy.ANYBODY,
    "api.openapi": Policy.SAME_FOR_ALL,
    "machines.healthy": Policy.SAME_FOR_ALL,
    "machines.ready": Policy.SAME_FOR_ALL,
    "machines.robots": Policy.SAME_FOR_ALL,
    "machines.sitemap": Policy.SAME_FOR_ALL,
    "machines.opensearch": Policy.SAME_FOR_ALL,
    "machines.manifest": Policy.SAME_FOR_ALL,
    "webhooks.receive": Policy.SAME_FOR_ALL,
}
"""Every endpoint with who may come; those of acts show each viewer only the viewer's own."""
