"""The moderator's page of a public round: what waits is let through, or taken out by a rule."""

from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import ConflictError, NotFoundError, msg
from kb.review.moderating import Removal
from kb.review.obstacle import RefusedError
from kb.services import moderating
from kb.services.moderating import Item
from kb.services.seats import Seat
from webapp.locale import gettext
from webapp.pages.moderation_page import Typed, item_of, moderation_page, removal_of
from webapp.posting import office, send_afterwards
from webapp.publishing_forms import line
from webapp.refusals import told
from webapp.request import db, seat, visit

bp = Blueprint("moderation", __name__)

_NOTHING_CHOSEN = msg("Choose at least one comment or reply.")
_NO_RULE = msg("Choose the rule that was broken.")


@bp.get("/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/moderation")
def show(act: str, number: int) -> str:
    """Show what waits for the moderator, and what was decided."""
    page = moderation_page(visit(), seat(act, number), request.args.get("comment", ""))
    return render_template("discussions/moderation.html", page=page)


@bp.post("/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/moderation")
def decide(act: str, number: int) -> BaseResponse:
    """Let what was chosen through, or take it out; what cannot be decided is told, the rest is done."""
    here = seat(act, number)
    chosen = [one for one in map(item_of, request.form.getlist("item")) if one]
    reason, ground = line(request.form.get("reason")), request.form.get("ground", "")
    removal = removal_of(ground, reason)
    is_removal = request.form.get("what") == "remove"
    done, problems = 0, [] if chosen else [gettext(_NOTHING_CHOSEN)]
    if is_removal and removal is None:
        problems.append(gettext(_NO_RULE))
    if not problems:
        problems, done = _decide(here, chosen, removal if is_removal else None)
    send_afterwards()
    if problems:
        page = moderation_page(visit(), here, typed=Typed(ground, reason, tuple(problems)))
        status = HTTPStatus.OK if done else HTTPStatus.BAD_REQUEST
        return make_response(render_template("discussions/moderation.html", page=page), status)
    return redirect(url_for("moderation.show", act=act, number=number))


def _decide(here: Seat, items: list[Item], removal: Removal | None) -> tuple[list[str], int]:
    """Decide on each by itself; return why some could not be decided on, and on how many it was."""
    problems, done = [], 0
    for item in items:
        try:
            with db().begin_nested():
                moderating.decide(db(), here, office(), item, removal)
            done += 1
        except (ConflictError, RefusedError, NotFoundError) as error:
            problems.append(told(error))
    return list(dict.fromkeys(problems)), done
