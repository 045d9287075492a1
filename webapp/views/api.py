"""The JSON API: read only, the same for programs as the pages are for people."""

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from indexer.query import Hit
from kb.errors import InvalidError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.plain import printed
from kb.services import library, texts
from kb.services.library import Act
from webapp.openapi import document
from webapp.request import db, viewer
from webapp.search_page import query_of
from webapp.site import site

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.get("/acts")
def acts() -> Response:
    """List the acts."""
    found = library.catalogue(db(), viewer())
    return jsonify({"acts": [_act(act) for act in found]})


@bp.get("/acts/<act:act>")
def act(act: str) -> Response:
    """Give an act with the text of its provisions in one language, or in all."""
    found = library.find(db(), viewer(), ActId(act))
    asked = request.args.get("lang")
    languages = [_language(asked)] if asked else list(found.languages)
    expressions = {
        lang: texts.expression(db(), found.shown.texts[lang], lang)
        for lang in languages
        if lang in found.shown.texts
    }
    provisions = {
        lang: [
            {"eid": p.eid, "kind": p.kind, "number": p.number, "text": printed(p)}
            for p in tree.walk()
        ]
        for lang, tree in expressions.items()
    }
    return jsonify({**_act(found), "provisions": provisions})


@bp.get("/search")
def search() -> Response:
    """Search, as the page does."""
    language = _language(request.args.get("lang") or Language.RU.value)
    asked = request.args.copy()
    for name in (
        "lang",
        "by",
    ):  # The language of the one who asks is no facet; hits come one by one.
        asked.poplist(name)
    query = query_of(asked, viewer(), language, site().today())
    result = site().engine.search(query)
    return jsonify(
        {
            "total": result.total,
            "page": query.page,
            "languages": result.languages,
            "meant": result.meant.text if result.meant else None,
            "hints": result.hints,
            "counts": result.counts,
            "hits": [_hit(hit) for hit in result.hits],
        }
    )


@bp.get("/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    return jsonify(document())


def _language(name: str) -> Language:
    if name not in set(Language):
        raise InvalidError
    return Language(name)


def _act(act: Act) -> dict[str, Any]:
    publication = act.publication if not act.is_draft else None
    return {
        "act": act.act,
        "kind": act.metadata.kind,
        "title": act.metadata.title.model_dump(exclude_none=True),
        "adopting_body": act.metadata.adopting_body,
        "topics": act.metadata.topics,
        "zones": act.metadata.zones,
        "force": act.force(site().today()),
        "illustrative": act.metadata.illustrative,
        "languages": act.languages,
        "sha256": act.shown.texts,
        "commit": act.shown.commit,
        "publication": publication
        and {
            "number": publication.number,
            "adopted_on": publication.adopted_on.isoformat(),
            "decision": publication.decision,
            "starts": publication.starts.isoformat(),
            "published_at": publication.published_at.isoformat(),
        },
        "url": url_for("acts.show", lang=Language.EN.value, act=act.act),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "act": hit.act,
        "eid": hit.eid,
        "passage": hit.passage,
        "language": hit.language,
        "languages": hit.languages,
        "title": hit.title,
        "path": hit.path,
        "label": hit.label,
        "heading": hit.heading,
        "snippet": [{"text": p.text, "matched": p.matched} for p in hit.snippet],
        "force": hit.force,
        "url": url_for("acts.show", lang=hit.language.value, act=hit.act, _anchor=hit.eid),
    }
