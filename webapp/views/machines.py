"""What programs ask for: health, robots, the map of the site, the search box of the browser."""

from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from kb.access import Viewer
from kb.errors import KBError
from kb.language import Language
from kb.services import discussions, gazette, library
from kb.storage import schema
from kb.storage.database import Database
from webapp.links import absolute
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
    lines.append(f"Sitemap: {absolute('machines.sitemap')}")
    return _as("\n".join(lines) + "\n", "text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """List the published acts and the open discussions in all languages of the interface, whoever asks."""
    acts = library.catalogue(db(), Viewer())
    given = {"acts": acts, "discussions": discussions.opened(db(), site().clock)}
    body = render_template("sitemap.xml", **given, languages=list(Language), absolute=absolute)
    return _as(body, "application/xml")


@bp.get("/manifest.jsonl")
def manifest() -> Response:
    """Give the manifest of everything that was published, unless the caller has it as it is."""
    head = gazette.head_of(db())
    is_known = request.if_none_match.contains(head.hash)
    is_wanted = request.method == "GET" and not is_known
    lines = _lines(site().database, head.number) if is_wanted else iter(())
    status = HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK
    response = Response(lines, status, mimetype="application/jsonl")
    response.set_etag(head.hash)
    return response


def _lines(database: Database, last: int) -> Iterator[bytes]:
    """Yield the manifest from a session of its own: that of the request ends before its answer is sent."""
    with database.reading() as session:
        yield from gazette.lines(session, last)


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """Let browsers offer this site's search."""
    body = render_template("opensearch.xml", absolute=absolute, languages=list(Language))
    return _as(body, "application/opensearchdescription+xml")


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
