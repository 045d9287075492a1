"""A document that is written, commented on in Word and read again has its comments at their provisions."""

from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kb.language import Language
from kb.law.parse import parse
from kb.offline import model
from kb.offline.model import Paper, mark_of

TEXT = """# Ғимараттар туралы

## 1-тарау. Жалпы ережелер

### 1-бап. Биіктік

1. Ғимараттың биіктігі шектеледі:

   1) орталықта – 20 метр;

   2) шетінде – 40 метр.

| Аймақ | Шегі |
|---|---|
| Қақпа | 20 |

### 2-бап. Қорытынды

Осы акт жарияланған күнінен бастап қолданысқа енгізіледі.
"""
HASH = "ab" * 32


@pytest.fixture(scope="module")
def tree():
    return parse(TEXT, Language.KK)


def written(tree) -> docx.document.Document:
    """Return the document as somebody opens it."""
    file = BytesIO()
    model.write(Paper(tree, HASH, tree.title, ("Жоба.",)), file)
    return docx.Document(BytesIO(file.getvalue()))


def saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def holding(document, words):
    """Return the paragraph that has some words."""
    return next(one for one in document.paragraphs if words in one.text)


def test_the_document_says_every_word_with_its_number(tree):
    document = written(tree)

    lines = [one.text for one in document.paragraphs]
    assert lines[0] == "Ғимараттар туралы"
    assert "1-бап. Биіктік" in lines
    assert "2) шетінде – 40 метр." in lines
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Аймақ", "Шегі"],
        ["Қақпа", "20"],
    ]
    assert document.core_properties.language == "kk-KZ"


def test_a_document_without_comments_brings_none_and_says_which_text_it_is(tree):
    found = model.read(saved(written(tree)))

    assert found.text == ("kk", HASH[:16])
    assert mark_of(HASH, Language.KK) == f"kb_text_kk_{HASH[:16]}"
    assert (found.notes, found.changes) == ((), 0)


def test_a_comment_stands_on_its_provision_and_quotes_its_words(tree):
    document = written(tree)
    paragraph = holding(document, "шетінде")
    document.add_comment(paragraph.runs[1], text="Неге 40?\nДәйектеңіз.", author="Айгүл Бекова")

    (note,) = model.read(saved(document)).notes

    provisions = list(tree.walk())
    assert provisions[note.order].eid == "art_1__para_1__subpara_2"
    assert (note.author, note.text) == ("Айгүл Бекова", "Неге 40?\nДәйектеңіз.")
    assert (note.line, note.exact) == ("2) шетінде – 40 метр.", "шетінде – 40 метр.")


def test_a_comment_across_paragraphs_stands_on_the_first_and_quotes_nothing(tree):
    document = written(tree)
    first, last = holding(document, "орталықта"), holding(document, "шетінде")
    document.add_comment([first.runs[0], last.runs[-1]], text="Екеуі де")

    (note,) = model.read(saved(document)).notes

    assert list(tree.walk())[note.order].eid == "art_1__para_1__subpara_1"
    assert note.exact == ""


def test_the_words_are_those_before_any_change_was_tracked(tree):
    document = written(tree)
    paragraph = holding(document, "орталықта")
    run = paragraph.runs[1]
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:id"), "900")
    run._r.addnext(inserted)
    inserted.append(paragraph.add_run(" немесе 30")._r)
    document.add_comment(run, text="Тым аз")

    found = model.read(saved(document))

    assert found.changes == 1
    assert found.notes[0].line == "1) орталықта – 20 метр;"


def test_an_empty_comment_is_none(tree):
    document = written(tree)
    document.add_comment(holding(document, "орталықта").runs[0], text="   ")

    assert model.read(saved(document)).notes == ()


def test_a_document_of_another_program_says_no_text(tree):
    document = docx.Document()
    document.add_paragraph("1) орталықта – 20 метр;")

    assert model.read(saved(document)).text is None
