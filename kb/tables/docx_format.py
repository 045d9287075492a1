"""A document for Word: real tables whose headings repeat, in landscape, with numbered pages.

Tables are written as WordprocessingML (ECMA-376 Part 1, 17.4) and read in one go: made cell by cell,
one of thousands of rows takes minutes.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from kb.language import Language
from kb.tables.clean import clean, pieces_of
from kb.tables.formats import Advance
from kb.tables.model import Cell, Column, Document, Mark, Prose, Table
from kb.tables.packing import EPOCH, timeless

_FONT: Final = "Times New Roman"
_LOCALES: Final = {Language.KK: "kk-KZ", Language.RU: "ru-RU", Language.EN: "en-GB"}
_WIDTH: Final = 15_138
"""The width of a table in twentieths of a point: A4 in landscape, with margins of 15 mm."""
_TALL: Final = '<w:trHeight w:val="850" w:hRule="atLeast"/>'
_MARKS: Final = {
    Mark.NONE: "",
    Mark.DELETED: '<w:strike/><w:color w:val="A40000"/>',
    Mark.INSERTED: '<w:b/><w:color w:val="00561B"/>',
}
_PAGE: Final = (
    f"<w:p {nsdecls('w')}>"
    '<w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)


def write(document: Document, file: BinaryIO, advance: Advance) -> None:
    """Write a document; the same one always has the same bytes."""
    made = docx.Document()
    _set_up(made, document)
    made.add_heading(clean(document.title), 0)
    made.add_paragraph(clean(document.subject), style="Subtitle")
    for name, value in document.facts:
        told = made.add_paragraph(style="No Spacing")
        told.add_run(f"{clean(name)}: ").bold = True
        told.add_run("".join(words for words, _ in pieces_of(value)))
    if document.notice:
        made.add_paragraph(clean(document.notice), style="Intense Quote")
    for table in document.tables:
        _add(made, document, table, advance)
    draft = BytesIO()
    made.save(draft)
    timeless(draft, file)


def _set_up(made: Any, document: Document) -> None:
    """Set the page, the fonts, the language and what the file says of itself."""
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    footer = section.footer.paragraphs[0]._p  # noqa: SLF001  # python-docx gives no other way to it.
    footer.getparent().replace(footer, parse_xml(_PAGE))
    for name, size in _SIZES.items():
        _face(made.styles[name], size)
    made.styles["Title"].font.bold = True
    made.styles["Subtitle"].font.italic = made.styles["Intense Quote"].font.bold = False
    for name in ("Title", "Subtitle", "Intense Quote"):
        _bare(made.styles[name].element)
    stops = made.settings.element.find(qn("w:defaultTabStop"))
    stops.addnext(parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))
    _speak(made.styles.element, _LOCALES[document.language])
    about = made.core_properties
    about.title, about.subject = clean(document.title)[:255], clean(document.subject)[:255]
    about.language, about.author = _LOCALES[document.language], ""
    about.comments = about.last_modified_by = ""
    at = document.at.replace(tzinfo=None) if document.at else EPOCH
    about.created = about.modified = at


_SIZES: Final = {
    "Normal": 10,
    "No Spacing": 10,
    "Footer": 9,
    "Title": 16,
    "Subtitle": 12,
    "Heading 1": 12,
    "Intense Quote": 9,
}


def _face(style: Any, size: int) -> None:
    """Let a style have the one font, also for the letters that Word does not count as Latin."""
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)


def _bare(style: Any) -> None:
    """Take from a style the coloured line, the indent and the wide letters that Word gives it."""
    for name in ("w:pPr/w:pBdr", "w:pPr/w:ind", "w:rPr/w:spacing"):
        for one in style.xpath(name):
            one.getparent().remove(one)


def _speak(styles: Any, locale: str) -> None:
    """Say in which language the document is, so that it is checked and read aloud in it."""
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), locale)


def _add(made: Any, document: Document, table: Table, advance: Advance) -> None:
    if len(document.tables) > 1:
        made.add_heading(clean(table.title), 1)
    if not table.rows:
        made.add_paragraph(clean(table.empty))
        return
    body = made.element.body
    body.insert(len(body) - 1, parse_xml("".join(_table(table, advance))))
    made.add_paragraph()


def _table(table: Table, advance: Advance) -> Iterator[str]:
    """Yield a table as XML."""
    columns = [table.columns[place] for place in table.printed]
    widths = _widths(columns)
    yield f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
    yield f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    yield '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    yield '<w:tblLook w:firstRow="1" w:noVBand="1" w:noHBand="1"/></w:tblPr><w:tblGrid>'
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for column, width in zip(columns, widths, strict=True):
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EAEE"/>'
        yield _cell(column.heading, width, shade, "<w:b/>")
    yield "</w:tr>"
    tall = f"<w:trPr>{_TALL}</w:trPr>" if table.is_tall else ""
    for row in table.rows:
        yield f"<w:tr>{tall}"
        for place, width in zip(table.printed, widths, strict=True):
            yield _cell(row[place], width)
        yield "</w:tr>"
        advance(1)
    yield "</w:tbl>"


def _widths(columns: list[Column]) -> list[int]:
    whole = sum(column.width for column in columns)
    return [_WIDTH * column.width // whole for column in columns]


def _cell(cell: Cell, width: int, shade: str = "", look: str = "") -> str:
    locale = _LOCALES.get(cell.language) if isinstance(cell, Prose) and cell.language else None
    spoken = f'<w:lang w:val="{locale}"/>' if locale else ""
    runs = "".join(_run(words, f"{look}{_MARKS[mark]}", spoken) for words, mark in pieces_of(cell))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr>{runs}</w:p></w:tc>'
    )


def _run(words: str, look: str, spoken: str) -> str:
    """Return words in one look; within `rPr` the schema sets the order of what is said."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    told = "<w:br/>".join(lines).replace("\t", "    ")
    return f'<w:r><w:rPr>{look}<w:sz w:val="16"/>{spoken}</w:rPr>{told}</w:r>'
