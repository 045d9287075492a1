"""Pages behind links that let somebody in once: answering an invitation, choosing a new password."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb import addresses
from kb.errors import TooManyTriesError, WeakPasswordError, msg
from kb.services import answering, resetting, signing_in
from webapp import by_letter
from webapp.errors import refused
from webapp.inviting_forms import DeclineForm, PasswordForm
from webapp.locale import gettext
from webapp.posting import office, send_afterwards
from webapp.refusals import told
from webapp.request import db
from webapp.site import site
from webapp.views.accounts import end_sign_in, let_in

bp = Blueprint("invitations", __name__)
by_letter.init_bp(bp)

_NOT_THE_SAME = msg("The two passwords are not the same.")


@bp.get("/<lang:lang>/invitation/<token:token>")
def show(token: str) -> Response:
    """Show what a link invites to, and how to answer."""
    return _invitation(token)


@bp.post("/<lang:lang>/invitation/<token:token>")
def reply(token: str) -> BaseResponse:
    """Accept an invitation, or decline it."""
    return _decline(token) if request.form.get("answer") == "decline" else _accept(token)


@bp.get("/<lang:lang>/forgotten")
def forgotten_form() -> str:
    """Show the form for those who have forgotten their password."""
    return render_template("invitations/forgotten.html")


@bp.post("/<lang:lang>/forgotten")
def forgotten() -> Response:
    """Send a link to an address, if it is somebody's; the answer is the same if it is not."""
    email = addresses.mailbox(request.form.get("email", ""))
    if not addresses.is_mailbox(email):
        return _ask(gettext(msg("Please enter an e-mail address.")))
    try:
        resetting.ask(db(), office(), email, request.remote_addr or "")
    except TooManyTriesError as error:
        return refused(_ask(told(error)), error)
    send_afterwards()
    return make_response(render_template("invitations/forgotten.html", is_sent=True))


def _ask(problem: str) -> Response:
    page = render_template("invitations/forgotten.html", problem=problem)
    return make_response(page, HTTPStatus.BAD_REQUEST)


@bp.get("/<lang:lang>/password/<token:token>")
def password_form(token: str) -> Response:
    """Show the form for a new password."""
    return _password(token)


@bp.post("/<lang:lang>/password/<token:token>")
def set_password(token: str) -> BaseResponse:
    """Take a new password, and ask to sign in with it."""
    form = PasswordForm(request.form)
    if not form.is_same:
        return _password(token, gettext(_NOT_THE_SAME))
    try:
        resetting.set_password(db(), office(), token, form.password.data or "")
    except WeakPasswordError as error:
        return _password(token, told(error))
    end_sign_in()
    return redirect(url_for("accounts.sign_in_form", next=url_for("desk.show")))


def _accept(token: str) -> BaseResponse:
    form = PasswordForm(request.form)
    if not form.is_same:
        return _invitation(token, gettext(_NOT_THE_SAME))
    try:
        new = answering.accept(db(), office(), token, form.password.data or "")
    except WeakPasswordError as error:
        return _invitation(token, told(error))
    send_afterwards()
    response = redirect(url_for("desk.show"))
    if new is not None:
        end_sign_in()
        let_in(response, signing_in.begin(db(), new, site().clock()))
    return response


def _decline(token: str) -> Response:
    form = DeclineForm(request.form)
    if not form.validate():
        return _invitation(token, gettext(msg("This is too long: at most 2000 characters.")))
    asked = answering.asked(db(), token, site().clock())
    answering.decline(db(), office(), token, form.reason.data or "", form.substitute.data or "")
    send_afterwards()
    return make_response(render_template("invitations/declined.html", asked=asked))


def _invitation(token: str, problem: str = "") -> Response:
    page = render_template(
        "invitations/invitation.html",
        asked=answering.asked(db(), token, site().clock()),
        token=token,
        problem=problem,
        typed=request.form,
    )
    return make_response(page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)


def _password(token: str, problem: str = "") -> Response:
    name = resetting.person_of(db(), token, site().clock())
    page = render_template("invitations/password.html", name=name, token=token, problem=problem)
    return make_response(page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)
