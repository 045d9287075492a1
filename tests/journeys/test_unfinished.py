"""A reply, an answer and an objection are saved while they are typed, and found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.journeys.conftest import visited
from tests.journeys.examining import examine
from tests.journeys.visitors import NARROW, WIDE, Visitors
from tests.webapp import answering
from tests.webapp.answering import QUEUE
from tests.webapp.town import Town, build
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROUND = "/en/acts/towers/rounds/1/"
REPLY = f"{ROUND}comments/{COMMENT}"
CONTEST = f"{REPLY}/contest"
ANSWER = f"{QUEUE}/{OF_COLLEAGUE}"
FORMS = {
    "reply": ("drafter", REPLY, "textarea[name=text]", "Reply"),
    "contest": ("invited", CONTEST, "#reason", "Contest the answer"),
    "answer": ("drafter", ANSWER, "#a-reply", "Propose"),
}
"""Of each kind who writes it, the page with its form, the field, and the button that submits it."""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A small installation with a round being answered: one comment is settled, one is not."""
    town = build(Path(tmp_path_factory.mktemp("answered")))
    answering.close(town)
    answering.settle(town)
    yield town
    town.close()


@pytest.fixture
def people(browser: Browser, answered: Town, tmp_path: Path) -> Iterator[Visitors]:
    """Visitors of a town of the test's own."""
    town = answered.copied(tmp_path / "town")
    with visited(browser, town) as come:
        yield come
    town.close()


def opened(people: Visitors, kind: str) -> tuple[Page, Locator]:
    """Return the page with a form, and the field in which one writes, as nothing was begun yet."""
    name, address, field, _ = FORMS[kind]
    page = people.signed_in(name)
    page.goto(address)
    if page.locator(".begun-before").count():
        page.get_by_role("button", name="Throw away").click()
        expect(page.locator(".begun-before")).to_have_count(0)
        page.goto(address)
    return page, page.locator(field)


def saved(page: Page) -> None:
    """Wait until what was typed is saved."""
    expect(page.locator("[data-saved-told]")).to_contain_text("Saved at")


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_typed_is_saved_found_again_and_dropped_on_submission(
    people: Visitors, kind: str
) -> None:
    page, field = opened(people, kind)
    if kind == "answer":
        page.get_by_label("Rejected").check()
    field.fill("Half a thou")
    saved(page)
    expect(page.get_by_role("button", name="Save without submitting")).to_have_count(0)
    page.goto(QUEUE if kind == "answer" else ROUND)
    page.locator(".round__begun a").click()
    mine = page.locator(".begun__text", has_text="Half a thou")
    mine.get_by_role("link", name="Go on").click()

    expect(field).to_have_value("Half a thou")
    expect(page.locator(".begun-before")).to_contain_text("You began this on")
    field.fill("A whole thought.")
    page.get_by_role("button", name=FORMS[kind][3], exact=True).click()

    expect(page.locator("main")).to_contain_text("A whole thought.")
    page.goto(f"{ROUND}unfinished")
    expect(page.locator("main")).not_to_contain_text("thou")


@pytest.mark.parametrize("kind", FORMS)
def test_without_a_connection_nothing_is_lost(people: Visitors, kind: str) -> None:
    page, field = opened(people, kind)

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/unfinished", cut)
    field.fill("Typed in a tunnel")
    expect(page.locator("[data-saved-told]")).to_contain_text("there is no connection")
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.unroute("**/unfinished")
    people.complaints.clear()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    page.reload()
    expect(field).to_have_value("Typed in a tunnel")


def test_what_was_submitted_in_another_window_is_told_and_not_kept(people: Visitors) -> None:
    page, field = opened(people, "answer")
    other = page.context.new_page()
    other.goto(ANSWER)
    other.get_by_label("Noted").check()
    other.locator("#a-reply").fill("True.")
    other.get_by_role("button", name="Propose", exact=True).click()
    expect(other.locator(".standing")).to_contain_text("True.")

    field.fill("Typed in the first window")
    told = page.locator("[data-saved-told]")
    expect(told).to_contain_text("You have submitted this in the meantime")
    page.get_by_label("Rejected").check()
    page.get_by_role("button", name="Propose", exact=True).click()

    expect(page.locator(".clash")).to_contain_text("True.")
    expect(field).to_have_value("Typed in the first window")
    assert all("409" in one for one in people.complaints)
    people.complaints.clear()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_scripts_an_answer_is_kept_for_later(people: Visitors, width: int) -> None:
    page = people.signed_in("drafter", java_script_enabled=False, width=width)
    page.goto(ANSWER)
    page.locator("#a-reply").fill("Later")
    page.get_by_role("button", name="Save without submitting").click()
    page.wait_for_url("**/unfinished")
    page.locator(".begun__text", has_text="Later").get_by_role("link", name="Go on").click()
    expect(page.locator("#a-reply")).to_have_value("Later")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", FORMS)
def test_the_forms_with_what_was_begun_are_for_everybody(
    people: Visitors, kind: str, lang: str
) -> None:
    page, field = opened(people, kind)
    field.fill("Half a thou")
    saved(page)
    page.goto(FORMS[kind][1].replace("/en/", f"/{lang}/"))
    expect(page.locator(".begun-before")).to_be_visible()
    examine(page)
