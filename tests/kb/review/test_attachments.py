"""What a file is, is told by what is in it; and what it may be called."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, strategies

from kb.review import attachments
from kb.review.attachments import Format, Given, cleaned, named, recognised
from kb.review.obstacle import Obstacle
from tests.kb.review.attached import DOCX, MAIN, PDF, PNG, chunk, docx, png, zipped

TAKEN = [("letter.pdf", PDF, Format.PDF), ("a.docx", DOCX, Format.DOCX), ("a.png", PNG, Format.PNG)]


def wrong(content: bytes, name: str = "файл.pdf") -> str:
    """Return why a content is not taken, or an empty text if it is."""
    found = recognised(Given(name, content))
    return found.message if isinstance(found, Obstacle) else ""


@pytest.mark.parametrize(("name", "content", "expected"), TAKEN)
def test_documents_and_pictures_are_taken_whatever_they_are_called(name, content, expected):
    assert recognised(Given(name, content)) is expected
    assert recognised(Given("holiday.exe", content)) is expected
    assert expected.media_type.count("/") == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", attachments.IS_EMPTY),
        (b"MZ\x90\x00" + b"\0" * 200, attachments.UNKNOWN),
        (b"<html><script>alert(1)</script>", attachments.UNKNOWN),
        (b"\xff\xd8\xff\xe0 a JPEG", attachments.UNKNOWN),
        (b"%PDF-1.7\n%%EOF", attachments.DAMAGED),
        (b"%PDF-9.9\n" + PDF, attachments.DAMAGED),
        (PDF[:-9], attachments.DAMAGED),
        (PDF + b"\n" * 4096 + b"MZ", attachments.DAMAGED),
        (b"x" + PDF, attachments.UNKNOWN),
        (PNG[:-1], attachments.DAMAGED),
        (PNG + b"<script>", attachments.DAMAGED),
        (PNG.replace(b"IDAT", b"IDAX"), attachments.DAMAGED),
        (png(60_000, 60_000), attachments.UNPACKS),
        (png(0, 4), attachments.UNPACKS),
        (zipped({"a.txt": b"a"}), attachments.UNKNOWN),
        (zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b""}), attachments.UNKNOWN),
        (docx(main=b"application/x-other"), attachments.UNKNOWN),
        (DOCX[:-30], attachments.DAMAGED),
        (docx({"word/vbaProject.bin": b"macro"}), attachments.HAS_MACROS),
        (docx({"word/VBAdata.xml": b"macro"}), attachments.HAS_MACROS),
        (docx(main=MAIN + b" macroEnabled"), attachments.HAS_MACROS),
        (docx({"word/a.xml": b"\0" * (101 * 1024 * 1024)}), attachments.UNPACKS),
        (docx({f"word/{number}": b"" for number in range(2001)}), attachments.UNPACKS),
        (docx(main=MAIN + b" " * 2_000_000), attachments.UNPACKS),
        (b"%PDF-1.7" + b"\0" * attachments.LARGEST, attachments.TOO_LARGE),
    ],
)
def test_what_is_something_else_is_refused_with_the_reason(content, problem):
    assert wrong(content) == problem


def test_a_document_that_fetches_its_template_is_refused():
    link = b'<Relationship Type="attachedTemplate" Target="http://x/" TargetMode="External"/>'
    assert wrong(docx({"word/_rels/settings.xml.rels": link})) == attachments.HAS_MACROS


def test_an_encrypted_archive_is_refused():
    content = bytearray(DOCX)
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + at] |= 1
    assert wrong(bytes(content)) == attachments.DAMAGED


def test_an_archive_in_which_parts_overlap_is_refused():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("[Content_Types].xml", MAIN), ("word/document.xml", b"<d/>")):
            archive.writestr(name, content)
        for part in archive.infolist():
            part.compress_size = 10_000
    assert wrong(inner.getvalue()) == attachments.UNPACKS


@given(strategies.binary(max_size=400), strategies.sampled_from([b"", PDF, PNG, DOCX]))
def test_any_bytes_have_an_answer(some, before):
    found = recognised(Given("a", before[: len(before) // 2] + some))
    assert isinstance(found, (Format, Obstacle))


@pytest.mark.parametrize("content", [PDF, PNG, DOCX], ids=["pdf", "png", "docx"])
def test_a_file_that_was_cut_off_anywhere_is_refused(content):
    assert [at for at in range(1, len(content) - 1) if not wrong(content[:at])] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Пікір.pdf", "Пікір.pdf"),
        (r"C:\Users\me\мнение.pdf", "мнение.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie_ b.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('"quoted" <b>?.pdf', "_quoted_ _b__.pdf"),
        ("  many   spaces .pdf", "many spaces.pdf"),
        ("й".encode().decode() + ".pdf", "й.pdf"),
        ("x" * 400 + ".pdf", "x" * 100 + ".pdf"),
        ("...", ""),
    ],
)
def test_names_are_cleaned(name, expected):
    assert cleaned(name) == expected


@given(strategies.text(max_size=300))
def test_any_name_becomes_one_that_can_be_kept(name):
    made = named(name, Format.PNG)
    assert made.endswith(".png")
    assert len(made) <= 200
    assert not set(made) & set('/\\\r\n"<>:|?*\x00')
    assert not made.startswith(".")


def test_a_picture_with_a_wrong_checksum_is_damaged():
    body = struct.pack(">II5B", 1, 1, 8, 2, 0, 0, 0)
    bad = PNG.replace(chunk(b"IHDR", body), chunk(b"IHDR", body)[:-4] + b"\0\0\0\0")
    assert bad != PNG
    assert wrong(bad) == attachments.DAMAGED
    assert zlib.crc32(b"IHDR" + body)
