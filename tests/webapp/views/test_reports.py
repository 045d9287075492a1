"""The report of a round: for those who answer at any time, for others once the round is reported."""

import pytest

from kb.language import Language
from kb.law.procedure import Shown
from kb.review.dispositions import Answer, Verdict
from kb.services import opining, threads
from kb.storage.review import RoundRow
from tests.webapp.answering import ROUND, close, do, report, settle
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

REPORT = f"{ROUND}report"


def show(town: Town, shown: Shown) -> None:
    """Let the round be one whose comments are shown like this."""
    with town.database.writing() as db:
        db.query(RoundRow).join(RoundRow.act).filter_by(slug="towers").one().shown = shown


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_before_the_report_those_who_answer_see_how_it_stands(own_town, lang):
    page = own_town.browser("legal").get(REPORT.replace("/en/", f"/{lang}/"))
    assert page.status_code == 200
    assert page.text.count('<figure class="chart"') == 7
    if lang == "en":
        assert "Not reported yet" in page.text


@pytest.mark.parametrize("name", [None, "invited", "colleague", "other", "approver", "admin"])
def test_nobody_else_reads_it_before(own_town, name):
    close(own_town)
    settle(own_town)
    assert own_town.browser(name).get(REPORT).status_code == 404


@pytest.mark.parametrize(
    ("shown", "reads", "named", "organisation"),
    [
        (Shown.NAMED, True, True, True),
        (Shown.ORGANISATION, True, False, True),
        (Shown.HIDDEN, False, False, False),
    ],
)
def test_afterwards_it_is_read_as_is_set(own_town, shown, reads, named, organisation):
    show(own_town, shown)
    close(own_town)
    report(own_town)
    author = do(own_town, "auditor", threads.find, COMMENT).author
    for name in (None, "other", "approver"):
        answer = own_town.browser(name).get(REPORT)
        assert answer.status_code == (200 if reads else 404)
        assert (author.name in answer.text) is named
        assert (author.organisation in answer.text) is organisation
        assert ('id="chart-organisation"' in answer.text) is organisation
    page = own_town.browser("invited").get(REPORT).text
    assert "Not reported yet" not in page
    for comment in (COMMENT, OF_COLLEAGUE):
        assert f'id="c-{comment}"' in page
    assert page.count("It stands in article 4.") >= 2


def test_objections_that_no_answer_met_stand_apart(own_town):
    close(own_town)
    settle(own_town, answer=Answer(verdict=Verdict.ACCEPTED, language=Language.EN))
    page = own_town.browser("drafter").get(REPORT).text
    assert f'id="o-{OF_COLLEAGUE}"' in page
    assert f'id="o-{COMMENT}"' not in page


def test_the_figures_are_drawn_with_a_table_beside(own_town):
    page = own_town.browser("drafter").get(REPORT).text
    drawn = page.partition('id="chart-type"')[2].partition("</figure>")[0]
    assert '<text x="0" y="14">Ambiguity</text>' in drawn
    assert 'class="chart__bar" x="0" y="20" width="340.0"' in drawn
    assert '<th scope="row">Ambiguity</th><td>2</td><td>100%</td>' in drawn


def test_opinions_are_told(own_town):
    page = own_town.browser("auditor").get(REPORT).text
    assert page.count("asks to revise the draft and submit it again") >= 2
    for one in do(own_town, "auditor", opining.listed):
        assert one.view.summary in page


def test_the_silent_are_counted_and_named_to_those_who_answer(own_town):
    own_town.invite("other", "towers")
    with own_town.database.writing() as db:
        row = db.query(RoundRow).join(RoundRow.act).filter_by(slug="towers").one()
        row.silence_is_consent = True
    show(own_town, Shown.NAMED)
    assert "counts as consent" not in own_town.browser("drafter").get(REPORT).text
    close(own_town)
    report(own_town)
    name = "1 expert said nothing until the close"
    assert name in own_town.browser("drafter").get(REPORT).text
    assert name in own_town.browser().get(REPORT).text
    assert "2 of 3" in own_town.browser("drafter").get(REPORT).text


def test_of_a_long_report_each_page_has_its_part_and_the_figures_tell_of_all(own_town, monkeypatch):
    monkeypatch.setattr("webapp.pages.report_page.REMARKS_A_PAGE", 1)
    reader = own_town.browser("drafter")
    pages = [reader.get(f"{REPORT}?page={number}").text for number in (1, 2)]

    shown = [[one for one in (COMMENT, OF_COLLEAGUE) if f'id="c-{one}"' in page] for page in pages]
    assert sorted(shown) == sorted([[COMMENT], [OF_COLLEAGUE]])
    assert ['id="opinions"' in page for page in pages] == [True, False]
    assert all('id="remarks">' in page and "Page " in page for page in pages)
    assert reader.get(f"{REPORT}?page=99").status_code == 200
