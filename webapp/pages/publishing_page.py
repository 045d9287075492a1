"""The publisher's desk: what waits to be published, and what may be proposed of an act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from kb.access import Permission
from kb.errors import KBError, msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.publication import OF_FORCE, PublicationKind
from kb.law.words import Words
from kb.review.obstacle import Obstacle, RefusedError
from kb.services import library, proposing
from kb.services.library import Act, Edition, Version
from kb.services.proposing import Foreseen, Proposal, State
from kb.services.publishing import Adoption, Happening, Withdrawal
from webapp import labels, refusals
from webapp.locale import gettext
from webapp.publishing_forms import DeedForm, forms_for
from webapp.site import site
from webapp.visit import Visit

STATES: Final = {
    State.OPEN: msg("waits for another person"),
    State.CONFIRMED: msg("confirmed"),
    State.DECLINED: msg("declined"),
    State.LAPSED: msg("lapsed: the version is published by another proposal"),
}


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal, and what a page tells of it."""

    proposal: Proposal
    title: str
    title_language: Language
    kind: str
    state: str
    body: str = ""
    ground: Words | None = None
    starts: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits."""
        return self.proposal.state is State.OPEN


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal with what will happen if it is confirmed, and why it cannot be, if it cannot."""

    view: ProposalView
    number: int
    obstacles: tuple[str, ...]
    may_confirm: bool
    foreseen: Foreseen
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent and cannot be taken, and why, if not for what is marked in it."""

    what: str
    form: DeedForm
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """What may be proposed of an act, with what stands in the way of its chosen version."""

    act: Act
    title: str
    title_language: Language
    versions: tuple[Version, ...]
    is_published: bool
    obstacles: tuple[str, ...]
    forms: Mapping[str, DeedForm]
    typed: Typed | None


def proposal_view(visit: Visit, proposal: Proposal) -> ProposalView:
    """Return a proposal as the desk tells of it."""
    title, language = proposal.title.shown(visit.language)
    state = gettext(STATES[proposal.state])
    more: dict[str, Any] = {}
    match proposal.deed:
        case Adoption() as deed:
            kind = _kind(visit, proposal.act, deed)
            body = deed.body and labels.body(visit.catalogues, deed.body, visit.language)
            more = {"body": body, "starts": deed.starts}
        case Happening() as deed:
            kind, more = OF_FORCE[deed.force], {"ground": deed.ground, "starts": deed.day}
        case Withdrawal() as deed:
            kind, more = PublicationKind.WITHDRAWAL, {"ground": deed.ground}
    return ProposalView(proposal, title, language, labels.publication(kind), state, **more)


def proposal_page(visit: Visit, id_: int, problem: str = "") -> ProposalPage:
    """Return the page on which a proposal is confirmed or declined."""
    proposal = proposing.proposal(visit.db, visit.viewer, id_)
    deed, is_open = proposal.deed, proposal.state is State.OPEN
    found = _hindrances(visit, proposal.act, deed) if isinstance(deed, Adoption) and is_open else ()
    foreseen = proposing.foreseen(visit.db, proposal, visit.today)
    may = is_open and not proposal.is_mine and visit.viewer.may(Permission.PUBLISH)
    return ProposalPage(
        view=proposal_view(visit, proposal),
        number=len(library.publications(visit.db, proposal.act)) + 1,
        obstacles=found,
        may_confirm=may,
        foreseen=foreseen,
        problem=problem,
    )


def publishing_page(
    visit: Visit, act: ActId, version: int | None = None, typed: Typed | None = None
) -> PublishingPage:
    """Return the page of what may be proposed of an act, with a form that was typed already."""
    found = library.find(visit.db, visit.viewer, act, Edition(version=version))
    title, language = found.metadata.title.shown(visit.language)
    sequence, body = found.shown.sequence, found.metadata.adopting_body
    forms = forms_of(visit, found)
    forms["adoption"].process(data={"version": sequence, "body": body})
    if typed is not None:
        forms[typed.what] = typed.form
    adoption = Adoption(sequence, visit.today, "", visit.today)
    return PublishingPage(
        act=found,
        title=title,
        title_language=language,
        versions=tuple(library.versions(visit.db, visit.viewer, act)),
        is_published=any(not one.is_withdrawn for one in library.publications(visit.db, act)),
        obstacles=_hindrances(visit, act, adoption),
        forms=forms,
        typed=typed,
    )


def forms_of(visit: Visit, act: Act) -> dict[str, DeedForm]:
    """Return the forms for an act, with the bodies that adopt its kind and what may be withdrawn."""
    kind = visit.catalogues.procedure.kinds.get(act.metadata.kind)
    names = kind.bodies if kind else ()
    bodies = [(name, labels.body(visit.catalogues, name, visit.language)) for name in names]
    publications = library.publications(visit.db, act.act)
    return forms_for(bodies, [one.number for one in publications if not one.is_withdrawn])


def told(visit: Visit, error: KBError) -> str:
    """Return why something cannot be proposed or published."""
    if isinstance(error, RefusedError):
        return " ".join(_told(visit, one) for one in error.obstacles)
    return refusals.told(error)


def _kind(visit: Visit, act: ActId, deed: Adoption) -> PublicationKind:
    """Return what the entry of the log will be called, or is."""
    publications = library.publications(visit.db, act)
    same = [one.kind for one in publications if one.version == deed.version]
    if same:
        return same[0]
    if all(one.is_withdrawn for one in publications):
        return PublicationKind.ADOPTION
    return PublicationKind.CORRECTION if deed.is_correction else PublicationKind.AMENDMENT


def _hindrances(visit: Visit, act: ActId, adoption: Adoption) -> tuple[str, ...]:
    procedure = visit.catalogues.procedure
    found = proposing.hindrances(visit.db, visit.viewer, procedure, act, adoption, site().clock)
    return tuple(_told(visit, one) for one in found)


def _told(visit: Visit, obstacle: Obstacle) -> str:
    """Return an obstacle in the reader's language, with the names of bodies."""
    details = dict(obstacle.details)
    for name in {"body", "bodies"} & details.keys():
        bodies = str(details[name]).split(", ")
        titles = (labels.body(visit.catalogues, one, visit.language) for one in bodies)
        details[name] = ", ".join(titles)
    return refusals.obstacle(replace(obstacle, details=details))
