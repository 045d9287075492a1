"""The page of notices: what each may know, seen and unseen, and how letters come."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import accounts, notices, rounds, seats
from kb.services.notices import News, NoticeKind
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow
from kb.storage.review import CommentRow, RoundRow
from kb.storage.reviewing import NoticeRow
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT

PAGE = "/en/desk/notices/"
ROUND = "/en/acts/towers/rounds/1/"


@pytest.fixture
def invited(own_town: Town) -> FlaskClient:
    """An expert to whom it was told that the round opened, and that somebody replied."""
    return own_town.browser("invited")


def numbers(town: Town) -> list[int]:
    """Return the numbers of the two notices, the earlier first."""
    with town.database.reading() as db:
        mine = accounts.named(db, "invited").id
        found = db.query(NoticeRow).filter_by(person_id=mine).order_by(NoticeRow.id).all()
        return [one.id for one in found if one.kind in {"round-opened", "replied"}]


def test_notices_are_counted_in_the_header_until_they_are_seen(own_town, invited):
    assert f'href="{PAGE}">Notices (2)</a>' in invited.get("/en/").text

    assert invited.post(PAGE).location == PAGE

    assert "Notices (" not in invited.get("/en/").text
    assert "Mark as read" not in invited.get(PAGE).text


def test_the_page_tells_what_happened_in_which_act_and_since_when(invited):
    page = invited.get(PAGE).text

    assert "Round 1 is open until" in page
    assert "Somebody replied to your comment on Article 1(1)." in page
    assert "On Towers" in page
    assert page.count("not read") == 2


def test_a_notice_leads_to_its_place_and_has_been_seen_then(own_town, invited):
    opened, replied = numbers(own_town)

    assert invited.get(f"{PAGE}{opened}/").location == ROUND
    assert invited.get(f"{PAGE}{replied}/").location == f"{ROUND}comments/{COMMENT}"

    assert invited.get(PAGE).text.count("not read") == 0


def test_a_notice_names_the_provision_as_each_language_does(invited):
    told = {
        "kk": "1-баптың 1-тармағы бойынша ескертуіңізге пікір жазылды.",
        "ru": "К вашему замечанию (пункт 1 статьи 1) написали реплику.",
    }
    for language, words in told.items():
        page = invited.get(f"/{language}/desk/notices/").text
        assert words in Markup(page).striptags()


def test_the_comment_that_a_notice_is_about_is_told_by_its_first_words(own_town, invited):
    with own_town.database.writing() as db:
        row = db.get_one(CommentRow, COMMENT)
        row.text = f"<b>Which</b> height\n{'and why ' * 30}"

    page = invited.get(PAGE).text

    assert '<q lang="en">&lt;b&gt;Which&lt;/b&gt; height and why and why' in page
    assert " …</q>" in page
    assert own_town.browser("colleague").get(PAGE).text.count("Which") == 0


def tell(town: Town, name: str, kind: NoticeKind, comment=None, **facts: object) -> int:
    """Tell somebody of round 1 of `towers`, and return the number of the notice."""
    with town.database.writing() as db:
        viewer = accounts.viewer_of(db, name)
        seat = seats.take(db, accounts.viewer_of(db, "drafter"), ActId("towers"), 1, town.now)
        mark = f"test {kind}"
        news = News(kind=kind, mark=mark, round=seat.id, comment=comment, facts=facts)
        notices.tell(db, [viewer.person], news, town.now())
        return notices.listed(db, viewer)[0].id


def test_a_notice_of_new_comments_leads_to_the_queue(own_town):
    drafter = own_town.browser("drafter")
    number = tell(own_town, "drafter", NoticeKind.NEW_COMMENTS, count=3)

    page = drafter.get(PAGE).text
    assert "New comments in round 1: 3." in page
    assert "On Towers" in page
    place = drafter.get(f"{PAGE}{number}/").location
    assert place == "/en/desk/acts/towers/rounds/1/queue"
    assert drafter.get(place).status_code == 200


def test_how_many_comments_came_shows_to_nobody_who_does_not_see_them(own_town, invited):
    with pytest.raises(IndexError):
        tell(own_town, "approver", NoticeKind.NEW_COMMENTS, count=3)
    assert "New comments" not in own_town.browser("approver").get(PAGE).text


def test_a_notice_of_a_report_leads_to_it(own_town, invited):
    number = tell(own_town, "invited", NoticeKind.ROUND_REPORTED)
    with own_town.database.writing() as db:
        db.query(RoundRow).join(ActRow).filter(ActRow.slug == "towers").one().state = "reported"

    assert "The report of round 1 is ready." in invited.get(PAGE).text
    place = invited.get(f"{PAGE}{number}/").location
    assert place == f"{ROUND}report"
    assert invited.get(place).status_code == 200


def test_a_comment_whose_words_are_gone_is_not_said_to_stand_elsewhere(own_town, invited):
    tell(own_town, "invited", NoticeKind.MOVED, COMMENT, version=2, count=1, rule="reworded")

    page = invited.get(PAGE).text

    assert "but the words that you quoted are gone" in page
    assert "stands elsewhere" not in page


def test_what_moved_is_told_with_the_provisions_it_was_on(own_town, invited):
    moved = ["art_1__para_1", "art_2", "art_3", "art_4", "art_5", "art_6"]
    tell(own_town, "invited", NoticeKind.MOVED, version=2, count=7, eids=moved)

    page = invited.get(PAGE).text
    assert "Article 1(1); Article 2; Article 3; Article 4; Article 5 and others." in page


def test_one_notice_is_marked_as_read(own_town, invited):
    opened, _ = numbers(own_town)
    invited.post(PAGE, data={"notice": str(opened)})

    assert invited.get(PAGE).text.count("not read") == 1


@pytest.mark.parametrize("typed", ["999999", "-1", "x", "1; drop table", "9" * 40])
def test_a_number_that_is_none_is_no_accident(invited, typed):
    assert invited.post(PAGE, data={"notice": typed}).status_code == 302


def test_nobody_opens_or_marks_the_notices_of_others(own_town, invited):
    opened, _ = numbers(own_town)
    for name in ("other", "colleague", "coordinator", "admin"):
        browser = own_town.browser(name)
        assert browser.get(f"{PAGE}{opened}/").status_code == 404
        browser.post(PAGE, data={"notice": str(opened)})
    assert invited.get(PAGE).text.count("not read") == 2


def test_the_reason_of_an_extension_is_shown_as_words_only(own_town, invited):
    with own_town.database.writing() as db:
        viewer = accounts.viewer_of(db, "coordinator")
        seat = seats.take(db, viewer, ActId("towers"), 1, own_town.now)
        until = seat.asked.closes + timedelta(days=3)
        rounds.extend(db, seat, until, "<script>alert(1)</script>")
    page = invited.get(PAGE).text

    assert "Round 1 was extended until" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("how", ["revoked", "withdrawn"])
def test_who_may_not_know_of_the_draft_any_more_sees_no_notice_of_it(own_town, invited, how):
    opened, _ = numbers(own_town)
    if how == "withdrawn":
        own_town.move("towers", Stage.WITHDRAWN)
    else:
        with own_town.database.writing() as db:
            for row in db.query(InvitationRow):
                row.state = "revoked"

    page = invited.get(PAGE).text
    assert "Towers" not in page
    assert "Round 1" not in page
    assert "Notices (" not in page
    assert invited.get(f"{PAGE}{opened}/").status_code == 404


def test_letters_come_once_a_day_if_that_is_chosen(own_town, invited):
    with own_town.database.writing() as db:
        accounts.set_email(db, "invited", "invited@example.org", own_town.now)
    assert 'value="0" checked' in invited.get(PAGE).text

    assert invited.post(f"{PAGE}letters", data={"digest": "1"}).location == PAGE

    assert 'value="1" checked' in invited.get(PAGE).text
    invited.post(f"{PAGE}letters", data={"digest": "0"})
    assert 'value="0" checked' in invited.get(PAGE).text


def test_who_has_no_address_is_told_so(invited):
    assert "No e-mail address of yours is known here" in invited.get(PAGE).text


def test_a_page_of_an_error_counts_nothing(invited):
    answer = invited.get("/en/nowhere/")

    assert answer.status_code == 404
    assert "Notices (" not in answer.text


def test_the_page_is_there_in_every_language(invited):
    for language, words in {"kk": "Хабарламалар", "ru": "Уведомления"}.items():
        assert f"<h1>{words}</h1>" in invited.get(f"/{language}/desk/notices/").text
