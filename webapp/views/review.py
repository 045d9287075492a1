"""A round as its reviewers see it: the text with its comments, commenting, and each comment's own page."""

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.access import Permission
from kb.errors import KBError, TooOftenError
from kb.law.identifiers import ActId
from kb.review.anchors import AnchorError
from kb.review.comments import CommentId
from kb.review.obstacle import RefusedError
from kb.services import commenting, opining, threads, unfinished
from kb.services.commenting import EditedMeanwhileError, Remark
from kb.services.seats import Seat
from kb.services.unfinished import Kind, Slot
from webapp import done
from webapp.errors import refused
from webapp.pages.comment_form_page import (
    CommentFormPage,
    form_page,
    meanwhile_of,
    subject_of,
)
from webapp.pages.comment_page import comment_page, may_change
from webapp.pages.declaration_page import carried, declaration_page
from webapp.pages.review_page import review_page
from webapp.pages.round_head import may_write
from webapp.pages.writing_aid import aid_of, resumed, slot_of
from webapp.posting import send_afterwards
from webapp.reading import note_opened
from webapp.refusals import told
from webapp.request import db, language, seat, viewer, visit
from webapp.review_forms import (
    DeclarationForm,
    ReplyForm,
    comment_form,
    fields_as_in,
    fields_of,
    place_in,
    reply_form,
)
from webapp.security import safe_target
from webapp.site import site
from webapp.uploads import CHOSEN, Uploads, chosen, taken
from webapp.uploads import submit as submit_files
from webapp.views.acts import COLUMNS, toggled

bp = Blueprint("review", __name__, url_prefix="/<lang:lang>/acts/<act:act>/rounds/<count:number>")


@bp.get("/")
def show(act: str, number: int) -> str:
    """Show the text that a round is about, with the comments that the viewer may know of."""
    columns = request.args.get(COLUMNS) or request.cookies.get(COLUMNS)
    here = seat(act, number)
    page = review_page(visit(), here, request.args, columns)
    note_opened(here)
    return render_template("review/show.html", page=page, toggled=toggled)


@bp.get("/comment")
def form(act: str, number: int) -> str | BaseResponse:
    """Offer the form of a comment on a provision, on words of it, or on the act as a whole."""
    here = _writing(seat(act, number))
    if not may_write(here):
        return redirect(_address(here, "review.show"))
    if commenting.needs_declaration(db(), here):
        place = place_in(request.args)
        return redirect(_address(here, "review.declaration", then="comment", **place))
    asked = comment_form(here.asked, request.args, {"language": language().value})
    page = form_page(visit(), here, asked.where(here.asked.version), asked)
    page, aid = resumed(visit(), here, page)
    fields_as_in(page.form, page.subject.where, page.subject.said)
    return render_template("review/form.html", page=page, aid=aid)


@bp.post("/comment")
def submit(act: str, number: int) -> BaseResponse:
    """Submit a comment, or say what is missing; sent twice, it is one."""
    here = _writing(seat(act, number))
    uploads = taken(here)
    if commenting.needs_declaration(db(), here):
        return _declared_first(here, uploads)
    sent = comment_form(here.asked, request.form)
    subject = subject_of(visit(), here, sent.where(here.asked.version))
    page = partial(form_page, visit(), here, subject.where, sent)
    if _only_shows():
        return _with(here, page(), uploads)
    if not sent.accepts(here.asked, subject.said) or uploads.problems:
        return _again(here, page(), uploads)
    remark = Remark(subject.where, sent.content(subject.said), sent.token.data or "")
    try:
        with db().begin_nested():
            comment = commenting.submit(db(), here, remark)
            submit_files(here, uploads, comment)
            unfinished.drop(db(), here, Slot.of_comment(subject.where))
    except (RefusedError, TooOftenError) as error:
        return _refused(here, page(), uploads, error)
    except AnchorError as error:
        return _again(here, _without_quote(here, page(), error), uploads)
    done.say(done.COMMENTED)
    return redirect(_address(here, "review.show", at=comment, _anchor=f"c-{comment}"))


