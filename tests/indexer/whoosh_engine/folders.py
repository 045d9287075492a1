"""The files of an index: where they are, and what may happen to them."""

from collections.abc import Callable
from pathlib import Path


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(0, len(content), 7):
        content[at] ^= 0x5A
    path.write_bytes(bytes(content))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "half-written": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "garbled": _flipped,
}
"""What may have become of a file, by name; each spoils the file at a path."""
