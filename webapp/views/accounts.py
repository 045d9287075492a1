"""Signing in and out."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from kb.access import Permission
from kb.errors import SignInError, TooManyTriesError
from kb.services import accounts, passwords, signing_in
from webapp.errors import refused
from webapp.locale import gettext
from webapp.refusals import told
from webapp.request import apart, cookie_name, db, lifetime, session_token, undo
from webapp.security import came_from, safe_target
from webapp.site import site

bp = Blueprint("accounts", __name__)


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Name, password, and where to go then."""

    name = StringField(validators=[InputRequired(), Length(max=64)])
    password = PasswordField(validators=[InputRequired(), Length(max=passwords.LONGEST)])
    next = HiddenField()


@bp.get("/<lang:lang>/sign-in")
def sign_in_form() -> Response:
    """Show the form."""
    back = safe_target(request.args.get("next")) or came_from()
    return _form(SignInForm(data={"next": back or ""}))


@bp.post("/<lang:lang>/sign-in")
def sign_in() -> BaseResponse:
    """Sign somebody in with a new token, or say that name and password do not go together."""
    form = SignInForm()
    if not form.validate():
        return _form(form, gettext("Enter your sign-in name and password."), status=400)
    name, password = str(form.name.data), str(form.password.data)
    address = request.remote_addr or ""
    try:
        token = signing_in.sign_in(db(), name, password, address, site().clock)
    except SignInError as error:
        return _refused(form, error, name, address)
    end_sign_in()  # That of somebody else, or an older one, in the same browser.
    response = redirect(safe_target(form.next.data) or _place_of(name))
    let_in(response, token)
    return response


def _place_of(name: str) -> str:
    """Return where somebody's work lies: an administrator has no drafts."""
    has_desk = accounts.viewer_of(db(), name).may(Permission.SEE_DESK)
    return url_for("desk.show" if has_desk else "mail.outbox")


@bp.post("/<lang:lang>/sign-out")
def sign_out() -> BaseResponse:
    """End the sign-in, here and in the database."""
    end_sign_in()
    response = redirect(url_for("pages.home"))
    forget_sign_in(response)
    return response


def forget_sign_in(response: BaseResponse) -> None:
    """Take the token of a sign-in from the browser."""
    secure = site().settings.https
    response.delete_cookie(cookie_name(), httponly=True, secure=secure, samesite="Lax")


def let_in(response: BaseResponse, token: str) -> None:
    """Give the browser the token of a sign-in."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(lifetime().longest.total_seconds()),
        httponly=True,
        secure=site().settings.https,
        samesite="Lax",
    )


def end_sign_in() -> None:
    """End the sign-in that the browser has, if it has one."""
    token = session_token()
    if token:
        signing_in.sign_out(db(), token, site().clock)


def _refused(form: SignInForm, error: SignInError, name: str, address: str) -> Response:
    undo()
    if not isinstance(
        error, TooManyTriesError
    ):  # Who waits and asks in between need not wait anew.
        with apart() as session:
            signing_in.note_failure(session, name, address, site().clock)
    return refused(_form(form, told(error)), error)


def _form(form: SignInForm, problem: str = "", status: int = 200) -> Response:
    here = safe_target(form.next.data)
    page = render_template("sign_in.html", form=form, problem=problem, here=here)
    response = make_response(page)
    response.status_code = status
    return response
