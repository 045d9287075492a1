"""An expert comments: by keyboard, on selected words, with a wording and files, with and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import visited
from tests.journeys.examining import examine
from tests.journeys.visitors import NARROW, WIDE, Visitors
from tests.kb.review.attached import PDF
from tests.webapp.town import Town, build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROUND = "/en/acts/towers/rounds/1/"
DIALOG = "dialog.comment-dialog"
TEXT = "#field-text"
WORDS = "#art_1__para_1 > .cell[lang=en] p"
SELECT = """([selector, from, until]) => {
  const place = document.querySelector(selector);
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && (node.parentElement.closest(".num") || node.length < until)) node = walker.nextNode();
  getSelection().removeAllRanges();
  getSelection().setBaseAndExtent(node, from, node, until);
  return node.data.slice(from, until);
}"""
LETTER = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A small installation with a round that is open."""
    town = build(Path(tmp_path_factory.mktemp("fresh")))
    yield town
    town.close()


@pytest.fixture
def people(browser: Browser, fresh: Town, tmp_path: Path) -> Iterator[Visitors]:
    """Visitors of a town of the test's own."""
    town = fresh.copied(tmp_path / "town")
    with visited(browser, town) as come:
        yield come
    town.close()


@pytest.fixture
def expert(people: Visitors) -> Page:
    page = people.signed_in("invited")
    page.goto(ROUND)
    return page


def fill(page: Page, text: str) -> None:
    """Fill in what every comment needs."""
    page.locator("#field-type").select_option("ambiguity")
    page.get_by_label("minor").check()
    page.locator(TEXT).fill(text)


def saved(page: Page) -> None:
    """Wait until what was typed is saved."""
    expect(page.locator("[data-saved-told]")).to_contain_text("Saved at")


def test_a_comment_is_made_by_keyboard_only(expert: Page) -> None:
    expert.keyboard.press("n")
    expert.keyboard.press("c")
    expect(expert.locator(DIALOG)).to_be_visible()
    expect(expert.get_by_role("dialog", name="Comment: Article 1")).to_be_visible()
    expert.keyboard.type("amb")
    expert.keyboard.press("Tab")
    expert.keyboard.press("Space")
    for _ in range(2):
        expert.keyboard.press("Tab")
    expert.keyboard.type("Who decides?")
    expert.keyboard.press("Tab")
    expert.keyboard.type("Nobody is named.")
    expert.keyboard.press("Enter")
    expert.get_by_role("button", name="Submit the comment").focus()
    expert.keyboard.press("Enter")
    expert.wait_for_url("**#c-*")

    comment = expert.locator("#art_1 > .review details.comment")
    expect(comment).to_contain_text("Who decides?")
    expect(comment).to_be_in_viewport()
    expert.goto(f"{ROUND}unfinished")
    expect(expert.locator("main")).not_to_contain_text("Who decides?")


def test_keys_go_from_comment_to_comment_and_are_listed(expert: Page) -> None:
    expert.keyboard.press("j")
    expect(expert.locator("details.comment summary").first).to_be_focused()
    expert.keyboard.press("k")
    expect(expert.locator("details.comment summary").first).to_be_focused()
    expert.keyboard.press("?")
    expect(expert.locator("#keys")).to_contain_text("suggest a wording")
    expert.keyboard.press("c")
    expect(expert.locator(DIALOG)).to_have_count(0)
    expert.goto("/en/acts/height/")
    expect(expert.locator("#keys")).not_to_contain_text("suggest a wording")


def test_a_card_that_is_opened_does_not_push_the_text_below_away(expert: Page) -> None:
    row = "[data-review-text] .row:has(> .review > details.comment)"
    card, below = expert.locator(f"{row} details.comment"), expert.locator(f"{row} + .row")
    longer = (
        "(one) => { for (let i = 0; i < 9; i++) one.after(one.previousSibling.cloneNode(true)); }"
    )
    expert.locator(row).evaluate(longer)  # The town's text ends where the comment stands.
    expect(expert.locator(".text--overflowing")).to_be_visible()
    card.locator("summary").click()
    expect(below).to_have_class(re.compile("row--beside"))
    assert below.bounding_box()["y"] < card.bounding_box()["y"] + card.bounding_box()["height"]


