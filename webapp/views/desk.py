"""The desk: the drafts that somebody may read, how each stands, and a text before it is committed."""

from flask import Blueprint, render_template, request

from kb.law.identifiers import ActId
from webapp.pages.desk_page import DeskPage
from webapp.pages.draft_page import draft_page
from webapp.pages.preview_page import Sent, form_page, preview_page
from webapp.request import signed_in, visit
from webapp.site import site

bp = Blueprint("desk", __name__)


@bp.get("/<lang:lang>/desk/")
def show() -> str:
    """Show the drafts that the viewer may read."""
    person = signed_in()
    return render_template(
        "desk.html", page=DeskPage.of(visit(), person.full_name if person else "")
    )


@bp.get("/<lang:lang>/desk/acts/<act:act>/")
def act(act: str) -> str:
    """Show how the newest version of an act stands to those who work on drafts."""
    page = draft_page(visit(), site().settings, ActId(act), request.args.getlist("open"))
    return render_template("desk/act.html", page=page)


@bp.get("/<lang:lang>/desk/preview/")
def preview_form() -> str:
    """Show the form for a text that is not committed yet."""
    return render_template(
        "desk/preview.html", page=form_page(visit(), request.args.get("act", ""))
    )


@bp.post("/<lang:lang>/desk/preview/")
def preview() -> str:
    """Show a text as it would be read, and what its check would find; nothing is kept."""
    sent = Sent.of(request.form, request.files.getlist("files"))
    here = visit()
    page = form_page(here, sent.act) if sent.is_empty else preview_page(here, sent)
    return render_template("desk/preview.html", page=page, sent=True)
