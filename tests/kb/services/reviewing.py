"""A round with people at it, for the tests of review; each test names only what it is about."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from kb.access import Panel, Role, Viewer
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import RoundKind, Stage
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity
from kb.review.dispositions import Answer, Verdict
from kb.review.moderating import Removal
from kb.services import (
    accounts,
    commenting,
    disposing,
    moderating,
    opining,
    participating,
    rounds,
    seats,
    threads,
)
from kb.services.commenting import Remark
from kb.services.moderating import Item
from kb.services.rounds import Plan
from kb.services.seats import Seat
from kb.storage.people import InvitationRow
from tests.factories import NOW
from tests.kb.services import beginnings
from tests.kb.services.desk import HEIGHT, Desk, known
from tests.kb.services.letterbox import office

OPENS = NOW + timedelta(hours=1)
CONTENT = Content(
    type=CommentType.AMBIGUITY,
    severity=Severity.IMPORTANT,
    language=Language.RU,
    text="Кто решает?",
)
PARAGRAPH = Anchor(eid=EId("art_1__para_1"), language=Language.RU, version=1)
QUOTE = replace(PARAGRAPH, exact="Высота здания")
REJECTED = Answer(verdict=Verdict.REJECTED, reply="Решает Совет, статья 4.")
EXPERTS = {"aigul": Panel.DOMESTIC, "john": Panel.INTERNATIONAL}
OFFICERS = {
    "drafter": Role.DRAFTER,
    "second": Role.DRAFTER,
    "secretary": Role.COORDINATOR,
    "lawyer": Role.LEGAL_OFFICER,
    "auditor": Role.AUDITOR,
    "approver": Role.APPROVER,
    "publisher": Role.PUBLISHER,
    "admin": Role.ADMINISTRATOR,
}


@dataclass
class Review:
    """A draft under expert review, two experts of it, one of another act, and everybody at work."""

    desk: Desk
    act: ActId = HEIGHT
    number: int = 1
    tokens: count = field(default_factory=count)

    def set_up(self) -> "Review":
        """Bring the draft in, let everybody in, and let the experts declare that they have no interest."""
        beginnings.begin(self.desk.database, self.desk.clock.now, self._fill)
        return self

    def _fill(self) -> None:
        self.desk.bring(commit_="c1")
        self.desk.bring("development/other", commit_="c2")
        for act in (HEIGHT, ActId("other")):
            self.desk.move(Stage.EXPERT_REVIEW, act)
        for name, panel in EXPERTS.items():
            self.expert(name, panel)
        self.expert("stranger", Panel.DOMESTIC, ActId("other"))
        for name, role in OFFICERS.items():
            self.desk.person(name, role)

    def expert(self, name: str, panel: Panel | None, act: ActId = HEIGHT) -> None:
        """Let an expert in, who was invited to an act and declares to have no interest in it."""
        self.desk.person(name, Role.EXPERT, invited=(act,))
        with self.desk.database.writing() as db:
            row = accounts.named(db, name)
            row.panel, row.organisation = panel, f"Бюро {name}"
            viewer = accounts.viewer(db, row)
            opining.declare(db, viewer, act, interest=None, clock=self.desk.clock)

    def hold(self, *, begun: bool = True, **plan) -> int:
        """Hold a round, and let it open."""
        opens = max(OPENS, self.desk.clock.now)
        wanted = Plan(**{"kind": RoundKind.EXPERT, "version": 1, "opens": opens, **plan})
        with self.desk.database.writing() as db:
            viewer, procedure = accounts.viewer_of(db, "secretary"), known().procedure
            clock = self.desk.clock
            self.number = rounds.schedule(db, viewer, procedure, self.act, wanted, clock)
        if begun:
            self.desk.clock.now = opens + timedelta(hours=1)
        return self.number

    def viewer(self, name: str) -> Viewer:
        """Return a person as a viewer; without a name, an anonymous one."""
        return self.desk.viewer(name) if name else Viewer()

    @contextmanager
    def at(self, name: str, *, late: bool = False):
        """Give a session that writes, and the place of a person at the round."""
        with self.desk.database.writing() as db:
            viewer = accounts.viewer_of(db, name) if name else Viewer()
            seat = seats.take(db, viewer, self.act, self.number, self.desk.clock)
            yield db, replace(seat, has_link=True) if late else seat

    def do(self, name: str, verb, *arguments, late: bool = False, **named):
        """Let a person do or ask something at the round."""
        with self.at(name, late=late) as (db, seat):
            return verb(db, seat, *arguments, **named)

    def says(
        self,
        name: str,
        text: str = CONTENT.text,
        where: Anchor = PARAGRAPH,
        token: str = "",
        **more,
    ) -> CommentId:
        """Let an expert submit a comment."""
        late = more.pop("late", False)
        content = replace(CONTENT, text=text, **more)
        remark = Remark(where, content, token or f"t{next(self.tokens)}")
        return self.do(name, commenting.submit, remark, late=late)

    def joins(self, *names: str) -> None:
        """Let people agree to be read by everybody."""
        with self.desk.database.writing() as db:
            for name in names:
                viewer = accounts.viewer_of(db, name)
                participating.agree(db, viewer, Language.RU, self.desk.clock())

    def moderates(
        self, comment: CommentId, removal: Removal | None = None, reply: int | None = None
    ):
        """Let the secretary let something through, or take it out."""
        with self.at("secretary") as (db, seat):
            revision = threads.find(db, seat, comment).revision
            moderating.decide(db, seat, office(self.desk), Item(comment, revision, reply), removal)

    def ends(self) -> None:
        """Let the round close by the clock, and its answering begin."""
        self.desk.clock.go(days=40)
        self.do("secretary", rounds.answer)

    def reports(self) -> None:
        """Let the time go by in which answers can be contested, and the round be reported."""
        self.desk.clock.go(days=14)
        self.do("secretary", rounds.report, known().procedure)

    def settles(self, comment: CommentId, answer: Answer = REJECTED) -> None:
        """Let one propose an answer, and another confirm it."""
        self.do("drafter", disposing.propose, comment, answer)
        self.do("second", disposing.confirm, comment)

    def revokes(self, name: str) -> None:
        """Let an expert's invitation be taken back."""
        with self.desk.database.writing() as db:
            row = accounts.named(db, name)
            db.query(InvitationRow).filter_by(person_id=row.id).one().state = "revoked"


def seats_of(review: Review, name: str) -> list[Seat]:
    """Return the rounds that a person may know of."""
    with review.desk.database.reading() as db:
        return seats.visible(db, review.viewer(name), review.act, review.desk.clock)