def test_keys_do_nothing_for_who_has_switched_them_off(people: Visitors) -> None:
    page = people.signed_in("invited", cookie="keys-off")
    page.goto(ROUND)
    for key in ("n", "c", "s", "j"):
        page.keyboard.press(key)
    page.evaluate(SELECT, [WORDS, 0, 8])
    expect(page.locator(".selection-tools kbd")).to_have_count(0)
    expect(page.get_by_role("toolbar", name="Selected words")).to_be_visible()
    expect(page.locator(DIALOG)).to_have_count(0)


def test_selected_words_are_quoted_and_stand_out(expert: Page) -> None:
    words = expert.evaluate(SELECT, [WORDS, 6, 20])
    tools = expert.get_by_role("toolbar", name="Selected words")
    expect(tools).to_be_visible()
    expect(expert.locator("#words-told")).to_contain_text("press c to comment")
    expert.keyboard.press("Escape")
    expect(tools).to_have_count(0)
    expert.evaluate(SELECT, [WORDS, 6, 20])
    tools.get_by_role("button", name="Comment").click()
    quote = expert.locator(f"{DIALOG} .comment__quote")
    expect(quote).to_have_text(words.strip())
    fill(expert, "On these words.")
    expert.get_by_role("button", name="Submit the comment").click()
    expert.wait_for_url("**#c-*")

    mine = expert.locator("details.comment", has_text="On these words.")
    expect(expert.locator("#art_1__para_1 mark.quoted").first).to_be_visible()
    mine.locator("summary").focus()
    assert expert.evaluate("[...CSS.highlights.get('quoted')].join()") == words.strip()


def test_a_wording_is_suggested_with_its_changes_in_view(expert: Page) -> None:
    expert.evaluate(SELECT, [WORDS, 6, 20])
    expert.keyboard.press("s")
    field = expert.locator("#field-wording_en")
    expect(field).to_be_focused()
    expert.keyboard.type(" Nobody else does.")
    changes = expert.locator("[data-redline-of=en]")
    expect(changes.locator("ins")).to_contain_text("Nobody else does.")
    field.fill("Everything.")
    expect(changes).to_contain_text("The wording must begin with “1.”")
    field.fill(field.get_attribute("data-said") or "")
    expect(changes).to_be_empty()


def test_what_is_typed_is_saved_and_found_again(expert: Page) -> None:
    expert.goto(f"{ROUND}comment?eid=art_1&read_in=en")
    expert.locator(TEXT).fill("Half a thou")
    saved(expert)
    expect(expert.get_by_role("button", name="Save without submitting")).to_have_count(0)
    expert.goto(ROUND)
    expert.locator(".round__begun a").click()
    mine = expert.locator(".begun__text", has_text="Half a thou")
    mine.get_by_role("link", name="Go on").click()
    expect(expert.locator(TEXT)).to_have_value("Half a thou")
    expect(expert.locator(".begun-before")).to_contain_text("You began this on")
    expert.get_by_role("button", name="Throw away").click()
    expect(expert.locator(TEXT)).to_have_value("")


def test_without_a_connection_nothing_is_lost(people: Visitors, expert: Page) -> None:
    expert.locator("#art_1 > .review > a[data-comment]").click()
    field = expert.locator(TEXT)
    expect(field).to_be_visible()

    def cut(route: Route) -> None:
        route.abort()

    expert.route("**/unfinished", cut)
    field.fill("Typed in a tunnel")
    told = expert.locator("[data-saved-told]")
    expect(told).to_contain_text("there is no connection")
    assert expert.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    expert.keyboard.press("Escape")
    expect(expert.locator(DIALOG)).to_be_visible()
    expect(field).to_have_value("Typed in a tunnel")

    expert.unroute("**/unfinished")
    people.complaints.clear()
    expert.evaluate("dispatchEvent(new Event('online'))")
    saved(expert)
    assert expert.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    expert.keyboard.press("Escape")
    expect(expert.locator(DIALOG)).to_have_count(0)
    expect(expert.locator("#art_1 > .review > a[data-comment]")).to_be_focused()


