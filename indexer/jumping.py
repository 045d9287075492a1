"""Legal references typed into the search box, and the provisions that they lead to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from indexer.analysis.words import analyse
from indexer.engine import SearchEngine
from indexer.query import Facet, SearchQuery
from kb.language import Language
from kb.law.citation.addressing import address
from kb.law.citation.shorthand import Shorthand, parse, rest
from kb.law.identifiers import ActId, EId
from kb.law.units import Path
from kb.services import library, texts
from kb.services.library import Act

MOST: Final = 12
"""How many acts are looked into for a reference that names none."""


@dataclass(frozen=True, slots=True)
class Target:
    """A provision that a typed reference leads to."""

    act: Act
    eid: EId


@dataclass(frozen=True, slots=True)
class Jump:
    """The provisions that a query refers to; `is_all` if it asks for nothing else."""

    targets: tuple[Target, ...] = ()
    is_all: bool = False


def jump(db: Session, engine: SearchEngine, query: SearchQuery) -> Jump:
    """Return where the references in a query lead, among the acts that its viewer may read.

    What stands beside them may name an act ("ст. 5 о зонировании"), or one is chosen that the reader
    is in. A reference that names no act leads to every act that has such a provision. If the law of
    a day is asked for, that is where they lead.
    """
    found = parse(query.text, query.interface)
    if not found:
        return Jump()
    words = rest(query.text, found).strip()
    within = next(map(ActId, query.chosen.get(Facet.ACT, ())), None)
    acts = library.catalogue(db, query.viewer, only=within, day=query.as_of)
    named = list(_named(words, acts)) if words else acts
    if not named:
        return Jump()
    targets = {(one.act.act, one.eid): one for one in _targets(db, engine, query, found, named)}
    return Jump(tuple(targets.values())[:MOST], is_all=bool(targets))


def _named(words: str, acts: Iterable[Act]) -> Iterator[Act]:
    """Yield the acts whose title, in some language, has all the words that tell acts apart."""
    for act in acts:
        for language in act.metadata.title.languages():
            wanted = _terms(words, language) - _telling_nothing(language)
            if wanted and wanted <= _terms(act.metadata.title.get(language), language):
                yield act
                break


def _terms(text: str, language: Language) -> frozenset[str]:
    return frozenset(token.term for token in analyse(text, language))


_TELLING_NOTHING: Final = {
    Language.KK: """туралы Алатау қаласының конституциялық заң, жарлық, реттеуші ереже, қағидалар,
        реттеуші бұйрық, Кеңестің шешімі, стратегиялық құжат, стандарт""",
    Language.RU: """о об города Алатау конституционный закон, указ, регуляторное положение, правила,
        регуляторный приказ, решение Совета, стратегический документ, стандарт""",
    Language.EN: """on of the Alatau City constitutional law, decree, regulatory provision, rules,
        regulatory order, council decision, strategic document, standard, act""",
}
"""What is said of any act when it is referred to: its kind, and that it is the city's."""


@cache
def _telling_nothing(language: Language) -> frozenset[str]:
    return _terms(_TELLING_NOTHING[language], language)


def _targets(
    db: Session,
    engine: SearchEngine,
    query: SearchQuery,
    found: Sequence[Shorthand],
    acts: Sequence[Act],
) -> Iterator[Target]:
    for path in _paths(found):
        top = EId("").child(path[0].unit, path[0].number or "1")
        holding = set(engine.acts_with(query.viewer, top, query.as_of))
        likely = [act for act in acts if act.act in holding or path[0].unit in _NOT_INDEXED]
        for act in likely[:MOST]:
            eid = address(path, None, EId(""), _eids(db, act))
            if eid is not None:
                yield Target(act, eid)


_NOT_INDEXED: Final = frozenset({"att", "sec", "chp", "dvs"})
"""Units that are no passages of their own; the acts are looked into for them."""


def _paths(found: Iterable[Shorthand]) -> Iterator[Path]:
    for shorthand in found:
        yield from shorthand.paths
        yield from shorthand.otherwise


def _eids(db: Session, act: Act) -> list[EId]:
    language, name = next(iter(act.shown.texts.items()))
    return [provision.eid for provision in texts.expression(db, name, language).walk()]
