"""The coordinator's pages: a draft taken on, rounds arranged, extended, closed, answered, reported."""

import re

import pytest

from kb.law.procedure import Stage
from tests.webapp.rounds_desk import ACT, PLAN, ROUND, plain_words, put, rows


def test_the_stage_is_drawn_as_a_line_and_each_way_that_is_not_open_says_why(own_town, coordinator):
    page = coordinator.get(ACT).text

    assert page.count('class="steps__step ') == 8
    assert re.search(r'steps__step--here" aria-current="step">Expert review', page)
    assert page.count("A round is under way: close it first.") == 2
    assert "A round must be held here and reported first." in page
    assert 'name="to"' not in page


def test_the_forms_lead_back_to_the_draft(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    put(own_town, Stage.WORKING)
    assert f'action="{ACT}move"' in coordinator.get(ACT).text

    coordinator.post(f"{ACT}move", data={"to": "expert-review"})

    assert f'action="{ACT}"' in coordinator.get(ACT).text


@pytest.mark.parametrize("name", ["drafter", "legal", "auditor"])
def test_who_may_not_take_a_draft_on_gets_reasons_and_no_buttons(own_town, name):
    page = own_town.browser(name).get(ACT).text

    assert "Only these may do that: coordinator." in plain_words(page)
    assert 'name="to"' not in page
    assert "Arrange round" not in page


def test_a_draft_is_returned_with_a_reason(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough was said."})
    refused = coordinator.post(f"{ACT}move", data={"to": "working", "reason": " "})
    assert refused.status_code == 409
    assert "Give the reason for which the draft is returned." in refused.text

    done = coordinator.post(f"{ACT}move", data={"to": "working", "reason": "Rewrite <b>it</b>."})

    assert done.status_code == 302
    page = coordinator.get(ACT).text
    assert "Stage: In drafting" in page
    assert "Rewrite &lt;b&gt;it&lt;/b&gt;." in page
    assert "Rewrite" in coordinator.get("/en/acts/towers/history").text


def test_a_public_reason_stands_in_the_history_for_everybody_who_reads_the_act(
    own_town, coordinator
):
    words = {"kk": "Керек емес", "ru": "Не нужен", "en": "Not needed"}
    own_town.move("parks", Stage.EXPERT_REVIEW)
    address = "/en/desk/acts/parks/rounds/move"
    partly = coordinator.post(address, data={"to": "withdrawn", "en": "Not needed"})
    assert partly.status_code == 409
    assert coordinator.post(address, data={"to": "withdrawn", **words}).status_code == 302

    anybody = own_town.browser()

    assert "Не нужен" in anybody.get("/ru/acts/parks/history").text
    assert own_town.browser("drafter").get("/kk/acts/parks/history").text.count("Керек емес") == 1


def test_a_round_is_arranged_with_the_usual_term_in_working_days(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    page = coordinator.get(ACT).text
    assert "the usual term, 10 working days" in page
    assert "its last day is 4 December 2026" in page

    answer = coordinator.post(ACT, data=PLAN)

    assert answer.headers["Location"] == f"{ACT}2/"
    two = rows(own_town)[1]
    assert two.state == "open"
    assert two.closes.isoformat() == "2026-12-04T19:00:00+00:00"
    shown = plain_words(coordinator.get(f"{ACT}2/").text)
    assert "until the end of 4 December 2026 (Almaty time)" in shown


def test_a_round_has_questions_in_its_languages_and_a_last_day_of_its_own(own_town, coordinator):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    asked = {"kk": "Бірінші?\nЕкінші?", "ru": "Первый?\n\n Второй? ", "en": ""}
    more = {"last_day": "2026-11-30", "open_panel": "1", "languages": ["kk", "ru"], **asked}
    off = coordinator.post(ACT, data={**PLAN, **more, "last_day": "2026-11-28"})
    assert "28 November 2026 is a day off." in off.text
    answer = coordinator.post(ACT, data={**PLAN, **more})

    assert answer.status_code == 302
    two = rows(own_town)[1]
    assert two.questions == [
        {"kk": "Бірінші?", "ru": "Первый?"},
        {"kk": "Екінші?", "ru": "Второй?"},
    ]
    assert (two.open_panel, two.languages) == (True, ["kk", "ru"])
    assert two.closes.isoformat() == "2026-11-30T19:00:00+00:00"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"version": "9"}, "Choose a version."),
        (
            {"opens": "2026-11-21T12:00"},
            "Choose a day and an hour, from today on and within two years.",
        ),
        ({"opens": "soon"}, "Choose a day and an hour, from today on and within two years."),
        (
            {"last_day": "2026-11-21"},
            "Choose a day within two years, on or after that of the opening",
        ),
        ({"last_day": "never"}, "Choose a day within two years, on or after that of the opening"),
        ({"panels": []}, "Choose at least one panel."),
        ({"shown": "all"}, "Please choose one."),
        ({"languages": []}, "Choose at least one language."),
        ({"languages": ["fr"]}, "Choose at least one language."),
        ({"en": "Why?"}, "Write as many questions in each language"),
    ],
)
def test_a_form_that_is_wrong_says_where_and_keeps_what_was_typed(
    own_town, coordinator, wrong, said
):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    answer = coordinator.post(
        ACT,
        data={**PLAN, "kk": "Неге?", "ru": "Почему?", **wrong}
        | ({} if "en" in wrong else {"en": "Why so?"})
        | ({"kk": ""} if "en" in wrong else {}),
    )

    assert answer.status_code == 400
    assert said in plain_words(answer.text)
    assert "Почему?" in answer.text
    assert len(rows(own_town)) == 1


def test_while_a_round_of_the_kind_is_under_way_another_is_refused(own_town, coordinator):
    assert "Round 1 of this kind is under way" in coordinator.get(ACT).text
    answer = coordinator.post(ACT, data=PLAN)

    assert answer.status_code == 409
    assert len(rows(own_town)) == 1


def test_where_no_rounds_are_held_the_page_says_so(own_town, coordinator):
    put(own_town, Stage.READY)

    assert "At this stage no rounds are held." in coordinator.get(ACT).text
    assert coordinator.post(ACT, data=PLAN).status_code == 409


def test_every_page_of_the_round_that_an_approver_is_led_to_opens(town):
    approver = town.browser("approver")
    ways = approver.get(f"{ACT}1/").text.partition('class="actions round-ways"')[2]
    links = re.findall(r'href="([^"]+)">([^<]+)<', ways.partition("</nav>")[0])

    assert [name for _, name in links] == ["Text", "Tables and documents"]
    assert {approver.get(address).status_code for address, _ in links} == {200}
