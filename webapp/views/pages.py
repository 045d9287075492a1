"""Home, about, help, and how pages are to look."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.services import library
from webapp.home import HomePage
from webapp.locale import COOKIE, current, preferred
from webapp.preferences import CHOICES, Preferences
from webapp.preferences import COOKIE as VIEW
from webapp.request import db, viewer, visit
from webapp.security import safe_target
from webapp.site import site

bp = Blueprint("pages", __name__)
YEAR = 365 * 24 * 3600


@bp.get("/")
def start() -> Response:
    """Lead to the home page in the reader's language."""
    return redirect(url_for("pages.home", lang=preferred().value))


@bp.get("/<lang:lang>/")
def home() -> Response:
    """Show the search box, what is new, what is in force, what comes next."""
    acts = library.catalogue(db(), viewer())
    page = HomePage.of(acts, visit())
    response = make_response(render_template("home.html", page=page))
    remember_language(response)
    return response


@bp.get("/<lang:lang>/about/")
def about() -> str:
    """Tell what this is, where the texts come from, and how they may be relied on."""
    viewer()
    return render_template("about.html")


@bp.get("/<lang:lang>/help/")
def help_() -> str:
    """Tell how to search, read, cite, and which keys there are."""
    viewer()
    return render_template("help.html")


@bp.get("/<lang:lang>/view/")
def view() -> str:
    """Show the form that sets theme, size, low-vision mode and keys."""
    viewer()
    back = safe_target(request.args.get("next"))
    return render_template("view.html", choices=CHOICES, back=back)


@bp.post("/<lang:lang>/view/")
def set_view() -> Response:
    """Keep how pages are to look."""
    back = safe_target(request.form.get("next")) or url_for("pages.home", lang=current().value)
    response = redirect(back)
    chosen = Preferences.chosen(request.form)
    response.set_cookie(VIEW, chosen.cookie(), max_age=YEAR, samesite="Lax", secure=_https())
    return response


def remember_language(response: Response) -> None:
    """Keep the language of the interface for the next visit."""
    if request.cookies.get(COOKIE) != current().value:
        response.set_cookie(
            COOKIE, current().value, max_age=YEAR, samesite="Lax", secure=_https(), httponly=True
        )


def _https() -> bool:
    return site().settings.https
