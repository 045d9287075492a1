"""The report of a round, for those who may read what was said in it."""

from flask import Blueprint, render_template, request

from webapp.pages.publication_log import page_number
from webapp.pages.report_page import report_page
from webapp.request import seat, visit

bp = Blueprint("reports", __name__)


@bp.get("/<lang:lang>/acts/<act:act>/rounds/<count:number>/report")
def show(act: str, number: int) -> str:
    """Show what came out of a round."""
    asked = page_number(request.args.get("page", ""))
    page = report_page(visit(), seat(act, number), asked)
    return render_template("reports/show.html", page=page)
