"""Every word of the interface is there in Kazakh and Russian."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog, Message

from kb.language import Language
from tests.webapp.town import Town
from webapp.translations import update

_HOLE = re.compile(r"%\(\w+\)[sd]|%%")
_END = re.compile(r"[.:?!]?$")
_LATIN = re.compile(r"\b[A-Za-z]{3,}\b")


@pytest.fixture(scope="module")
def template() -> Catalog:
    """All messages of the code and the templates."""
    return update.extracted()


@pytest.fixture(params=update.TRANSLATED)
def language(request: pytest.FixtureRequest) -> Language:
    language: Language = request.param
    return language


@pytest.fixture
def catalog(language: Language) -> Catalog:
    return update.read(language)


def names(catalog: Catalog) -> set[tuple[object, str | None]]:
    """Return what identifies each message; plural forms count as one."""
    return {(message.id, message.context) for message in catalog if message.id}


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Yield each English form with the words for it."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
        return
    for words in message.string:
        yield message.id[1], words


def test_messages_are_found_in_code_and_templates(template: Catalog) -> None:
    """Without this the tests below could not fail."""
    for known in ("in force", "Search", ("%(num)s act", "%(num)s acts"), "Coming changes"):
        assert known in template


def test_no_message_is_missing_and_none_is_left_over(catalog: Catalog, template: Catalog) -> None:
    assert names(template) - names(catalog) == set(), "run `make messages` and translate"
    assert names(catalog) - names(template) == set(), "run `make messages`"


def test_every_message_has_words_in_every_form(catalog: Catalog) -> None:
    assert update.untranslated(catalog) == []
    assert [message.id for message in catalog if message.fuzzy and message.id] == []


def test_a_translation_has_the_holes_and_the_ending_of_its_message(catalog: Catalog) -> None:
    for message in catalog:
        for english, words in forms(message) if message.id else ():
            assert sorted(_HOLE.findall(words)) == sorted(_HOLE.findall(english)), english
            assert _END.findall(words)[0] == _END.findall(english)[0], (english, words)
            assert words == words.strip()


def test_a_message_without_words_is_told(language: Language, template: Catalog) -> None:
    changed = update.updated(language, template)
    before = set(update.untranslated(changed))
    changed.add("Brand new")
    changed.add(("%(num)s new", "%(num)s new ones"), ("one", ""))
    told = set(update.untranslated(changed)) - before
    assert told == {"Brand new", "('%(num)s new', '%(num)s new ones')"}


def test_bringing_up_to_date_keeps_words_and_drops_what_is_gone(language: Language) -> None:
    template = Catalog(fuzzy=False)
    template.add("in force")
    template.add("Brand new")
    changed = update.updated(language, template)
    assert changed.get("in force").string == update.read(language).get("in force").string
    assert changed.get("Brand new").string == ""
    assert len(changed) == 2
    assert b"POT-Creation" not in update.written(changed)


class Words(HTMLParser):
    """Collects what a page says in one language: its text, and attributes that are read out."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = [("", language)]
        self._language = language
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self._open[-1][1])
        if language == self._language:
            spoken = ("aria-label", "placeholder", "title", "alt")
            self.said += [given[name] for name in spoken if name in given]
        if tag not in {"meta", "link", "img", "input", "br"}:
            self._open.append((tag, "" if tag in {"kbd", "code", "abbr"} else language))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-1][1] == self._language:
            self.said.append(data)


PAGES = (
    "",
    "acts/",
    "acts/?topic=zoning&kind=rules",
    "acts/height/",
    "acts/height/?text=kk,ru,en",
    "acts/height/p1",
    "acts/height/art_1",
    "acts/towers/",
    "acts/parks/v2",
    "search/",
    "search/?q=height",
    "search/?q=height&by=act",
    "search/?q=heigt",
    'search/?q="height',
    "search/?q=zzzzzzz&topic=zoning",
    "search/?q=art. 1 height limit",
    "about/",
    "help/",
    "view/",
    "sign-in",
    "desk/",
    "nothing/here",
)
_NAMES = set(
    _LATIN.findall("API JSON OpenAPI SHA git Git Esc Cookie cookie zan gov api acts English Word")
)
_TYPED = set(_LATIN.findall("height heigt zzzzzzz limit art"))
_TOWN = set(_LATIN.findall("Alpha, Height of buildings, Parks of the city, bridges"))
"""What is written so in every language, what was typed, and what the town's acts say in all."""


@pytest.mark.parametrize("name", [None, "drafter"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_in_english(
    town: Town, language: Language, path: str, name: str | None
) -> None:
    page = Words(language)
    page.feed(town.browser(name).get(f"/{language}/{path}", follow_redirects=True).text)
    said = {word for words in page.said for word in _LATIN.findall(words)}
    assert said - _NAMES - _TYPED - _TOWN - set(town.secrets.all) == set()
    assert len(page.said) > 20
