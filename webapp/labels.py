"""The names of things in the reader's language: what the law calls them, and what the site does."""

from collections.abc import Mapping
from typing import Final

from indexer.query import Facet
from indexer.syntax import Hint
from kb.access import Panel
from kb.errors import msg
from kb.language import Language
from kb.law.force import Force
from kb.law.procedure import RoundKind
from kb.law.publication import PublicationKind
from kb.review.rounds import RoundState
from kb.services.accounts import Answer
from kb.services.catalogues import Catalogues
from kb.services.mailing import State
from webapp.locale import gettext

FORCES: Final = {
    Force.DRAFT: msg("draft"),
    Force.NOT_YET: msg("not yet in force"),
    Force.IN_FORCE: msg("in force"),
    Force.PARTLY: msg("partly in force"),
    Force.SUSPENDED: msg("suspended"),
    Force.EXPIRED: msg("expired"),
    Force.REPEALED: msg("repealed"),
    Force.ANNULLED: msg("annulled"),
}
ROUNDS: Final = {
    RoundKind.EXPERT: msg("Expert review"),
    RoundKind.PUBLIC: msg("Public discussion"),
    RoundKind.AGENCY: msg("Review by state bodies"),
    RoundKind.EXPERTISE: msg("Legal and linguistic expertise"),
}
ROUND_STATES: Final = {
    RoundState.SCHEDULED: msg("scheduled"),
    RoundState.OPEN: msg("open"),
    RoundState.CLOSED: msg("closed"),
    RoundState.ANSWERING: msg("being answered"),
    RoundState.REPORTED: msg("reported"),
}
FACETS: Final = {
    Facet.KIND: msg("Kind of act"),
    Facet.TOPIC: msg("Topic"),
    Facet.BODY: msg("Adopted by"),
    Facet.STATUS: msg("Status"),
    Facet.LANGUAGE: msg("Language of the text"),
    Facet.YEAR: msg("Year"),
    Facet.ACT: msg("Act"),
}
PUBLICATIONS: Final = {
    PublicationKind.ADOPTION: msg("New act"),
    PublicationKind.AMENDMENT: msg("Amendment"),
    PublicationKind.CORRECTION: msg("Correction"),
    PublicationKind.SUSPENSION: msg("Suspension"),
    PublicationKind.RESUMPTION: msg("Return to force"),
    PublicationKind.REPEAL: msg("Repeal"),
    PublicationKind.ANNULMENT: msg("Annulment"),
    PublicationKind.EXPIRY: msg("Expiry"),
    PublicationKind.WITHDRAWAL: msg("Withdrawal"),
}
PANELS: Final = {
    Panel.DOMESTIC: msg("domestic expert"),
    Panel.INTERNATIONAL: msg("international expert"),
}
ANSWERS: Final = {
    Answer.INVITED: msg("has not answered yet"),
    Answer.ACCEPTED: msg("takes part"),
    Answer.DECLINED: msg("has declined"),
    Answer.REPLACED: msg("was replaced"),
    Answer.REVOKED: msg("invitation taken back"),
}
LETTERS: Final = {
    State.WAITING: msg("waits to be sent"),
    State.SENT: msg("sent"),
    State.GIVEN_UP: msg("given up"),
}
HINTS: Final = {
    Hint.TOO_LONG: msg("The query was cut after 256 characters."),
    Hint.TOO_MANY_TERMS: msg("Only the first 24 words were searched."),
    Hint.OPEN_QUOTE: msg("A quotation mark was not closed, so it was ignored."),
    Hint.LEADING_WILDCARD: msg("A star works at the end of a word only: инвест*."),
    Hint.SHORT_PREFIX: msg("A star needs at least three letters before it."),
    Hint.UNKNOWN_FIELD: msg(
        "Words before a colon are searched as words, except kind:, topic:, body:, status:, lang:, "
        "year:, act:."
    ),
    Hint.ONLY_EXCLUSIONS: msg("Add a word to look for, not only words to leave out."),
    Hint.NO_PHRASE: msg("No provision has this exact phrase; these have some of its words."),
}


def round_kind(kind: RoundKind) -> str:
    """Return what a round of review is called."""
    return gettext(ROUNDS[kind])


def round_state(state: RoundState) -> str:
    """Return how far a round has come, in words."""
    return gettext(ROUND_STATES[state])


def force(value: Force) -> str:
    """Return what a text's force is called."""
    return gettext(FORCES[value])


def publication(value: PublicationKind) -> str:
    """Return what a kind of entry in the publication log is called."""
    return gettext(PUBLICATIONS[value])


def panel(value: str) -> str:
    """Return what the experts of a panel are called."""
    return gettext(PANELS[Panel(value)])


def answer(value: Answer) -> str:
    """Return where an invitation stands."""
    return gettext(ANSWERS[value])


def letter(value: State) -> str:
    """Return what became of a letter."""
    return gettext(LETTERS[value])


def facet(value: Facet) -> str:
    """Return what a facet is called."""
    return gettext(FACETS[value])


def hint(value: Hint) -> str:
    """Return what a reader is told about a query."""
    return gettext(HINTS[value])


def kind(catalogues: Catalogues, name: str, language: Language) -> str:
    """Return what a kind of act is called; a kind that is gone goes by its name."""
    found = catalogues.procedure.kinds.get(name)
    return found.title[language] if found else name


def body(catalogues: Catalogues, name: str, language: Language) -> str:
    """Return what a body is called."""
    found = catalogues.procedure.bodies.get(name)
    return found.title[language] if found else name


def topic(catalogues: Catalogues, name: str, language: Language) -> str:
    """Return what a topic is called."""
    found = catalogues.glossary.topics.get(name)
    return found[language] if found else name


def zone(catalogues: Catalogues, name: str, language: Language) -> str:
    """Return what a zone is called."""
    found = catalogues.glossary.zones.get(name)
    return found[language] if found else name


def values(facet_: Facet, catalogues: Catalogues, language: Language) -> Mapping[str, str]:
    """Return what the values of a facet are called, as far as they have names of their own."""
    match facet_:
        case Facet.KIND:
            return {n: k.title[language] for n, k in catalogues.procedure.kinds.items()}
        case Facet.TOPIC:
            return {n: words[language] for n, words in catalogues.glossary.topics.items()}
        case Facet.BODY:
            return {n: b.title[language] for n, b in catalogues.procedure.bodies.items()}
        case Facet.STATUS:
            return {one.value: force(one) for one in Force}
        case Facet.LANGUAGE:
            return {one.value: one.endonym for one in Language}
        case Facet.YEAR | Facet.ACT:
            return {}
