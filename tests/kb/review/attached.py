"""Small files of the kinds that are taken, and of others."""

import io
import struct
import zipfile
import zlib

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n101\n%%EOF\n"
)
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int) -> bytes:
    """Return a picture that says to have a size; its data are those of one pixel."""
    header = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0\xff\xff\xff")
    parts = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, body) for kind, body in parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(more: dict[str, bytes] | None = None, main: bytes = MAIN) -> bytes:
    """Return a document of Word as far as anybody looks."""
    contents = (
        b'<Types><Override PartName="/word/document.xml" ContentType="' + main + b'"/></Types>'
    )
    return zipped({"[Content_Types].xml": contents, "word/document.xml": b"<d/>", **(more or {})})


PNG = png(1, 1)
DOCX = docx()
