"""The documents of a round for officials: listed, and each given as a file."""

import time
from io import BytesIO
from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from kb.services.exporting.making import Export, file_name, make, media_type, require
from kb.services.exporting.order import Order
from kb.spooling import Spooled, State, tidy
from webapp import spool
from webapp.background import start_export
from webapp.pages.exports_page import exports_page, order_of, waiting_page
from webapp.request import seat, signed_in, visit
from webapp.site import site

bp = Blueprint("exports", __name__)

_NAMES: Final = ",".join(one.value for one in Export)
_REFRESH_SECONDS: Final = 3


@bp.get("/<lang:lang>/acts/<act:act>/rounds/<count:number>/export/")
def show(act: str, number: int) -> str:
    """List the documents of a round that the viewer may have."""
    page = exports_page(visit(), _order(act, number), request.args)
    return render_template("exports/show.html", page=page)


@bp.get(
    "/<lang:lang>/acts/<act:act>/rounds/<count:number>/export/"
    f"<any({_NAMES}):name>.<any(docx,xlsx,pdf,csv,json,zip):ending>"
)
def file(act: str, number: int, name: str, ending: str) -> Response:
    """Give a document as it is now; one that takes long is made aside, and its progress shown."""
    order, export = _order(act, number), Export(name)
    require(order, export, ending)
    if spool.is_long(order, ending):
        return _aside(order, export, ending)
    return _file(_at_once(order, export, ending), order, export, ending)


def _order(act: str, number: int) -> Order:
    return order_of(visit(), seat(act, number), request.args, site().settings.time_zone)


def _nothing(more: int) -> None:
    """Tell nobody of progress: the reader waits for the file."""
    del more


def _at_once(order: Order, export: Export, ending: str) -> bytes:
    """Return a document that its reader waits for; what everybody gets is made once for all."""
    if not order.seat.viewer.is_anonymous:
        return _made(order, export, ending)
    spooled = spool.spooled(site().settings, order, export, ending)
    if spooled.path.exists():
        return spooled.path.read_bytes()
    content = _made(order, export, ending)
    tidy(site().settings.exports_dir, time.time())
    spooled.keep(content)
    return content


def _made(order: Order, export: Export, ending: str) -> bytes:
    content = BytesIO()
    make(order, export, ending).write(content, _nothing)
    return content.getvalue()


def _aside(order: Order, export: Export, ending: str) -> Response:
    """Give a file that another process made, or have it made and show how far it is."""
    spooled = spool.spooled(site().settings, order, export, ending)
    state = spooled.state(time.time())
    if state is State.READY:
        return _file(spooled.path.read_bytes(), order, export, ending)
    here = {**(request.view_args or {}), **request.args.to_dict()}
    if here.pop("again", None):
        if state is State.FAILED:
            spooled.forget()
        return make_response(redirect(url_for("exports.file", **here)))
    if state is State.ABSENT:
        _start(order, export, ending, spooled)
    has_failed = state is State.FAILED
    page = waiting_page(visit(), order, export, spooled.progress(), has_failed=has_failed)
    again = url_for("exports.file", **here, again=1)
    response = make_response(render_template("exports/waiting.html", page=page, again=again))
    if not has_failed:
        response.headers["Refresh"] = str(_REFRESH_SECONDS)
    return response


def _start(order: Order, export: Export, ending: str, spooled: Spooled) -> None:
    """Have a file made, if there are not too many at work; the page asks again."""
    settings, now = site().settings, time.time()
    if not spool.begins(spooled, order.seat.viewer, now):
        return
    tidy(settings.exports_dir, now)
    person = signed_in()
    name = person.name if person else None
    start_export(settings, spool.words(order, export, ending, name, spooled.path.absolute()))


def _file(content: bytes, order: Order, export: Export, ending: str) -> Response:
    response = make_response(content)
    response.content_type = media_type(ending)
    name = file_name(order, export, ending)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
