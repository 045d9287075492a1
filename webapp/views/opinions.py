"""Opinions on a whole draft: one's own, and for those who answer all of them."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.language import Language
from kb.review.attachments import Role
from kb.review.obstacle import RefusedError
from kb.services import files, filing, opining, unfinished
from kb.services.opining import ChangedMeanwhileError
from kb.services.seats import Seat
from kb.services.unfinished import Kind, Slot, Unfinished
from webapp.answers_forms import opinion_form
from webapp.errors import refused
from webapp.pages.opinion_page import Sent, meanwhile_of, opinion_page
from webapp.pages.writing_aid import WritingAid, typed
from webapp.refusals import told
from webapp.request import db, seat, visit
from webapp.uploads import taken

bp = Blueprint("opinions", __name__)
SLOT = Slot(Kind.OPINION)
OPINION = "/<lang:lang>/acts/<act:act>/rounds/<count:number>/opinion"


@bp.get(OPINION)
def show(act: str, number: int) -> str:
    """Show one's opinion with one's comments, or all opinions."""
    here = seat(act, number)
    found = unfinished.find(db(), here, SLOT) if here.may_give_opinion else None
    sent = _begun(here, found) if found else None
    page = opinion_page(visit(), here, sent)
    begun_at = found.saved_at if found else None
    return render_template("opinions/show.html", page=page, aid=WritingAid(SLOT, begun_at))


@bp.post(OPINION)
def give(act: str, number: int) -> BaseResponse:
    """Keep an opinion with its letters, or say what is missing; sent twice, it is one."""
    here = seat(act, number)
    here.reviewer()
    form = opinion_form([one for one in Language if one in here.asked.languages], request.form)
    uploads = taken(here, Role.LETTER)
    is_valid = form.validate()
    if not is_valid or uploads.problems:
        return _again(act, number, Sent(form, uploads.files, (), uploads.problems))
    try:
        with db().begin_nested():
            opining.give(db(), here, form.view(), form.revision.data or 0)
            filing.attach_letters(db(), here, uploads.ids)
            unfinished.drop(db(), here, SLOT)
    except RefusedError as error:
        return _again(act, number, Sent(form, uploads.files, (told(error),)))
    except ChangedMeanwhileError as error:
        form.revision.data = error.revision
        both = meanwhile_of(error.stored, form.view())
        sent = Sent(form, uploads.files, (told(error),), meanwhile=both)
        return refused(_again(act, number, sent), error)
    return redirect(url_for("opinions.show", act=act, number=number))


def _again(act: str, number: int, sent: Sent) -> Response:
    """Show the form again with what was typed."""
    page = opinion_page(visit(), seat(act, number), sent)
    shown = render_template("opinions/show.html", page=page, aid=WritingAid(SLOT))
    return make_response(shown, HTTPStatus.BAD_REQUEST)


def _begun(here: Seat, found: Unfinished) -> Sent:
    """Return the form with what the viewer has begun to write in it."""
    languages = [one for one in Language if one in here.asked.languages]
    kept = files.unused(db(), here, Role.LETTER)
    return Sent(opinion_form(languages, typed(found)), tuple(kept))
