"""What a moderator holds or has taken out is in no document and no figure, whoever asks for it."""

from itertools import product

import pytest

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.attachments import Given
from kb.review.comments import CommentId, Suggestion
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.review.moderating import Ground, Removal
from kb.services import (
    adoptions,
    commenting,
    disposing,
    filing,
    patching,
    queueing,
    threads,
)
from kb.services.commenting import Rejoinder
from kb.services.exporting.making import ENDINGS, Export
from tests.kb.review.attached import PDF
from tests.kb.services.discussing import discussion
from tests.kb.services.exporting.exporting import WORDING, exported, written
from tests.kb.services.reviewing import Review
from tests.webapp.crawl import unpacked

pytestmark = pytest.mark.slow

BAD, REPLY, FILE, WHY = "зюзюкало", "хнымзик", "вжучина", "дрызгота"
READERS = ("secretary", "bolat", "")


@pytest.fixture
def review(desk) -> Review:
    """A reported public round of an act with experts: one comment stands, one was taken out."""
    made = discussion(desk)
    good, bad = made.says("asel", "Кто решает?"), made.says("bolat", BAD)
    made.moderates(good)
    with made.at("bolat") as (db, seat):
        filing.attach(db, seat, [filing.upload(db, seat, Given(f"{FILE}.pdf", PDF))], bad)
        reply = commenting.reply(db, seat, good, Rejoinder(REPLY, Language.RU, "r"))
    made.moderates(good, Removal(Ground.INSULT, "Брань"), reply)
    made.moderates(bad, Removal(Ground.INSULT, "Брань"))
    made.ends()
    made.settles(good)
    made.reports()
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


PARAGRAPH = EId("art_1__para_1")
ADOPTS = Answer(
    verdict=Verdict.ACCEPTED, adoption=Adoption(PARAGRAPH, ((Language.RU, WORDING),), "")
)


def suggested(review: Review) -> CommentId:
    """Let somebody suggest a wording with bad words about it, and the answering begin."""
    suggestion = Suggestion(((Language.RU, WORDING),), WHY)
    bad = review.says("bolat", BAD, suggestion=suggestion)
    review.moderates(bad)
    review.ends()
    return bad


def adopted(review: Review) -> CommentId:
    """Let the wording be adopted."""
    bad = suggested(review)
    review.settles(bad, ADOPTS)
    return bad


def rows(review: Review, name: str) -> list:
    """Return the comparative table as somebody gets it."""
    return exported(review, name, Export.COMPARATIVE).tables[0].rows


def words(cell) -> str:
    return cell if isinstance(cell, str) else cell.text


# What was adopted of a comment that was taken out afterwards: the drafters' text, without the comment


def test_an_adopted_wording_stays_without_its_comment(desk):
    review = discussion(desk)
    bad = adopted(review)
    before = [rows(review, name) for name in READERS]
    review.moderates(bad, Removal(Ground.INSULT, "Брань"))

    assert all(WHY in words(table[0][4]) for table in before)
    for name in READERS:
        (row,) = rows(review, name)
        assert (row[1], words(row[3]), words(row[4])) == ("пункт 1 статьи 1", WORDING, "")
        assert exported(review, name, Export.COMMENTS).tables[0].rows == []
    patch = review.do("drafter", patching.prepare)
    assert [step.eid for step in patch.amendment.steps] == [PARAGRAPH]
    letter = review.do("drafter", patching.mail, None).decode()
    assert not [word for word in (BAD, WHY, "bolat") if word in letter]


def test_no_document_has_the_words_of_a_comment_whose_wording_was_adopted(desk):
    review = discussion(desk)
    review.moderates(adopted(review), Removal(Ground.INSULT, "Брань"))
    review.reports()
    documents = [(e, one) for e in Export for one in ENDINGS[e] if one != "pdf"]
    for name, (export, ending) in product(READERS, documents):
        said = unpacked(written(review, name, export, ending).getvalue())
        assert not [word for word in (BAD, WHY) if word in said], (name, export, ending)


def test_what_repeats_it_leads_to_one_change_only(desk):
    review = discussion(desk)
    again = review.says("asel", "То же самое.")
    review.moderates(again)
    bad = adopted(review)
    review.settles(again, Answer(verdict=Verdict.DUPLICATE, original=bad))

    assert [len(rows(review, name)) for name in READERS] == [1, 1, 1]
    review.moderates(bad, Removal(Ground.INSULT, "Брань"))
    assert [len(rows(review, name)) for name in READERS] == [1, 1, 1]


def test_what_is_only_proposed_is_adopted_nowhere(desk):
    review = discussion(desk)
    bad = suggested(review)
    review.do("drafter", disposing.propose, bad, ADOPTS)
    review.moderates(bad, Removal(Ground.INSULT, "Брань"))

    assert review.do("secretary", adoptions.without_comment) == ()
    assert [rows(review, name) for name in READERS] == [[], [], []]
