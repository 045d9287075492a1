"""Round 1 of `towers`, whose comments are being answered: by the drafter, with the coordinator as second."""

from datetime import timedelta

from sqlalchemy import update

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.comments import CommentId
from kb.review.dispositions import Answer, Verdict
from kb.services import accounts, catalogues, disposing, rounds, seats, threads
from kb.services.seats import Seat
from kb.storage.review import DispositionRow
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

ROUND = "/en/acts/towers/rounds/1/"
QUEUE = "/en/desk/acts/towers/rounds/1/queue"
OF_INVITED = f"{QUEUE}/{COMMENT}"
REJECTED = Answer(verdict=Verdict.REJECTED, reply="It stands in article 4.", language=Language.EN)
SENT = {
    "verdict": "rejected",
    "reply": "It stands in article 4.",
    "language": "en",
    "translated": "ru",
    "revision": "0",
}
"""A form with an answer, as the drafter sends it first."""


def do(town: Town, name: str, step, *arguments):
    """Let somebody do something at the round."""
    with town.database.writing() as db:
        seat: Seat = seats.take(db, accounts.viewer_of(db, name), ActId("towers"), 1, town.now)
        return step(db, seat, *arguments)


def answer_to(town: Town, comment: CommentId = COMMENT) -> Answer | None:
    """Return the answer to a comment as far as it has come."""
    return do(town, "auditor", threads.find, comment).answer


def close(town: Town) -> None:
    """Let the round be closed, and answering begin."""
    do(town, "coordinator", rounds.close, "All have answered.")
    do(town, "coordinator", rounds.answer)


def settle(town: Town, comment: CommentId = COMMENT, answer: Answer = REJECTED) -> None:
    """Let the drafter propose an answer, and the coordinator confirm it."""
    do(town, "drafter", disposing.propose, comment, answer)
    do(town, "coordinator", disposing.confirm, comment)


def report(town: Town) -> None:
    """Let both comments be answered, and the round be reported: three weeks ago they were confirmed."""
    for comment in (COMMENT, OF_COLLEAGUE):
        settle(town, comment)
    long_ago(town)
    with town.database.reading() as db:
        procedure = catalogues.stored(db).procedure
    do(town, "coordinator", rounds.report, procedure)


def long_ago(town: Town) -> None:
    """Let the answers be confirmed so long ago that nobody can contest them any more."""
    with town.database.writing() as db:
        then = town.now() - timedelta(days=21)
        db.execute(update(DispositionRow).values(confirmed_at=then))
