"""The list of acts, narrowed by facets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from indexer.query import Facet
from kb.services.library import Act
from webapp import labels
from webapp.locale import collation_key
from webapp.pages.cards import Card, cards
from webapp.pages.facets import Choice, FacetView
from webapp.visit import Visit

FACETS: Final = (Facet.STATUS, Facet.KIND, Facet.TOPIC, Facet.BODY)


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The acts that were asked for, and the facets to narrow them by."""

    cards: tuple[Card, ...]
    facets: tuple[FacetView, ...]
    is_narrowed: bool

    @classmethod
    def of(cls, acts: Sequence[Act], visit: Visit, asked: Mapping[str, str]) -> Self:
        """Return the list of the acts that have every value asked for."""
        chosen = {facet: asked[facet] for facet in FACETS if asked.get(facet)}
        values = {act.act: _values(act, visit.today) for act in acts}
        kept = [a for a in acts if all(v in values[a.act][f] for f, v in chosen.items())]
        facets = []
        for facet in FACETS:
            others = {f: v for f, v in chosen.items() if f is not facet}
            among = [a for a in acts if all(v in values[a.act][f] for f, v in others.items())]
            counts = Counter(value for a in among for value in values[a.act][facet])
            names = labels.values(facet, visit.catalogues, visit.language)
            facets.append(_facet(facet, counts, names, chosen.get(facet)))
        found = cards(kept, visit)
        return cls(
            cards=tuple(sorted(found, key=lambda card: collation_key(visit.language, card.title))),
            facets=tuple(facet for facet in facets if facet.choices),
            is_narrowed=bool(chosen),
        )


def _values(act: Act, today: date) -> Mapping[Facet, tuple[str, ...]]:
    return {
        Facet.KIND: (act.metadata.kind,),
        Facet.TOPIC: act.metadata.topics,
        Facet.BODY: (act.metadata.adopting_body,),
        Facet.STATUS: (act.force(today).value,),
    }


def _facet(
    facet: Facet, counts: Mapping[str, int], names: Mapping[str, str], chosen: str | None
) -> FacetView:
    choices = (
        Choice(value, name, counts.get(value, 0), value == chosen)
        for value, name in names.items()
        if counts.get(value) or value == chosen
    )
    return FacetView(facet.value, labels.facet(facet), tuple(choices))
