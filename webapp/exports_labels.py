"""What the documents of a round are for, in the reader's language."""

from typing import Final

from kb.errors import msg
from kb.services.exporting.making import ZIP, Export
from kb.tables.formats import Format
from webapp.locale import gettext

PURPOSES: Final = {
    Export.COMMENTS: msg(
        "Every comment with its provision, its author as you may know them, and its answer."
    ),
    Export.COMPARATIVE: msg(
        "Each provision as it is worded and as it is proposed, word by word, with the reason."
    ),
    Export.APPROVAL: msg("Who was asked, what they make of the draft, and room for signatures."),
    Export.REPORT: msg(
        "The figures of the round, its opinions, what is unresolved, and all comments with their answers."
    ),
    Export.DOSSIER: msg(
        "The texts, all tables, opinions, attached files and the log, with the hash of each file."
    ),
}
FORMATS: Final = {
    Format.DOCX.value: msg("Word"),
    Format.XLSX.value: msg("Excel"),
    Format.PDF.value: msg("PDF"),
    Format.CSV.value: msg("CSV"),
    Format.JSON.value: msg("JSON"),
    ZIP: msg("ZIP archive"),
}


def purpose(value: Export) -> str:
    """Return what a document is for."""
    return gettext(PURPOSES[value])


def format_(value: str) -> str:
    """Return what a format is called."""
    return gettext(FORMATS[value])
