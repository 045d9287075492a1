"""What helps somebody who writes in a round: unfinished text kept, and what a wording changes shown."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import ForbiddenError, InvalidError, msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.services import unfinished
from kb.services.seats import Seat
from kb.services.unfinished import Slot
from webapp.locale import gettext
from webapp.pages.live_redline import live_redline
from webapp.pages.unfinished_page import unfinished_page
from webapp.refusals import told
from webapp.request import db, keep_so_far, seat, visit
from webapp.security import safe_target
from webapp.uploads import CHOSEN, Uploads, taken

bp = Blueprint("writing", __name__)


class NoLanguageError(InvalidError):
    """It was not said in which language a wording is."""

    message = msg("Say in which language the wording is.")


_ROOT = "/<lang:lang>/acts/<act:act>/rounds/<count:number>"
SUBMITTED: Final = msg(
    "You have submitted this in the meantime, so it is not kept. Open the form again to write more."
)
_NOT_KEPT = frozenset({"csrf_token", "slot", "do", "next", "files"})


@bp.get(f"{_ROOT}/unfinished")
def listed(act: str, number: int) -> str:
    """List what the viewer has begun to write."""
    page = unfinished_page(visit(), keeping_at(act, number))
    return render_template("review/unfinished.html", page=page)


@bp.post(f"{_ROOT}/unfinished")
def save(act: str, number: int) -> BaseResponse:
    """Keep what stands in a form; a button of the form leads to the list, a script needs no page."""
    here, is_kept = keeping_at(act, number), request.form.get("do") == "keep"
    given = {name: values for name, values in request.form.lists() if name not in _NOT_KEPT}
    uploads = taken(here) if is_kept else Uploads()
    if uploads.files:
        given[CHOSEN] = list(uploads.ids)
    try:
        slot = Slot.read(request.form.get("slot", ""))
        with db().begin_nested():
            is_saved = unfinished.save(db(), here, slot, given)
    except InvalidError as error:
        return Response(told(error), HTTPStatus.BAD_REQUEST, mimetype="text/plain")
    if not is_saved:
        return Response(gettext(SUBMITTED), HTTPStatus.CONFLICT, mimetype="text/plain")
    if uploads.problems:
        keep_so_far()
        return Response(" ".join(uploads.problems), HTTPStatus.BAD_REQUEST, mimetype="text/plain")
    if is_kept:
        return redirect(url_for("writing.listed", act=act, number=number))
    return Response(status=HTTPStatus.NO_CONTENT)


@bp.post(f"{_ROOT}/unfinished/drop")
def drop(act: str, number: int) -> BaseResponse:
    """Throw away what was begun."""
    unfinished.drop(db(), keeping_at(act, number), Slot.read(request.form.get("slot", "")))
    back = safe_target(request.form.get("next"))
    return redirect(back or url_for("writing.listed", act=act, number=number))


@bp.post(f"{_ROOT}/redline")
def redline(act: str, number: int) -> str:
    """Show what a suggested wording would change; nothing is kept of it."""
    here, language = writing_at(act, number), request.form.get("language", "")
    if language not in set(Language):
        raise NoLanguageError
    eid, wording = EId(request.form.get("eid", "")), request.form.get("wording", "")
    shown = live_redline(visit(), here, eid, Language(language), wording)
    return render_template("review/_redline.html", redline=shown)


def keeping_at(act: str, number: int) -> Seat:
    """Return the place of somebody who writes at a round: comments, or the answers to them."""
    here = seat(act, number)
    if not unfinished.writes(here):
        raise ForbiddenError
    return here


def writing_at(act: str, number: int) -> Seat:
    """Return the place of somebody who writes at a round; nobody else finds anything here."""
    here = seat(act, number)
    here.writer()
    return here
