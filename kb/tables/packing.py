"""Files packed into one, with a list of their hashes; of the same files the same bytes."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # The earliest that an archive can say.

MANIFEST: Final = "SHA256SUMS"
"""The list of the hashes, as `sha256sum --check` reads it."""


def pack(files: Iterable[tuple[str, bytes]], archive: BinaryIO) -> None:
    """Write files, given with their paths, and the manifest of their hashes."""
    hashes = {}
    with ZipFile(archive, "w") as packed:
        for path, content in files:
            hashes[path] = hashlib.sha256(content).hexdigest()
            packed.writestr(entry(path), content)
        lines = (f"{hashes[path]}  {path}\n" for path in sorted(hashes))
        packed.writestr(entry(MANIFEST), "".join(lines))


def timeless(draft: BytesIO, file: BinaryIO) -> None:
    """Copy an archive without the time at which it was made."""
    with ZipFile(draft) as made, ZipFile(file, "w") as packed:
        for name in made.namelist():
            packed.writestr(entry(name), made.read(name))


def entry(path: str) -> ZipInfo:
    """Return an entry that does not say when it was made."""
    made = ZipInfo(path)
    made.compress_type = ZIP_DEFLATED
    made.external_attr = 0o644 << 16
    return made
