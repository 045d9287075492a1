"""Where the comments of a round are answered: the queue, one comment in it, and the contest of an answer."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.errors import ConflictError, KBError, msg
from kb.law.identifiers import EId
from kb.law.passage import WordingError
from kb.review.anchors import AnchorError
from kb.review.comments import CommentId
from kb.review.dispositions import Answer
from kb.review.obstacle import RefusedError
from kb.services import attaching, disposing, noting, pinned, queueing, rewording, unfinished
from kb.services.attaching import Put
from kb.services.disposing import AnsweredMeanwhileError
from kb.services.library import Act
from kb.services.queueing import Entry
from kb.services.unfinished import Kind, Slot
from webapp.answers_forms import ContestForm, Standing, answer_form, chosen, prose
from webapp.locale import gettext
from webapp.pages.answer_page import Sent, answer_page
from webapp.pages.contest_page import contest_page
from webapp.pages.publication_log import page_number
from webapp.pages.queue_page import queue_page
from webapp.pages.tray_page import Asked, tray_page
from webapp.posting import send_afterwards
from webapp.publishing_forms import line
from webapp.refusals import told
from webapp.request import db, seat, visit

bp = Blueprint("answers", __name__)
QUEUE = "/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/queue"
TRAY = "/<lang:lang>/desk/acts/<act:act>/rounds/<count:number>/tray"
NO_PLACE: Final = msg("Version %(number)s has no such provision.")
CONTEST = "/<lang:lang>/acts/<act:act>/rounds/<count:number>/comments/<comment>/contest"


@bp.get(QUEUE)
def queue(act: str, number: int) -> str:
    """List the comments of a round for those who answer them."""
    asked = page_number(request.args.get("page", ""))
    page = queue_page(visit(), seat(act, number), request.args, asked)
    return render_template("answers/queue.html", page=page)


@bp.post(QUEUE)
def selected(act: str, number: int) -> BaseResponse:
    """Confirm all that were ticked, or let one answer serve them; say of which that could not be."""
    ticked, place = chosen(request.form.getlist("chosen")[:500]), seat(act, number)
    if request.form.get("do") == "serve":
        original = CommentId(request.form.get("original", ""))
        done = disposing.serve(db(), place, original, ticked)
    else:
        done = disposing.confirm_all(db(), place, ticked)
        send_afterwards()
    page = queue_page(visit(), place, request.args, done=done)
    return make_response(render_template("answers/queue.html", page=page))


@bp.get(f"{QUEUE}/<comment>")
def comment(act: str, number: int, comment: str) -> str:
    """Show a comment with the provision that it is on, and what becomes of it."""
    page = answer_page(visit(), seat(act, number), CommentId(comment))
    return render_template("answers/comment.html", page=page)


@bp.post(f"{QUEUE}/<comment>")
def propose(act: str, number: int, comment: str) -> BaseResponse:
    """Keep a proposed answer, which another person confirms; say what is missing, or who was first."""
    place, id_, form = seat(act, number), CommentId(comment), answer_form(request.form)
    eid = queueing.places(db(), place).get(id_)
    entry = queueing.find(queueing.entries(db(), place, eid), id_)
    if not form.validate():
        return _again(act, number, id_, Sent(form), HTTPStatus.BAD_REQUEST)
    text = pinned.act(db(), place)
    answer = form.answer(standing(text, entry))
    problems = tuple(misfits(text, answer))
    if problems:
        return _again(act, number, id_, Sent(form, problems), HTTPStatus.BAD_REQUEST)
    try:
        with db().begin_nested():
            disposing.propose(db(), place, id_, answer, form.revision.data)
            served = disposing.serve(db(), place, id_, chosen(form.serves.data or ()))
            unfinished.drop(db(), place, Slot(Kind.ANSWER, comment))
    except RefusedError as error:
        sent = Sent(form, (told(error),))
        return _again(act, number, id_, sent, HTTPStatus.BAD_REQUEST)
    except AnsweredMeanwhileError as error:
        sent = Sent(form, (told(error),), error)
        return _again(act, number, id_, sent, HTTPStatus.CONFLICT)
    if any(served.values()):
        return _again(act, number, id_, Sent(done={id_: None, **served}), HTTPStatus.OK)
    return redirect(url_for("answers.comment", act=act, number=number, comment=comment))


@bp.post(f"{QUEUE}/<comment>/<any(triage,confirm,back):step>")
def take_step(act: str, number: int, comment: str, step: str) -> BaseResponse:
    """Take a comment up, confirm the answer, or send it back to be worked on."""
    place, id_, seen = seat(act, number), CommentId(comment), _revision()
    try:
        with db().begin_nested():
            match step:
                case "triage":
                    disposing.triage(db(), place, id_)
                case "confirm":
                    disposing.confirm(db(), place, id_, seen)
                case _:
                    disposing.send_back(db(), place, id_, seen)
    except (RefusedError, ConflictError) as error:
        return _again(act, number, id_, Sent(problems=(told(error),)), HTTPStatus.CONFLICT)
    send_afterwards()
    return redirect(url_for("answers.comment", act=act, number=number, comment=comment))


@bp.post(f"{QUEUE}/<comment>/note")
def note(act: str, number: int, comment: str) -> BaseResponse:
    """Note something that only those see who answer."""
    try:
        noting.add(db(), seat(act, number), CommentId(comment), prose(request.form.get("note")))
    except RefusedError as error:
        sent = Sent(problems=(told(error),))
        return _again(act, number, CommentId(comment), sent, HTTPStatus.BAD_REQUEST)
    return redirect(url_for("answers.comment", act=act, number=number, comment=comment))


@bp.get(CONTEST)
def contest(act: str, number: int, comment: str) -> str:
    """Show the answer to one's own comment, and until when it may be contested."""
    page = contest_page(visit(), seat(act, number), CommentId(comment))
    return render_template("answers/contest.html", page=page)


