import csv
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from kb.language import Language
from kb.tables import formats
from kb.tables.formats import Format, NoPdfError, load, write
from kb.tables.model import Column, Document, Mark, Prose, Table, prose
from kb.tables.pdf_format import html, refuse

LETTERS = "ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І"
HOSTILE = (
    "=1+1",
    "+1",
    "-2",
    "@SUM(A1)",
    "＝1",
    "http://evil.example",
    "0012",
    "1e5",
    "<script>alert(1)</script>",
    "<img src='file:///etc/passwd'>",
    "a\x00\x0b\x1f\ufffe\u202eb",
    "]]>&amp;",
)
COLUMNS = (
    Column("number", "№", 5),
    Column("words", "Сөздер", 30),
    Column("day", "Күні", 12),
    Column("moment", "Уақыты", 16),
    Column("hidden", "Деректер үшін", 20, printed=False),
)
DAY, MOMENT = date(2026, 11, 22), datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


def table(*words: str, **more) -> Table:
    rows = [(at, prose(one), DAY, MOMENT, one) for at, one in enumerate(words, start=1)]
    usual = {"key": "t", "title": "Кесте: [1]/2", "columns": COLUMNS, "empty": "Бос.", "rows": rows}
    return Table(**(usual | more))


def document(*tables: Table) -> Document:
    return Document(
        language=Language.KK,
        title=f"Кесте {LETTERS}",
        subject="Биіктік туралы",
        facts=(("Күні", DAY), ("Саны", 3)),
        notice="Жоба.",
        tables=tables,
    )


def made(format_: Format, *tables: Table) -> BytesIO:
    file = BytesIO()
    write(format_, document(*tables), file, lambda more: None)
    file.seek(0)
    return file


def test_progress_counts_every_row():
    for format_ in set(Format) - {Format.PDF}:
        told: list[int] = []
        write(format_, document(table("a", "b", "c")), BytesIO(), told.append)
        assert sum(told) == 3, format_


def test_no_cell_of_a_workbook_is_more_than_words():
    sheet = load_workbook(made(Format.XLSX, table(*HOSTILE, LETTERS))).worksheets[0]

    words = [sheet.cell(row=at, column=2) for at in range(2, 2 + len(HOSTILE))]

    assert {cell.data_type for cell in words} == {"s"}
    assert [cell.value for cell in words][:8] == list(HOSTILE[:8])
    assert words[10].value == "ab"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert sheet.cell(row=14, column=2).value == LETTERS


def test_numbers_days_and_moments_of_a_workbook_are_what_they_are():
    sheet = load_workbook(made(Format.XLSX, table("a"))).worksheets[0]

    number, _, day, moment, _ = (cell.value for cell in sheet[2])

    assert (number, day.date(), moment) == (1, DAY, MOMENT.replace(tzinfo=None))


def test_what_a_cell_of_a_workbook_cannot_hold_goes_on_in_the_next_row():
    words = "".join(chr(0x4E00 + number % 1000) for number in range(70_000))
    sheet = load_workbook(made(Format.XLSX, table(words, "after"))).worksheets[0]

    assert "".join(sheet[f"B{row}"].value for row in (2, 3, 4)) == words
    assert [sheet[f"A{row}"].value for row in (2, 3, 4, 5)] == [1, 1, 1, 2]
    assert sheet["C3"].value in {None, ""}
    assert sheet["B5"].value == "after"
    assert sheet.auto_filter.ref.endswith("5")


def test_sheets_have_names_that_excel_takes():
    long = "Құрылымдық элементтер бойынша: барлығы"
    book = load_workbook(
        made(Format.XLSX, table("a"), table("b", title=long), table("c", title="'"))
    )

    assert len(set(book.sheetnames)) == 4
    assert max(map(len, book.sheetnames)) <= 31
    assert not set("[]:*?/\\") & set("".join(book.sheetnames))


