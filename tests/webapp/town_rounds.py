"""Rounds of review in the town: `towers` among experts, `bridges` in public; both are open.

The panel of `towers` is closed: what `colleague` writes there is not for `invited` to know of.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest import mock

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Role
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import RoundKind, Stage
from kb.law.words import Words
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity, Suggestion
from kb.review.opinions import OpinionKind
from kb.services import accounts, catalogues, commenting, opining, rounds, seats
from kb.services.commenting import Rejoinder, Remark
from kb.services.opining import View
from kb.services.rounds import Plan
from kb.storage.acts import ActRow, VersionRow
from kb.storage.review import RoundRow
from kb.storage.reviewing import NoteRow
from tests.factories import write_act
from tests.webapp import town_writing

if TYPE_CHECKING:
    from tests.webapp.town import Town

COMMENT = CommentId("c0ffee0000000001")
"""The comment of `invited` on `towers`."""
OF_COLLEAGUE = CommentId("c0ffee0000000002")
PARAGRAPH = EId("art_1__para_1")


def add_expert_round(town: "Town") -> None:
    """Open round 1 of `towers`: a comment with a suggestion, a reply, a note, an opinion of `invited`.

    All that is said is secret; what `colleague` says is kept in `secrets.panel` as well.
    """
    said = type(town.secrets)(town.secrets.seed + 1000)  # Other words stay as they are without it.
    word = said.latin
    question = Words(**{one.value: word() for one in Language})
    _schedule(town, "towers", RoundKind.EXPERT, question)
    _comment(town, "invited", COMMENT, word)
    _reply(town, "drafter", COMMENT, word())
    _note(town, "drafter", COMMENT, word())
    _opinion(town, "invited", word())
    town_writing.add_writing(town, "invited", COMMENT, word)
    town_writing.add_document(town, word)
    before = len(said.all)
    town.add_person("colleague", Role.EXPERT, f"{word()} {word()}", word())
    town.invite("colleague", "towers")
    _comment(town, "colleague", OF_COLLEAGUE, word)
    _reply(town, "drafter", OF_COLLEAGUE, word())
    _opinion(town, "colleague", word())
    town_writing.add_writing(town, "colleague", OF_COLLEAGUE, word)
    town.secrets.panel = said.all[before:]
    town.secrets.all += said.all


def add_public_round(town: "Town", about: str, texts: dict[Language, str]) -> None:
    """Bring `bridges` in, the same in every town, and open round 1 of its public discussion."""
    write_act(town.root, "bridges", about, texts)
    town.commit("bridges", "somebody", "bridges", 30)
    town.move("bridges", Stage.PUBLIC_DISCUSSION)
    _schedule(town, "bridges", RoundKind.PUBLIC)


def discussed(town: "Town") -> set[int]:
    """Return the versions that a public round is held on."""
    is_public = RoundRow.kind == RoundKind.PUBLIC
    with town.database.reading() as db:
        return set(db.scalars(select(VersionRow.id).join(RoundRow).where(is_public)))


def _schedule(town: "Town", slug: str, kind: RoundKind, *questions: Words) -> None:
    plan = Plan(kind=kind, version=1, opens=town.now() - timedelta(days=5), questions=questions)
    with town.database.writing() as db:
        arrange(db, town, ActId(slug), plan)


def arrange(db: Session, town: "Town", act: ActId, plan: Plan) -> None:
    """Arrange a round that opened some days ago, where the draft stands now."""
    viewer, procedure = accounts.viewer_of(db, "coordinator"), catalogues.stored(db).procedure
    number = rounds.schedule(db, viewer, procedure, act, plan, lambda: plan.opens)
    mine = select(RoundRow).join(ActRow).where(ActRow.slug == act, RoundRow.number == number)
    db.scalars(mine).one().scheduled_at = town.now()
    rounds.keep_time(db, town.now)


def _comment(town: "Town", name: str, id_: CommentId, word: Callable[[], str]) -> None:
    """Let an expert declare an interest, and submit a comment whose every field is secret."""
    wording = tuple((one, f"1. {word()}.") for one in (Language.KK, Language.EN))
    content = Content(
        type=CommentType.AMBIGUITY,
        severity=Severity.BLOCKING,
        language=Language.EN,
        text=word(),
        reasoning=word(),
        suggestion=Suggestion(wording, word()),
    )
    where = Anchor(eid=PARAGRAPH, language=Language.EN, version=1)
    with town.database.writing() as db, mock.patch.object(commenting, "token_hex") as made:
        made.return_value = id_
        viewer = accounts.viewer_of(db, name)
        opining.declare(db, viewer, ActId("towers"), interest=word(), clock=town.now)
        seat = seats.take(db, viewer, ActId("towers"), 1, town.now)
        commenting.submit(db, seat, Remark(where, content, id_))


def _reply(town: "Town", name: str, comment: CommentId, text: str) -> None:
    with town.database.writing() as db:
        seat = seats.take(db, accounts.viewer_of(db, name), ActId("towers"), 1, town.now)
        commenting.reply(db, seat, comment, Rejoinder(text, Language.EN, text))


def _note(town: "Town", name: str, comment: CommentId, text: str) -> None:
    with town.database.writing() as db:
        by = accounts.named(db, name).id
        db.add(NoteRow(comment_id=comment, author_id=by, text=text, at=town.now()))


def _opinion(town: "Town", name: str, summary: str) -> None:
    with town.database.writing() as db:
        seat = seats.take(db, accounts.viewer_of(db, name), ActId("towers"), 1, town.now)
        opining.give(db, seat, View(OpinionKind.REVISE, Language.EN, summary))
