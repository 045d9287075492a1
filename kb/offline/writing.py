"""The draft of a round as a document for Word, in which every provision can be found again.

A bookmark stands around each provision, named by its place in the text, and one at the top names
the text itself: Word keeps bookmarks when words around them change.
"""

from io import BytesIO
from typing import Any, BinaryIO, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kb.language import Language
from kb.law.act import CONTAINERS, Expression, Provision, ProvisionKind
from kb.offline.model import Paper, mark_at, mark_of
from kb.tables.clean import clean
from kb.tables.packing import EPOCH, timeless

_FONT: Final = "Times New Roman"
_LOCALES: Final = {Language.KK: "kk-KZ", Language.RU: "ru-RU", Language.EN: "en-GB"}
_HEADED: Final = CONTAINERS | {ProvisionKind.ARTICLE}
_DEEPEST: Final = 4
_INDENT: Final = Mm(8)
_GREY: Final = RGBColor(0x59, 0x59, 0x59)


def write(paper: Paper, file: BinaryIO) -> None:
    """Write the document."""
    made = docx.Document()
    _set_up(made, paper)
    head = made.add_heading(clean(paper.title), 0)
    _mark(head, mark_of(paper.text_hash, paper.tree.language), 0)
    for line in paper.told:
        _told(made, line)
    for order, (provision, depth) in enumerate(_in_order(paper.tree)):
        _add(made, provision, depth, order)
    draft = BytesIO()
    made.save(draft)
    timeless(draft, file)


def _in_order(tree: Expression) -> list[tuple[Provision, int]]:
    """Return every provision with how many it stands inside, parents before their children."""
    found: list[tuple[Provision, int]] = []

    def walk(provision: Provision, depth: int) -> None:
        found.append((provision, depth))
        for child in provision.children:
            walk(child, depth + 1)

    for provision in tree.provisions:
        walk(provision, 0)
    return found


def _set_up(made: Any, paper: Paper) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    for name in ("Normal", "Title", *(f"Heading {n}" for n in range(1, _DEEPEST + 1))):
        style = made.styles[name]
        style.font.name, style.font.color.rgb = _FONT, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), _FONT)
    made.styles["Normal"].font.size = Pt(12)
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _LOCALES[paper.tree.language])
    about = made.core_properties
    about.title, about.language = clean(paper.title)[:255], _LOCALES[paper.tree.language]
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = EPOCH


def _told(made: Any, words: str) -> None:
    run = made.add_paragraph().add_run(clean(words))
    run.italic, run.font.size, run.font.color.rgb = True, Pt(10), _GREY


def _add(made: Any, provision: Provision, depth: int, order: int) -> None:
    """Add a provision's own words: its children come after it."""
    if provision.rows:
        _add_table(made, provision, order)
    elif provision.kind in _HEADED and (provision.label or provision.heading):
        words = " ".join(filter(None, (provision.label, provision.heading)))
        head = made.add_heading(clean(words), min(depth + 1, _DEEPEST))
        _mark(head, mark_at(order), order + 1)
        if provision.text:
            made.add_paragraph(clean(provision.text))
    else:
        _mark(_paragraph(made, provision, depth), mark_at(order), order + 1)


def _paragraph(made: Any, provision: Provision, depth: int) -> Any:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.left_indent = _INDENT * max(depth - 1, 0)
    if provision.label:
        paragraph.add_run(f"{clean(provision.label)} ")
    if provision.heading:
        paragraph.add_run(f"{clean(provision.heading)} ").bold = True
    paragraph.add_run(clean(provision.text))
    return paragraph


def _add_table(made: Any, provision: Provision, order: int) -> None:
    width = max(map(len, provision.rows))
    table = made.add_table(rows=0, cols=width, style="Table Grid")
    for row in provision.rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = clean(words)
    _mark(table.rows[0].cells[0].paragraphs[0], mark_at(order), order + 1)
    made.add_paragraph()


def _mark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around what a paragraph says."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    properties = paragraph._p.pPr  # noqa: SLF001  # python-docx has no bookmarks.
    paragraph._p.insert(0 if properties is None else 1, start)  # noqa: SLF001
    paragraph._p.append(end)  # noqa: SLF001
