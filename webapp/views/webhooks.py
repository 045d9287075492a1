"""Where GitHub, GitLab and Gitea call when somebody has pushed."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from kb.errors import ConflictError, TooManyTriesError
from kb.services import tries, webhooks
from kb.settings import Settings
from kb.webhooks import MOST_BYTES, Call, Provider, Push, read
from webapp.background import start_sync
from webapp.errors import refused
from webapp.site import site

bp = Blueprint("webhooks", __name__)

_PROVIDERS: Final = ",".join(Provider)
_BY_HAND: Final = "Run kb git sync on the server instead."


@bp.post(f"/hooks/<any({_PROVIDERS}):provider>")
def receive(provider: str) -> Response:
    """Note that somebody has pushed, and have it fetched; the caller does not wait for that."""
    settings = site().settings
    if not settings.webhook_secret:
        abort(HTTPStatus.NOT_FOUND)
    request.max_content_length = MOST_BYTES
    headers = {name.lower(): value for name, value in request.headers}
    call = Call(Provider(provider), headers, request.get_data(cache=False))
    if not call.is_signed(settings.webhook_secret):
        return _unsigned()
    if not call.is_push:
        return _accepted("ignored: this is no push")
    push = read(call.body)
    if push is None or not call.delivery:
        cure = "Send application/json, with the id of the delivery."
        return _refused(HTTPStatus.BAD_REQUEST, "This call cannot be read", cure)
    return _heard(call, push, settings)


def _heard(call: Call, push: Push, settings: Settings) -> Response:
    if push.ref != f"refs/heads/{settings.git_branch}":
        return _accepted("ignored: this is another branch")
    now = site().clock()
    if not push.is_fresh(now):
        return _refused(HTTPStatus.BAD_REQUEST, "This was pushed too long ago", _BY_HAND)
    with site().database.writing() as db:
        webhooks.accept(db, call, now)
    start_sync(settings)
    return _accepted("accepted")


def _unsigned() -> Response:
    """Refuse a call that is not signed as it should be, and count it for the address it came from.

    Only such calls are counted: those of a forger keep nobody's own from being heard.
    """
    subject, now = f"webhook:{(request.remote_addr or '')[:100]}", site().clock()
    with site().database.reading() as db:
        tries.refuse_too_many(db, subject, now)
    with site().database.writing() as db:
        tries.note(db, subject, now)
    title = "This call is not signed with the secret of this site"
    return _refused(HTTPStatus.UNAUTHORIZED, title, "Give the caller what KB_WEBHOOK_SECRET says.")


@bp.errorhandler(ConflictError)
def _repeated(_: ConflictError) -> Response:
    return _refused(HTTPStatus.CONFLICT, "This call came before", _BY_HAND)


@bp.errorhandler(RequestEntityTooLarge)
def _too_large(_: RequestEntityTooLarge) -> Response:
    title = "This call is larger than 1 MB"
    return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, title, _BY_HAND)


@bp.errorhandler(TooManyTriesError)
def _too_many(error: TooManyTriesError) -> Response:
    status, title = HTTPStatus.TOO_MANY_REQUESTS, "Too many calls that were not signed"
    cure = f"Wait {error.details['minutes']} minutes, and sign with what KB_WEBHOOK_SECRET says."
    return refused(_refused(status, title, cure), error)


def _refused(status: HTTPStatus, title: str, cure: str) -> Response:
    """Return the shape of every error, in English: callers are programs, read by those who run the site."""
    response = jsonify({"error": {"status": status.value, "title": title, "advice": cure}})
    response.status_code = status
    return response


def _accepted(status: str) -> Response:
    response = jsonify({"status": status})
    response.status_code = HTTPStatus.ACCEPTED
    return response
