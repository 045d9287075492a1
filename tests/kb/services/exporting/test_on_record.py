"""What a moderator holds or has taken out is in no document and no figure, whoever asks for it."""

from itertools import product

import pytest

from kb.access import Role
from kb.language import Language
from kb.law.procedure import RoundKind, Stage
from kb.review.attachments import Given
from kb.review.moderating import Ground, Removal
from kb.services import commenting, filing, queueing, rounds, threads
from kb.services.commenting import Rejoinder
from kb.services.exporting.making import ENDINGS, Export
from tests.kb.review.attached import PDF
from tests.kb.services.exporting.exporting import exported, written
from tests.kb.services.reviewing import Review
from tests.webapp.crawl import unpacked

pytestmark = pytest.mark.slow

BAD, REPLY, FILE = "зюзюкало", "хнымзик", "вжучина"
READERS = ("secretary", "bolat", "")


@pytest.fixture
def review(desk) -> Review:
    """A reported public round of an act with experts: one comment stands, one was taken out."""
    made = Review(desk).set_up()
    desk.move(Stage.PUBLIC_DISCUSSION)
    made.hold(kind=RoundKind.PUBLIC)
    for name in ("asel", "bolat"):
        desk.person(name, Role.PARTICIPANT)
    made.joins("asel", "bolat")
    good, bad = made.says("asel", "Кто решает?"), made.says("bolat", BAD)
    made.moderates(good)
    with made.at("bolat") as (db, seat):
        filing.attach(db, seat, [filing.upload(db, seat, Given(f"{FILE}.pdf", PDF))], bad)
        reply = commenting.reply(db, seat, good, Rejoinder(REPLY, Language.RU, "r"))
    made.moderates(good, Removal(Ground.INSULT, "Брань"), reply)
    made.moderates(bad, Removal(Ground.INSULT, "Брань"))
    made.ends()
    made.settles(good)
    made.do("secretary", rounds.report)
    return made


def test_it_is_kept_for_its_author_and_those_at_work(review):
    """Without this the tests below could not fail."""
    assert [review.do(name, threads.count) for name in READERS] == [2, 2, 1]


def test_no_document_has_it(review):
    documents = [(e, one) for e in Export for one in ENDINGS[e] if one != "pdf"]
    for name, (export, ending) in product(READERS, documents):
        said = unpacked(written(review, name, export, ending).getvalue())
        assert "Кто решает?" in said or export is not Export.COMMENTS
        assert not [word for word in (BAD, REPLY, FILE) if word in said], (name, export, ending)


def test_no_figure_counts_it_nor_the_experts_of_the_act(review):
    for name in READERS:
        tables = {one.key: one for one in exported(review, name, Export.REPORT).tables}
        figures = dict(tables["figures"].rows)
        assert figures["Всего замечаний"] == 1
        assert "Запрошено экспертов" not in figures
        assert "Ответили эксперты" not in figures
        assert {sum(row[1] for row in tables[key].rows) for key in ("types", "languages")} == {1}


def test_nobody_has_to_answer_it(review):
    assert len(review.do("drafter", queueing.entries)) == 1
