"""The publisher's desk: proposing, confirming, declining, and what it says when that cannot be."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from kb.access import Role
from kb.law.identifiers import ActId
from kb.services import library
from kb.settings import Settings
from tests.webapp.town import Town, metadata, plain, write_act

ADOPTION = {
    "version": "2",
    "body": "council",
    "decision": "№ 2-С",
    "adopted_on": "2026-11-20",
    "starts": "2026-12-01",
}
REASONS = {"kk": "Қате жарияланды", "ru": "По ошибке", "en": "In error"}
HAPPENING = {"force": "suspended", "day": "2026-12-01", "until": "2027-02-01", **REASONS}
WITHDRAWAL = {"publication": "1", **REASONS}
DEEDS = {"adoption": ADOPTION, "happening": HAPPENING, "withdrawal": WITHDRAWAL}
ACT, PROPOSAL = "/en/desk/publications/parks/", "/en/desk/proposals/1/"


@pytest.fixture
def indexed(own_town: Town, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many publications of the act others see at each start of the indexing."""
    seen: list[int] = []

    def start(settings: Settings) -> None:
        assert settings == own_town.settings
        with own_town.database.reading() as db:
            seen.append(len(library.publications(db, ActId("parks"))))
        own_town.index()

    monkeypatch.setattr("webapp.views.publishing.start_index", start)
    return seen


@pytest.fixture
def people(own_town: Town, indexed: list[int]) -> Callable[[str], FlaskClient]:
    """The browsers of an approver and two publishers."""
    own_town.add_person("second", Role.PUBLISHER, "Second Publisher", "")
    browsers = {name: own_town.browser(name) for name in ("approver", "publisher", "second")}
    return browsers.__getitem__


def test_a_confirmed_version_is_read_and_found_by_everybody(
    own_town: Town, people: Callable[[str], FlaskClient], indexed: list[int]
) -> None:
    anybody = own_town.browser()
    proposed = people("approver").post(f"{ACT}adoption", data=ADOPTION)
    assert (proposed.status_code, proposed.location) == (302, PROPOSAL)
    assert "art_1__para_2" not in anybody.get("/en/acts/parks/").text
    assert indexed == []

    shown = people("publisher").get(PROPOSAL).text
    for words in ("Amendment", "№ 2-С", "Council of Alatau City", "publication No. 2", "Approver"):
        assert words.lower() in shown.lower() or words == "Approver"
    confirmed = people("publisher").post(f"{PROPOSAL}confirm")

    assert (confirmed.status_code, confirmed.location) == (302, PROPOSAL)
    assert indexed == [2]
    assert "art_1__para_2" in anybody.get("/en/acts/parks/").text
    assert anybody.get("/api/v1/search?q=More&act=parks").get_json()["total"] == 1
    assert "№ 2-С" in anybody.get("/en/publications/").text
    assert "confirmed" in people("approver").get("/en/desk/publications/").text


@pytest.mark.parametrize("what", DEEDS)
def test_everything_that_can_be_published_can_be_proposed_and_confirmed(
    own_town: Town, people: Callable[[str], FlaskClient], what: str
) -> None:
    assert people("publisher").post(f"{ACT}{what}", data=DEEDS[what]).location == PROPOSAL
    for lang in ("kk", "ru", "en"):
        assert people("second").get(PROPOSAL.replace("/en/", f"/{lang}/")).status_code == 200

    assert people("second").post(f"{PROPOSAL}confirm").status_code == 302

    with own_town.database.reading() as db:
        first = library.publications(db, ActId("parks"))[-1]
    log = own_town.browser().get("/en/publications/").text
    told = {"adoption": "Amendment", "happening": "Suspension", "withdrawal": "Withdrawal"}
    assert told[what] in log.partition('class="log"')[2]
    assert first.is_withdrawn == (what == "withdrawal")


@pytest.mark.parametrize(
    ("what", "field", "value"),
    [
        *(("adoption", name, "") for name in ADOPTION),
        ("adoption", "version", "0"),
        ("adoption", "version", "9" * 30),
        ("adoption", "body", "nobody"),
        ("adoption", "starts", "2026-02-30"),
        ("adoption", "decision", " \t"),
        ("adoption", "decision", "№" * 301),
        *(("happening", name, "") for name in ("force", "day", "kk", "ru", "en")),
        ("happening", "force", "draft"),
        ("happening", "until", "soon"),
        *(("withdrawal", name, "") for name in WITHDRAWAL),
        ("withdrawal", "publication", "7"),
        ("withdrawal", "en", "x" * 1001),
    ],
)
def test_what_is_missing_or_wrong_is_asked_for_again_and_nothing_typed_is_lost(
    people: Callable[[str], FlaskClient], what: str, field: str, value: str
) -> None:
    typed = DEEDS[what] | {field: value}

    answer = people("approver").post(f"{ACT}{what}", data=typed)

    assert answer.status_code == 400
    assert "Nothing you typed was lost" in answer.text
    for name in ("decision", "kk", "ru", "en", "starts", "day", "adopted_on"):
        if name != field and name in typed:
            assert f'value="{typed[name]}"' in answer.text
    assert "Nothing waits" in people("approver").get("/en/desk/publications/").text


