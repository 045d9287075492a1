"""What a viewer was told: listed, opened, marked as read; and how it is told by letter."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.services import notices
from webapp.pages.notices_page import notices_page, place_of
from webapp.request import apart, db, viewer, visit
from webapp.site import site

bp = Blueprint("notices", __name__)


@bp.get("/<lang:lang>/desk/notices/")
def all_() -> str:
    """List the viewer's notices, the newest first."""
    return render_template("notices.html", page=notices_page(visit()))


@bp.get("/<lang:lang>/desk/notices/<count:number>/")
def open_(number: int) -> BaseResponse:
    """Go to what a notice is about; it has been seen then."""
    found = notices.find(db(), viewer(), number)
    if not found.is_seen:
        with apart() as session:
            notices.see(session, viewer(), site().clock(), found.id)
    return redirect(place_of(visit(), found))


@bp.post("/<lang:lang>/desk/notices/")
def see() -> BaseResponse:
    """Mark all of the viewer's notices as read, or one."""
    asked = request.form.get("notice", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    notices.see(db(), viewer(), site().clock(), number)
    return redirect(url_for("notices.all_"))


@bp.post("/<lang:lang>/desk/notices/letters")
def choose() -> BaseResponse:
    """Have letters come once a day, or one by one."""
    notices.choose(db(), viewer(), digest=request.form.get("digest") == "1")
    return redirect(url_for("notices.all_"))
