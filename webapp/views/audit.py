"""The audit log: all of it for auditors, that of an act also for coordinators."""

from flask import Blueprint, render_template, request

from kb.errors import ActNotFoundError
from kb.law.identifiers import ActId
from kb.services.deeds import Wanted
from webapp.pages.audit_page import AuditPage, act_view
from webapp.request import visit

bp = Blueprint("audit", __name__)


@bp.get("/<lang:lang>/desk/audit/")
def log() -> str:
    """List what everybody did, the newest first."""
    return render_template("desk/audit.html", page=AuditPage.of(visit(), request.args))


@bp.get("/<lang:lang>/desk/acts/<act:act>/log")
def act(act: str) -> str:
    """List what was done to an act."""
    here = visit()
    if act not in here.viewer.drafts:
        raise ActNotFoundError(act=act)
    page = AuditPage.narrowed(here, Wanted(act=ActId(act)), request.args.get("page", ""))
    return render_template("desk/log.html", page=page, act=act_view(here, ActId(act)))
