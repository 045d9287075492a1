"""`kb rounds export`: the documents of a round, written as files."""

import csv
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest

from indexer.analysis.words import analyse
from kb.access import Role
from kb.law.checks.context import Context
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind, Stage
from kb.services import accounts, catalogues, publishing, rounds
from kb.services.accounts import NewPerson
from kb.services.importing import Importer
from kb.services.rounds import Plan
from kb.source import of_folder, read_catalogues
from kb.spooling import Spooled
from kb.storage.database import Database
from tests.factories import write_act
from tests.kb.services.desk import ACTS

BEGUN = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def site(kb, tmp_path):
    """An installation with a public round on an act."""
    for name in ("glossary.yaml", "procedure.yaml"):
        kb.acts.mkdir(exist_ok=True)
        (kb.acts / name).write_bytes((ACTS / name).read_bytes())
    write_act(kb.acts)
    kb("db", "upgrade")
    known = catalogues.read(read_catalogues(kb.acts))

    def clock() -> datetime:
        return BEGUN

    with Database(f"sqlite:///{kb.database}").writing() as db:
        catalogues.keep(db, read_catalogues(kb.acts), clock)
        Importer(Context(known.procedure, known.glossary, analyse), clock).take(
            db, of_folder(kb.acts)
        )
        publishing.move(db, ActId("height"), Stage.PUBLIC_DISCUSSION, clock)
        person = NewPerson(name="secretary", full_name="S", roles=(Role.COORDINATOR,))
        accounts.add(db, person, "горы стоят на востоке", clock)
        viewer = accounts.viewer_of(db, "secretary")
        plan = Plan(kind=RoundKind.PUBLIC, version=1, opens=BEGUN)
        rounds.schedule(db, viewer, known.procedure, ActId("height"), plan, clock)
    return kb


def test_a_document_is_written_and_its_name_told(site, tmp_path):
    file = tmp_path / "table.csv"

    told = site(
        "rounds", "export", "height", 1, "comments", "--format", "csv", "--lang", "kk", "-o", file
    )

    assert (told.status, told.out.strip()) == (0, str(file))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert next(csv.reader(lines))[1] == "Құрылымдық элемент"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("table")] == [
        file.name
    ]


def test_a_dossier_is_a_zip_and_progress_is_told(site, tmp_path):
    file = tmp_path / "d.zip"

    told = site("rounds", "export", "height", 1, "dossier", "-o", file)

    assert told.status == 0
    assert "Writing" in told.err
    assert "texts/kk.md" in ZipFile(file).namelist()


def test_everybody_gets_only_what_everybody_may_know(site, tmp_path):
    file = tmp_path / "r.docx"

    told = site("rounds", "export", "height", 1, "report", "--public", "-o", file)

    assert told.status == 1
    assert "nothing at this address" in told.err
    assert not file.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("height", 2, "comments"),
        ("nothing", 1, "comments"),
        ("height", 1, "report", "--format", "csv"),
        ("height", 1, "comments", "--as", "nobody"),
    ],
)
def test_what_is_not_there_is_no_file(site, tmp_path, words):
    told = site("rounds", "export", *words, "-o", tmp_path / "x.docx")

    assert told.status == 1
    assert not list(tmp_path.glob("x.*"))


def test_another_process_is_told_how_far_it_is(site, tmp_path):
    spooled = Spooled(tmp_path / "exports" / "a.docx")
    spooled.start()

    told = site(
        "rounds", "export", "height", 1, "comments", "--public", "--spool", "-o", spooled.path
    )

    assert (told.status, told.out) == (0, "")
    assert [path.name for path in spooled.path.parent.iterdir()] == ["a.docx"]