@bp.get("/comments/<comment>")
def comment(act: str, number: int, comment: str) -> str:
    """Show one comment with all that belongs to it."""
    return _thread(seat(act, number), comment)


@bp.get("/comments/<comment>/edit")
def edit_form(act: str, number: int, comment: str) -> str | BaseResponse:
    """Offer the form of a comment with what it says."""
    here = _writing(seat(act, number))
    thread = threads.find(db(), here, CommentId(comment))
    if not may_change(here, thread) or thread.content is None:
        return redirect(_address(here, "review.comment", comment=comment))
    blank = comment_form(here.asked)
    page = form_page(visit(), here, thread.anchor, blank)
    given = fields_of(thread.content, page.subject.said)
    filled = comment_form(here.asked, given={**given, "revision": thread.revision})
    page, aid = resumed(visit(), here, replace(page, form=filled, comment=thread.id))
    return render_template("review/form.html", page=page, aid=aid)


@bp.post("/comments/<comment>/edit")
def edit(act: str, number: int, comment: str) -> BaseResponse:
    """Let a comment say something else, or show both texts if it was edited meanwhile."""
    here = _writing(seat(act, number))
    thread = threads.find(db(), here, CommentId(comment))
    uploads = taken(here)
    sent = comment_form(here.asked, request.form)
    page = replace(form_page(visit(), here, thread.anchor, sent), comment=thread.id)
    if _only_shows():
        return _with(here, page, uploads)
    if not sent.accepts(here.asked, page.subject.said) or uploads.problems:
        return _again(here, page, uploads)
    given = sent.content(page.subject.said)
    try:
        with db().begin_nested():
            commenting.edit(db(), here, thread.id, sent.revision.data or 0, given)
            submit_files(here, uploads, thread.id)
            unfinished.drop(db(), here, slot_of(page))
    except (RefusedError, TooOftenError) as error:
        return _refused(here, page, uploads, error)
    except EditedMeanwhileError as error:
        sent.revision.data = error.revision
        both = meanwhile_of(error.stored, given)
        return _refused(here, replace(page, meanwhile=both), uploads, error)
    done.say(done.EDITED)
    return redirect(_address(here, "review.comment", comment=comment))


@bp.get("/comments/<comment>/withdraw")
def withdrawal(act: str, number: int, comment: str) -> str | BaseResponse:
    """Ask whether a comment is to be withdrawn."""
    here = _writing(seat(act, number))
    page = comment_page(visit(), here, CommentId(comment))
    if not page.may_change:
        return redirect(_address(here, "review.comment", comment=comment))
    return render_template("review/withdraw.html", page=page)


@bp.post("/comments/<comment>/withdraw")
def withdraw(act: str, number: int, comment: str) -> BaseResponse:
    """Take a comment back."""
    here = _writing(seat(act, number))
    try:
        with db().begin_nested():
            commenting.withdraw(db(), here, CommentId(comment))
    except RefusedError as error:
        return make_response(_thread(here, comment, problem=told(error)), HTTPStatus.CONFLICT)
    done.say(done.WITHDRAWN)
    return redirect(_address(here, "review.comment", comment=comment))


@bp.post("/comments/<comment>/reply")
def reply(act: str, number: int, comment: str) -> BaseResponse:
    """Reply to a comment; sent twice, it is one reply."""
    here = seat(act, number)
    if not viewer().may(Permission.ANSWER_COMMENTS):
        _writing(here)
    sent = reply_form(language(), request.form)
    threads.find(db(), here, CommentId(comment))
    if not sent.accepts():
        return make_response(_thread(here, comment, sent), HTTPStatus.BAD_REQUEST)
    try:
        with db().begin_nested():
            commenting.reply(db(), here, CommentId(comment), sent.rejoinder())
            unfinished.drop(db(), here, Slot(Kind.REPLY, comment))
    except (RefusedError, TooOftenError) as error:
        again = make_response(_thread(here, comment, sent, told(error)), HTTPStatus.CONFLICT)
        return refused(again, error) if isinstance(error, TooOftenError) else again
    send_afterwards()
    address = _address(here, "review.comment", comment=comment, _anchor="replies")
    return redirect(address)


