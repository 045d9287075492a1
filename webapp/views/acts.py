"""The catalogue, and the pages of acts and of their provisions."""

from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.errors import ProvisionNotFoundError
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId, EId
from kb.services import library
from kb.services.library import Act, Edition
from webapp.choices import keep, keep_language
from webapp.pages.act_page import columns_of, page_of
from webapp.pages.catalogue_page import CataloguePage
from webapp.pages.point_in_time import day_asked
from webapp.pages.provision_page import edition_words, provision_page
from webapp.request import db, language, viewer, visit
from webapp.site import site
from webapp.visit import Visit

bp = Blueprint("acts", __name__)
COLUMNS = "text"
ORIGINS = "origin"


@bp.get("/<lang:lang>/acts/")
def catalogue() -> str:
    """List the acts, narrowed by kind, topic, body and status."""
    acts = library.catalogue(db(), viewer())
    page = CataloguePage.of(acts, visit(), request.args)
    return render_template("acts/catalogue.html", page=page)


@bp.get("/<lang:lang>/acts/<act:act>/")
def show(act: str) -> Response:
    """Show an act in the newest version that the viewer may read."""
    return _shown(library.find(db(), viewer(), ActId(act)))


@bp.get("/<lang:lang>/acts/<act:act>/p<count:number>")
def publication(act: str, number: int) -> Response:
    """Show an act as one of its publications pinned it."""
    return _shown(library.find(db(), viewer(), ActId(act), Edition(publication=number)))


@bp.get("/<lang:lang>/acts/<act:act>/@<day:day>")
def on_day(act: str, day: date | str) -> Response:
    """Show an act as it applies on a day, past or to come."""
    if isinstance(day, str):
        return _asks_again(ActId(act), HTTPStatus.NOT_FOUND)
    return _shown(library.find(db(), viewer(), ActId(act), Edition(day=day)), visit().on(day))


@bp.get("/<lang:lang>/acts/<act:act>/on")
def choose_day(act: str) -> Response:
    """Lead to the day that was chosen in the act's form, or ask again if there is no such day."""
    day = day_asked(request.args.get("day", ""))
    if day is None:
        return _asks_again(ActId(act), HTTPStatus.BAD_REQUEST)
    return redirect(url_for("acts.on_day", act=act, day=day))


@bp.get("/<lang:lang>/acts/<act:act>/v<count:number>")
def version(act: str, number: int) -> Response:
    """Show a version of an act to those who may read its drafts."""
    return _shown(library.find(db(), viewer(), ActId(act), Edition(version=number)))


@bp.get("/<lang:lang>/acts/<act:act>/<eid:eid>")
def provision(act: str, eid: str) -> str:
    """Show one provision with its citation, in all languages."""
    found = library.find(db(), viewer(), ActId(act))
    page = provision_page(visit(), found, EId(eid))
    if page is None:
        raise ProvisionNotFoundError(act=act, eid=eid)
    return render_template("acts/provision.html", page=page, cite_in=cite_in)


def _asks_again(act: ActId, status: HTTPStatus) -> Response:
    """Show an act as it applies today, and ask for another day than one that no calendar has."""
    found = library.find(db(), viewer(), act, Edition(day=visit().today))
    return _shown(found, status=status)


def _shown(act: Act, asking: Visit | None = None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    asked = request.args.get(COLUMNS)
    columns = columns_of(act, asked or request.cookies.get(COLUMNS), language())
    tells = request.args.get(ORIGINS) == "1"
    page = page_of(asking or visit(), act, columns, site().today(), tells_origins=tells)
    given: dict[str, Any] = {"page": page, "toggled": toggled, "edition_words": edition_words}
    given["is_no_day"] = status is not HTTPStatus.OK
    response = make_response(render_template("acts/show.html", **given), status)
    keep_language(response)
    if asked:
        keep(response, COLUMNS, ",".join(columns))
    return response


def cite_in(eid: EId) -> str:
    """Return a provision's citation in the interface's language."""
    return place(eid, language()) or eid


def toggled(columns: tuple[Language, ...], language_: Language) -> str:
    """Return the columns with one more, or one less; the last one stays."""
    if language_ not in columns:
        chosen = [one for one in Language if one in columns or one is language_]
    else:
        chosen = [one for one in columns if one is not language_] or [language_]
    return ",".join(chosen)
