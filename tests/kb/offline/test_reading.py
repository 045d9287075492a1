"""Documents that were made to do harm, or damaged, are refused: quickly, and in so many words."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kb.language import Language
from kb.offline.model import MOST_NOTES, Notes, TooManyNotesError, UnreadableError, mark_at, mark_of
from kb.offline.reading import read
from kb.review.attachments import Format, Given, recognised

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/comments" Target="{target}"/></Relationships>'
)
MARKS = (
    f'<w:bookmarkStart w:id="900" w:name="{mark_of("a" * 64, Language.RU)}"/>'
    f'<w:bookmarkStart w:id="901" w:name="{mark_at(4)}"/>'
)


def noted(number: int, words: str = "Почему?") -> str:
    return f'<w:comment w:id="{number}" w:author="A"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'


def ranged(number: int, words: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/><w:r><w:t>{words}</w:t></w:r>'
        f'<w:commentRangeEnd w:id="{number}"/>'
    )


def made(
    body: str, comments: str | None = "", head: str = "", target: str = "comments.xml"
) -> bytes:
    """Return a document with a body and comments; without comments, the part is missing."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(target=target))
        if comments is not None:
            archive.writestr("word/comments.xml", f"<w:comments {W}>{comments}</w:comments>")
    return file.getvalue()


def paragraph(inside: str) -> str:
    return f"<w:p>{MARKS}{inside}</w:p>"


def taken(content: bytes) -> Notes:
    """Read what is a document by the look of it."""
    assert recognised(Given("text.docx", content)) is Format.DOCX
    return read(content)


@pytest.mark.parametrize("target", ["comments.xml", "/word/comments.xml", "./x/../comments.xml"])
def test_a_comment_is_read_with_its_words_and_its_place(target: str) -> None:
    content = made(
        paragraph("<w:r><w:t>Кто </w:t></w:r>" + ranged(1, "решает")), noted(1), "", target
    )

    found = read(content)

    (note,) = found.notes
    assert (note.order, note.line, note.exact) == (4, "Кто решает", "решает")
    assert (note.author, note.text) == ("A", "Почему?")
    assert found.text == ("ru", "a" * 16)


def test_without_comments_nothing_is_brought() -> None:
    for content in (made(paragraph(ranged(1, "x")), None), made(paragraph(ranged(1, "x")))):
        assert read(content).notes == ()


def test_remarks_of_xml_and_entities_are_passed_over() -> None:
    inside = f"<!-- a remark --><?mso x?>{ranged(1, 'решает')}"
    assert [note.exact for note in read(made(paragraph(inside), noted(1))).notes] == ["решает"]


def test_a_paragraph_in_a_frame_belongs_to_itself() -> None:
    frame = f"<w:r><w:pict><w:p>{ranged(2, 'внутри')}</w:p></w:pict></w:r>"
    found = read(
        made(paragraph(f"<w:r><w:t>вне</w:t></w:r>{frame}{ranged(1, '!')}"), noted(1) + noted(2))
    )
    assert [(note.line, note.exact) for note in found.notes] == [
        ("вне!", "!"),
        ("внутри", "внутри"),
    ]


def test_what_was_inserted_is_not_among_the_words_as_they_were() -> None:
    inserted = "<w:ins><w:r><w:t>не </w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>всегда </w:delText></w:r></w:del>"
    found = read(made(paragraph(f"{inserted}{deleted}{ranged(1, 'решает')}"), noted(1)))
    assert (found.notes[0].line, found.changes) == ("всегда решает", 2)


_ENTITIES = "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 20}'>" for at in range(12))
LAUGHS = f"<!DOCTYPE w:document [<!ENTITY a 'ha'>{_ENTITIES}]>"
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
HARMFUL: dict[str, Callable[[], bytes]] = {
    "90 MB": lambda: made(paragraph("<w:r><w:t>x</w:t></w:r>" * 4_000_000), ""),
    "many elements": lambda: made(paragraph("<w:r/>" * 1_600_000), ""),
    "laughs": lambda: made(paragraph("<w:r><w:t>&l;&l;</w:t></w:r>"), "", LAUGHS),
    "laughs in an attribute": lambda: made(paragraph('<w:r w:rsidR="&l;"/>'), "", LAUGHS),
    "a file from elsewhere": lambda: made(paragraph("<w:r><w:t>&x;</w:t></w:r>"), "", OUTSIDE),
    "deep": lambda: made("<w:p>" * 5000 + "</w:p>" * 5000),
    "not closed": lambda: made("<w:p>"),
    "broken comments": lambda: made(paragraph("x"), "<w:comment"),
}


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMFUL)
def test_what_was_made_to_do_harm_is_refused(harm: str) -> None:
    with pytest.raises(UnreadableError):
        taken(HARMFUL[harm]())


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    whole = made(paragraph("x" * 5000))
    with ZipFile(BytesIO(whole)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = whole.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != whole
    with pytest.raises(UnreadableError):
        read(lying)


@pytest.mark.slow
def test_a_hundred_thousand_comments_are_refused_with_their_number() -> None:
    content = made(paragraph("x"), "".join(noted(number, "x") for number in range(100_000)))
    with pytest.raises(TooManyNotesError, match=f"100000 comments, and at most {MOST_NOTES} "):
        taken(content)


@pytest.mark.slow
def test_all_comments_on_all_words_take_no_longer_than_one_on_each() -> None:
    begins = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in range(MOST_NOTES))
    comments = "".join(noted(number) for number in range(MOST_NOTES))
    found = taken(made(paragraph(begins + "<w:r><w:t>x</w:t></w:r>" * 120_000), comments))
    assert len(found.notes) == MOST_NOTES
    assert {(note.line, note.exact) for note in found.notes} == {("", "")}


@pytest.mark.slow
def test_paragraphs_within_paragraphs_are_read_once_each() -> None:
    inside = "<w:p>" * 60 + ranged(1, "x") + "<w:r><w:t>y</w:t></w:r>" * 50_000 + "</w:p>" * 60
    assert [note.exact for note in taken(made(inside, noted(1))).notes] == ["x"]
