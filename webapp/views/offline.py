"""Review in Word: the text of a round as a document, and the comments that come back in it."""

import io
from dataclasses import replace
from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import InvalidError, KBError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.attachments import Format
from kb.review.comments import CommentId
from kb.services import commenting, offline
from kb.services.seats import Seat
from webapp.offline_forms import NoteForm, NotesForm, form_of, form_sent
from webapp.pages.offline_page import OfflinePage, offline_page, told_on_paper, with_notes
from webapp.posting import send_afterwards
from webapp.refusals import told
from webapp.request import db, language, seat, visit
from webapp.uploads import given, only

_ROUND = "/<lang:lang>/acts/<act:act>/rounds/<count:number>"
bp = Blueprint("offline", __name__, url_prefix=f"{_ROUND}/offline")


@bp.get("/")
def show(act: str, number: int) -> str:
    """Offer the text as a document, and the form to bring it back."""
    return render_template("review/offline.html", page=offline_page(visit(), seat(act, number)))


@bp.get("/<any(kk,ru,en):text>.docx")
def paper(act: str, number: int, text: str) -> Response:
    """Send the text in a language as a Word document."""
    here = seat(act, number)
    written = offline.write(
        db(), here, Language(text), told_on_paper(offline_page(visit(), here), here)
    )
    name = f"{act}-{number}-{text}.docx"
    kind = Format.DOCX.media_type
    return send_file(io.BytesIO(written), mimetype=kind, as_attachment=True, download_name=name)


@bp.post("/")
def read(act: str, number: int) -> BaseResponse:
    """Show the comments of a document at their provisions; nothing is submitted yet."""
    here = seat(act, number)
    here.writer()
    if commenting.needs_declaration(db(), here):
        back = url_for("offline.show", act=act, number=number)
        return redirect(url_for("review.declaration", act=act, number=number, next=back))
    try:
        brought = offline.read(db(), here, given(only()))
    except InvalidError as error:
        page = offline_page(visit(), here, told(error))
        return _shown(page, HTTPStatus.BAD_REQUEST)
    page = with_notes(visit(), here, form_of(brought, here.asked, language()))
    return _shown(replace(page, changes=brought.changes), HTTPStatus.OK)


@bp.post("/submit")
def submit(act: str, number: int) -> BaseResponse:
    """Submit the comments that are ticked; those with something missing stay in the form."""
    here = seat(act, number)
    here.writer()
    form = form_sent(request.form, here.asked)
    if not form.validate():
        return _shown(with_notes(visit(), here, form), HTTPStatus.BAD_REQUEST)
    taken, left = _submitted(here, form)
    form.keep(left)
    send_afterwards()
    return _shown(with_notes(visit(), here, form, taken), HTTPStatus.OK)


def _submitted(here: Seat, form: NotesForm) -> tuple[list[tuple[CommentId, EId]], list[NoteForm]]:
    """Submit each comment by itself; return those submitted, and the forms of those that were not."""
    taken, left = [], []
    for note in form.forms:
        if not note.take.data:
            continue
        if not note.is_complete():
            left.append(note)
            continue
        remark = note.remark(here.asked, *form.languages)
        try:
            with db().begin_nested():
                taken.append((commenting.submit(db(), here, remark), remark.where.eid))
        except KBError as error:
            note.tell(error)
            left.append(note)
    return taken, left


def _shown(page: OfflinePage, status: HTTPStatus) -> Response:
    return make_response(render_template("review/offline.html", page=page), status)
