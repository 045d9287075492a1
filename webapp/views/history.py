"""The history of acts and provisions, and what changed between two editions of an act."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.law.identifiers import ActId, EId
from kb.services import library
from kb.services.library import Edition
from webapp.choices import keep
from webapp.pages.editions import address, name, read, words
from webapp.pages.history_page import history_page
from webapp.pages.publication_log import page_number
from webapp.pages.redline_page import Wanted, redline_page
from webapp.pages.wording_page import wording_page
from webapp.request import db, viewer, visit
from webapp.views.acts import COLUMNS, cite_in, toggled

bp = Blueprint("history", __name__)


@bp.get("/<lang:lang>/acts/<act:act>/history")
def act(act: str) -> str:
    """Show how an act came about."""
    found = library.find(db(), viewer(), ActId(act))
    page = history_page(visit(), found, _page())
    return render_template("acts/history.html", page=page, address=address, name=name)


@bp.get("/<lang:lang>/acts/<act:act>/compare/<edition:old>..<edition:new>")
def compare(act: str, old: Edition, new: Edition) -> Response:
    """Show what changed between two publications, or versions for those who may read them."""
    asked = request.args.get(COLUMNS)
    columns, is_open = asked or request.cookies.get(COLUMNS), request.args.get("all") == "1"
    page = redline_page(visit(), Wanted(ActId(act), (old, new), columns, is_open))
    given = {"address": address, "name": name, "words": words, "toggled": toggled}
    response = make_response(render_template("acts/compare.html", page=page, **given))
    if asked:
        keep(response, COLUMNS, ",".join(page.columns))
    return response


@bp.get("/<lang:lang>/acts/<act:act>/compare")
def choose(act: str) -> Response:
    """Lead to the two editions that were chosen in a form."""
    old, new = (read(request.args.get(name, "")) for name in ("a", "b"))
    if old is None or new is None:
        return redirect(url_for("history.act", act=act))
    return redirect(url_for("history.compare", act=act, old=old, new=new))


@bp.get("/<lang:lang>/acts/<act:act>/<eid:eid>/history")
def provision(act: str, eid: str) -> str:
    """Show how a provision was worded, and since when."""
    found = library.find(db(), viewer(), ActId(act))
    asked = request.args.get(COLUMNS) or request.cookies.get(COLUMNS)
    page = wording_page(visit(), found, EId(eid), asked, _page())
    return render_template("acts/wordings.html", page=page, address=address, cite_in=cite_in)


def _page() -> int:
    return page_number(request.args.get("page", ""))
