"""Stored versions as drafts to be checked: their texts and metadata as they were taken in."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from kb.language import Language
from kb.law.draft import Draft
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.services import texts
from kb.storage.acts import ExpressionRow


def stored(
    db: Session, act: ActId, metadata: Metadata, hashes: Mapping[Language, str], path: str = ""
) -> Draft:
    """Return the draft that a version was made from; the words of its act.yaml are not kept."""
    return Draft(
        act=act,
        path=path or act,
        metadata=metadata,
        yaml=None,
        texts={lang: db.get_one(ExpressionRow, name).text for lang, name in hashes.items()},
        expressions={lang: texts.expression(db, name, lang) for lang, name in hashes.items()},
        findings=(),
    )
