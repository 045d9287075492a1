"""The names of what moderators decide, in the reader's language."""

from typing import Final

from kb.errors import msg
from kb.review.moderating import Ground, Moderation
from webapp.locale import gettext

MODERATIONS: Final = {
    Moderation.NONE: "",
    Moderation.HELD: msg("waits for the moderator"),
    Moderation.SHOWN: msg("let through"),
    Moderation.REMOVED: msg("taken out by a moderator"),
}
GROUNDS: Final = {
    Ground.UNLAWFUL: msg("It breaks the law, or calls for that."),
    Ground.INSULT: msg("It insults people."),
    Ground.PERSONAL_DATA: msg("It discloses personal data of others."),
    Ground.ADVERTISING: msg("It advertises something."),
    Ground.FLOOD: msg("The same was sent over and over."),
}


def moderation(value: Moderation) -> str:
    """Return where something stands with the moderator."""
    return gettext(MODERATIONS[value]) if MODERATIONS[value] else ""


def ground(value: Ground) -> str:
    """Return the rule for which something is taken out."""
    return gettext(GROUNDS[value])
