"""The publication log, its feeds, the certificate of each publication, and the texts as published."""

from flask import Blueprint, Response, make_response, render_template, request

from kb.access import Viewer
from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.publication import PublicationKind
from kb.services import gazette, library
from kb.services.gazette import Entry
from kb.services.library import Edition
from webapp.links import absolute
from webapp.pages.certificate_page import certificate_page, file_name
from webapp.pages.publication_log import LogEntry, LogPage
from webapp.request import db, visit
from webapp.site import site

bp = Blueprint("publications", __name__)


@bp.get("/<lang:lang>/publications/")
def log() -> str:
    """List what was published, withdrawn, suspended and so on, the newest first."""
    asked = request.args.get("kind", "")
    kind = PublicationKind(asked) if asked in set(PublicationKind) else None
    page = LogPage.of(visit(), kind, request.args.get("page", ""))
    return render_template("publications/log.html", page=page)


@bp.get("/<lang:lang>/publications.atom")
def feed() -> Response:
    """Tell programs of what was published last."""
    return _feed(gazette.log(db()), absolute("publications.feed"), absolute("publications.log"))


@bp.get("/<lang:lang>/acts/<act:act>/publications.atom")
def feed_of_act(act: str) -> Response:
    """Tell programs of what was published of one act."""
    entries = gazette.of_act(db(), ActId(act))
    if not entries:
        raise ActNotFoundError(act=act)
    here, page = absolute("publications.feed_of_act", act=act), absolute("acts.show", act=act)
    return _feed(entries, here, page, act)


@bp.get("/<lang:lang>/acts/<act:act>/p<count:number>/certificate")
def certificate(act: str, number: int) -> str:
    """Show what a publication can be held against; that of a withdrawn one gives the reason."""
    page = certificate_page(visit(), ActId(act), number)
    given = {"page": page, "absolute": absolute, "zone": site().settings.time_zone}
    return render_template("publications/certificate.html", **given)


@bp.get("/<lang:lang>/acts/<act:act>/p<count:number>/<lang:language>.md")
def text(act: str, number: int, language: str) -> Response:
    """Give the text of a publication as it was published, byte for byte."""
    found = library.find(db(), Viewer(), ActId(act), Edition(publication=number))
    name = found.shown.texts.get(Language(language))
    if name is None:
        raise ActNotFoundError(act=act)
    response = make_response(gazette.text(db(), name).encode())
    response.content_type = "text/markdown; charset=utf-8"
    saved_as = file_name(ActId(act), number, Language(language))
    response.headers["Content-Disposition"] = f"attachment; filename={saved_as}"
    response.set_etag(name)
    return response


def _feed(entries: list[Entry], here: str, page: str, act: str = "") -> Response:
    found = [LogEntry.of(entry, visit()) for entry in entries]
    given = {"entries": found, "here": here, "page": page, "act": act, "absolute": absolute}
    response = make_response(render_template("publications/feed.xml", **given))
    response.content_type = "application/atom+xml; charset=utf-8"
    return response
