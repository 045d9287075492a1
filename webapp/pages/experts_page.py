"""The experts of an act, and where their invitations stand."""

from dataclasses import dataclass

from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import inviting, library
from kb.services.accounts import Answer
from kb.services.inviting import TAKING_PART, Invitation
from webapp import labels
from webapp.inviting_forms import ExpertForm, expert_form, instead_of
from webapp.locale import countries
from webapp.pages.cards import Card, cards
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class ExpertView:
    """An expert in the list; `about` is who that is, in the reader's language."""

    invitation: Invitation
    state: str
    about: tuple[str, ...]

    @property
    def may_ask_again(self) -> bool:
        """Whether a new link can be sent."""
        return self.invitation.state is Answer.INVITED and bool(self.invitation.email)

    @property
    def may_take_back(self) -> bool:
        """Whether there is something to take back."""
        return self.invitation.state in TAKING_PART

    @property
    def may_be_replaced(self) -> bool:
        """Whether another can be invited instead of who has declined."""
        return self.invitation.state is Answer.DECLINED


@dataclass(frozen=True, slots=True)
class ExpertsPage:
    """The experts of one act, and the form to invite another."""

    card: Card
    experts: tuple[ExpertView, ...]
    form: ExpertForm
    problem: str = ""


@dataclass(frozen=True, slots=True)
class InvitationEntry:
    """An invitation in the list of all."""

    card: Card
    view: ExpertView


def experts_page(
    visit: Visit,
    act: ActId,
    form: ExpertForm | None = None,
    problem: str = "",
    instead: str = "",
) -> ExpertsPage:
    """Return the page of an act's experts; with a form that was sent, and what is wrong with it.

    `instead` is the number of who has declined, in whose place another is invited.
    """
    invited = inviting.experts(visit.db, visit.viewer, act)
    (card,) = cards([library.find(visit.db, visit.viewer, act)], visit)
    views = tuple(expert_view(one, visit.language) for one in invited)
    declined = (view.invitation for view in views if view.may_be_replaced)
    given = next((instead_of(one) for one in declined if str(one.person) == instead), None)
    form = form or expert_form(invited, visit.language, given=given)
    return ExpertsPage(card, views, form, problem)


def everywhere(visit: Visit) -> list[InvitationEntry]:
    """Return the invitations to all acts, the newest first."""
    found = inviting.everywhere(visit.db, visit.viewer)
    acts = library.catalogue(visit.db, visit.viewer)
    known = {card.act: card for card in cards(acts, visit)}
    return [
        InvitationEntry(known[one.act], expert_view(one, visit.language))
        for one in found
        if one.act in known
    ]


def expert_view(invitation: Invitation, language: Language) -> ExpertView:
    """Return an expert as the list shows one."""
    country = dict(countries(language)).get(invitation.country, "")
    panel = labels.panel(invitation.panel) if invitation.panel else ""
    reads = ", ".join(one.endonym for one in invitation.languages)
    told = (invitation.email, invitation.organisation, invitation.capacity, country, panel, reads)
    about = tuple(one for one in told if one)
    return ExpertView(invitation, labels.answer(invitation.state), about)
