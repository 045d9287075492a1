"""The coordinator's page of one round: extended, closed, answered, reported; and where rounds are listed."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.review import calendar
from kb.services import accounts, catalogues, rounds, seats
from kb.storage.review import RoundRow
from kb.storage.reviewing import AdmissionRow
from tests.factories import NOW
from tests.kb.review.attached import PDF
from tests.webapp import answering
from tests.webapp.rounds_desk import ACT, PLAN, ROUND, plain_words, put, rows
from tests.webapp.town import metadata, plain, write_act
from webapp.locale import moment

UNTIL = "until the end of 1 December 2026 (Almaty time)"


def signed(town, name: str) -> str:
    """Return the full name of somebody."""
    with town.database.reading() as db:
        return accounts.named(db, name).full_name


def folds(page: str) -> dict[str, str]:
    """Return the forms of the page that are unfolded, each by where it is sent."""
    opened = re.findall(r'<details class="fold" open>(.*?)</details>', page, re.DOTALL)
    return {re.search(r'rounds/1/(\w+)"', one)[1]: one for one in opened}


def ways(page: str) -> list[str]:
    """Return the pages that it leads to; a star stands after the main one."""
    nav = page.split('<nav class="actions round-ways"')[1].split("</nav>", maxsplit=1)[0]
    found = re.findall(r'class="button( button--main)?" href="[^"]+">([^<]+)', nav)
    return [f"{title}{'*' if main else ''}" for main, title in found]


def test_the_term_is_extended_with_a_reason_that_is_listed(own_town, coordinator):
    early = coordinator.post(f"{ROUND}extend", data={"until": "2026-11-25", "reason": "Holidays"})
    assert early.status_code == 409
    assert "The new day must be later than the one it was." in early.text
    assert 'value="2026-11-25"' in early.text

    off = coordinator.post(f"{ROUND}extend", data={"until": "2026-12-19", "reason": "Holidays"})
    assert off.status_code == 409
    told = "19 December 2026 is a day off. Choose a working day: the next one is 21 December 2026."
    assert told in off.text

    done = coordinator.post(f"{ROUND}extend", data={"until": "2026-12-21", "reason": "Holidays"})

    assert done.status_code == 302
    told = "The term is extended; all who take part are told."
    assert [told in coordinator.get(ROUND).text for _ in range(2)] == [True, False]
    assert rows(own_town)[0].closes.isoformat() == "2026-12-21T19:00:00+00:00"
    name = signed(own_town, "coordinator")
    later = UNTIL.replace("1 December", "21 December")
    told = f"Extensions {moment(NOW, calendar.ZONE)} {name} {later} before that, {UNTIL} Reason: Holidays"
    assert told in plain_words(coordinator.get(ROUND).text)


@pytest.mark.parametrize(
    ("what", "sent", "kept"),
    [
        ("extend", {"until": "2026-12-21", "reason": ""}, 'value="2026-12-21"'),
        ("extend", {"until": "2026-11-25", "reason": "For <b>"}, 'value="For &lt;b&gt;"'),
        ("close", {"reason": " "}, 'value=" "'),
        (
            "documents",
            {"role": "comparative-table", "language": "kk"},
            'value="comparative-table" sel',
        ),
    ],
)
def test_forms_are_folded_and_unfold_with_what_was_typed(town, what, sent, kept):
    coordinator = town.browser("coordinator")
    assert folds(coordinator.get(ROUND).text) == {}

    page = coordinator.post(f"{ROUND}{what}", data=sent).text

    opened = folds(page)
    assert list(opened) == [what]
    assert kept in opened[what]
    assert page.count(kept) == 1


def test_the_term_comes_first_and_then_the_page_that_matters_most(own_town, coordinator):
    """While people are asked that is how far they are, then the answers, then the report."""
    page = coordinator.get(ROUND).text
    assert page.index("until the end of") < page.index('class="button') < page.index('id="next"')
    assert ways(page) == [
        *("Progress*", "Text and comments", "Comments to answer", "Report", "Tables and documents"),
    ]
    answering.close(own_town)
    assert ways(coordinator.get(ROUND).text)[:2] == ["Comments to answer*", "Text and comments"]
    answering.report(own_town)
    assert ways(coordinator.get(ROUND).text)[:2] == ["Report*", "Tables and documents"]
    assert ways(own_town.browser("approver").get(ROUND).text)[:1] == ["Report*"]


def test_what_is_to_be_pressed_next_is_the_main_button(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})

    page = coordinator.get(ROUND).text

    assert ways(page)[0] == "Comments to answer"
    assert page.count("button--main") == 1


def test_in_a_public_round_moderation_matters_most(town):
    page = town.browser("coordinator").get("/en/desk/acts/bridges/rounds/1/").text

    assert (ways(page)[0], ways(page)[-1]) == ("Moderation*", "Progress")


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("extend", {"until": "", "reason": "Why"}),
        ("extend", {"until": "2026-12-21", "reason": " "}),
        ("close", {"reason": ""}),
        ("admit", {"person": "x", "reason": "Ill"}),
    ],
)
def test_what_is_missing_is_said_and_nothing_done(own_town, coordinator, what, data):
    answer = coordinator.post(f"{ROUND}{what}", data=data)

    assert answer.status_code == 400
    assert rows(own_town)[0].state == "open"


def test_a_round_goes_from_its_close_to_answering_and_cannot_be_reported_with_open_comments(
    own_town, coordinator
):
    early = coordinator.post(f"{ROUND}answer")
    assert early.status_code == 409
    assert "The round is open now, and would have to be closed" in plain_words(early.text)
    coordinator.post(f"{ROUND}close", data={"reason": "Enough was said."})
    page = coordinator.get(ROUND).text
    assert "Closed before its term was over: Enough was said." in page
    assert coordinator.post(f"{ROUND}answer").status_code == 302

    refused = coordinator.post(f"{ROUND}report")

    assert refused.status_code == 409
    assert "2 comments have no confirmed answer yet." in plain_words(refused.text)


def test_a_round_without_comments_is_reported_and_then_nothing_follows(own_town, coordinator):
    put(own_town, Stage.PUBLIC_DISCUSSION)
    number = coordinator.post(ACT, data={**PLAN, "kind": "public"}).headers["Location"]
    coordinator.post(f"{number}close", data={"reason": "Enough."})
    coordinator.post(f"{number}answer")
    assert "Every comment has a confirmed answer." in coordinator.get(number).text

    assert coordinator.post(f"{number}report").status_code == 302

    assert "Nothing: the round is reported." in coordinator.get(number).text
    assert "Legal and linguistic review" in coordinator.get(ACT).text


def test_an_expert_is_let_in_late_and_finds_the_round_by_its_number(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    with own_town.database.reading() as db:
        person = accounts.named(db, "invited").id
    page = coordinator.get(ROUND).text
    assert f'<option value="{person}">' in page

    done = coordinator.post(f"{ROUND}admit", data={"person": person, "reason": "Was ill"})

    assert done.status_code == 302
    with own_town.database.reading() as db:
        assert db.scalar(select(AdmissionRow.reason)) == "Was ill"
        viewer = accounts.viewer_of(db, "invited")
        assert seats.take(db, viewer, ActId("towers"), 1, own_town.now).has_link
    assert "Was ill" in coordinator.get(ROUND).text
    led = own_town.browser("invited").get("/en/desk/rounds/1/")
    assert led.headers["Location"] == "/en/acts/towers/rounds/1/"
    assert "you may still submit" in own_town.browser("invited").get("/en/desk/").text
    told = "The coordinator has let you in late"
    assert told in own_town.browser("invited").get("/en/acts/towers/rounds/1/").text
    assert told not in own_town.browser("colleague").get("/en/acts/towers/rounds/1/").text


def test_documents_are_added_for_all_who_are_asked(own_town, coordinator):
    data = {"role": "explanatory-note", "language": "en", "document": (io.BytesIO(PDF), "note.pdf")}
    assert coordinator.post(f"{ROUND}documents", data=data).status_code == 302
    wrong = {**data, "document": (io.BytesIO(b"MZ"), "note.pdf")}
    refused = coordinator.post(f"{ROUND}documents", data=wrong)

    assert refused.status_code == 400
    assert "is no PDF" in refused.text
    page = coordinator.get(ROUND).text
    assert "Explanatory note" in page
    assert "note.pdf" in page


def test_a_newer_version_is_offered_with_what_changed_and_reviewers_go_on_reading_theirs(
    own_town, coordinator
):
    texts = plain("Мұнаралар туралы", "О башнях", "On Towers", "novelty")
    about = metadata("Мұнаралар туралы", "О башнях", "On Towers", "Towers.", "construction")
    folder = next(own_town.root.glob("*/towers"))
    write_act(own_town.root, f"{folder.parent.name}/towers", about, texts)
    own_town.commit("towers", "somebody", "newer", 70)
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})

    page = coordinator.get(ACT).text

    assert "Version 2 is newer than that of round 1" in page
    assert "/en/acts/towers/compare/v1..v2" in page
    assert "Start round 2 on version 2" in page
    form = coordinator.get(f"{ACT}?version=2").text
    assert re.search(r'<option value="2" selected>', form)
    assert rows(own_town)[0].sequence == 1
    assert own_town.secrets.all[0] not in form
    assert coordinator.post(ACT, data={**PLAN, "version": "2"}).status_code == 302
    assert rows(own_town)[1].sequence == 2
    second = own_town.browser("invited").get("/en/acts/towers/rounds/2/").text
    assert "Round 1 was about version 1." in second
    assert 'href="/en/acts/towers/compare/v1..v2"' in second
    assert 'href="/en/acts/towers/rounds/1/"' in second


def test_who_reads_the_report_only_is_led_to_it_once_it_is_there(own_town):
    approver, address = own_town.browser("approver"), "/en/acts/towers/rounds/1/report"
    answering.close(own_town)
    assert address not in approver.get(ROUND).text

    answering.report(own_town)

    assert f'href="{address}"' in approver.get(ROUND).text
    assert 'href="/en/acts/towers/rounds/1/export/"' in approver.get(address).text
    assert approver.get("/en/acts/towers/rounds/1/export/").status_code == 200


def test_the_next_round_is_prefilled_as_the_last_was_held(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})

    page = coordinator.get(ACT).text

    with own_town.database.reading() as db:
        (asked,) = db.scalars(select(RoundRow.questions).where(RoundRow.number == 1).limit(1))
    for one in Language:
        assert asked[0][one] in page


def test_approvers_see_the_term_and_neither_experts_nor_counts(own_town):
    page = own_town.browser("approver").get(ROUND).text
    seen = own_town.browser("auditor").get(ROUND).text

    assert "the end of" in page
    for words in ("Declaration of interest", "without a confirmed answer"):
        assert words not in page
        assert words in seen


def test_the_desk_lists_rounds_under_way_each_their_own(own_town):
    drafter = own_town.browser("drafter").get("/en/desk/").text
    invited = own_town.browser("invited").get("/en/desk/").text
    other = own_town.browser("other").get("/en/desk/").text

    assert "Rounds under way" in drafter
    assert 'href="/en/desk/acts/towers/rounds/1/"' in drafter
    assert 'href="/en/acts/bridges/rounds/1/"' in drafter
    assert 'href="/en/acts/towers/rounds/1/"' in invited
    assert 'href="/en/acts/bridges/rounds/1/"' not in invited
    assert "Rounds under way" not in other


def test_the_page_of_an_act_tells_of_an_open_round_to_those_who_may_know_of_it(own_town):
    for name in ("invited", "coordinator"):
        page = own_town.browser(name).get("/en/acts/towers/").text
        assert f"Under review {UNTIL}" in plain_words(page)
        assert 'href="/en/acts/towers/rounds/1/"' in page
    assert "Under review" not in own_town.browser().get("/en/acts/parks/").text


def test_a_round_that_waits_is_opened_by_whoever_looks_at_it(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    later = coordinator.post(ACT, data={**PLAN, "opens": "2026-11-22T15:00"}).headers["Location"]
    assert re.search(
        r'steps__step--here" aria-current="step">scheduled', coordinator.get(later).text
    )

    own_town.now.now += timedelta(hours=5)

    assert re.search(r'steps__step--here" aria-current="step">open', coordinator.get(later).text)
    with own_town.database.writing() as db:
        assert rounds.keep_time(db, own_town.now) == 1
        assert catalogues.stored(db).procedure.holidays.off == ()