@pytest.mark.parametrize(
    ("what", "typed", "told"),
    [
        ("adoption", {"version": "1"}, "what everybody reads already"),
        ("happening", {"until": "2026-11-01"}, "An end is for a suspension"),
        ("happening", {"force": "repealed"}, "An end is for a suspension"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_nothing_typed_is_lost(
    people: Callable[[str], FlaskClient], what: str, typed: dict[str, str], told: str
) -> None:
    answer = people("approver").post(f"{ACT}{what}", data=DEEDS[what] | typed)

    assert answer.status_code == 409
    assert told in answer.text
    kept = "№ 2-С" if what == "adoption" else REASONS["kk"]
    assert f'value="{kept}"' in answer.text


def test_the_same_is_not_proposed_twice(people: Callable[[str], FlaskClient]) -> None:
    people("approver").post(f"{ACT}adoption", data=ADOPTION)
    again = people("publisher").post(f"{ACT}adoption", data=ADOPTION)
    assert again.status_code == 409
    assert "The same is proposed" in again.text


def test_nobody_confirms_alone_and_nobody_confirms_twice(
    people: Callable[[str], FlaskClient], indexed: list[int]
) -> None:
    people("publisher").post(f"{ACT}adoption", data=ADOPTION)
    own = people("publisher").post(f"{PROPOSAL}confirm")
    assert (own.status_code, "You proposed this yourself" in own.text) == (409, True)
    assert f'action="{PROPOSAL}confirm"' not in people("publisher").get(PROPOSAL).text
    assert f'action="{PROPOSAL}confirm"' in people("second").get(PROPOSAL).text
    assert people("approver").post(f"{PROPOSAL}confirm").status_code == 404

    assert people("second").post(f"{PROPOSAL}confirm").status_code == 302
    twice = people("second").post(f"{PROPOSAL}confirm")

    assert (twice.status_code, "confirmed already" in twice.text) == (409, True)
    assert indexed == [2]


def test_a_declined_proposal_stays_with_its_reason(people: Callable[[str], FlaskClient]) -> None:
    people("publisher").post(f"{ACT}withdrawal", data=WITHDRAWAL)
    without = people("approver").post(f"{PROPOSAL}decline", data={"reason": " \x00 "})
    assert (without.status_code, "A reason is missing" in without.text) == (409, True)

    people("approver").post(f"{PROPOSAL}decline", data={"reason": "Not this one"})

    assert "Not this one" in people("publisher").get("/en/desk/publications/").text
    assert people("second").post(f"{PROPOSAL}confirm").status_code == 409


@pytest.mark.parametrize(
    ("lang", "words"), [("kk", "Қазақша"), ("ru", "Қазақша"), ("en", "English")]
)
def test_obstacles_are_told_before_anybody_tries(
    own_town: Town, people: Callable[[str], FlaskClient], lang: str, words: str
) -> None:
    names = ("Аула туралы", "О дворах", "On Yards")
    about = metadata(*names, "Yards.") + "behind: [kk, en]\n"
    write_act(own_town.root, "yards", about, plain(*names, "двор"))
    own_town.commit("yards", "somebody", "yards", 60)

    page = people("approver").get(f"/{lang}/desk/publications/yards/").text

    assert '<fieldset class="plain" disabled>' in page
    assert f"{words}" in page.partition('class="problem"')[2].partition("</div>")[0]
    parks = people("approver").get(f"/{lang}/desk/publications/parks/").text
    assert " disabled>" not in parks


def test_an_older_version_can_be_chosen(people: Callable[[str], FlaskClient]) -> None:
    page = people("approver").get(f"{ACT}?version=1").text
    assert "Version 1 is what everybody reads already." in page
    assert people("approver").get(f"{ACT}?version=99").status_code == 404
    assert people("approver").get(f"{ACT}?version={'9' * 40}").status_code == 404


def test_the_desk_leads_to_publishing_only_for_those_who_publish(town: Town) -> None:
    for name, leads in (("approver", True), ("publisher", True), ("drafter", False)):
        browser = town.browser(name)
        for address in ("/en/desk/", "/en/acts/height/"):
            assert ("/en/desk/publications/" in browser.get(address).text) == leads
    assert "/desk/publications/" not in town.browser().get("/en/acts/height/").text
