"""Search."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.jumping import Jump, Target, jump
from indexer.query import Hit
from kb.language import Language
from kb.law.citation.naming import place
from webapp.locale import read_instead
from webapp.pages.act_body import citation
from webapp.pages.search_page import SearchPage, query_of, to_acts
from webapp.request import db, language, lists, viewer
from webapp.site import site

bp = Blueprint("search", __name__)


@bp.get("/<lang:lang>/search/")
def results() -> Response | str:
    """Show what was found; a query that is nothing but a reference leads to its provision."""
    query = query_of(request.args, viewer(), language(), site().today())
    found = Jump() if query.literal else jump(db(), site().engine, query)
    act_url = to_acts(query)
    if found.is_all and len(found.targets) == 1 and query.page == 1:
        target = found.targets[0]
        return redirect(act_url(act=target.act.act, _anchor=target.eid))
    result = site().engine.search(query)
    page = SearchPage.of(query, result, found, lists().catalogues)
    given = {"page": page, "act_url": act_url, "cited": cited, "named": named}
    return render_template("search/results.html", **given, side_by_side=side_by_side)


def cited(target: Target) -> str:
    """Return how the page names where a reference leads."""
    return citation(target.act.metadata.title, target.eid, language())


def named(hit: Hit) -> str:
    """Return what a passage is called: its printed number, or its citation if that is a bare one."""
    return hit.label if hit.heading else place(hit.passage, hit.language) or hit.label


def side_by_side(hit: Hit) -> str:
    """Return the languages to show beside one another: the one found, and the reader's or the next."""
    others = [one for one in read_instead(language()) if one in hit.languages]
    other = next((one for one in others if one is not hit.language), hit.language)
    return ",".join(one for one in Language if one in {hit.language, other})
