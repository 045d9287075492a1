"""Home, about, help, and how pages are to look."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.services import library
from webapp.choices import keep, keep_language
from webapp.locale import current, preferred
from webapp.pages.home import HomePage
from webapp.preferences import CHOICES, COOKIE, Preferences
from webapp.request import db, viewer, visit
from webapp.security import safe_target

bp = Blueprint("pages", __name__)


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
    keep_language(response)
    return response


@bp.get("/<lang:lang>/about/")
def about() -> str:
    """Tell what this is, where the texts come from, and how they may be relied on."""
    return render_template("about.html")


@bp.get("/<lang:lang>/help/")
def help_() -> str:
    """Tell how to search, read, cite, and which keys there are."""
    return render_template("help.html")


@bp.get("/<lang:lang>/view/")
def view() -> str:
    """Show the form that sets theme, size, low-vision mode and keys."""
    back = safe_target(request.args.get("next"))
    return render_template("view.html", choices=CHOICES, here=back)


@bp.post("/<lang:lang>/view/")
def set_view() -> Response:
    """Keep how pages are to look."""
    back = safe_target(request.form.get("next")) or url_for("pages.home", lang=current().value)
    response = redirect(back)
    keep(response, COOKIE, Preferences.chosen(request.form).cookie())
    return response
