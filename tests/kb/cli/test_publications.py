"""`kb publish` and `kb verify`: two people, a manifest, signed tags."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from kb.access import Role
from kb.services import gazette
from tests.factories import TEXTS
from tests.kb.cli.test_following import is_killed
from tests.repositories import GitRepository, changed

DANA, OTHER = ("--as", "dana"), ("--as", "other")
ADOPTED = ("--adopted-on", "2026-10-01", "--decision", "№ 1", "--starts", "2026-10-05")

GROUNDS = ("--ground-kk", "Қате", "--ground-ru", "Ошибка", "--ground-en", "An error")

KILLS = 50
WAITS, DONE = (0, 0, 0, "open"), (1, 1, 1, "confirmed")
"""Publications, lines of the manifest, tasks for the indexes, and the proposal: before and after."""


@pytest.fixture
def kb_(kb, database, tmp_path):
    """An installation with an act in two commits, and two publishers."""
    repository = GitRepository.create(tmp_path / "texts")
    repository.catalogues()
    repository.act()
    repository.commit("First")
    repository.act(texts=changed("Граница"))
    repository.commit("Second")
    kb.with_(KB_DATABASE_URL=database.url, KB_ACTS_DIR=repository.folder / "acts")
    assert kb("acts", "import").status == 0
    for name in ("dana", "other"):
        arguments = ("--role", Role.PUBLISHER, "--full-name", name.title())
        kb("user", "add", name, *arguments, "--password", "горы стоят на востоке")
    return kb


def published(kb_, *more: object) -> None:
    told = kb_("publish", "propose", "height", *ADOPTED, *more, *DANA)
    assert told.status == 0, told
    number = told.out.split()[1].rstrip(".")
    assert kb_("publish", "confirm", number, *OTHER).status == 0


def test_one_proposes_and_another_confirms(kb_):
    kb_("publish", "propose", "height", "--version", "1", *ADOPTED, *DANA)

    assert (
        "publish version 1 (№ 1), from 2026-10-05, proposed by Dana"
        in kb_("publish", "list", *OTHER).out
    )
    alone = kb_("publish", "confirm", "1", *DANA)
    assert (alone.status, alone.out) == (1, "")
    assert "Another publisher confirms it" in alone.err

    told = kb_("publish", "confirm", "1", *OTHER)

    assert told.status == 0
    assert told.out.startswith("Published: entry 1 of the manifest, ")
    assert kb_("publish", "list", *OTHER).out == ""
    assert "adoption    height" in kb_("publish", "log").out


def test_what_may_not_be_meant_is_said_to_those_who_propose_and_confirm(kb_):
    published(kb_, "--version", "1")

    proposed = kb_("publish", "propose", "height", *ADOPTED, *DANA)
    confirmed = kb_("publish", "confirm", "2", *OTHER)

    for told in (proposed, confirmed):
        assert told.status == 0
        assert "It would apply from a day before its posting." in told.err
        assert "Publication No. 1 applies on no day any more" in told.err


def test_what_befalls_an_act_and_what_is_withdrawn_needs_a_reason_in_all_languages(kb_):
    published(kb_)

    repeal = ("publish", "event", "height", "repealed", "--day", "2026-12-01")

    for some in ((), GROUNDS[:2], GROUNDS[:4]):
        without = kb_(*repeal, *some, *DANA)
        assert without.status == 2
        assert "Give the public reason in all three languages" in without.err

    kb_(*repeal, *GROUNDS, *DANA)
    kb_("publish", "withdraw", "height", "1", *GROUNDS, *DANA)
    kb_("publish", "confirm", "2", *OTHER)
    kb_("publish", "decline", "3", "--reason", "No", *OTHER)

    assert [line.split()[2] for line in kb_("publish", "log").out.splitlines()] == [
        "repeal",
        "adoption",
    ]


def test_everything_that_was_published_can_be_verified(kb_, tmp_path):
    published(kb_, "--version", "1")
    text = tmp_path / "ru.md"
    text.write_text(TEXTS["ru"], encoding="utf-8")

    assert "1 entries and 3 texts are as they were published" in kb_("verify").out
    assert f"{text}: height, publication No. 1 of" in kb_("verify", text).out

    text.write_text(TEXTS["ru"].replace(".", ","), encoding="utf-8")
    other = kb_("verify", text)
    assert (other.status, other.err) == (1, f"{text}: no publication has these words\n")


def test_a_copy_of_the_manifest_is_verified_line_by_line(kb_, tmp_path):
    published(kb_, "--version", "1")
    published(kb_)
    copy = tmp_path / "manifest.jsonl"
    copy.write_bytes(kb_("publish", "manifest").out.encode())

    assert "2 entries hold" in kb_("verify", "--manifest", copy).out
    copy.write_bytes(copy.read_bytes().splitlines(keepends=True)[0])
    assert "1 entries hold" in kb_("verify", "--manifest", copy).out
    copy.write_bytes(copy.read_bytes().replace(b"2026-10-05", b"2026-10-06"))
    broken = kb_("verify", "--manifest", copy)
    assert broken.status == 1
    copy.write_bytes(b"")
    assert kb_("verify", "--manifest", copy).status == 1
    assert f"{copy}:1: its hash is not that of its contents" in broken.err


@pytest.fixture
def key(tmp_path):
    """An SSH key, and the file that allows its owner to sign."""
    path = tmp_path / "key"
    command = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "dana", "-f", str(path))
    subprocess.run(command, check=True)
    public = path.with_suffix(".pub").read_text(encoding="ascii")
    (tmp_path / "signers").write_text(f"dana {public}", encoding="ascii")
    return path


def test_a_publication_is_a_signed_tag_that_is_verified_with_the_rest(kb_, key, tmp_path):
    published(kb_, "--version", "1")
    signers = tmp_path / "signers"

    assert "pub/height/1: not signed" in kb_("verify", "--signers", signers).out
    assert (
        kb_("publish", "sign", "height", 1, "--key", key, *DANA).out == "pub/height/1 is signed.\n"
    )
    assert "pub/height/1: signed" in kb_("verify", "--signers", signers).out

    again = kb_("publish", "sign", "height", 1, "--key", key, *DANA)
    assert (again.status, "There is such a tag already. See what it is" in again.err) == (1, True)


def test_a_tag_that_says_something_else_or_is_signed_by_another_does_not_hold(kb_, key, tmp_path):
    published(kb_, "--version", "1")
    kb_("publish", "sign", "height", 1, "--key", key, *DANA)
    signers = tmp_path / "signers"
    others = tmp_path / "others"
    others.write_text("", encoding="ascii")

    by_nobody = kb_("verify", "--signers", others)
    assert (by_nobody.status, "it is signed by nobody whom" in by_nobody.err) == (1, True)

    repository = tmp_path / "texts"
    subprocess.run(
        ("git", "-C", str(repository), "-c", "user.name=X", "-c", "user.email=x@localhost",
         "tag", "--force", "--annotate", "--message", "Publication", "pub/height/1", "HEAD"),
        check=True, capture_output=True,
    )  # fmt: skip
    told = kb_("verify", "--signers", signers)
    assert told.status == 1
    assert "pub/height/1: does not hold: it names another commit than the manifest" in told.err


def standing(file: Path) -> tuple[int, int, int, str]:
    """Return how many publications, lines and tasks for the indexes there are, and the proposal's state."""
    with closing(sqlite3.connect(file)) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("publication", "manifest", "index_task")
        ]
        (state,) = connection.execute("SELECT state FROM proposal").fetchone()
    return (*counts, state)


@pytest.mark.slow
def test_a_publication_that_is_killed_anywhere_is_made_wholly_or_not_at_all(kb_, database):
    """Each time a command dies one statement or commit later than the time before."""
    kb_("publish", "propose", "height", *ADOPTED, *DANA)
    file = Path(database.url.database)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM index_task")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before, found, kills = file.read_bytes(), [], 0

    for statements in range(KILLS):
        for leftover in file.parent.glob(f"{file.name}-*"):
            leftover.unlink()
        file.write_bytes(before)
        kills += is_killed(["publish", "confirm", "1", *OTHER], statements)
        found.append(standing(file))
        with database.reading() as db:
            assert gazette.verify(db).holds
        database.close()

    assert set(found) <= {WAITS, DONE}
    assert found == sorted(found, key=DONE.__eq__)
    assert 10 < kills <= KILLS
    again = kb_("publish", "confirm", "1", *OTHER)
    assert (again.status == 0) == (found[-1] == WAITS)
    assert standing(file) == DONE
    assert kb_("verify").status == 0
