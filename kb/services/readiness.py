"""What stands in the way of publishing a version: told as a list, before anybody tries."""

from sqlalchemy.orm import Session

from kb.errors import msg
from kb.language import Language
from kb.law.checks import parity_check
from kb.law.finding import Severity
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.procedure import Kind, Procedure
from kb.review.obstacle import Obstacle
from kb.services import drafts
from kb.services.library import metadata_of
from kb.storage.acts import VersionRow


def obstacles(db: Session, version: VersionRow, procedure: Procedure, body: str) -> list[Obstacle]:
    """Return everything that stands in the way of publishing a version that a body adopted."""
    metadata = metadata_of(version)
    kind = procedure.kinds.get(metadata.kind)
    if kind is None:
        return [_unknown(metadata)]
    return [*_wrong_body(kind, body), *disagreements(db, version, procedure)]


def disagreements(db: Session, version: VersionRow, procedure: Procedure) -> list[Obstacle]:
    """Return what keeps the languages of a version from being taken for the same text."""
    metadata = metadata_of(version)
    kind = procedure.kinds.get(metadata.kind)
    if kind is None:
        return [_unknown(metadata)]
    return [*_missing_languages(version, metadata, kind), *_disagreements(db, version, metadata)]


def _unknown(metadata: Metadata) -> Obstacle:
    message = msg("procedure.yaml knows no kind “%(kind)s” any more.")
    return Obstacle(message, {"kind": metadata.kind})


def _wrong_body(kind: Kind, body: str) -> list[Obstacle]:
    if body in kind.bodies:
        return []
    message = msg("“%(body)s” does not adopt acts of this kind; %(bodies)s may.")
    return [Obstacle(message, {"body": body, "bodies": ", ".join(kind.bodies)})]


def _missing_languages(version: VersionRow, metadata: Metadata, kind: Kind) -> list[Obstacle]:
    missing = [
        language
        for language in kind.languages
        if version.hash_of(language) is None or language in metadata.behind
    ]
    if not missing:
        return []
    message = msg("The text is missing or incomplete in: %(languages)s.")
    return [Obstacle(message, {"languages": ", ".join(missing)})]


def _disagreements(db: Session, version: VersionRow, metadata: Metadata) -> list[Obstacle]:
    """Return where the languages say different things, as the linter words it."""
    message = msg("The languages disagree: %(place)s: %(finding)s")
    act = ActId(version.act.slug)
    hashes = {lang: name for lang in Language if (name := version.hash_of(lang)) is not None}
    return [
        Obstacle(message, {"place": f"{f.file}:{f.line}", "finding": f.said})
        for f in parity_check.check(drafts.stored(db, act, metadata, hashes))
        if f.weight is Severity.ERROR
    ]
