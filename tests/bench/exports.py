"""The documents of a round with 2,000 comments, with the real command."""

from datetime import timedelta
from itertools import cycle, islice
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Role
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import RoundKind, Stage
from kb.review.comments import CommentState, CommentType, Severity
from kb.review.dispositions import Adoption, Answer, Disposition, Status, Verdict
from kb.services import accounts, catalogues, publishing, rounds, texts
from kb.services.reviewing import write_disposition
from kb.services.rounds import Plan
from kb.storage.acts import ActRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow, SuggestionRow
from tests.bench.bench import Bench, Found
from tests.bench.commands import kb
from tests.bench.report import Demand, Table
from tests.conftest import ACTS
from tests.factories import NOW, clock
from tests.worlds import World

COMMENTS: Final = 2000
EXPERTS: Final = 20
DOCUMENTS: Final = (
    ("comments", "xlsx"),
    ("comments", "docx"),
    ("comments", "csv"),
    ("comments", "json"),
    ("dossier", "zip"),
)
AT_MOST: Final = {"xlsx": 5, "docx": 30}
"""Seconds, the start of the command included."""

_WORDS: Final = (
    "Ғимараттың", "биіктігі,", "высота", "здания,", "height", "of", "a", "building:", "әғқңөұүһі.",
)  # fmt: skip


def measure(bench: Bench) -> Found:
    """Write the consolidated table in each format, and the dossier."""
    world = World(bench.new("exports"))
    try:
        world.import_acts(ACTS)
        world.demonstrate(ACTS / "demo.yaml")
        bench.tell(f"{COMMENTS:,} comments of {EXPERTS} experts, all answered")
        with world.database.writing() as db:
            act, number = _prepared(db)
        rows = []
        for name, ending in DOCUMENTS:
            file = bench.folder / f"{name}.{ending}"
            command = ("rounds", "export", act, number, name, "--format", ending, "-o", file)
            ran = kb(world.environment(), bench.tell, *command)
            rows.append((f"{name}.{ending}", ran.took.wall, ran.took.cpu, ran.peak, _size(file)))
            if ending in AT_MOST:
                yield Demand(
                    what=f"consolidated table of {COMMENTS:,} comments as {ending}",
                    figure=ran.took.wall,
                    cpu=ran.took.cpu,
                    unit="s",
                    at_most=AT_MOST[ending],
                )
        columns = {"s": ".2f", "CPU s": ".2f", "memory, MB": ".0f", "file, MB": ".2f"}
        yield Table(f"Documents of a round with {COMMENTS:,} comments", columns, rows)
    finally:
        world.close()


def _size(file) -> float:
    return file.stat().st_size / 1_000_000


def _prepared(db: Session) -> tuple[str, int]:
    """Hold a round with experts who have said much, and whose comments are answered."""
    act = db.scalars(select(ActRow).order_by(ActRow.slug)).first()
    publishing.move(db, ActId(act.slug), Stage.EXPERT_REVIEW, clock)
    people = [_expert(db, number) for number in range(EXPERTS)]
    coordinator = _person(db, "bench-coordinator", Role.COORDINATOR)
    plan = Plan(
        kind=RoundKind.EXPERT,
        version=act.versions[-1].sequence,
        opens=NOW - timedelta(days=60),
        closes=NOW - timedelta(days=30),
    )
    viewer = accounts.viewer_of(db, coordinator.name)
    procedure = catalogues.stored(db).procedure
    number = rounds.schedule(db, viewer, procedure, ActId(act.slug), plan, lambda: plan.opens)
    rounds.keep_time(db, clock)
    row = db.scalars(select(RoundRow).where(RoundRow.act == act, RoundRow.number == number)).one()
    row.state = "answering"
    name = row.version.hash_of(Language.RU)
    places = [one.eid for one in texts.expression(db, name, Language.RU).walk() if one.text]
    random = Random(1)
    for at, eid in enumerate(islice(cycle(places), COMMENTS)):
        _comment(db, random, row, people[at % EXPERTS], (at, eid))
    return act.slug, number


def _expert(db: Session, number: int):
    person = _person(db, f"bench-expert-{number}", Role.EXPERT)
    person.organisation = f"Бюро № {number}"
    return person


def _person(db: Session, name: str, role: Role):
    person = accounts.NewPerson(name=name, full_name=name.title(), roles=(role,))
    accounts.add(db, person, "горы стоят на востоке", clock)
    return accounts.named(db, name)


def _comment(db: Session, random: Random, row: RoundRow, author, where: tuple[int, EId]) -> None:
    at, eid = where
    said = " ".join(random.choices(_WORDS, k=40))
    comment = CommentRow(
        id=f"{at:032x}",
        round=row,
        author_id=author.id,
        token=str(at),
        eid=eid,
        read_in="ru",
        type=random.choice(list(CommentType)),
        severity=random.choice(list(Severity)),
        language=random.choice(list(Language)),
        text=said,
        reasoning=said[:120],
        reason=said[:60] if at % 3 == 0 else None,
        state=CommentState.SUBMITTED,
        submitted_at=NOW - timedelta(days=40) + timedelta(seconds=at),
        is_late=False,
    )
    if at % 3 == 0:
        comment.suggestions.append(SuggestionRow(language="ru", wording=said))
    adoption = Adoption(eid, ((Language.RU, said),), f"{at:040x}") if at % 3 == 0 else None
    verdict = Verdict.ACCEPTED if adoption else Verdict.REJECTED
    answer = Answer(verdict=verdict, reply=said, language=Language.RU, adoption=adoption)
    disposition = DispositionRow(comment=comment, round=row)
    made = Disposition(comment=comment.id, author=author.id, status=Status.CONFIRMED, answer=answer)
    db.add_all([comment, disposition])
    write_disposition(disposition, made)
