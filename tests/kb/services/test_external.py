"""Real acts in the layout of the public git corpus."""

from pathlib import Path

import pytest

from kb.errors import SourceError
from kb.language import Language
from kb.services import external
from kb.services.importing import Outcome
from tests.corpus import REAL_LAW, needs
from tests.factories import TEXTS

META = """\
requisite: О высоте от 1 июня 2026 года № 1-VIII
title: {rus: О высоте, kaz: Биіктік туралы}
form: КЗАК
approved_on: 2026-06-01
source: {rus: https://adilet.example/rus, kaz: https://adilet.example/kaz}
something_else: that the corpus keeps
"""


def write(folder: Path, meta: str | bytes = META) -> Path:
    """Write an act as the corpus has it."""
    folder.mkdir(parents=True)
    (folder / "meta.yaml").write_bytes(meta if isinstance(meta, bytes) else meta.encode())
    (folder / "rus.md").write_text(TEXTS[Language.RU], encoding="utf-8")
    (folder / "kaz.md").write_text(TEXTS[Language.KK], encoding="utf-8")
    return folder


def take(desk, path: Path) -> list[external.Taken]:
    with desk.database.writing() as db:
        return external.take(db, path, desk.importer)


def test_an_act_comes_in_with_the_units_of_each_language_counted(desk, tmp_path):
    folder = write(tmp_path / "Z2600000001_О высоте")

    (first,), (again,) = take(desk, folder), take(desk, folder)

    assert (first.result.path, first.result.outcome) == ("z2600000001", Outcome.NEW)
    assert again.result.outcome is Outcome.UNCHANGED
    units = {"chapters": 0, "articles": 1, "paragraphs": 1, "subparagraphs": 0, "notes": 0}
    assert first.counts == {Language.KK: units, Language.RU: units}
    assert list(first.lines()) == [
        "z2600000001: new",
        "  kk: 0 chapters, 1 articles, 1 paragraphs, 0 subparagraphs, 0 notes",
        "  ru: 0 chapters, 1 articles, 1 paragraphs, 0 subparagraphs, 0 notes",
    ]


def test_a_folder_of_acts_comes_in_whole(desk, tmp_path):
    for name in ("second", "first"):
        write(tmp_path / name)

    assert [one.result.path for one in take(desk, tmp_path)] == ["first", "second"]


def test_a_slug_that_is_one_of_ours_is_not_taken_over(desk, tmp_path):
    desk.bring()

    (taken,) = take(desk, write(tmp_path / "height"))

    assert taken.result.outcome is Outcome.BROKEN
    assert "height/act.yaml:1: " in list(taken.lines())[1]


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ("requisite: [\n", r"meta\.yaml:2: "),
        ("title: {rus: x}\nform: КЗАК\n", r"meta\.yaml:1: requisite: missing\. Add it\."),
        (META.replace("КЗАК", "ЗАК"), "form: “ЗАК” is no form of act known here"),
        (META.encode("cp1251"), r"meta\.yaml: The file is not UTF-8 text"),
        ("a: &x 1\nb: *x\n", r"meta\.yaml:1: "),
    ],
    ids=["no YAML", "a key missing", "an unknown form", "another encoding", "an anchor"],
)
def test_what_cannot_be_read_is_told_of_with_its_place(desk, tmp_path, meta, told):
    with pytest.raises(SourceError, match=told):
        take(desk, write(tmp_path / "act", meta))


def test_a_folder_without_acts_is_told_of(desk, tmp_path):
    with pytest.raises(SourceError, match=r"There is no meta\.yaml here\. Name the folder"):
        take(desk, tmp_path)


@pytest.mark.slow
@needs(REAL_LAW)
def test_the_law_on_alatau_has_all_its_units(desk):
    (taken,) = take(desk, REAL_LAW)

    assert taken.result.findings == ()
    kazakh, russian = (taken.counts[language] for language in (Language.KK, Language.RU))
    assert kazakh == russian
    assert (russian["chapters"], russian["articles"]) == (2, 20)
