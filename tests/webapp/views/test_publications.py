"""The publication log, its feeds, certificates and texts, and the manifest for programs."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.law import chain
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.services import accounts, publishing
from kb.services.publishing import Happening, Withdrawal
from tests.webapp.ahead import publish_ahead
from tests.webapp.town import PUBLISHED, Town
from webapp.app import create_app
from webapp.site import site

ATOM = "{http://www.w3.org/2005/Atom}"
REASON = Words(kk="Қате жарияланды", ru="Опубликовано по ошибке", en="Published in error")
SUSPENDED = Happening(Force.SUSPENDED, date(2026, 12, 1), REASON, "№ 9")


def withdraw(town: Town, slug: str, number: int = 1) -> None:
    with town.database.writing() as db:
        viewer = accounts.viewer_of(db, "publisher")
        publishing.withdraw(db, viewer, ActId(slug), Withdrawal(number, REASON), town.now)


@pytest.fixture
def eventful(own_town: Town) -> Town:
    """A town in which one act is suspended, and the publication of the other withdrawn."""
    own_town.befall("height", SUSPENDED)
    withdraw(own_town, "parks")
    return own_town


def places(page: str, words: list[str]) -> list[int]:
    return [page.index(one) for one in words]


def test_the_log_tells_everything_the_newest_first(eventful: Town) -> None:
    page = eventful.browser().get("/en/publications/").text

    told = places(page.partition('class="log"')[2], ["Withdrawal", "Suspension", "New act"])
    assert told == sorted(told)
    assert page.count("Published in error") == 2
    assert "from 1 December 2026" in page
    assert page.count('class="log__entry') == 4


@pytest.mark.parametrize(
    ("kind", "entries"), [("adoption", 2), ("withdrawal", 1), ("repeal", 0), ("nonsense", 4)]
)
def test_the_log_is_narrowed_to_a_kind(eventful: Town, kind: str, entries: int) -> None:
    page = eventful.browser().get(f"/ru/publications/?kind={kind}").text
    assert page.count('class="log__entry') == entries


def test_a_title_that_looks_like_a_kind_is_not_taken_for_one(own_town: Town) -> None:
    own_town.befall("height", replace(SUSPENDED, decision='"kind":"repeal"'))
    assert 'class="log"' not in own_town.browser().get("/en/publications/?kind=repeal").text


def test_a_long_log_has_pages(own_town: Town) -> None:
    for number in range(1, 24):
        day = date(2026, 12, number)
        own_town.befall("height", Happening(Force.SUSPENDED, day, REASON, f"№ D{number}-"))
    browser = own_town.browser()

    first, second = (browser.get(f"/en/publications/?page={n}").text for n in (1, 2))

    assert (first.count('class="log__entry'), second.count('class="log__entry')) == (20, 5)
    assert "№ D23-" in first
    assert "№ D3-" in second
    assert "Page 2 of 2" in second
    assert browser.get("/en/publications/?page=99").text.count('class="log__entry') == 5


def feed(town: Town, address: str = "/en/publications.atom", **settings: str) -> ET.Element:
    site = create_app(replace(town.settings, **settings), town.now)
    return ET.fromstring(site.test_client().get(address).data)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", ["publications.atom", "acts/height/publications.atom"])
def test_a_feed_is_valid_atom(eventful: Town, lang: str, path: str) -> None:
    root = feed(eventful, f"/{lang}/{path}", base_url="https://acts.example/")
    entries = root.findall(f"{ATOM}entry")

    assert root.tag == f"{ATOM}feed"
    assert len(entries) == (2 if "acts" in path else 4)
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
            assert one.findtext(f"{ATOM}{name}")
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
        for link in one.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith(f"https://acts.example/{lang}/")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    itself = {link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"}
    assert itself == {f"https://acts.example/{lang}/{path}"}


def test_entries_of_feeds_keep_their_names_wherever_the_site_stands(eventful: Town) -> None:
    names = [
        [one.findtext(f"{ATOM}id") for one in feed(eventful, base_url=base).iter(f"{ATOM}entry")]
        for base in ("https://one.example", "https://two.example")
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == 4


def test_characters_that_xml_has_not_do_not_break_the_feed(own_town: Town) -> None:
    own_town.befall("height", replace(SUSPENDED, decision="№ \x00\x08<9>\ufffe&"))
    summary = feed(own_town).findtext(f"{ATOM}entry/{ATOM}summary") or ""
    assert "№ <9>&" in summary


def test_a_feed_that_one_has_is_not_sent_again(own_town: Town) -> None:
    browser = own_town.browser()
    tag = {"If-None-Match": browser.get("/en/publications.atom").headers["ETag"]}
    assert browser.get("/en/publications.atom", headers=tag).status_code == 304
    own_town.befall("height", SUSPENDED)
    assert browser.get("/en/publications.atom", headers=tag).status_code == 200


def test_every_page_names_the_feed(client: FlaskClient) -> None:
    for address in ("/kk/", "/kk/acts/height/", "/kk/nothing"):
        assert (
            'type="application/atom+xml" href="/kk/publications.atom"' in client.get(address).text
        )


def test_a_text_is_handed_out_as_it_was_published(client: FlaskClient) -> None:
    certificate = client.get("/en/acts/height/p1/certificate").text
    for language in Language:
        answer = client.get(f"/en/acts/height/p1/{language}.md")
        assert answer.data == PUBLISHED[language].encode()
        assert answer.content_type == "text/markdown; charset=utf-8"
        assert f"filename=height-p1-{language}.md" in answer.headers["Content-Disposition"]
        assert sha256(answer.data).hexdigest() in certificate


@pytest.mark.parametrize(
    ("lang", "words"),
    [("kk", "2029 жылғы 22 қарашаға"), ("ru", "22 ноября 2029"), ("en", "22 November 2029")],
)
def test_a_certificate_says_what_it_can_be_held_against(
    client: FlaskClient, lang: str, words: str
) -> None:
    line = client.get("/manifest.jsonl", buffered=True).get_data(as_text=True).splitlines()[1]
    page = client.get(f"/{lang}/acts/parks/p1/certificate").text

    head, _ = chain.verify(client.get("/manifest.jsonl", buffered=True).data.splitlines(True))
    assert head.hash in page
    assert line.partition('"previous":"')[2][:64] in page
    assert "2026-11-22 06:00:00 UTC" in page
    assert "Asia/Almaty" in page
    assert words in page
    assert f"http://localhost/{lang}/acts/parks/p1/certificate" in page


def test_the_challenge_period_counts_from_the_local_day(own_town: Town) -> None:
    """At half past seven in the evening by UTC it is the next day in Almaty."""
    now = own_town.now
    own_town.now = lambda: now() + timedelta(hours=13, minutes=30)
    own_town.publish("parks", 2)
    page = own_town.browser().get("/en/acts/parks/p2/certificate").text
    assert "2026-11-22 19:30:00 UTC" in page
    assert "until 23 November 2029" in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_withdrawn_text_is_gone_and_its_certificate_says_why(eventful: Town, lang: str) -> None:
    browser, reason = eventful.browser(), REASON.get(Language(lang))
    page = browser.get(f"/{lang}/acts/parks/p1/certificate").text
    gone = browser.get(f"/{lang}/acts/parks/p1/ru.md")

    assert reason in page
    assert "parks-p1-kk.md" in page
    assert 'p1/kk.md"' not in page
    assert (gone.status_code, gone.mimetype) == (410, "text/html")
    assert reason in gone.text


@pytest.mark.parametrize(
    ("version", "starts", "first", "second"),
    [
        (2, date(2026, 11, 1), "replaced by a later publication", "stands"),
        (2, date(2027, 1, 1), "stands", "does not apply yet"),
    ],
)
def test_a_certificate_tells_whether_its_publication_applies(
    own_town: Town, version: int, starts: date, first: str, second: str
) -> None:
    publish_ahead(own_town, "parks", version, starts)
    browser = own_town.browser()
    for number, words in enumerate((first, second), start=1):
        page = browser.get(f"/en/acts/parks/p{number}/certificate").text
        assert f">{words}</span>" in page


def test_the_act_names_its_publications_with_kind_reason_and_certificate(own_town: Town) -> None:
    own_town.publish("parks", 2, date(2026, 11, 1))
    withdraw(own_town, "parks", 2)

    page = own_town.browser().get("/en/acts/parks/").text

    assert "<s>Publication No. 2</s>" in page
    assert "Withdrawn: Published in error" in page
    assert "Amendment" in page
    assert 'href="/en/acts/parks/p2/certificate"' in page
    assert "There is a newer publication" not in page
    assert "noindex" not in page


@pytest.mark.parametrize("path", ["p2/certificate", "p9/ru.md", "p1/de.md", "p1/ru.txt"])
def test_what_was_not_published_has_no_certificate_and_no_text(
    client: FlaskClient, path: str
) -> None:
    assert client.get(f"/en/acts/parks/{path}").status_code == 404


def test_a_text_that_was_tampered_with_is_not_handed_out(own_town: Town) -> None:
    with own_town.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE expression SET text = text || ' '")
    assert own_town.browser().get("/en/acts/height/p1/ru.md").status_code == 503


def test_the_manifest_is_whole_and_sent_only_to_those_who_have_it_not(own_town: Town) -> None:
    browser = own_town.browser()
    answer = browser.get("/manifest.jsonl", buffered=True)
    head, broken = chain.verify(answer.data.splitlines(True))
    tag = {"If-None-Match": answer.headers["ETag"]}

    assert (head.number, broken, answer.mimetype) == (2, None, "application/jsonl")
    assert answer.headers["ETag"] == f'"{head.hash}"'
    again = browser.get("/manifest.jsonl", headers=tag, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
    own_town.befall("height", SUSPENDED)
    grown = browser.get("/manifest.jsonl", headers=tag, buffered=True)
    assert grown.data.startswith(answer.data)
    assert len(grown.data.splitlines()) == 3
    with own_town.site.app_context():
        assert site().database.engine.pool.checkedout() == 0, "a connection is given back at once"
