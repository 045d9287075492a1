"""How far a round has come, reminding its experts, and an expert's marks of what was read."""

from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from kb.access import PersonId
from kb.law.identifiers import EId
from kb.review.obstacle import RefusedError
from kb.services import readings, reminding
from webapp.pages.progress_page import progress_page
from webapp.posting import office, send_afterwards
from webapp.request import db, seat, visit

bp = Blueprint("progress", __name__)


@bp.get("/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/progress")
def show(act: str, number: int) -> str:
    """Show the overview of a round."""
    reminded = _number(request.args.get("reminded", ""))
    return render_template(
        "progress/show.html", page=progress_page(visit(), seat(act, number), reminded)
    )


@bp.post("/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/progress")
def remind(act: str, number: int) -> BaseResponse:
    """Remind one expert at once, or all who are silent."""
    here, person = seat(act, number), _number(request.form.get("person", ""))
    people = () if person is None else (PersonId(person),)
    try:
        with db().begin_nested():
            reminded = reminding.remind_now(db(), here, office(), people)
    except RefusedError:
        return _closed(act, number)
    send_afterwards()
    return redirect(url_for("progress.show", act=act, number=number, reminded=len(reminded)))


@bp.post("/<lang:lang>/acts/<act:act>/rounds/<count:number>/read")
def read(act: str, number: int) -> BaseResponse:
    """Mark a provision as read without remarks, or take that back."""
    here = seat(act, number)
    here.expert()
    is_taken_back = "unread" in request.form
    eid = EId(request.form["unread" if is_taken_back else "read"][:200])
    work = readings.take_back if is_taken_back else readings.mark
    work(db(), here, eid)
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"eid": eid, "read": not is_taken_back})
    return redirect(url_for("review.show", act=act, number=number, _anchor=eid))


def _closed(act: str, number: int) -> Response:
    """Show the overview again: the round is not open any more, so nobody is reminded."""
    page = progress_page(visit(), seat(act, number))
    return make_response(render_template("progress/show.html", page=page), HTTPStatus.CONFLICT)


def _number(asked: str) -> int | None:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
