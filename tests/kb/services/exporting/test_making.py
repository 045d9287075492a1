import csv
import hashlib
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pypdf
import pytest
from openpyxl import load_workbook

from kb.errors import NotFoundError
from kb.language import Language
from kb.services.exporting.making import ENDINGS, Export, available
from kb.tables.packing import MANIFEST
from tests.kb.services.exporting.exporting import (
    FORMULA,
    KAZAKH,
    exported,
    order,
    report,
    settle,
    talk,
    written,
)
from tests.kb.services.reviewing import Review

HEADINGS = {
    Language.KK: "Ескертулердің жиынтық кестесі",
    Language.RU: "Сводная таблица замечаний",
    Language.EN: "Consolidated table of comments",
}


@pytest.fixture
def review(desk) -> Review:
    """A round in which something was said."""
    made = Review(desk).set_up()
    talk(made)
    return made


@pytest.mark.parametrize("language", list(Language))
def test_word_opens_it_with_a_heading_row_that_repeats(review, language):
    file = written(review, "secretary", Export.COMMENTS, "docx", language)

    opened = docx.Document(file)

    assert opened.paragraphs[0].text == HEADINGS[language]
    (table,) = opened.tables
    assert len(table.rows) == 1 + 3
    assert len(table.columns) == 12
    assert KAZAKH in table.rows[1].cells[6].text
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert opened.sections[0].page_width > opened.sections[0].page_height
    assert "PAGE" in opened.sections[0].footer._element.xml


def test_a_workbook_has_words_and_no_formula(review):
    book = load_workbook(written(review, "secretary", Export.COMMENTS, "xlsx"))

    sheet = book.worksheets[0]
    told = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}

    assert any(KAZAKH in str(words) for words in told)
    assert any(FORMULA in str(words) for words in told)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert sheet.freeze_panes == "A2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.auto_filter.ref.startswith("A1:")


def test_csv_is_one_that_sheets_know_and_take_for_no_formula(review):
    file = written(review, "secretary", Export.COMMENTS, "csv")

    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(file.getvalue().decode("utf-8-sig"), newline="")))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row.values() if cell.startswith(tuple("=+-@"))]


def test_json_has_rows_with_keys(review):
    told = json.load(written(review, "secretary", Export.COMMENTS, "json"))

    first, second, third = told["tables"][0]["rows"]
    assert (first["eid"], first["language"]) == ("art_1__para_1", "kk")
    assert FORMULA in second["comment"]
    assert "Why?Because." in third["comment"]
    assert first["provision"] == "пункт 1 статьи 1"


@pytest.mark.slow
def test_pdf_has_the_letters_of_the_three_languages(review):
    pages = pypdf.PdfReader(written(review, "secretary", Export.COMMENTS, "pdf", Language.KK)).pages

    words = " ".join(page.extract_text() for page in pages)
    assert "әғқңөұүһі" in words
    assert "ӘҒҚҢӨҰҮҺІ" in words
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert "1 / " in words


def test_everything_can_be_had_in_every_format_that_is_offered(review):
    settle(review)

    for export, endings in ENDINGS.items():
        for ending in set(endings) - {"pdf"}:
            assert written(review, "auditor", export, ending).getvalue()


def test_the_dossier_is_whole_and_its_manifest_says_so(review):
    settle(review)
    report(review)

    with ZipFile(written(review, "secretary", Export.DOSSIER, "zip")) as dossier:
        content = {name: dossier.read(name) for name in dossier.namelist()}

    manifest = dict(reversed(line.split("  ")) for line in content[MANIFEST].decode().splitlines())
    assert manifest == {
        name: hashlib.sha256(told).hexdigest() for name, told in content.items() if name != MANIFEST
    }
    assert {"texts/kk.md", "texts/ru.md", "texts/en.md", "log.jsonl"} < set(content)
    assert {name for name in content if name.startswith("tables/")} == {
        f"tables/{name}.{ending}"
        for name in ("comments", "comparative", "approval", "report", "opinions")
        for ending in ("docx", "xlsx")
    }
    assert docx.Document(BytesIO(content["tables/report.docx"])).tables


def test_a_dossier_of_the_same_content_has_the_same_bytes(review):
    settle(review)
    report(review)
    before = written(review, "secretary", Export.DOSSIER, "zip").getvalue()

    review.desk.clock.go(days=3)

    assert written(review, "secretary", Export.DOSSIER, "zip").getvalue() == before


def test_the_log_of_a_dossier_is_of_its_act_and_only_for_those_who_may_read_it(review):
    settle(review)

    with ZipFile(written(review, "auditor", Export.DOSSIER, "zip")) as dossier:
        lines = dossier.read("log.jsonl").splitlines(keepends=True)
    with ZipFile(written(review, "drafter", Export.DOSSIER, "zip")) as dossier:
        names = dossier.namelist()

    assert {json.loads(line)["entry"]["act"]["slug"] for line in lines} == {"height"}
    assert "log.jsonl" not in names


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("secretary", list(Export), list(Export)),
        ("auditor", list(Export), list(Export)),
        ("aigul", [Export.COMMENTS, Export.COMPARATIVE], list(Export)),
        ("approver", [Export.COMPARATIVE], list(Export)),
    ],
)
def test_each_may_have_what_they_may_know(review, name, before, after):
    def asked() -> list[Export]:
        return review.do(name, lambda db, seat: list(available(order(db, seat))))

    assert asked() == before
    settle(review)
    report(review)
    assert asked() == after


def test_what_one_may_not_have_is_not_there(review):
    with pytest.raises(NotFoundError):
        exported(review, "aigul", Export.APPROVAL)
    with pytest.raises(NotFoundError):
        written(review, "secretary", Export.REPORT, "csv")
    with pytest.raises(NotFoundError):
        exported(review, "stranger", Export.COMMENTS)
