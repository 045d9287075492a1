"""What holds on every page of a round of review: it fits a small screen, and axe finds nothing to mend."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kb.language import Language
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.services import attaching
from tests.factories import write_act
from tests.journeys.examining import examine, in_two_languages
from tests.journeys.pages import ANSWERED_ROUND_PAGES, OPEN_ROUND_PAGES, address
from tests.journeys.server import served
from tests.journeys.visitors import Visitors
from tests.webapp.answering import close, do, settle
from tests.webapp.town import Town, build, metadata, plain
from tests.webapp.town_discussion import SHOWN
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE, PARAGRAPH
from webapp.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IDS = {"comment": COMMENT, "other": OF_COLLEAGUE, "public": SHOWN}
WORDING = "1. There is no such rule."

Pages = Mapping[str, tuple[str, str]]


class Rounds(Visitors):
    """Those who go through all pages of the rounds of a town."""

    def __init__(self, browser: Browser, site: str, pages: Pages) -> None:
        super().__init__(browser, site)
        names = {who for _, who in pages.values()}
        self._pages = {who: self.signed_in(who) if who else self() for who in names}

    def at(self, path: str, who: str, lang: str) -> Page:
        """Return the page of one of them, at an address of the site."""
        page = self._pages[who]
        answer = page.goto(address(path, lang, **IDS))
        assert answer is not None
        assert answer.ok, page.url
        return page


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose rounds are open."""
    made = build(Path(tmp_path_factory.mktemp("rounds")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def open_rounds(browser: Browser, town: Town) -> Iterator[Rounds]:
    with served(create_app(town.settings, town.now)) as site:
        come = Rounds(browser, site, OPEN_ROUND_PAGES)
        yield come
        come.close()
        assert not come.complaints


@pytest.fixture(scope="module")
def answered_round(
    browser: Browser, town: Town, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rounds]:
    """The same while comments are answered: one accepted, and both without a place in a newer version."""
    other = town.copied(tmp_path_factory.mktemp("answered") / "town")
    close(other)
    adoption = Adoption(PARAGRAPH, ((Language.EN, WORDING),), "")
    answer = Answer(verdict=Verdict.ACCEPTED, language=Language.EN, adoption=adoption)
    settle(other, COMMENT, answer)
    _revise(other)
    do(other, "drafter", attaching.carry, 2)
    with served(create_app(other.settings, other.now)) as site:
        come = Rounds(browser, site, ANSWERED_ROUND_PAGES)
        yield come
        come.close()
        assert not come.complaints
    other.close()


def _revise(town: Town) -> None:
    """Bring in a version of the draft that says something else."""
    [folder] = {path.parent for path in town.root.rglob("towers/act.yaml")}
    names = ("Мұнаралар туралы", "О башнях", "On Towers")
    texts = plain(*names, "otherwise")
    texts = {one: text.replace("1", "7") for one, text in texts.items()}
    path = folder.relative_to(town.root).as_posix()
    write_act(town.root, path, metadata(*names, "Towers."), texts)
    town.commit("towers", "somebody", "again", 40)


@pytest.mark.parametrize(("path", "who", "lang"), in_two_languages(OPEN_ROUND_PAGES))
def test_a_page_of_an_open_round(open_rounds: Rounds, path: str, who: str, lang: str) -> None:
    examine(open_rounds.at(path, who, lang))


@pytest.mark.parametrize(("path", "who", "lang"), in_two_languages(ANSWERED_ROUND_PAGES))
def test_a_page_of_a_round_being_answered(
    answered_round: Rounds, path: str, who: str, lang: str
) -> None:
    examine(answered_round.at(path, who, lang))
