"""The notices of a viewer: what happened, in which act, and where to look at it."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Final

from flask import url_for

from kb.access import Permission
from kb.errors import msg
from kb.language import Language
from kb.review.reattaching import Rule
from kb.services import notices, titles
from kb.services.notices import Letters, Notice, NoticeKind
from webapp.locale import current, gettext
from webapp.terms import until
from webapp.visit import Visit

TOLD: Final = {
    NoticeKind.ROUND_OPENED: msg("Round %(number)s is open %(until)s."),
    NoticeKind.ROUND_EXTENDED: msg("Round %(number)s was extended %(until)s."),
    NoticeKind.ROUND_CLOSED: msg("Round %(number)s is closed."),
    NoticeKind.ROUND_REPORTED: msg("The report of round %(number)s is ready."),
    NoticeKind.NEW_COMMENTS: msg("New comments in round %(number)s: %(count)s."),
    NoticeKind.REPLIED: msg("Somebody replied to your comment on %(place)s."),
    NoticeKind.CONVERSATION: msg(
        "Somebody replied in the conversation about the comment on %(place)s, in which you take part."
    ),
    NoticeKind.ANSWERED: msg("Your comment on %(place)s has an answer."),
    NoticeKind.CONTESTED: msg(
        "The author of the comment on %(place)s objects to the answer that you gave or confirmed."
    ),
    NoticeKind.MOVED: msg(
        "In version %(version)s, %(count)s of your comments have another place or other words under them: "
        "%(place)s."
    ),
    NoticeKind.REMINDER: msg("Your opinion is awaited: round %(number)s is open %(until)s."),
    NoticeKind.OVERDUE: msg("Round %(number)s closed without your opinion."),
    NoticeKind.SILENT: msg("Round %(number)s is closed; %(count)s experts were silent."),
}


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice in the reader's language; `reason` is what somebody gave as such.

    `said` is how the comment begins that it is about.
    """

    notice: Notice
    title: str
    title_language: Language
    words: str
    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """The notices, the newest first, and how the viewer is written to."""

    views: tuple[NoticeView, ...]
    unseen: int
    letters: Letters


def notices_page(visit: Visit) -> NoticesPage:
    """Return the page of a viewer's notices."""
    known = titles.known(visit.db, visit.viewer)
    views = []
    for one in notices.listed(visit.db, visit.viewer):
        title, language = known[one.act].shown(visit.language) if one.act in known else _NO_TITLE
        reason = str(one.facts.get("reason", ""))
        said = shorten(one.said, _FEW_LETTERS, placeholder=" …")
        views.append(NoticeView(one, title, language, _words(one), reason, said))
    unseen = sum(not view.notice.is_seen for view in views)
    return NoticesPage(tuple(views), unseen, notices.letters_of(visit.db, visit.viewer))


ONE_MOVED: Final = msg("In version %(version)s, your comment on %(place)s stands elsewhere.")
REWORDED: Final = msg(
    "In version %(version)s, your comment stays on %(place)s, but the words that you quoted are gone."
)
_FEW_LETTERS: Final = 140
_NO_TITLE: Final = ("", Language.EN)


def place_of(visit: Visit, notice: Notice) -> str:
    """Return the address of what a notice is about."""
    act, number, comment = notice.act, notice.number, notice.comment
    match notice.kind:
        case NoticeKind.SILENT:
            return url_for("progress.show", act=act, number=number)
        case NoticeKind.NEW_COMMENTS:
            return url_for("answers.queue", act=act, number=number)
        case NoticeKind.ROUND_REPORTED:
            return url_for("reports.show", act=act, number=number)
        case NoticeKind.CONTESTED if visit.viewer.may(Permission.ANSWER_COMMENTS):
            return url_for("answers.comment", act=act, number=number, comment=comment)
        case _ if comment is not None:
            return url_for("review.comment", act=act, number=number, comment=comment)
        case _:
            return url_for("review.show", act=act, number=number)


def _words(notice: Notice) -> str:
    place = notices.places(notice, current())
    facts: dict[str, object] = {**notice.facts, "number": notice.number, "place": place}
    if "closes" in notice.facts:
        facts["until"] = until(datetime.fromisoformat(notice.facts["closes"]))
    words = gettext(_message(notice)) % facts
    return words[:1].upper() + words[1:]


def _message(notice: Notice) -> str:
    """Return what a notice says; of one comment that moved, by the rule."""
    if notice.kind is not NoticeKind.MOVED or notice.comment is None:
        return TOLD[notice.kind]
    return REWORDED if notice.facts.get("rule") == Rule.REWORDED else ONE_MOVED