@bp.get("/declaration")
def declaration(act: str, number: int) -> str:
    """Ask an expert for an interest in the act."""
    here = _declaring(seat(act, number))
    page = declaration_page(visit(), here, DeclarationForm(), carried(request.values))
    return render_template("review/declaration.html", page=page)


@bp.post("/declaration")
def declare(act: str, number: int) -> BaseResponse:
    """Note what an expert declares, and lead back to what was to be done."""
    here = _declaring(seat(act, number))
    sent = DeclarationForm(request.form)
    if not sent.accepts():
        page = replace(
            declaration_page(visit(), here, sent, carried(request.values)), is_again=True
        )
        return make_response(
            render_template("review/declaration.html", page=page), HTTPStatus.BAD_REQUEST
        )
    opining.declare(db(), viewer(), ActId(act), interest=sent.declared(), clock=site().clock)
    return _back(here)


def _writing(here: Seat) -> Seat:
    """Return the seat of one of those who comment here; nobody else is told that there is a form."""
    here.writer()
    return here


def _declaring(here: Seat) -> Seat:
    """Return the seat of an expert of the round: who joins a public one declares nothing."""
    here.expert()
    return here


def _declared_first(here: Seat, uploads: Uploads) -> Response:
    """Ask for the declaration before a comment is submitted; what was typed goes along."""
    sent = tuple((CHOSEN, one) for one in uploads.ids)
    fields = (*carried(request.values), *sent, ("then", "comment"))
    page = declaration_page(visit(), here, DeclarationForm(), fields)
    return make_response(render_template("review/declaration.html", page=page), HTTPStatus.CONFLICT)


def _back(here: Seat) -> BaseResponse:
    """Return to what was to be done before an interest was declared: the comment, if one was written."""
    given = request.form
    if given.get("then") != "comment":
        return redirect(safe_target(given.get("next")) or _address(here, "review.show"))
    if "token" not in given:
        return redirect(_address(here, "review.form", **place_in(given)))
    sent = comment_form(here.asked, given)
    page = form_page(visit(), here, sent.where(here.asked.version), sent)
    return _with(here, replace(page, is_declared=True), chosen(here))


def _address(here: Seat, endpoint: str, **values: Any) -> str:
    """Return the address of a page of the round."""
    return url_for(endpoint, act=here.asked.act, number=here.asked.number, **values)


def _only_shows() -> bool:
    """Tell whether a form was sent only to see what its wordings change."""
    return request.form.get("do") == "show"


def _again(here: Seat, page: CommentFormPage, uploads: Uploads) -> Response:
    """Show the form again with what was typed in it."""
    return _with(here, replace(page, is_again=True), uploads, HTTPStatus.BAD_REQUEST)


def _refused(here: Seat, page: CommentFormPage, uploads: Uploads, error: KBError) -> Response:
    """Show the form again, with why it was refused."""
    again = replace(page, problems=page.form.tell(error))
    return refused(_again(here, again, uploads), error)


def _with(
    here: Seat, page: CommentFormPage, uploads: Uploads, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """Show the form as it was sent, with what helps on it."""
    aid = aid_of(visit(), here, page, uploads)
    return make_response(render_template("review/form.html", page=page, aid=aid), status)


def _without_quote(here: Seat, page: CommentFormPage, error: AnchorError) -> CommentFormPage:
    """Return the form with the comment on the provision, as the words quoted do not stand there."""
    where = replace(page.subject.where, exact="", prefix="", suffix="")
    fields_as_in(page.form, where, {})
    there = form_page(visit(), here, where, page.form)
    return replace(there, problems=page.form.tell(error))


def _thread(here: Seat, comment: str, typed: ReplyForm | None = None, problem: str = "") -> str:
    """Show the page of a comment, with a reply as it was typed and what is wrong with it."""
    page = comment_page(visit(), here, CommentId(comment), typed)
    return render_template("review/comment.html", page=replace(page, problem=problem))
