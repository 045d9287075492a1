"""The acts that the law calls for."""

from flask import Blueprint, render_template, request

from kb.services import backlog
from webapp.pages.backlog_page import BacklogPage
from webapp.request import visit

bp = Blueprint("backlog", __name__)


@bp.get("/<lang:lang>/backlog/")
def show() -> str:
    """Show which acts the law calls for, and how far they have come."""
    here = visit()
    lines = backlog.lines(here.db, here.viewer, here.catalogues.backlog, here.today)
    return render_template("backlog.html", page=BacklogPage.of(lines, here, request.args))
