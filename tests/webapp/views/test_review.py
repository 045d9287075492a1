"""A round as its reviewers see it: who sees what, the text with its comments, and the page of a comment."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.review.comments import CommentType, Content, Severity, Suggestion
from tests.webapp.said import FORM, ROUND, comments_in, let, says
from tests.webapp.town import Town, metadata, plain, write_act
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

SCRIPT = '<script>alert("1")</script>"><img src=x onerror=alert(1)>'


@pytest.fixture
def browser(own_town: Town) -> Callable[[str], FlaskClient]:
    """Browsers of the people of a town of the test's own."""
    return own_town.browser


# Who sees what


def test_in_a_closed_panel_an_expert_sees_nothing_of_the_others(
    town: Town,
) -> None:
    page = town.browser("invited").get(ROUND).text

    assert comments_in(page) == [COMMENT]
    assert "You see your own comments and their answers." in page
    assert not [word for word in town.secrets.panel if word in page]


def test_in_an_open_panel_experts_see_each_other(
    own_town: Town, browser: Callable[[str], FlaskClient]
) -> None:
    let(own_town, open_panel=True)

    page = browser("invited").get(ROUND).text

    assert comments_in(page) == [COMMENT, OF_COLLEAGUE]
    assert "its experts see one another" in page


@pytest.mark.parametrize("name", ["drafter", "coordinator", "legal", "auditor"])
def test_those_at_work_on_reviews_see_all_comments(town: Town, name: str) -> None:
    page = town.browser(name).get(ROUND).text

    assert comments_in(page) == [COMMENT, OF_COLLEAGUE]
    assert "You see all comments" in page


@pytest.mark.parametrize("name", ["approver", "publisher"])
def test_others_at_work_read_the_text_and_no_comments(town: Town, name: str) -> None:
    page = town.browser(name).get(ROUND).text

    assert comments_in(page) == []
    assert "There is such a rule" in page
    assert "The comments of this round are not shown to you." in page


@pytest.mark.parametrize("name", [None, "other", "admin"])
@pytest.mark.parametrize("page", ["", "comment", f"comments/{COMMENT}", "declaration"])
def test_to_all_others_the_round_is_not_there(town: Town, name: str | None, page: str) -> None:
    assert town.browser(name).get(ROUND + page).status_code == 404


def test_a_comment_of_another_in_a_closed_panel_is_not_there(town: Town) -> None:
    invited = town.browser("invited")
    for page in ("", "/edit", "/withdraw"):
        assert invited.get(f"{ROUND}comments/{OF_COLLEAGUE}{page}").status_code == 404
    for page in ("/edit", "/withdraw", "/reply"):
        answer = invited.post(
            f"{ROUND}comments/{OF_COLLEAGUE}{page}",
            data={
                "type": "error",
                "severity": "minor",
                "language": "en",
                "text": "x",
                "token": "t",
            },
        )
        assert answer.status_code == 404


def test_anybody_reads_a_public_round(town: Town) -> None:
    page = town.browser().get("/en/acts/bridges/rounds/1/")

    assert page.status_code == 200
    assert "There is such a rule: bridges" in page.text
    assert "review__add" not in page.text


def test_a_reported_round_shows_the_public_its_comments_and_not_the_draft(
    own_town: Town, browser: Callable[[str], FlaskClient]
) -> None:
    let(own_town, state="reported", shown="organisation")

    page = own_town.browser().get(ROUND)

    assert page.status_code == 200
    assert "There is such a rule" not in page.text
    assert "On Towers" not in page.text
    assert comments_in(page.text) == [COMMENT, OF_COLLEAGUE]


# The text with its comments


@pytest.mark.parametrize(
    ("lang", "word"), [("kk", "Ескертулер"), ("ru", "Замечания"), ("en", "Comments")]
)
def test_the_page_is_there_in_three_languages(town: Town, lang: str, word: str) -> None:
    page = town.browser("invited").get(ROUND.replace("/en/", f"/{lang}/"))
    assert page.status_code == 200
    assert word in page.text


def test_each_provision_has_a_link_to_comment_that_says_on_what(town: Town) -> None:
    page = town.browser("invited").get(ROUND).text

    links = re.findall(r'<a class="review__add" href="([^"]+)" data-comment>(.*?)</a>', page)

    assert [link.partition("eid=")[2] for link, _ in links] == ["art_1", "art_1__para_1"]
    assert "on: Article 1(1)" in links[1][1]
    assert town.browser("invited").get(links[1][0].replace("&amp;", "&")).status_code == 200


