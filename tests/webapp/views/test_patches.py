"""Adopted wordings on the desk: what is in the patch, taking it, pushing it, finding it in the text."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.law.folder import TEXTS
from kb.law.identifiers import EId
from kb.review.dispositions import Adoption, Answer, Status, Verdict
from kb.services import adoptions, importing, threads
from kb.storage.audit import AuditRow
from kb.storage.review import RoundRow
from tests.repositories import GitRepository
from tests.webapp.answering import QUEUE, ROUND, do, settle
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE, PARAGRAPH

PATCH = "/en/desk/acts/towers/rounds/1/patch"
WORDING = "1. The height is <measured> from the ground."
BRANCH = "review/towers/1"


def adopting(wording: str = WORDING, eid: EId = PARAGRAPH) -> Answer:
    adoption = Adoption(eid, ((Language.EN, wording),), "") if wording else None
    return Answer(verdict=Verdict.ACCEPTED, language=Language.EN, adoption=adoption)


@pytest.fixture
def drafter(answered: Town) -> FlaskClient:
    return answered.browser("drafter")


@pytest.fixture
def bare(answered: Town, tmp_path: Path) -> GitRepository:
    """The repository that the town's texts come from."""
    work = GitRepository.create(tmp_path / "work")
    with answered.database.writing() as db:
        version = adoptions.newest(
            db, db.query(RoundRow).filter(RoundRow.id == seat_id(answered)).one()
        )
        for language, source in adoptions.sources(db, version).items():
            work.write(f"acts/{version.act.path}/{TEXTS[language]}", source.text)
        version.commit = work.commit()
        folder = work.bare(tmp_path / "texts.git")
        importing.mark(db, f"{folder}:acts", version.commit, answered.now())
    return GitRepository(folder)


def seat_id(town: Town) -> int:
    return do(town, "drafter", lambda _db, seat: seat.id)


def status(town: Town) -> Status:
    return do(town, "drafter", threads.find, COMMENT).status


def test_the_page_says_when_nothing_is_accepted(drafter, answered):
    page = drafter.get(PATCH).text

    assert "No confirmed answer of this round accepts a comment yet." in page
    assert "Download" not in page


def test_the_page_shows_what_will_change_and_what_is_needed(drafter, answered):
    settle(answered, answer=adopting())

    page = drafter.get(PATCH).text

    assert "in the patch: 1" in page
    assert "&lt;measured&gt;" in page
    assert "<measured>" not in page
    assert re.search(r"Wording is still needed in:\s*<span lang=\"kk\">", page)
    assert f'href="/en/desk/acts/towers/rounds/1/queue/{COMMENT}"' in page
    assert f'href="{PATCH}.mbox"' in page
    assert "do not come from a repository" in page


def test_wordings_that_contradict_one_another_stand_side_by_side(drafter, answered):
    settle(answered, answer=adopting())
    settle(answered, OF_COLLEAGUE, adopting("1. There is no limit."))

    page = drafter.get(PATCH).text

    assert "contradict one another: 1" in page
    assert "from the ground" in page
    assert "no limit" in page
    assert "Download" not in page
    assert drafter.get(f"{PATCH}.mbox").location.endswith(PATCH)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (adopting("2. It begins otherwise."), "must begin with “1.”"),
        (adopting(eid=EId("art_99")), "does not have this provision"),
        (adopting(""), f'#{PARAGRAPH}">Article 1(1)</a></h3><p>Accepted, but no wording was'),
    ],
)
def test_what_is_not_in_the_patch_is_listed_with_the_reason(drafter, answered, answer, told):
    settle(answered, answer=answer)

    page = drafter.get(PATCH).text

    assert told in page
    assert "Download" not in page


def test_the_patch_is_a_file_that_git_takes(drafter, answered, bare, tmp_path):
    settle(answered, answer=adopting())

    answer = drafter.get(f"{PATCH}.mbox")

    assert answer.mimetype == "application/mbox"
    assert answer.headers["Content-Disposition"] == "attachment; filename=towers-1.mbox"
    assert answer.headers["Cache-Control"] == "private, no-store"
    clone = GitRepository(tmp_path / "clone")
    bare.git("clone", "--quiet", str(bare.folder), str(clone.folder))
    clone.git("am", "--quiet", "--keep-cr", stdin=answer.data)
    assert clone.git("log", "-1", "--format=%(trailers:key=Comment,valueonly)").strip() == COMMENT


