"""Taking part in public discussions: by a link in a letter, or after signing in; and leaving again."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb import spooling
from kb.access import Permission
from kb.errors import TooOftenError
from kb.services import consenting, participating, signing_in
from kb.services.participating import NoConsentError, Wish
from webapp import by_letter
from webapp.errors import refused
from webapp.joining_forms import AgainForm, JoinForm, join_form
from webapp.locale import gettext
from webapp.pages.discussions_page import mine as mine_of
from webapp.posting import office, send_afterwards
from webapp.refusals import told
from webapp.request import afterwards, db, language, viewer, visit
from webapp.security import came_from, safe_target
from webapp.site import site
from webapp.views.accounts import end_sign_in, forget_sign_in, let_in

bp = Blueprint("joining", __name__)
by_letter.init_bp(bp)


@bp.get("/<lang:lang>/discussions/join")
def form() -> Response:
    """Show how to take part: by letter, or for those who have signed in by agreeing."""
    back = safe_target(request.args.get("next")) or came_from() or ""
    return _form(join_form(language(), back=back))


@bp.post("/<lang:lang>/discussions/join")
def join() -> Response:
    """Send a link to an address; the answer is the same whoever it belongs to."""
    sent = join_form(language(), request.form)
    return _ask(sent, lambda: sent.wish(language()), sent)


@bp.post("/<lang:lang>/discussions/again")
def again() -> Response:
    """Send a link to the address of somebody who has taken part before, if there is one."""
    sent = AgainForm(request.form)
    blank = join_form(language(), back=sent.back)
    return _ask(sent, lambda: sent.wish(language()), blank)


@bp.get("/<lang:lang>/discussions/join/<token:token>")
def welcome(token: str) -> Response:
    """Show who is let in by a link; opening it changes nothing."""
    return _welcome(token)


@bp.post("/<lang:lang>/discussions/join/<token:token>")
def confirm(token: str) -> BaseResponse:
    """Let somebody in, once."""
    agrees = bool(request.form.get("agrees"))
    try:
        person, back = participating.confirm(db(), office(), token, language(), agrees=agrees)
    except NoConsentError as error:
        return _welcome(token, told(error))
    end_sign_in()
    response = redirect(safe_target(back) or url_for("discussions.all_"))
    let_in(response, signing_in.begin(db(), person, site().clock()))
    return response


@bp.post("/<lang:lang>/discussions/agree")
def agree() -> BaseResponse:
    """Take the consent of somebody who has signed in."""
    if not request.form.get("agrees"):
        return _form(join_form(language(), request.form), gettext(NoConsentError.message))
    participating.agree(db(), viewer(), language(), site().clock())
    return redirect(safe_target(request.form.get("next")) or url_for("discussions.all_"))


@bp.get("/<lang:lang>/discussions/mine")
def mine() -> BaseResponse:
    """Show what somebody wrote in public discussions, and how to leave them."""
    if viewer().is_anonymous:
        return redirect(url_for("joining.form", next=request.path))
    page = {"found": mine_of(visit()), "may_leave": participating.may_leave(viewer())}
    return make_response(render_template("discussions/mine.html", **page))


@bp.post("/<lang:lang>/discussions/leave")
def leave() -> BaseResponse:
    """Withdraw the consent: the name goes, also from documents that are kept; the record stays."""
    if not request.form.get("sure"):
        return redirect(url_for("joining.mine", _anchor="leave"))
    participating.leave(db(), office(), viewer())
    afterwards(partial(spooling.clear, site().settings.exports_dir))
    response = make_response(render_template("discussions/left.html"))
    forget_sign_in(response)
    return response


def _ask(sent: AgainForm, wish: Callable[[], Wish], shown: JoinForm) -> Response:
    if not sent.validate():
        problem = gettext("Something is missing or wrong below. Nothing you typed was lost.")
        return _form(shown, problem, again=sent)
    try:
        participating.ask(db(), office(), wish(), request.remote_addr or "")
    except TooOftenError as error:
        return refused(_form(shown, told(error), again=sent), error)
    send_afterwards()
    has_server = bool(site().settings.smtp_host)
    page = render_template("discussions/sent.html", email=sent.email.data, has_server=has_server)
    return make_response(page)


def _form(
    form: JoinForm,
    problem: str = "",
    again: AgainForm | None = None,
) -> Response:
    page = render_template(
        "discussions/join.html",
        form=form,
        again=again if again is not form else None,
        problem=problem,
        consent=consenting.text(language()),
        may_write=viewer().may(Permission.COMMENT_IN_PUBLIC),
        has_agreed=participating.has_agreed(db(), viewer()),
    )
    return make_response(page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)


def _welcome(token: str, problem: str = "") -> Response:
    page = render_template(
        "discussions/welcome.html",
        welcome=participating.welcome(db(), token, site().clock()),
        token=token,
        consent=consenting.text(language()),
        problem=problem,
    )
    return make_response(page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)
