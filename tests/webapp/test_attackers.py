"""Those who try to learn of an expert round what is not theirs: by every page, file and form.

An expert who declined, one whose invitation was taken back, one of another panel, one of another act;
who takes part in public discussions; who approves and publishes; who keeps the accounts.
"""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from kb.access import Panel, Role
from kb.services import accounts
from kb.services.accounts import Answer
from kb.services.exporting.making import ENDINGS, Export
from kb.storage.people import InvitationRow
from kb.storage.review import OpinionRow, RoundRow
from kb.storage.reviewing import NoticeRow
from tests.webapp import answering
from tests.webapp.access import TABLE
from tests.webapp.crawl import told
from tests.webapp.said import let
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE
from tests.webapp.town_writing import DOCUMENT, OF_INVITED, UNUSED, UNUSED_OF_COLLEAGUE
from tests.webapp.town_writing import OF_COLLEAGUE as FILE_OF_COLLEAGUE

pytestmark = pytest.mark.slow

FORMER = {"declined": Answer.DECLINED, "revoked": Answer.REVOKED}
OUTSIDERS = ("declined", "revoked", "elsewhere", "participant", None)
"""Who reads neither the draft nor what is said of it."""
READERS = ("approver",)
"""Who reads the draft, and not what experts say of it."""
NONE_SUCH = "c0ffee00000000ff"