@bp.post(CONTEST)
def object_(act: str, number: int, comment: str) -> BaseResponse:
    """Send an answer back to those who gave it, once, with the reason."""
    place, id_, form = seat(act, number), CommentId(comment), ContestForm(request.form)
    found, procedure = visit(), visit().catalogues.procedure
    problem: KBError | None = None
    if form.validate():
        try:
            with db().begin_nested():
                disposing.contest(db(), place, procedure, id_, form.reason.data or "")
                unfinished.drop(db(), place, Slot(Kind.CONTEST, comment))
        except RefusedError as error:
            problem = error
        else:
            send_afterwards()
            return redirect(url_for("answers.contest", act=act, number=number, comment=comment))
    page = contest_page(found, place, id_, form, told(problem) if problem else "")
    return make_response(render_template("answers/contest.html", page=page), HTTPStatus.BAD_REQUEST)


@bp.get(TRAY)
def tray(act: str, number: int) -> str:
    """Show where the comments of a round stand in a later version, and which have no place there."""
    asked = request.args.get("version", "")
    found = Asked(
        page_number(asked) if asked else None,
        CommentId(request.args.get("comment", "")),
        line(request.args.get("find"))[:200],
    )
    return render_template("answers/tray.html", page=tray_page(visit(), seat(act, number), found))


@bp.post(f"{TRAY}/carry")
def carry(act: str, number: int) -> BaseResponse:
    """Place the comments of a round in a later version, as far as that can be told by rule."""
    version = page_number(request.form.get("version", ""))
    attaching.carry(db(), seat(act, number), version)
    send_afterwards()
    return redirect(url_for("answers.tray", act=act, number=number, version=version))


@bp.post(f"{TRAY}/put")
def put(act: str, number: int) -> BaseResponse:
    """Place a comment in a later version where a person has found its place."""
    version, id_ = page_number(request.form.get("version", "")), request.form.get("comment", "")
    wanted = Put(CommentId(id_), version, EId(request.form.get("eid", "")))
    try:
        with db().begin_nested():
            attaching.put(db(), seat(act, number), wanted)
    except AnchorError:
        problem = gettext(NO_PLACE) % {"number": version}
        asked = Asked(version, wanted.comment)
        page = tray_page(visit(), seat(act, number), asked, problem)
        return make_response(
            render_template("answers/tray.html", page=page), HTTPStatus.BAD_REQUEST
        )
    send_afterwards()
    return redirect(url_for("answers.tray", act=act, number=number, version=version))


def standing(text: Act | None, entry: Entry) -> Standing:
    """Return what a comment stands on, and the answer so far."""
    said = pinned.wordings(db(), text, entry.anchor.eid) if text else {}
    return Standing(entry.anchor.eid, said, entry.disposition.answer)


def misfits(text: Act | None, answer: Answer) -> Iterator[str]:
    """Yield why wordings cannot take the place of the provision, each with its language."""
    if text is None or answer.adoption is None:
        return
    for language, wording in answer.adoption.wording:
        try:
            rewording.changes(db(), text, answer.adoption.eid, language, wording)
        except WordingError as error:
            yield f"{language.endonym}: {told(error)}"


def _revision() -> int:
    """Return the revision of the answer that was seen; of what is none, one that no answer has."""
    typed = request.form.get("revision", "")
    return page_number(typed) if typed != "0" else 0


def _again(act: str, number: int, comment: CommentId, sent: Sent, status: HTTPStatus) -> Response:
    """Show the page of a comment again, with what was typed and what is wrong with it."""
    page = answer_page(visit(), seat(act, number), comment, sent)
    return make_response(render_template("answers/comment.html", page=page), status)
