"""Search in comments, suggestions, replies, answers and opinions."""

from flask import Blueprint, render_template, request

from webapp.pages.remarks_page import remarks_page
from webapp.request import visit
from webapp.site import site

bp = Blueprint("remarks", __name__)


@bp.get("/<lang:lang>/search/comments/")
def results() -> str:
    """Show where words stand in what the viewer may know of all rounds."""
    return render_template("search/remarks.html", page=remarks_page(visit(), site(), request.args))