def test_a_push_puts_it_on_the_branch_once(drafter, answered, bare):
    settle(answered, answer=adopting())
    assert BRANCH in drafter.get(PATCH).text

    first = drafter.post(f"{PATCH}/push", follow_redirects=True)
    again = drafter.post(f"{PATCH}/push", follow_redirects=True)

    assert "1 commit was added to the branch review/towers/1." in first.text
    assert "The branch review/towers/1 has all of them already." in again.text
    assert bare.git("rev-list", "--count", f"main..{BRANCH}") == "1"
    with answered.database.reading() as db:
        assert db.query(AuditRow).filter_by(deed="wordings-pushed").count() == 2


def test_where_somebody_works_in_the_repository_the_reason_stands_instead_of_the_button(
    drafter, answered, bare
):
    settle(answered, answer=adopting())
    bare.git("config", "core.bare", "false")

    page = drafter.get(PATCH).text

    assert "Somebody works in this repository" in page
    assert f'action="{PATCH}/push"' not in page


def test_a_push_that_git_refuses_is_told_of_without_a_path(drafter, answered, bare, tmp_path):
    settle(answered, answer=adopting())
    bare.git("update-ref", "refs/heads/review", "main")

    answer = drafter.post(f"{PATCH}/push")

    assert answer.status_code == 409
    assert "git update-ref failed" in answer.text
    assert str(tmp_path) not in answer.text
    assert "in the patch: 1" in answer.text


def test_without_a_repository_nothing_can_be_pushed(drafter, answered):
    settle(answered, answer=adopting())

    assert drafter.post(f"{PATCH}/push").status_code == 404


def test_what_stands_there_instead_is_shown_until_the_wording_is_found(drafter, answered):
    with answered.database.reading() as db:
        row = db.get_one(RoundRow, seat_id(answered))
        stands = adoptions.sources(db, row.version)[Language.EN].passage(PARAGRAPH).wording
    settle(answered, answer=adopting(f"{stands} Indeed."))
    page = drafter.get(PATCH).text
    assert "what was adopted" in page
    none = drafter.post(f"{PATCH}/check", follow_redirects=True).text
    assert "No further wording was found" in none
    settle(answered, OF_COLLEAGUE, adopting(stands))

    found = drafter.post(f"{PATCH}/check", follow_redirects=True).text

    assert "1 wording was found in the text; its answer is verified." in found
    assert status(answered) is Status.CONFIRMED
    assert do(answered, "drafter", threads.find, OF_COLLEAGUE).status is Status.VERIFIED


def test_a_wording_that_a_later_version_loses_is_told_of_with_both_versions(drafter, answered):
    with answered.database.reading() as db:
        row = db.get_one(RoundRow, seat_id(answered))
        stands = adoptions.sources(db, row.version)[Language.EN].passage(PARAGRAPH).wording
        file = answered.root / row.version.act.path / TEXTS[Language.EN]
        before = adoptions.newest(db, row).sequence
    settle(answered, answer=adopting(stands))
    drafter.post(f"{PATCH}/check")
    queue, comment = f"{QUEUE}?status=verified", f"{ROUND}comments/{COMMENT}"
    assert f"wording verified in version {before}" in drafter.get(queue).text

    file.write_text(file.read_text("utf-8").replace(stands, "1. Now otherwise."), "utf-8")
    answered.commit("towers", "A drafter", "Lose it", number=30)

    told = f"adopted in version {before}, not in version {before + 1}"
    for address in (PATCH, queue, comment):
        assert told in drafter.get(address).text, address
    assert "No adopted wording is missing" not in drafter.get(PATCH).text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_auditor_reads_and_takes_nothing(answered, language):
    settle(answered, answer=adopting())
    auditor = answered.browser("auditor")

    page = auditor.get(PATCH.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert '<form method="post" action="/en/desk' not in page.text
    assert '.mbox"' not in page.text