def test_a_comment_stands_at_its_provision_in_every_language(own_town: Town) -> None:
    id_ = says(own_town, "invited")
    browser = own_town.browser("invited")
    for columns in ("kk", "ru", "kk,ru,en"):
        page = browser.get(f"{ROUND}?text={columns}").text
        at = page.partition('data-eid="art_1__para_1"')[2]
        assert f'id="c-{id_}"' in at
        assert 'lang="en">English' in at


def test_quoted_words_are_marked_in_the_language_that_they_were_read_in(own_town: Town) -> None:
    says(own_town, "invited", exact="such a rule")

    page = own_town.browser("invited").get(f"{ROUND}?text=en,ru").text

    assert '<mark class="quoted">such a rule</mark>' in page
    assert page.count("<mark") == 1


def test_comments_on_the_act_as_a_whole_stand_on_top(own_town: Town) -> None:
    id_ = says(own_town, "invited", eid=NOWHERE)

    page = own_town.browser("invited").get(ROUND).text

    assert f'id="c-{id_}"' in page.partition("<article")[0]


def test_many_comments_at_a_place_are_folded_but_the_one_asked_for(own_town: Town) -> None:
    ids = [says(own_town, "invited") for _ in range(8)]
    browser = own_town.browser("invited")

    page, opened = browser.get(ROUND).text, browser.get(f"{ROUND}?at={ids[3]}").text

    assert "9 comments" in page
    assert " open>" not in page.partition("<article")[2]
    assert re.search(rf'id="c-{ids[3]}"[^>]* open>', opened)
    assert '<details class="review__all" open>' in opened
    everything = browser.get(f"{ROUND}?open=1").text
    assert len(re.findall(r'class="comment[^>]* open>', everything)) == 9


def test_filters_count_and_leave_only_what_the_viewer_may_know_of(own_town: Town) -> None:
    id_ = says(own_town, "invited", eid=EId("art_1"))
    invited, drafter = own_town.browser("invited"), own_town.browser("drafter")

    page = invited.get(f"{ROUND}?type=error&text=en").text

    assert comments_in(page) == [id_]
    assert '<input type="hidden" name="text" value="en">' in page
    assert '<option value="error" selected>Error (1)</option>' in page
    assert '<option value="ambiguity">Ambiguity (1)</option>' in page
    all_ = drafter.get(ROUND).text
    assert '<option value="ambiguity">Ambiguity (2)</option>' in all_
    assert comments_in(drafter.get(f"{ROUND}?severity=blocking&type=error").text) == []
    open_ = comments_in(drafter.get(f"{ROUND}?disposition=open&provision=art_1").text)
    assert set(open_) == {id_, COMMENT, OF_COLLEAGUE}


def test_a_newer_version_is_told_of_and_changes_nothing(own_town: Town) -> None:
    names = ("Мұнаралар туралы", "О башнях", "On Towers")
    [folder] = (path.parent for path in own_town.root.glob("*/towers/act.yaml"))
    texts = plain(*names, "quite another")
    write_act(own_town.root, str(folder.relative_to(own_town.root)), metadata(*names, "x"), texts)
    own_town.commit("towers", "somebody", "newer", 50)

    page = own_town.browser("invited").get(ROUND).text

    assert "There is a newer version, 2" in page
    assert "quite another" not in page


def test_whatever_people_type_is_shown_as_text(own_town: Town) -> None:
    content = Content(
        type=CommentType.ERROR,
        severity=Severity.BLOCKING,
        language=Language.EN,
        text=SCRIPT,
        reasoning=SCRIPT,
        suggestion=Suggestion(((Language.EN, SCRIPT),), SCRIPT),
    )
    id_ = says(own_town, "invited", content)
    browser = own_town.browser("invited")
    browser.post(
        f"{ROUND}comments/{id_}/reply", data={"text": SCRIPT, "language": "en", "token": "t"}
    )
    edited = {**FORM, "text": SCRIPT + "!", "reasoning": SCRIPT, "revision": "0"}
    assert browser.post(f"{ROUND}comments/{id_}/edit", data=edited).status_code == 302
    query = {"eid": "art_1__para_1", "exact": SCRIPT, "text": SCRIPT, "reason": SCRIPT}
    for page in (
        browser.get(ROUND, query_string={"person": SCRIPT, "type": SCRIPT}),
        browser.get(ROUND),
        browser.get(f"{ROUND}comments/{id_}"),
        browser.get(f"{ROUND}comments/{id_}/edit"),
        browser.get(f"{ROUND}comment", query_string=query),
        browser.post(f"{ROUND}comment", data={**query, "prefix": SCRIPT, "token": SCRIPT}),
    ):
        assert "<script>" not in page.text
        assert "<img src=x" not in page.text
