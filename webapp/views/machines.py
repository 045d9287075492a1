"""What programs ask for: health, robots, the map of the site, the search box of the browser."""

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, url_for

from kb.access import Viewer
from kb.errors import KBError
from kb.language import Language
from kb.services import library
from kb.storage import schema
from webapp.request import db
from webapp.site import site

bp = Blueprint("machines", __name__)


@bp.get("/healthz")
def healthy() -> Response:
    """Answer, which is all that is asked."""
    return jsonify({"status": "ok"})


@bp.get("/readyz")
def ready() -> Response:
    """Tell whether the database and the index can be read; names nothing that is in them."""
    checks = {"database": _database(), "search": _search()}
    response = jsonify(checks)
    response.status_code = 200 if all(checks.values()) else 503
    return response


@bp.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers what not to ask for, and where the map is."""
    lines = ["User-agent: *", "Disallow: /*/search/", "Disallow: /*/desk/", "Disallow: /*/view/"]
    lines.append(f"Sitemap: {_absolute('machines.sitemap')}")
    return _as("\n".join(lines) + "\n", "text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """List the published acts in all languages of the interface, whoever asks."""
    acts = library.catalogue(db(), Viewer())
    body = render_template("sitemap.xml", acts=acts, languages=list(Language), absolute=_absolute)
    return _as(body, "application/xml")


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """Let browsers offer this site's search."""
    body = render_template("opensearch.xml", absolute=_absolute, languages=list(Language))
    return _as(body, "application/opensearchdescription+xml")


def _absolute(endpoint: str, **values: Any) -> str:
    base = site().settings.base_url.rstrip("/")
    if base:
        return base + url_for(endpoint, **values)
    return url_for(endpoint, _external=True, **values)


def _as(body: str, kind: str) -> Response:
    response = make_response(body)
    response.mimetype = kind
    return response


def _database() -> bool:
    try:
        schema.require(site().database)
    except KBError:
        return False
    return True


def _search() -> bool:
    try:
        site().engine.status()
    except KBError:
        return False
    return True