def test_csv_takes_the_sting_out_of_formulas():
    text = made(Format.CSV, table(*HOSTILE)).getvalue().decode("utf-8-sig")

    rows = list(csv.reader(StringIO(text, newline="")))

    assert rows[0] == [column.heading for column in COLUMNS]
    assert [row[1] for row in rows[1:6]] == [f"'{words}" for words in HOSTILE[:5]]
    assert rows[6][1] == "http://evil.example"
    assert rows[1][2:4] == ["2026-11-22", "2026-11-22T13:05:00+00:00"]


def test_json_has_the_words_as_they_are():
    (told,) = json.load(made(Format.JSON, table(*HOSTILE)))["tables"]

    assert [row["words"] for row in told["rows"]][:10] == list(HOSTILE[:10])
    assert told["columns"][1] == {"key": "words", "heading": "Сөздер"}


def test_a_document_of_word_is_in_its_language_and_font():
    marked = Prose((("Было", Mark.DELETED), ("Стало\nтак", Mark.INSERTED)), Language.RU)
    rows = [(1, marked, DAY, MOMENT, "not printed")]
    opened = docx.Document(made(Format.DOCX, table(rows=rows)))

    (told,) = opened.tables
    run_of_old, run_of_new = told.rows[1].cells[1].paragraphs[0].runs

    assert [cell.text for cell in told.rows[0].cells] == ["№", "Сөздер", "Күні", "Уақыты"]
    assert told.rows[1].cells[1].text == "БылоСтало\nтак"
    assert run_of_old.font.strike
    assert run_of_new.font.bold
    assert run_of_new._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"
    defaults = opened.styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "kk-KZ"
    assert opened.styles["Normal"].font.name == "Times New Roman"
    assert opened.core_properties.title == f"Кесте {LETTERS}"


def test_a_document_of_word_is_plain_and_breaks_long_words():
    opened = docx.Document(made(Format.DOCX, table("a")))

    for name in ("Title", "Subtitle", "Intense Quote"):
        style = opened.styles[name].element
        assert not style.xpath("w:pPr/w:pBdr | w:pPr/w:ind | w:rPr/w:spacing"), name
    (stops,) = opened.settings.element.xpath("w:defaultTabStop")
    assert stops.getnext().tag == qn("w:autoHyphenation")


@pytest.mark.parametrize("words", [*HOSTILE, LETTERS])
def test_word_opens_whatever_was_written(words):
    opened = docx.Document(made(Format.DOCX, table(words)))

    expected = "ab" if "\x00" in words else words
    assert opened.tables[0].rows[1].cells[1].text == expected


@pytest.mark.parametrize("format_", [Format.DOCX, Format.XLSX])
def test_the_same_document_has_the_same_bytes(format_):
    files = [made(format_, table(*HOSTILE)) for _ in range(2)]

    assert files[0].getvalue() == files[1].getvalue()
    assert {one.date_time[0] for one in ZipFile(files[0]).infolist()} == {1980}


@pytest.mark.parametrize("format_", [Format.DOCX, Format.XLSX, Format.PDF])
def test_a_table_without_rows_says_so(format_):
    empty = table()
    assert len(made(format_, empty, empty).getvalue()) > 100
    assert "Бос." in html(document(empty))


def test_a_page_for_pdf_has_no_markup_but_its_own():
    page = html(document(table(*HOSTILE)))

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;img" in page


def test_what_sets_a_pdf_fetches_nothing():
    with pytest.raises(ValueError, match="no part outside"):
        refuse("file:///etc/passwd")


def test_without_pango_only_pdf_cannot_be_made(monkeypatch):
    def missing(name: str):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(formats, "import_module", missing)

    with pytest.raises(NoPdfError, match="libpango"):
        load(Format.PDF)


@pytest.mark.slow
def test_the_site_starts_without_the_libraries_of_the_formats():
    code = (
        "import sys, webapp.app;"
        "print([name for name in ('docx', 'xlsxwriter', 'weasyprint') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"
