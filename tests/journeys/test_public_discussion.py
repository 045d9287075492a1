"""A citizen joins by letter, comments, is moderated, is read by all, and is answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from indexer.analysis import ANALYSIS_VERSION
from indexer.analysis.words import analyse
from kb.cli.environment import Environment
from kb.cli.mail import drain
from kb.settings import MailSecurity
from tests.clocks import Clock
from tests.factories import NOW
from tests.journeys.examining import examine
from tests.journeys.server import served
from tests.journeys.visitors import Visitors
from tests.smtp import MailServer, serving
from tests.webapp.town import build
from webapp.app import create_app
from webapp.background import Errand

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROUND = "/en/acts/bridges/rounds/1/"
MODERATION = "/en/desk/acts/bridges/rounds/1/moderation"
QUEUE = "/en/desk/acts/bridges/rounds/1/queue"


@dataclass
class Place:
    """A small installation with its clock and its mail server, and those who come to it."""

    people: Visitors
    clock: Clock
    mail: MailServer

    def link(self, recipient: str) -> str:
        """Return the address in the newest letter that the server was given for somebody."""
        (letter,) = [one for one in self.mail.got if one["To"] == recipient][-1:]
        found = re.search(
            r"/en/discussions/join/[\w-]{43}", letter.get_body(("plain",)).get_content()
        )
        assert found is not None
        return found[0]


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The site sends its letters to a real server, by itself: a request waits until they are out."""
    town, clock = build(Path(tmp_path_factory.mktemp("discussion"))), Clock()
    with serving() as mail, pytest.MonkeyPatch.context() as patched:
        settings = replace(
            town.settings,
            secret_key="s" * 32,
            smtp_host="127.0.0.1",
            smtp_port=mail.port,
            smtp_tls=MailSecurity.NONE,
            mail_from="acts@alatau.example",
        )
        here = Environment(settings, analyse, ANALYSIS_VERSION, clock)
        patched.setattr(Errand, "ask", lambda *_: drain(here))
        with served(create_app(settings, clock)) as site:
            come = Visitors(browser, site)
            yield Place(come, clock, mail)
            come.close()
            assert not come.complaints
        here.database.close()
    town.close()


def join(place: Place, email: str, **options: bool) -> Page:
    """Let a citizen come from the home page by letter into the discussion."""
    page = place.people("/en/", **options)
    page.get_by_role("link", name="Read and comment").first.click()
    page.get_by_role("link", name="Join to comment").click()
    first = page.get_by_role("region", name="For the first time")
    first.get_by_label("E-mail address").fill(email)
    first.get_by_label("Your name").fill("Nur Ali")
    first.get_by_label("I agree to this.").check()
    first.get_by_role("button", name="Send me a link").click()
    page.get_by_role("heading", name="Look into your letters").wait_for()
    page.goto(place.link(email))
    assert "Nur Ali" in page.text_content("main")
    page.get_by_role("button", name="Take part").click()
    page.wait_for_url(f"**{ROUND}")
    return page


def comment(page: Page, words: str) -> None:
    page.get_by_role("link", name="Comment on the act as a whole").click()
    form = page.locator("form[data-comment-form]")
    form.locator("select[name=type]").select_option("question")
    form.locator("input[name=severity][value=minor]").check()
    form.locator("textarea[name=text]").fill(words)
    form.get_by_role("button", name="Submit the comment").click()
    page.locator("details.comment", has_text=words).wait_for(state="attached")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_letter_to_the_answer(place: Place, scripts: bool) -> None:
    place.clock.now = NOW
    words = f"Who pays for the railings, {'with' if scripts else 'without'} scripts?"
    citizen = join(place, f"nur{int(scripts)}@example.kz", java_script_enabled=scripts)
    comment(citizen, words)
    assert "waits for the moderator" in citizen.text_content("main")
    anybody = place.people(ROUND)
    assert words not in anybody.text_content("main")

    moderator = place.people.signed_in("coordinator", java_script_enabled=scripts)
    moderator.goto(MODERATION)
    item = moderator.locator("article.waiting").filter(has_text=words)
    item.get_by_role("button", name="Let through").click()
    moderator.get_by_role("table").get_by_text("let through").first.wait_for()

    anybody.reload()
    assert words in anybody.text_content("main")
    assert "Nur Ali" in anybody.text_content("main")
    citizen.reload()
    assert "waits for the moderator" not in citizen.text_content("main")


def test_what_is_taken_out_is_told_by_letter_and_can_be_mended(place: Place) -> None:
    place.clock.now = NOW
    citizen = join(place, "rude@example.kz")
    comment(citizen, "You are all fools.")
    moderator = place.people.signed_in("coordinator")
    moderator.goto(MODERATION)
    item = moderator.locator("article.waiting").filter(has_text="You are all fools.")
    item.locator("summary").click()
    item.get_by_label("The rule that was broken").select_option("insult")
    item.get_by_label("How, in a few words").fill("It calls people fools.")
    item.get_by_role("button", name="Take out and write to the author").click()
    moderator.get_by_role("heading", name="Taken out").wait_for()

    letter = [one for one in place.mail.got if one["To"] == "rude@example.kz"][-1]
    assert "It calls people fools." in letter.get_body(("plain",)).get_content()
    citizen.goto("/en/discussions/mine")
    assert "It calls people fools." in citizen.text_content("main")
    citizen.locator(".mine a").first.click()
    citizen.get_by_role("link", name="Edit").click()
    citizen.locator("form[data-comment-form] textarea[name=text]").fill("I do not agree.")
    citizen.get_by_role("button", name="Save the changes").click()
    citizen.wait_for_url(re.compile(r"/rounds/1/"))
    assert "You are all fools." not in place.people(ROUND).text_content("main")


def test_an_answer_is_read_by_all_once_a_second_person_confirms_it(place: Place) -> None:
    place.clock.now = NOW + timedelta(days=14)
    coordinator = place.people.signed_in("coordinator")
    coordinator.goto("/en/desk/acts/bridges/rounds/1/")
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name=re.compile("[Aa]nswer")).first.click()
    drafter = place.people.signed_in("drafter")
    drafter.goto(f"{QUEUE}/c0ffee0000000003")
    drafter.locator("input[name=verdict][value=rejected]").check()
    drafter.locator("textarea[name=reply]").fill("The city repairs them.")
    with drafter.expect_navigation():
        drafter.get_by_role("button", name=re.compile("Propose")).first.click()
    anybody = place.people(ROUND)
    assert "The city repairs them." not in anybody.text_content("main")

    coordinator.goto(f"{QUEUE}/c0ffee0000000003")
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name=re.compile("Confirm")).first.click()

    anybody.reload()
    assert "The city repairs them." in anybody.text_content("main")


def test_the_pages_on_the_way_are_for_everybody(place: Place) -> None:
    place.clock.now = NOW
    page = place.people("/kk/discussions/")
    examine(page)
    for lang in ("kk", "ru", "en"):
        page.goto(f"/{lang}/discussions/join")
        examine(page)
    moderator = place.people.signed_in("coordinator")
    moderator.goto(MODERATION.replace("/en/", "/kk/"))
    examine(moderator)
    citizen = place.people.signed_in("drafter")
    citizen.goto("/ru/discussions/mine")
    examine(citizen)
