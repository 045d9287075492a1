"""The coordinator's desk: a draft taken through its stages, and its rounds arranged and run."""

from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import Form

from kb.errors import ConflictError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind, Stage
from kb.review.attachments import DOCUMENTS, Given, Role
from kb.review.obstacle import RefusedError, refuse
from kb.review.rounds import obstacles_to_end_on
from kb.services import admitting, filing, rounds, seats, staging
from kb.services.seats import Seat
from kb.services.staging import Step
from webapp import done
from webapp.pages.publication_log import page_number
from webapp.pages.round_desk_page import Typed, round_desk_page
from webapp.pages.rounds_page import Asked, form_of, rounds_page
from webapp.posting import office, send_afterwards
from webapp.refusals import reasons, told
from webapp.request import db, language, lists, seat, viewer, visit
from webapp.rounds_forms import AdmissionForm, ExtensionForm, ReasonForm, RoundForm, said
from webapp.site import site

bp = Blueprint("rounds", __name__)

_ACT = "/<lang:lang>/desk/acts/<act:act>/rounds/"
_ROUND = f"{_ACT}<count:number>/"


@bp.get(_ACT)
def act(act: str) -> str:
    """Show where a draft stands, its rounds, and to coordinators the form to arrange another."""
    version = request.args.get("version", "")
    asked = Asked(request.args.get("kind", ""), page_number(version) if version else None)
    page = rounds_page(visit(), ActId(act), asked)
    return render_template("rounds/act.html", page=page)


@bp.post(_ACT)
def schedule(act: str) -> BaseResponse:
    """Arrange a round, or say what is wrong with it."""
    kind = request.form.get("kind", "")
    if kind not in set(RoundKind):
        return _again(act, Asked(), HTTPStatus.BAD_REQUEST)
    choices = form_of(visit(), ActId(act), RoundKind(kind)).choices
    form = RoundForm.of(choices, request.form)
    wrong = frozenset(form.wrong())
    if wrong:
        return _again(act, Asked(kind, form=form, wrong=wrong), HTTPStatus.BAD_REQUEST)
    procedure, clock = lists().catalogues.procedure, site().clock
    try:
        with db().begin_nested():
            _end_on(form.last_day.data)
            number = rounds.schedule(db(), viewer(), procedure, ActId(act), form.plan(), clock)
            rounds.keep_time(db(), clock)
    except (RefusedError, ConflictError) as error:
        asked = Asked(kind, form=form, problem=told(error))
        return _again(act, asked, HTTPStatus.CONFLICT)
    send_afterwards()
    done.say(done.SCHEDULED, number=number)
    return redirect(url_for("rounds.show", act=act, number=number))


@bp.post(f"{_ACT}move")
def move(act: str) -> BaseResponse:
    """Take a draft to another stage, or say why it cannot be taken."""
    to = request.form.get("to", "")
    if to not in set(Stage):
        return _again(act, Asked(), HTTPStatus.BAD_REQUEST)
    step = Step(ActId(act), Stage(to), said(request.form, language()))
    try:
        with db().begin_nested():
            staging.move(db(), viewer(), lists().catalogues, step, site().clock)
    except RefusedError as error:
        return _again(act, Asked(problems=reasons(error)), HTTPStatus.CONFLICT)
    title = lists().catalogues.procedure.steps[Stage(to)].title
    done.say(done.MOVED, stage=title[language()])
    return redirect(url_for("rounds.act", act=act))


@bp.get(_ROUND)
def show(act: str, number: int) -> str:
    """Show how far a round has come, and what can be done with it."""
    page = round_desk_page(visit(), seat(act, number))
    return render_template("rounds/show.html", page=page)


@bp.post(f"{_ROUND}<any(extend,close,answer,report,admit):what>")
def change(act: str, number: int, what: str) -> BaseResponse:
    """Extend, close, answer or report a round, or let somebody in after the close."""
    here, form = seat(act, number), _FORMS.get(what, Form)(request.form)
    if not form.validate():
        typed = Typed(what, dict(request.form), frozenset(form.errors))
        return _show_again(act, number, typed)
    try:
        with db().begin_nested():
            _carry_out(what, form, here)
    except (RefusedError, ConflictError) as error:
        typed = Typed(what, dict(request.form), problems=reasons(error))
        return _show_again(act, number, typed, HTTPStatus.CONFLICT)
    send_afterwards()
    done.say(done.OF_ROUND[what], writes=what == "admit")
    return redirect(url_for("rounds.show", act=act, number=number))


@bp.post(f"{_ROUND}documents")
def documents(act: str, number: int) -> BaseResponse:
    """Add a document for all who are asked."""
    here, sent = seat(act, number), request.files.get("document")
    role, in_language = request.form.get("role", ""), request.form.get("language", "")
    if role not in DOCUMENTS or in_language not in {*Language, ""}:
        return _show_again(act, number, Typed("documents", dict(request.form)))
    given = Given(sent.filename or "", sent.read()) if sent else Given("", b"")
    of = Language(in_language) if in_language else None
    try:
        with db().begin_nested():
            filing.add_document(db(), here, given, Role(role), of)
    except RefusedError as error:
        typed = Typed("documents", dict(request.form), problems=reasons(error))
        return _show_again(act, number, typed)
    done.say(done.DOCUMENT_ADDED)
    return redirect(url_for("rounds.show", act=act, number=number, _anchor="documents"))


@bp.get("/<lang:lang>/desk/rounds/<count:id_>/")
def lead(id_: int) -> BaseResponse:
    """Lead to the text of a round, for letters, which name no draft."""
    asked = seats.of_id(db(), viewer(), id_, site().clock).asked
    return redirect(url_for("review.show", act=asked.act, number=asked.number))


_FORMS: dict[str, type[Form]] = {
    "extend": ExtensionForm,
    "close": ReasonForm,
    "admit": AdmissionForm,
}


def _carry_out(what: str, form: Form, here: Seat) -> None:
    """Do what was asked for, with what the form says."""
    match form:
        case ExtensionForm():
            _end_on(form.until.data)
            rounds.extend(db(), here, form.closes(), form.reason.data or "")
        case AdmissionForm():
            admitting.admit(db(), here, office(), form.who(), form.reason.data or "")
        case ReasonForm():
            rounds.close(db(), here, form.reason.data or "")
        case _ if what == "report":
            rounds.report(db(), here, lists().catalogues.procedure)
        case _:
            rounds.answer(db(), here)


def _end_on(day: date | None) -> None:
    """Refuse a last day on which nobody works."""
    if day is not None:
        refuse(obstacles_to_end_on(day, lists().catalogues.procedure.holidays))


def _again(act: str, asked: Asked, status: HTTPStatus) -> Response:
    """Show the page of an act again with what was typed."""
    page = rounds_page(visit(), ActId(act), asked)
    return make_response(render_template("rounds/act.html", page=page), status)


def _show_again(
    act: str, number: int, typed: Typed, status: HTTPStatus = HTTPStatus.BAD_REQUEST
) -> Response:
    """Show the page of a round again with what was typed."""
    page = round_desk_page(visit(), seat(act, number), typed)
    return make_response(render_template("rounds/show.html", page=page), status)
