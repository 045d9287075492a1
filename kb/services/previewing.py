"""A text that is not committed yet, checked and set as a push of it would be; nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.draft import NO_METADATA, Draft, read
from kb.law.folder import METADATA, MOST_BYTES, TEXTS, ActFolder, Oddity
from kb.law.identifiers import ActId
from kb.law.linking import marks
from kb.law.parallel import Aligned, align
from kb.law.render import Row, rows
from kb.services import drafts, library
from kb.services.examining import Examiner, Report

NAMELESS = ActId("preview")
"""What an act is called that is no version of one that is there."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives to look at: files by their names in an act's folder, and the act they are of.

    Of an act that is there, the files that are not given are taken from its newest version.
    """

    files: Mapping[str, bytes]
    act: ActId | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft with what was found in it, and its rows in the languages that it has."""

    draft: Draft
    report: Report
    columns: tuple[Language, ...]
    aligned: Sequence[Aligned[Row]]
    taken: tuple[str, ...]
    """The files that were taken from the newest version."""


def preview(db: Session, viewer: Viewer, examiner: Examiner, given: Given) -> Preview:
    """Return what becomes of a draft; whatever is given, what is wrong with it is a finding.

    Raises ActNotFoundError if there is no such act, or the viewer may not read all drafts.
    """
    if not viewer.may(Permission.READ_DRAFTS):
        raise ActNotFoundError(act=given.act or NAMELESS)
    draft = read(_folder(given))
    draft, taken = _completed(db, viewer, draft, given) if given.act else (draft, ())
    columns = tuple(language for language in Language if language in draft.expressions)
    trees = {language: draft.expressions[language] for language in columns}
    typeset = {
        language: rows(tree, marks(tree, examiner.glossary, examiner.analyse))
        for language, tree in trees.items()
    }
    report = examiner.examine(db, viewer, draft)
    return Preview(draft, report, columns, align(typeset, columns), taken)


def _folder(given: Given) -> ActFolder:
    odd = {name: Oddity.TOO_LARGE for name, text in given.files.items() if len(text) > MOST_BYTES}
    files = {name: text for name, text in given.files.items() if name not in odd}
    return ActFolder(given.act or NAMELESS, files, odd)


def _completed(
    db: Session, viewer: Viewer, draft: Draft, given: Given
) -> tuple[Draft, tuple[str, ...]]:
    """Return a draft with what it lacks taken from the newest version of its act."""
    act = library.find(db, viewer, draft.act)
    there = drafts.stored(db, act.act, act.metadata, act.shown.texts)
    lacking = {lang for lang in there.texts if TEXTS[lang] not in given.files}
    whole = replace(
        draft,
        texts={**draft.texts, **{lang: there.texts[lang] for lang in lacking}},
        expressions={**draft.expressions, **{lang: there.expressions[lang] for lang in lacking}},
    )
    taken = tuple(TEXTS[lang] for lang in Language if lang in lacking)
    if METADATA in given.files:
        return whole, taken
    found = tuple(one for one in draft.findings if one.rule is not NO_METADATA)
    return replace(whole, metadata=act.metadata, findings=found), (METADATA, *taken)
