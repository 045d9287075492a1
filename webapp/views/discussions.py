"""Public discussions: the list of them, and the feed of those that are open."""

from flask import Blueprint, Response, make_response, render_template

from webapp.links import absolute
from webapp.pages.discussions_page import discussions_page, opened
from webapp.request import visit

bp = Blueprint("discussions", __name__)


@bp.get("/<lang:lang>/discussions/")
def all_() -> str:
    """List the public discussions: open, announced, being answered, reported."""
    return render_template("discussions/all.html", page=discussions_page(visit()))


@bp.get("/<lang:lang>/discussions.atom")
def feed() -> Response:
    """Tell programs which discussions are open."""
    views = sorted(opened(visit()), key=lambda one: one.updated, reverse=True)
    body = render_template("discussions/feed.xml", views=views, absolute=absolute)
    response = make_response(body)
    response.content_type = "application/atom+xml; charset=utf-8"
    return response
