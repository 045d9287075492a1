"""The public discussion of `bridges`: what everybody may read of it, and what nobody else may.

`citizen` writes what is let through, the same in every town. `heckler` and `participant` write what
is held or taken out, and beside the public round stands an expert round on the same act.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest import mock

from sqlalchemy.orm import Session

from kb.access import Role
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import RoundKind, Stage
from kb.law.words import Words
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity
from kb.review.moderating import Ground, Removal
from kb.services import (
    accounts,
    commenting,
    moderating,
    opining,
    participating,
    seats,
)
from kb.services.commenting import Rejoinder, Remark
from kb.services.mailing import Office
from kb.services.moderating import Item
from kb.services.rounds import Plan
from kb.storage.reviewing import NoteRow
from tests.webapp.town_rounds import arrange

if TYPE_CHECKING:
    from tests.webapp.town import Town

BRIDGES = ActId("bridges")
CITIZEN = "Asel Nur"
SAID = "Who repairs the bridges?"
REMOVAL = Ground.INSULT
SHOWN = CommentId("c0ffee0000000003")
"""The comment of the citizen."""


def add_words(town: "Town") -> None:
    """Let a citizen's comment be let through: everybody reads it, in every town."""
    town.add_person("citizen", Role.PARTICIPANT, CITIZEN, "Clean City")
    join(town, "citizen")
    join(town, "participant")
    with mock.patch.object(commenting, "token_hex", return_value=SHOWN):
        moderate(town, say(town, "citizen", SAID))


def add_secrets(town: "Town") -> None:
    """Add what is held and taken out, a note and a reply; and an expert round beside the public one."""
    said = type(town.secrets)(town.secrets.seed + 2000)
    word = said.latin
    town.add_person("heckler", Role.PARTICIPANT, f"{word()} {word()}", word())
    join(town, "heckler")
    for name in ("heckler", "participant"):
        say(town, name, word())
        moderate(town, say(town, name, word()), Removal(REMOVAL, word()))
    with town.database.writing() as db:
        seat = _seat(town, db, "heckler")
        commenting.reply(db, seat, SHOWN, Rejoinder(word(), Language.EN, "held"))
        by = accounts.named(db, "drafter").id
        db.add(NoteRow(comment_id=SHOWN, author_id=by, text=word(), at=town.now()))
    _expert_round(town, word)
    town.secrets.all += said.all


def join(town: "Town", name: str) -> None:
    """Let somebody agree to be read by everybody."""
    with town.database.writing() as db:
        participating.agree(db, accounts.viewer_of(db, name), Language.EN, town.now())


def say(town: "Town", name: str, text: str, number: int = 1) -> CommentId:
    """Let somebody comment on the first paragraph."""
    content = Content(
        type=CommentType.QUESTION,
        severity=Severity.MINOR,
        language=Language.EN,
        text=text,
    )
    where = Anchor(eid=EId("art_1__para_1"), language=Language.EN, version=1)
    with town.database.writing() as db:
        seat = _seat(town, db, name, number)
        return commenting.submit(db, seat, Remark(where, content, text[:60]))


def moderate(town: "Town", comment: CommentId, removal: Removal | None = None) -> None:
    """Let the coordinator let a comment through, or take it out."""
    office = Office.of(town.settings, town.now)
    with town.database.writing() as db:
        seat = _seat(town, db, "coordinator")
        moderating.decide(db, seat, office, Item(comment, 0), removal)


def _expert_round(town: "Town", word: Callable[[], str]) -> None:
    """Hold an expert round on the same act, in which `colleague` says something."""
    town.move(BRIDGES, Stage.EXPERT_REVIEW)
    question = Words(**{one.value: word() for one in Language})
    opens = town.now() - timedelta(days=5)
    plan = Plan(kind=RoundKind.EXPERT, version=1, opens=opens, questions=(question,))
    town.invite("colleague", BRIDGES)
    with town.database.writing() as db:
        arrange(db, town, BRIDGES, plan)
        colleague = accounts.viewer_of(db, "colleague")
        opining.declare(db, colleague, BRIDGES, interest=word(), clock=town.now)
    say(town, "colleague", word(), 2)
    town.move(BRIDGES, Stage.PUBLIC_DISCUSSION)


def _seat(town: "Town", db: Session, name: str, number: int = 1) -> seats.Seat:
    return seats.take(db, accounts.viewer_of(db, name), BRIDGES, number, town.now)
