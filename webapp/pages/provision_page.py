"""The page of one provision: its words in every language, and how it is cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kb.language import Language
from kb.law import force
from kb.law.citation.naming import place
from kb.law.force import Force
from kb.law.identifiers import ActId, EId
from kb.law.render import Row, resolved
from kb.services import beginnings, titles
from kb.services.library import Act
from webapp import labels
from webapp.jinja import safe_html
from webapp.locale import day as day_words
from webapp.pages.act_body import citation
from webapp.pages.cards import Card
from webapp.pages.origins import Origin, of_provision
from webapp.site import site
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A provision in one language."""

    language: Language
    title: str
    citation: str
    rows: tuple[tuple[int, Markup], ...]


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """All that the page of a provision shows."""

    act: Act
    card: Card
    eid: EId
    place: str
    texts: tuple[InLanguage, ...]
    force: Force
    force_label: str
    since: date | None
    origin: Origin | None
    before: EId | None
    after: EId | None


def provision_page(visit: Visit, act: Act, eid: EId) -> ProvisionPage | None:
    """Return the page of a provision, or None if the act has none with this address."""
    known = titles.by_words(titles.known(visit.db, visit.viewer))
    typesetter = visit.lists.typesetter
    rows = {one: typesetter.rows(visit.db, name, one) for one, name in act.shown.texts.items()}
    found = [_in_language(act, one, rows[one], eid, known) for one in act.languages]
    there = tuple(one for one in found if one is not None)
    if not there:
        return None
    begin = beginnings.of_act(visit.db, act)
    history = force.history(begin[eid].day, act.changes()) if eid in begin else ()
    state = force.on(history, visit.today) if history else Force.DRAFT
    before, after = _neighbours(next(iter(rows.values())), eid)
    return ProvisionPage(
        act=act,
        card=Card.of(act, visit),
        eid=eid,
        place=place(eid, visit.language) or eid,
        texts=there,
        force=state,
        force_label=labels.force(state),
        since=history[0].day if history else None,
        origin=of_provision(visit, act, eid, begin),
        before=before,
        after=after,
    )


def _in_language(
    act: Act, language: Language, rows: tuple[Row, ...], eid: EId, known: Mapping[str, ActId]
) -> InLanguage | None:
    inside = [row for row in rows if row.eid == eid or row.eid.startswith(f"{eid}__")]
    if not inside:
        return None
    depth = inside[0].depth
    html = tuple((max(0, row.depth - depth), safe_html(_html(row, known))) for row in inside)
    title = act.metadata.title.get(language)
    return InLanguage(language, title, _cited(act, eid, language), html)


def _html(row: Row, known: Mapping[str, ActId]) -> str:
    """Return a row's HTML, with references that lead to the page of the whole act."""
    return resolved(row.html, known).replace('href="#', 'href="./#')


def _cited(act: Act, eid: EId, language: Language) -> str:
    """Return the whole citation: act, provision, edition and its day."""
    words, edition = citation(act.metadata.title, eid, language), edition_words(act, language)
    return f"{words} ({edition})" if edition else words


def edition_words(act: Act, language: Language) -> str:
    """Return how a citation names the edition; nothing for a draft."""
    if act.is_draft or act.publication is None:
        return ""
    day = day_words(site().day_of(act.publication.published_at), language=language)
    return EDITION[language] % {"number": act.publication.number, "day": day}


EDITION = {
    Language.KK: "№ %(number)s жарияланым, %(day)s",
    Language.RU: "публикация № %(number)s от %(day)s",
    Language.EN: "publication No. %(number)s of %(day)s",
}
"""How an edition is named in a citation: in the language of the text, not of the interface."""


def _neighbours(rows: tuple[Row, ...], eid: EId) -> tuple[EId | None, EId | None]:
    """Return the provisions of the same kind before and after."""
    same = next((row.kind for row in rows if row.eid == eid), None)
    peers = [row.eid for row in rows if row.kind is same]
    if eid not in peers:
        return None, None
    at = peers.index(eid)
    return (peers[at - 1] if at else None), (peers[at + 1] if at + 1 < len(peers) else None)
