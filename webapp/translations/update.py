"""Brings the translations up to date: new messages are added without words, old ones dropped."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kb.language import Language

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
SOURCES: Final = ("kb", "indexer", "webapp")
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "msg": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
METHODS: Final = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.xml", "jinja2"),
]
OPTIONS: Final = {pattern: {"trimmed": "true"} for pattern, kind in METHODS if kind == "jinja2"}
TRANSLATED: Final = (Language.KK, Language.RU)


def extracted() -> Catalog:
    """Return all messages of the code and the templates."""
    catalog = Catalog(fuzzy=False)
    for message, context in _messages():
        catalog.add(message, context=context)
    return catalog


def _messages() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for source in SOURCES:
        found = extract_from_dir(ROOT / source, METHODS, OPTIONS, KEYWORDS)
        for _, _, message, _, context in found:
            yield message, context


def path_of(language: Language) -> Path:
    """Return the file of a language's messages."""
    return HERE / language / "LC_MESSAGES" / "messages.po"


def read(language: Language) -> Catalog:
    """Return the messages of a language as they are."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language.value)


def updated(language: Language, template: Catalog) -> Catalog:
    """Return a language's messages with all of the template's, and no others."""
    old = read(language)
    new = Catalog(locale=language.value, fuzzy=False, header_comment=_header(language))
    for message in template:
        if message.id:
            known = old.get(message.id, message.context)
            words = known.string if known else ""
            new.add(message.id, words, flags=message.flags, context=message.context)
    return new


def _header(language: Language) -> str:
    return f"# The words of the interface: {language.endonym}. Kept by `make messages`."


def main() -> None:
    """Write the catalogues, and tell which messages have no words yet."""
    template = extracted()
    for language in TRANSLATED:
        catalog = updated(language, template)
        path_of(language).write_bytes(written(catalog))
        for message in untranslated(catalog):
            print(f"{language}: {message!r}")  # noqa: T201  # A command's output.


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as a file, without the headers that nobody fills in."""
    whole = BytesIO()
    write_po(whole, catalog, width=100, sort_output=True)
    lines = whole.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_EMPTY_HEADERS))


_EMPTY_HEADERS: Final = tuple(
    f'"{name}'.encode()
    for name in (
        "Project-Id", "Report-Msgid", "POT-Creation", "PO-Revision", "Last-Translator",
        "Language-Team", "Generated-By",
    )
)  # fmt: skip


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages of a catalogue that have no words, or not in every plural form."""
    missing = []
    for message in catalog:
        words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and not (all(words) and len(words) == _forms(catalog, message.pluralizable)):
            missing.append(str(message.id))
    return missing


def _forms(catalog: Catalog, is_plural: bool) -> int:  # noqa: FBT001
    return catalog.num_plurals if is_plural else 1


if __name__ == "__main__":
    main()
