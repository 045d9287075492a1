"""Verifying a text: is this what was published? Nothing that is sent here is kept."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request

from kb.services import gazette
from webapp.pages.verify_page import VerifyPage, as_pasted, verified
from webapp.request import db, visit

bp = Blueprint("verifying", __name__)


@bp.get("/<lang:lang>/verify/")
def form() -> str:
    """Show the form, and the end of the manifest."""
    return render_template("publications/verify.html", page=VerifyPage(gazette.head_of(db())))


@bp.post("/<lang:lang>/verify/")
def check() -> Response:
    """Tell which publications have exactly this text, or that none has."""
    head, pasted = gazette.head_of(db()), request.form.get("text", "")
    file = request.files.get("file")
    content = b""
    if file:
        content = file.read()
        file.close()  # A large one lies in a temporary file, which goes with this.
    candidates = [content] if content else as_pasted(pasted) if pasted else []
    if not candidates:
        return _answer(VerifyPage(head, is_empty=True), HTTPStatus.BAD_REQUEST)
    found = verified(visit(), candidates)
    return _answer(VerifyPage(head, found, "" if content else pasted), HTTPStatus.OK)


def _answer(page: VerifyPage, status: HTTPStatus) -> Response:
    return make_response(render_template("publications/verify.html", page=page), status)
