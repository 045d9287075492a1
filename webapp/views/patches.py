"""The adopted wordings of a round: taken as a patch, pushed to a branch, looked for in the text."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import KBError, NotFoundError, SourceError
from kb.git_writing import OvertakenError
from kb.services import patching, verifying
from kb.services.patching import NothingToPatchError
from webapp.pages.patches_page import Done, origin_of, patches_page
from webapp.request import apart, db, seat, visit
from webapp.site import site

bp = Blueprint("patches", __name__)
PATCH = "/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/patch"


@bp.get(PATCH)
def show(act: str, number: int) -> str:
    """Show what a patch of the adopted wordings has in it, what it has not, and what stands in the text."""
    page = patches_page(visit(), seat(act, number), site().settings, Done.of(request.args))
    return render_template("patches/show.html", page=page)


@bp.get(f"{PATCH}.mbox")
def mbox(act: str, number: int) -> BaseResponse:
    """Give the patch as `git am` takes it."""
    try:
        letters = patching.mail(db(), seat(act, number), origin_of(visit(), site().settings))
    except NothingToPatchError:
        return redirect(url_for("patches.show", act=act, number=number))
    except SourceError as error:
        return _again(act, number, error)
    answer = Response(letters, mimetype="application/mbox")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{act}-{number}.mbox")
    return answer


@bp.post(f"{PATCH}/push")
def push(act: str, number: int) -> BaseResponse:
    """Put the adopted wordings on the round's branch, in the repository that the texts come from."""
    origin = origin_of(visit(), site().settings)
    if origin is None:
        raise NotFoundError
    try:
        pushed = patching.push(db(), seat(act, number), origin)
    except (NothingToPatchError, OvertakenError, SourceError) as error:
        return _again(act, number, error)
    with apart() as session:
        patching.note(session, seat(act, number), pushed)
    return redirect(url_for("patches.show", act=act, number=number, pushed=pushed.commits))


@bp.post(f"{PATCH}/check")
def check(act: str, number: int) -> BaseResponse:
    """Look in the newest version for the adopted wordings that nobody has found there yet."""
    found = verifying.verify(db(), seat(act, number)).found
    return redirect(url_for("patches.show", act=act, number=number, found=len(found)))


def _again(act: str, number: int, error: KBError) -> Response:
    """Show the page with why something was not done."""
    page = patches_page(visit(), seat(act, number), site().settings, Done.failed(error))
    return make_response(render_template("patches/show.html", page=page), HTTPStatus.CONFLICT)
