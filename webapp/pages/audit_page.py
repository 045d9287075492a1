"""The audit log as pages show it: a page of entries, and by what it can be narrowed."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

from flask import url_for
from werkzeug.datastructures import MultiDict

from kb.errors import msg
from kb.language import Language
from kb.law.citation.naming import subject
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.services import deed_subjects, deeds, titles
from kb.services.audit import Agent, Deed
from kb.services.deed_subjects import Subject
from kb.services.deeds import Entry, Somebody, Wanted
from webapp.locale import gettext
from webapp.pages import deed_words
from webapp.pages.publication_log import page_number
from webapp.site import site
from webapp.visit import Visit

SIZE: Final = 50

AGENTS: Final = {Agent.OPERATOR: msg("operator"), Agent.SYSTEM: msg("system")}
DEEDS: Final = {
    Deed.SIGNED_IN: msg("Signed in"),
    Deed.SIGNED_OUT: msg("Signed out"),
    Deed.ACCOUNT_OPENED: msg("Account opened"),
    Deed.ACCOUNT_CLOSED: msg("Account closed"),
    Deed.ACCOUNT_REOPENED: msg("Account opened again"),
    Deed.ROLES_CHANGED: msg("Roles changed"),
    Deed.PASSWORD_SET: msg("Password set"),
    Deed.SIGN_INS_ENDED: msg("Sign-ins ended"),
    Deed.INVITED: msg("Invited"),
    Deed.ACCEPTED: msg("Invitation accepted"),
    Deed.REVOKED: msg("Invitation taken back"),
    Deed.LINK_SENT: msg("Link sent"),
    Deed.ADDRESS_CHANGED: msg("E-mail address changed"),
    Deed.LETTER_SENT_BY_HAND: msg("Letter sent by hand"),
    Deed.LETTER_TRIED_AGAIN: msg("Letter tried again"),
    Deed.PERSON_EXPORTED: msg("Personal data exported"),
    Deed.PERSON_FORGOTTEN: msg("Person anonymised"),
    Deed.LIST_IMPORTED: msg("List taken in"),
    Deed.IMPORTED: msg("Version taken in"),
    Deed.RENAMED: msg("Act renamed"),
    Deed.STAGE_MOVED: msg("Stage changed"),
    Deed.PROPOSED: msg("Proposed for publication"),
    Deed.CONFIRMED: msg("Confirmed"),
    Deed.DECLINED: msg("Declined"),
    Deed.PUBLISHED: msg("Published"),
    Deed.EVENT_RECORDED: msg("Event recorded"),
    Deed.WITHDRAWN: msg("Publication withdrawn"),
    Deed.ROUND_SCHEDULED: msg("Round scheduled"),
    Deed.ROUND_OPENED: msg("Round opened"),
    Deed.ROUND_EXTENDED: msg("Round extended"),
    Deed.ROUND_CLOSED: msg("Round closed"),
    Deed.ROUND_ANSWERING: msg("Answering of comments begun"),
    Deed.ROUND_REPORTED: msg("Round reported"),
    Deed.LET_IN_LATE: msg("Expert let in after the close"),
    Deed.INTEREST_DECLARED: msg("Interest declared"),
    Deed.COMMENTED: msg("Comment submitted"),
    Deed.COMMENT_EDITED: msg("Comment edited"),
    Deed.COMMENT_WITHDRAWN: msg("Comment withdrawn"),
    Deed.COMMENT_REPLIED: msg("Reply to a comment"),
    Deed.COMMENTS_REATTACHED: msg("Comments carried to another version"),
    Deed.COMMENT_PLACED: msg("Comment placed by hand"),
    Deed.OPINION_GIVEN: msg("Opinion given"),
    Deed.EXPERTS_REMINDED: msg("Experts reminded"),
    Deed.PROVISION_READ: msg("Provision marked as read"),
    Deed.PROVISION_UNREAD: msg("Mark of reading taken back"),
    Deed.FILE_ATTACHED: msg("File attached"),
    Deed.FILE_REMOVED: msg("File removed"),
    Deed.DOCUMENT_ADDED: msg("Document added to a round"),
    Deed.COMMENT_TRIAGED: msg("Comment taken up"),
    Deed.ANSWER_PROPOSED: msg("Answer proposed"),
    Deed.ANSWER_CONFIRMED: msg("Answer confirmed"),
    Deed.ANSWER_SENT_BACK: msg("Answer sent back"),
    Deed.CONSENTED: msg("Agreed to be read by everybody"),
    Deed.COMMENT_LET_THROUGH: msg("Comment let through by a moderator"),
    Deed.COMMENT_TAKEN_OUT: msg("Comment taken out by a moderator"),
    Deed.ANSWER_CONTESTED: msg("Answer contested"),
    Deed.WORDINGS_PUSHED: msg("Adopted wordings pushed to a branch"),
    Deed.ANSWER_VERIFIED: msg("Adopted wording found in the text"),
    Deed.NOTE_ADDED: msg("Note added"),
}


NUMBERED: Final = {
    "mail": msg("Letter %(number)s"),
    "proposal": msg("Proposal %(number)s"),
    "publication": msg("Publication %(number)s"),
}
OF_COMMENT: Final = msg("Comment: %(place)s")
OF_ROUND: Final = msg("Round %(number)s")


@dataclass(frozen=True, slots=True)
class ActView:
    """An act as it is called now, and in which language that is."""

    act: ActId
    title: str
    language: Language

    @classmethod
    def of(cls, act: ActId, known: Mapping[ActId, Words], language: Language) -> Self:
        """Return an act; one without a title goes by its name in addresses."""
        title = known.get(act)
        return cls(act, *(title.shown(language) if title else (act, Language.EN)))


@dataclass(frozen=True, slots=True)
class DeedView:
    """An entry in the reader's language; `changes` are what was, before and after.

    `subject` is what it is of, and `link` where that is read.
    """

    entry: Entry
    who: str
    deed: str
    subject: str
    link: str
    act: ActView | None
    changes: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, visit: Visit, entry: Entry, found: Subject | None, act: ActView | None) -> Self:
        """Return an entry as it is read."""
        person, agents = entry.person, {agent.value: agent for agent in Agent}
        who = gettext(AGENTS[agents[entry.actor]]) if entry.actor in agents else entry.actor
        return cls(
            entry=entry,
            who=person.full_name if person else who,
            deed=label(entry.deed),
            subject=_subject(visit, entry, found),
            link=_link(found) if found else "",
            act=act,
            changes=tuple(_changes(visit, entry)),
        )


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log, and what it is narrowed to."""

    views: tuple[DeedView, ...]
    wanted: Wanted
    day: str
    total: int
    number: int
    pages: int
    people: tuple[Somebody, ...] = ()
    acts: tuple[ActView, ...] = ()

    @classmethod
    def of(cls, visit: Visit, asked: MultiDict[str, str]) -> Self:
        """Return what an address asks for; of what it asks for wrongly, everything."""
        people = deeds.people(visit.db, visit.viewer)
        known = titles.known(visit.db, visit.viewer)
        acts = deeds.acts(visit.db, visit.viewer)
        wanted = Wanted(
            person=_one_of((one.id for one in people), asked.get("person", "")),
            deed=_one_of(iter(Deed), asked.get("deed", "")),
            act=_one_of(iter(acts), asked.get("act", "")),
        )
        day = _day(asked.get("day", ""))
        if day is not None:
            since, until = deeds.hours_of(day, ZoneInfo(site().settings.time_zone))
            wanted = replace(wanted, since=since, until=until)
        found = cls.narrowed(visit, wanted, asked.get("page", ""))
        shown = day.isoformat() if day else ""
        there = [ActView.of(act, known, visit.language) for act in acts]
        there.sort(key=lambda one: one.title.casefold())
        return replace(found, day=shown, people=tuple(people), acts=tuple(there))

    @classmethod
    def narrowed(cls, visit: Visit, wanted: Wanted, asked: str) -> Self:
        """Return the page asked for, or the nearest there is."""
        total = deeds.count(visit.db, visit.viewer, wanted)
        pages = max(1, -(-total // SIZE))
        number = min(page_number(asked), pages)
        start = (number - 1) * SIZE
        found = deeds.entries(visit.db, visit.viewer, wanted, start=start, most=SIZE)
        return cls(_views(visit, found), wanted, "", total, number, pages)

    @property
    def deeds(self) -> list[tuple[Deed, str]]:
        """The kinds of deed with their names, in the order of the names."""
        return sorted(((deed, label(deed)) for deed in Deed), key=lambda pair: pair[1])


def label(deed: Deed) -> str:
    """Return what a deed is called."""
    return gettext(DEEDS[deed]) if deed in DEEDS else deed.value


def act_view(visit: Visit, act: ActId) -> ActView:
    """Return an act as the reader calls it."""
    return ActView.of(act, titles.known(visit.db, visit.viewer), visit.language)


def _views(visit: Visit, entries: list[Entry]) -> tuple[DeedView, ...]:
    known = titles.known(visit.db, visit.viewer)
    found = deed_subjects.subjects(visit.db, visit.viewer, entries)
    acts = [ActView.of(one.act, known, visit.language) if one.act else None for one in entries]
    return tuple(
        DeedView.of(visit, one, found.get(one.number), act)
        for one, act in zip(entries, acts, strict=True)
    )


def _subject(visit: Visit, entry: Entry, found: Subject | None) -> str:
    """Return what an entry is of, where its deed and its act do not say it."""
    kind, _, key = entry.subject.partition(" ")
    if found and found.comment:
        return gettext(OF_COMMENT) % {"place": subject(found.eid, visit.language)}
    if found:
        return gettext(OF_ROUND) % {"number": found.number}
    if kind in NUMBERED:
        return gettext(NUMBERED[kind]) % {"number": key}
    return key if kind == "catalogue" else ""


def _link(found: Subject) -> str:
    act, number = found.act, found.number
    if found.comment:
        return url_for("review.comment", act=act, number=number, comment=found.comment)
    return url_for("rounds.show", act=act, number=number)


def _changes(visit: Visit, entry: Entry) -> Iterator[tuple[str, str, str]]:
    kind = entry.subject.partition(" ")[0]
    for name in dict.fromkeys([*entry.before, *entry.after]):
        if name in deed_words.UNSAID:
            continue
        before, after = (
            deed_words.value(visit, kind, name, state.get(name))
            for state in (entry.before, entry.after)
        )
        if before != after:
            yield deed_words.detail(kind, name), before, after


def _one_of(known: Iterator[Any], asked: str) -> Any:
    return next((one for one in known if str(one) == asked), None)


def _day(asked: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(asked)
    return None
