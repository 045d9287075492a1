"""What a suggested wording would change in the text of a round."""

from dataclasses import replace
from itertools import takewhile
from typing import Final

from sqlalchemy.orm import Session

from kb.errors import msg
from kb.language import Language
from kb.law.act import CONTAINERS, Expression
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.passage import NoPassageError, WordingError, replaced
from kb.law.passages import holds_passages
from kb.law.redline.change import Redline
from kb.law.redline.comparing import redline
from kb.services import texts
from kb.services.library import Act
from kb.storage.acts import ExpressionRow

LONGEST: Final = 60_000
"""Characters of a wording; no provision comes near."""


class LongWordingError(WordingError):
    """A wording is longer than any provision."""

    message = msg("The wording is too long: at most %(most)s characters.")


def changes(db: Session, pinned: Act, eid: EId, language: Language, wording: str) -> Redline:
    """Return what a wording changes in a provision with all that is read as one with it.

    Raises WordingError, which says how to mend it, if the wording cannot take the provision's place.
    """
    if len(wording) > LONGEST:
        raise LongWordingError(most=LONGEST)
    name = pinned.shown.texts.get(language)
    if name is None:
        raise NoPassageError(eid=eid)
    text = db.get_one(ExpressionRow, name).text
    after = parse(replaced(text, language, eid, wording), language)
    return redline(_alone(texts.expression(db, name, language), eid), _alone(after, eid))


def _alone(tree: Expression, eid: EId) -> Expression:
    """Return a text of which there is nothing but one provision, without the articles in it."""
    found = next(one for one in tree.walk() if one.eid == eid)
    if found.kind in CONTAINERS:
        loose = takewhile(lambda child: not holds_passages(child), found.children)
        found = replace(found, children=tuple(loose))
    return Expression(language=tree.language, provisions=(found,))
