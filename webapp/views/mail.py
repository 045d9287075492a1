"""The administrator's page: the letters that the site has written."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.services import mailing
from webapp.posting import send_afterwards
from webapp.request import db, viewer
from webapp.site import site

bp = Blueprint("mail", __name__)


@bp.get("/<lang:lang>/admin/mail/")
def outbox() -> str:
    """List the letters, with their text to copy."""
    letters, has_server = mailing.shown(db(), viewer()), bool(site().settings.smtp_host)
    return render_template("mail/outbox.html", letters=letters, has_server=has_server)


@bp.post("/<lang:lang>/admin/mail/<count:number>/<any(sent,again):what>")
def change(number: int, what: str) -> Response:
    """Note that a letter was sent by hand, or have it tried again."""
    work = {"sent": mailing.sent_by_hand, "again": mailing.try_again}[what]
    work(db(), viewer(), number, site().clock())
    send_afterwards()
    return redirect(url_for("mail.outbox"))
