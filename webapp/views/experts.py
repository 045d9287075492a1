"""The coordinator's page: the experts of an act, and inviting them."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.access import PersonId
from kb.errors import ConflictError
from kb.law.identifiers import ActId
from kb.services import inviting
from webapp import done
from webapp.inviting_forms import ExpertForm, expert_form
from webapp.pages.experts_page import everywhere, experts_page
from webapp.posting import office, send_afterwards
from webapp.refusals import told
from webapp.request import db, language, viewer, visit

bp = Blueprint("experts", __name__)


@bp.get("/<lang:lang>/desk/experts/")
def all_() -> str:
    """List the invitations to all acts."""
    return render_template("experts/all.html", rows=everywhere(visit()))


@bp.get("/<lang:lang>/desk/acts/<act:act>/experts/")
def act(act: str) -> str:
    """List the experts of an act, with the form to invite another."""
    page = experts_page(visit(), ActId(act), instead=request.args.get("instead", ""))
    return render_template("experts/act.html", page=page)


@bp.post("/<lang:lang>/desk/acts/<act:act>/experts/")
def invite(act: str) -> BaseResponse:
    """Invite an expert by letter."""
    slug = ActId(act)
    form = expert_form(inviting.experts(db(), viewer(), slug), language(), request.form)
    if not form.validate():
        return _again(slug, form, "", HTTPStatus.BAD_REQUEST)
    try:
        with db().begin_nested():
            inviting.ask(db(), viewer(), office(), slug, form.person(), form.replaced())
    except ConflictError as error:
        return _again(slug, form, told(error), HTTPStatus.CONFLICT)
    send_afterwards()
    done.say(done.INVITED, writes=True, name=form.full_name.data)
    return redirect(url_for("experts.act", act=act))


@bp.post("/<lang:lang>/desk/acts/<act:act>/experts/<count:person>/<any(again,revoke):what>")
def change(act: str, person: int, what: str) -> BaseResponse:
    """Send a new link, or take an invitation back."""
    work = {"again": inviting.ask_again, "revoke": inviting.take_back}[what]
    try:
        with db().begin_nested():
            work(db(), viewer(), office(), ActId(act), PersonId(person))
    except ConflictError as error:
        return _again(ActId(act), None, told(error), HTTPStatus.CONFLICT)
    send_afterwards()
    done.say(done.OF_INVITATION[what], writes=what == "again")
    return redirect(url_for("experts.act", act=act))


def _again(act: ActId, form: ExpertForm | None, problem: str, status: HTTPStatus) -> Response:
    """Show the page again with what was typed."""
    page = experts_page(visit(), act, form, problem)
    return make_response(render_template("experts/act.html", page=page, is_again=True), status)
