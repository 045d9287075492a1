"""The JSON API: read only, the same for programs as the pages are for people."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from indexer.query import Hit
from kb.errors import InvalidError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.plain import printed
from kb.law.publication import PublicationKind
from kb.law.redline.plain import plain
from kb.services import gazette, library, redlining, texts
from kb.services.library import Act, Edition
from webapp import api_publications as told
from webapp.openapi import document
from webapp.pages import editions
from webapp.pages.publication_log import SIZE, page_number
from webapp.pages.search_page import AS_OF, query_of, to_acts
from webapp.request import db, viewer
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
    issued = [told.publication(found.act, one) for one in library.publications(db(), found.act)]
    return jsonify({**_act(found), "provisions": provisions, "publications": issued})


@bp.get("/publications")
def publications() -> Response:
    """List the entries of the publication log, the newest first."""
    asked = request.args.get("kind")
    if asked and asked not in set(PublicationKind):
        raise InvalidError
    kind = PublicationKind(asked) if asked else None
    counts = gazette.counts(db())
    total = counts[kind] if kind else sum(counts.values())
    page = page_number(request.args.get("page", ""))
    found = gazette.log(db(), start=(page - 1) * SIZE, most=SIZE, kind=kind)
    return jsonify(
        {
            "total": total,
            "page": page,
            "pages": -(-total // SIZE),
            "publications": [told.entry(one) for one in found],
        }
    )


@bp.get("/acts/<act:act>/compare/<edition:old>..<edition:new>")
def compare(act: str, old: Edition, new: Edition) -> Response:
    """Tell what changed between two editions of an act in one language."""
    language = _language(request.args.get("lang") or Language.RU.value)
    texts_ = redlining.pair(db(), viewer(), ActId(act), language, (old, new))
    told = plain(site().redliner.redline(db(), texts_), everything=request.args.get("all") == "1")
    names = {"act": act, "old": editions.name(old), "new": editions.name(new)}
    return jsonify(names | told)


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
    if asked.get(AS_OF) and query.as_of is None:  # Not to give a program another day's law.
        raise InvalidError
    result = site().engine.search(query)
    return jsonify(
        {
            "total": result.total,
            "page": query.page,
            "on": query.as_of and query.as_of.isoformat(),
            "languages": result.languages,
            "meant": result.meant.text if result.meant else None,
            "hints": result.hints,
            "counts": result.counts,
            "hits": [_hit(hit, to_acts(query)) for hit in result.hits],
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
        "publication": publication and told.publication(act.act, publication),
        "url": url_for("acts.show", lang=Language.EN.value, act=act.act),
    }


def _hit(hit: Hit, to_act: Callable[..., str]) -> dict[str, Any]:
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
        "url": to_act(lang=hit.language.value, act=hit.act, _anchor=hit.eid),
    }