def test_a_file_is_uploaded_when_it_is_chosen_and_goes_with_the_comment(
    people: Visitors, expert: Page
) -> None:
    expert.locator("#art_1 > .review > a[data-comment]").click()
    files = expert.locator("input[type=file]")
    files.set_input_files([{**LETTER, "name": "program.exe", "buffer": b"MZ"}])
    told = expert.locator(".files__told")
    expect(told).to_contain_text("is no PDF, no Word document")
    people.complaints.clear()
    files.set_input_files([LETTER])
    expect(told).to_have_text("letter.pdf is uploaded.")
    expect(expert.locator("[data-kept]")).to_contain_text("letter.pdf")
    saved(expert)
    expert.keyboard.press("Escape")
    expect(expert.locator(DIALOG)).to_have_count(0)
    expert.locator("#art_1 > .review > a[data-comment]").click()
    expect(expert.locator("[data-kept] [name=file]")).to_be_checked()
    fill(expert, "See the letter.")
    expert.get_by_role("button", name="Submit the comment").click()
    expert.wait_for_url("**#c-*")

    mine = expert.locator("details.comment", has_text="See the letter.")
    mine.locator("summary").focus()
    if mine.get_attribute("open") is None:
        expert.keyboard.press("Enter")
    with expert.expect_download() as download:
        mine.get_by_role("link", name="letter.pdf").click()
    assert Path(download.value.path()).read_bytes() == PDF


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_same_comment_is_made_without_scripts(people: Visitors, width: int) -> None:
    page = people.signed_in("invited", java_script_enabled=False, width=width)
    page.goto(ROUND)
    page.locator("#art_1__para_1 > .review > a[data-comment]").click()
    fill(page, "Who decides?")
    page.locator("details[data-wordings] > summary").click()
    field = page.locator("#field-wording_en")
    field.fill(f"{field.input_value()} Nobody else does.")
    page.locator("input[type=file]").set_input_files([LETTER])
    page.get_by_role("button", name="Show the changes").click()
    expect(page.locator("[data-redline-of=en] ins")).to_contain_text("Nobody else does.")
    expect(page.locator(TEXT)).to_have_value("Who decides?")
    expect(page.locator("[data-kept] [name=file]")).to_be_checked()

    page.get_by_role("button", name="Submit the comment").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("[data-kept] [name=file]")).to_be_checked()
    page.get_by_label("Reason for the wording").fill("It is clearer.")
    page.get_by_role("button", name="Submit the comment").click()
    page.wait_for_url("**#c-*")
    mine = page.locator("details.comment", has_text="Who decides?")
    expect(mine).to_have_count(1)
    expect(mine.locator(".files a")).to_have_count(1)


def test_without_scripts_a_comment_is_kept_for_later(people: Visitors) -> None:
    page = people.signed_in("invited", java_script_enabled=False)
    page.goto(f"{ROUND}comment?eid=art_1&read_in=en")
    page.locator(TEXT).fill("Later")
    page.locator("input[type=file]").set_input_files([LETTER])
    page.get_by_role("button", name="Save without submitting").click()
    page.wait_for_url("**/unfinished")
    page.locator(".begun__text", has_text="Later").get_by_role("link", name="Go on").click()
    expect(page.locator(TEXT)).to_have_value("Later")
    expect(page.locator("[data-kept]")).to_contain_text("letter.pdf")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_what_helps_in_writing_is_for_everybody(people: Visitors, lang: str) -> None:
    page = people.signed_in("invited")
    page.goto(ROUND.replace("/en/", f"/{lang}/"))
    page.evaluate(SELECT, ["#art_1__para_1 > .cell p", 6, 20])
    expect(page.locator(".selection-tools")).to_be_visible()
    examine(page)
    page.reload()
    page.locator("#art_1__para_1 > .review > a[data-comment]").click()
    wording = page.locator("textarea[data-wording]").first
    page.locator("details[data-wordings] > summary").click()
    wording.fill(f"{wording.input_value()} Ой.")
    expect(page.locator(".live ins").first).to_be_visible()
    page.locator("input[type=file]").set_input_files([LETTER])
    expect(page.locator("[data-kept] li")).to_have_count(1)
    examine(page)
    page.goto(f"{ROUND.replace('/en/', f'/{lang}/')}unfinished")
    examine(page)
