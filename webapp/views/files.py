"""The files of a round: downloads for those who see what they hang on, uploads before submitting."""

import io
from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import InvalidError, TooOftenError
from kb.review.attachments import Role
from kb.services import files, filing
from kb.services.files import FileId
from webapp.errors import refused
from webapp.refusals import told
from webapp.request import db, seat
from webapp.security import safe_target
from webapp.uploads import keep, only

bp = Blueprint("files", __name__)

_ROOT = "/<lang:lang>/acts/<act:act>/rounds/<count:number>/files/"
_ALONE = "default-src 'none'; sandbox"


@bp.get(f"{_ROOT}<file>")
def show(act: str, number: int, file: str) -> Response:
    """Send a file as a download: no browser is to show it as a part of this site."""
    found, content = files.find(db(), seat(act, number), FileId(file))
    response = send_file(
        io.BytesIO(content),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
        etag=found.hash,
    )
    response.headers["Content-Security-Policy"] = _ALONE
    return response


@bp.post(_ROOT)
def upload(act: str, number: int) -> BaseResponse:
    """Keep a file until it is submitted with something; answer with its line in the form."""
    here = seat(act, number)
    here.writer()
    is_letter = request.form.get("role") == Role.LETTER
    try:
        id_ = keep(here, only(), Role.LETTER if is_letter else Role.ATTACHMENT)
    except (InvalidError, TooOftenError) as error:
        return refused(Response(told(error), mimetype="text/plain"), error)
    [found] = files.unused(db(), here, ids=[id_])
    line = render_template("review/_kept_file.html", file=found, act=act, number=number)
    return Response(line, HTTPStatus.CREATED)


@bp.post(f"{_ROOT}<file>/remove")
def remove(act: str, number: int, file: str) -> BaseResponse:
    """Take a file back; what was submitted leaves a trace."""
    filing.remove(db(), seat(act, number), FileId(file))
    back = safe_target(request.form.get("next"))
    return redirect(back or url_for("review.show", act=act, number=number))
