"""The publisher's desk: one proposes what is to be published, another confirms it."""

from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import ConflictError, KBError
from kb.law.identifiers import ActId
from kb.law.procedure import Procedure
from kb.review.obstacle import RefusedError
from kb.services import library, proposing
from webapp.background import start_index
from webapp.pages.cards import cards
from webapp.pages.publication_log import page_number
from webapp.pages.publishing_page import (
    Typed,
    forms_of,
    proposal_page,
    proposal_view,
    publishing_page,
    told,
)
from webapp.publishing_forms import line
from webapp.request import afterwards, db, lists, viewer, visit
from webapp.site import site

bp = Blueprint("publishing", __name__)


@bp.get("/<lang:lang>/desk/publications/")
def desk() -> str:
    """List what waits for another person, what was decided, and the acts."""
    here = visit()
    views = [proposal_view(here, one) for one in proposing.proposals(db(), viewer())]
    acts = cards(library.catalogue(db(), viewer()), here)
    return render_template("publishing/desk.html", views=views, acts=acts)


@bp.get("/<lang:lang>/desk/publications/<act:act>/")
def act(act: str) -> str:
    """Show what may be proposed of an act, and what stands in the way."""
    asked = request.args.get("version", "")
    page = publishing_page(visit(), ActId(act), page_number(asked) if asked else None)
    return render_template("publishing/act.html", page=page)


@bp.post("/<lang:lang>/desk/publications/<act:act>/<any(adoption,happening,withdrawal):what>")
def propose(act: str, what: str) -> BaseResponse:
    """Keep a proposal until another person confirms it, or say what is wrong with it."""
    found = library.find(db(), viewer(), ActId(act))
    form = forms_of(visit(), found)[what]
    form.process(request.form)
    if not form.validate():
        return _again(found.act, Typed(what, form), HTTPStatus.BAD_REQUEST)
    try:
        with db().begin_nested():
            number = proposing.propose(
                db(), viewer(), procedure(), found.act, form.deed(), site().clock
            )
    except (ConflictError, RefusedError) as error:
        typed = Typed(what, form, told(visit(), error))
        return _again(found.act, typed, HTTPStatus.CONFLICT)
    return redirect(url_for("publishing.proposal", number=number))


@bp.get("/<lang:lang>/desk/proposals/<count:number>/")
def proposal(number: int) -> str:
    """Show what will happen if a proposal is confirmed."""
    return render_template("publishing/proposal.html", page=proposal_page(visit(), number))


@bp.post("/<lang:lang>/desk/proposals/<count:number>/confirm")
def confirm(number: int) -> BaseResponse:
    """Publish what another person proposed; the indexes follow at once."""
    try:
        with db().begin_nested():
            proposing.confirm(db(), viewer(), procedure(), number, site().clock)
    except (ConflictError, RefusedError) as error:
        return _refused(number, error)
    afterwards(partial(start_index, site().settings))
    return redirect(url_for("publishing.proposal", number=number))


@bp.post("/<lang:lang>/desk/proposals/<count:number>/decline")
def decline(number: int) -> BaseResponse:
    """Turn a proposal down, with the reason."""
    try:
        reason = line(request.form.get("reason"))[:1000]
        with db().begin_nested():
            proposing.decline(db(), viewer(), number, reason, site().clock)
    except ConflictError as error:
        return _refused(number, error)
    return redirect(url_for("publishing.proposal", number=number))


def procedure() -> Procedure:
    """Return the kinds of act and who adopts them."""
    return lists().catalogues.procedure


def _again(act: ActId, typed: Typed, status: HTTPStatus) -> Response:
    """Show the form again with what was typed in it."""
    version = typed.form.data.get("version") if "version" not in typed.form.errors else None
    page = publishing_page(visit(), act, version, typed)
    return make_response(render_template("publishing/act.html", page=page), status)


def _refused(number: int, error: KBError) -> Response:
    page = proposal_page(visit(), number, told(visit(), error))
    return make_response(
        render_template("publishing/proposal.html", page=page), HTTPStatus.CONFLICT
    )