@pytest.fixture(scope="module")
def town(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which the round of `towers` is for domestic experts, and more people have tried to be one."""
    made = fresh_town.copied(tmp_path_factory.mktemp("attacked") / "town")
    for name in (*FORMER, "elsewhere"):
        made.add_person(name, Role.EXPERT, f"Person {name}", f"Office {name}")
        made.invite(name, "towers" if name in FORMER else "parks")
    with made.database.writing() as db:
        for name, state in FORMER.items():
            mine = InvitationRow.person_id == accounts.named(db, name).id
            db.scalars(select(InvitationRow).where(mine)).one().state = state
        for name in ("invited", "colleague", "elsewhere"):
            abroad = name == "elsewhere"
            accounts.named(db, name).panel = Panel.INTERNATIONAL if abroad else Panel.DOMESTIC
    let(made, panels=[Panel.DOMESTIC.value])
    yield made
    made.close()


@pytest.fixture(scope="module")
def doors(town: Town) -> list[str]:
    """Every address that is read, of every act, round, comment, file and document."""
    acts = ["towers", "bridges"]
    rows = [row.address for row in TABLE.values() if row.method == "GET"]
    found = {row.format(act=act) for row in rows for act in acts}
    root = "/en/acts/towers/rounds/1"
    found |= {one.replace(COMMENT, OF_COLLEAGUE) for one in found}
    files = (OF_INVITED, UNUSED, FILE_OF_COLLEAGUE, UNUSED_OF_COLLEAGUE, DOCUMENT)
    found |= {f"{root}/files/{file}" for file in files}
    for act in ("towers", "bridges"):
        for number in (1, 2):
            at = f"/en/acts/{act}/rounds/{number}"
            found |= {f"{at}/", f"{at}/opinion", f"{at}/report", f"{at}/unfinished"}
            found |= {
                f"{at}/export/{e}.{one}" for e in Export for one in ENDINGS[e] if one != "pdf"
            }
            found |= {f"{at}/export/comparative.docx?base=published", f"{at}/?person=1&by=author"}
    with town.database.reading() as db:
        found |= {f"/en/desk/notices/{id_}/" for id_ in db.scalars(select(NoticeRow.id))}
    words = [*town.secrets.panel[:4], "art_1", "a*"]
    found |= {f"/en/search/comments/?q={word}" for word in words}
    return sorted(found)


def panel_and_round(town: Town) -> set[str]:
    """Return what was said in the round of `towers`, by whom, and what stands in it."""
    return {*town.secrets.panel, OF_COLLEAGUE, COMMENT}


def learnt(browser: FlaskClient, address: str, hidden: set[str]) -> set[str]:
    """Return what an answer tells, in its headers and its body, but for what was typed."""
    typed = address.lower()
    said = told(browser.get(address, buffered=True))
    return {word for word in hidden if word in said and word not in typed}


def test_the_doors_are_there_for_those_who_may_come(town: Town, doors: list[str]) -> None:
    """Without this the tests below could not fail."""
    browser, hidden = town.browser("coordinator"), panel_and_round(town)
    seen = {word for address in doors for word in learnt(browser, address, hidden)}
    nobodys = set(town.secrets.begun["colleague"])
    assert len(seen) >= len(hidden - nobodys) - 2  # Those of the unused file are nobody else's.
    assert not seen & nobodys


@pytest.mark.parametrize("name", [*OUTSIDERS, *READERS])
def test_by_no_door_somebody_learns_what_experts_say(
    town: Town, doors: list[str], name: str | None
) -> None:
    browser, hidden = town.browser(name), panel_and_round(town)
    for address in doors:
        assert not learnt(browser, address, hidden), address


@pytest.mark.parametrize("name", FORMER)
def test_by_no_door_a_former_expert_learns_of_the_draft(
    town: Town, doors: list[str], name: str
) -> None:
    hidden = {word for word in town.unpublished() if word}
    browser = town.browser(name)
    for address in doors:
        assert not learnt(browser, address, hidden), address


FORMS = {
    name: (row.method, row.address)
    for name, row in TABLE.items()
    if COMMENT in row.address and "towers" not in row.address
}


def seen(answer: TestResponse, id_: str) -> tuple[int, str]:
    """Return an answer without what was typed into the address, and without the token of its forms."""
    said = re.sub(r'(name="csrf_token" value=")[^"]*', "", answer.text)
    return answer.status_code, said.replace(id_, "")


@pytest.mark.parametrize("name", ["invited", *OUTSIDERS, *READERS])
def test_a_comment_that_one_may_not_know_of_is_as_if_it_were_not_there(
    town: Town, name: str | None
) -> None:
    """That is so for reading and for writing, and in the same words."""
    browser = town.browser(name)
    assert len(FORMS) >= 8
    for method, form in FORMS.values():
        address = form.format(act="towers")
        hidden, missing = (address.replace(COMMENT, one) for one in (OF_COLLEAGUE, NONE_SUCH))
        data = {"text": "x", "reason": "x", "revision": "0", "token": "t", "language": "en"}
        one = browser.open(hidden, method=method, data=data if method == "POST" else None)
        two = browser.open(missing, method=method, data=data if method == "POST" else None)
        assert seen(one, OF_COLLEAGUE) == seen(two, NONE_SUCH), (method, hidden)
        assert one.status_code in {302, 404}, (method, hidden)


@pytest.mark.parametrize("name", ["invited", "participant", "declined"])
def test_files_of_others_are_neither_had_nor_attached_nor_removed(town: Town, name: str) -> None:
    browser = town.browser(name)
    for file in (FILE_OF_COLLEAGUE, UNUSED_OF_COLLEAGUE):
        here = f"/en/acts/towers/rounds/1/files/{file}"
        known = browser.get(here, headers={"If-None-Match": "*"})
        assert known.status_code == browser.post(f"{here}/remove").status_code == 404
    sent = {"eid": "art_1__para_1", "type": "error", "severity": "minor", "language": "en"}
    sent |= {"text": "Mine.", "token": name, "read_in": "en", "file": UNUSED_OF_COLLEAGUE}
    browser.post("/en/acts/towers/rounds/1/comment", data=sent)
    owner = town.browser("colleague")
    kept = owner.get(f"/en/acts/towers/rounds/1/files/{UNUSED_OF_COLLEAGUE}")
    assert kept.status_code == 200


@pytest.fixture
def reported(own_town: Town) -> Town:
    """A town in which the round of `towers` is reported, and its experts are shown by organisation."""
    let(own_town, shown="organisation")
    answering.close(own_town)
    answering.report(own_town)
    return own_town


def test_after_the_report_names_are_in_nothing_that_shows_organisations(reported: Town) -> None:
    first, second, organisation = reported.secrets.panel[:3]
    browser = reported.browser()
    at = "/en/acts/towers/rounds/1"
    addresses = [f"{at}/", f"{at}/report", f"{at}/opinion", f"{at}/comments/{OF_COLLEAGUE}"]
    addresses += [f"{at}/export/{e}.{one}" for e in Export for one in ENDINGS[e] if one != "pdf"]
    told_all = ""
    for address in addresses:
        said = told(browser.get(address, buffered=True))
        assert first not in said, address
        assert second not in said, address
        told_all += said
    assert organisation in told_all
    assert first in told(reported.browser("drafter").get(f"{at}/report"))


def test_numbers_in_the_dossier_do_not_tell_how_many_opinions_there_are_elsewhere(
    reported: Town,
) -> None:
    with reported.database.writing() as db:
        rows = list(db.scalars(select(OpinionRow)))
        assert rows
        round_ = db.get_one(RoundRow, rows[0].round_id)
        assert round_.act.slug == "towers"
    said = told(reported.browser().get("/en/acts/towers/rounds/1/export/dossier.zip"))
    assert "attachments/comment-1/" in said
    assert "attachments/opinion-" not in said
