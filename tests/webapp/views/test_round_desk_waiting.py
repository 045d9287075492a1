"""Days at the desk of a round: those that cannot be chosen, and until when its report has to wait."""

import pytest

from kb.law.procedure import Stage
from tests.webapp import answering
from tests.webapp.rounds_desk import ACT, PLAN, ROUND, put, rows
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Until the end of 25 November 2026 answers can be contested"),
        ("ru", "До конца 25 ноября 2026\N{NARROW NO-BREAK SPACE}г. ответы можно оспорить"),
        ("kk", "2026 жылғы 25 қараша күнінің соңына дейін жауаптарға қарсылық білдіруге болады"),
    ],
)
def test_a_round_waits_until_its_answers_cannot_be_contested(own_town, coordinator, language, told):
    answering.close(own_town)
    for comment in (COMMENT, OF_COLLEAGUE):
        answering.settle(own_town, comment)
    here = ROUND.replace("/en/", f"/{language}/")

    page = coordinator.get(here).text

    assert told in page
    button = '<button class="button button--main" type="submit">'
    assert button not in page
    refused = coordinator.post(f"{here}report")
    assert (refused.status_code, refused.text.count(told)) == (409, 2)
    answering.long_ago(own_town)
    ready = coordinator.get(here).text
    assert (told in ready, button in ready) == (False, True)
    assert coordinator.post(f"{here}report").status_code == 302


NO_DAYS = ["9999-12-31", "9990-01-01", "2028-12-01", "2026-11-20", "0001-01-01"]


@pytest.mark.parametrize("day", NO_DAYS)
def test_a_round_is_extended_to_no_day_that_is_over_or_years_ahead(coordinator, day):
    page = coordinator.post(f"{ROUND}extend", data={"until": day, "reason": "More time."})

    assert page.status_code == 400
    assert "Please choose a day, from today on and within two years." in page.text
    assert (f'value="{day}"' in page.text, "More time." in page.text) == (True, True)


@pytest.mark.parametrize("day", NO_DAYS)
@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("opens", "Choose a day and an hour, from today on and within two years."),
        ("last_day", "Choose a day within two years, on or after that of the opening"),
    ],
)
def test_no_round_is_arranged_on_days_that_are_over_or_years_ahead(
    own_town, coordinator, field, problem, day
):
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    put(own_town, Stage.EXPERT_REVIEW)
    typed = f"{day}T10:00" if field == "opens" else day

    page = coordinator.post(ACT, data=PLAN | {field: typed})

    assert (page.status_code, problem in page.text) == (400, True)
    assert len(rows(own_town)) == 1


@pytest.mark.parametrize("person", ["0", "2147483648", "1" + "0" * 30])
def test_nobody_is_let_in_late_who_cannot_be_there(own_town, coordinator, person):
    answering.close(own_town)

    page = coordinator.post(f"{ROUND}admit", data={"person": person, "reason": "Was ill."})

    assert page.status_code == 400
