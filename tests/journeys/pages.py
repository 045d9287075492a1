"""Every page of the site by a name, for what must hold on all of them."""

from typing import Final

PAGES: Final = {
    "home": "",
    "catalogue": "acts/",
    "catalogue narrowed to nothing": "acts/?topic=energy&status=draft",
    "act": "acts/special-status/?text={lang}",
    "act in two languages": "acts/expert-engagement/?text=kk,ru",
    "act in three languages": "acts/parking-temporary/?text=kk,ru,en",
    "suspended act": "acts/engineering-infrastructure/?text={lang}",
    "older publication": "acts/expert-engagement/p1?text={lang}",
    "act on a day to come": "acts/special-status/@2027-01-15?text={lang}",
    "provision": "acts/special-status/art_5",
    "history": "acts/engineering-infrastructure/history",
    "redline of equal texts": "acts/expert-engagement/compare/p1..p1?text=kk,ru&all=1",
    "history of a provision": "acts/expert-engagement/para_9/history?text={lang}",
    "origin of the words": "acts/expert-engagement/?text={lang}&origin=1",
    "search": "search/?q=инвестор",
    "search by act": "search/?q=инвестор&by=act",
    "search for a reference": "search/?q=ст. 5 п. 2",
    "search without results": "search/?q=zzzzzz&topic=energy",
    "search without words": "search/",
    "glossary": "glossary/",
    "backlog": "backlog/",
    "backlog narrowed": "backlog/?stage=S2",
    "publications": "publications/",
    "certificate": "acts/special-status/p1/certificate",
    "verification": "verify/",
    "public discussions": "discussions/",
    "joining public discussions": "discussions/join",
    "about": "about/",
    "help": "help/",
    "sign-in": "sign-in",
    "forgotten password": "forgotten",
    "link that does not work": f"invitation/{'A' * 43}",
    "view": "view/",
    "error": "nothing/here",
}
"""The pages that everybody may read, as addresses below the language; `{lang}` stands for it."""

DESK_PAGES: Final = {
    "home with drafts": "",
    "desk": "desk/",
    "desk of an act": "desk/acts/tax-preferences/",
    "desk of an act, unfolded": "desk/acts/human-capital/?open=all",
    "experts": "desk/experts/",
    "experts of an act": "desk/acts/tax-preferences/experts/",
    "preview": "desk/preview/?act=zoning",
    "backlog with drafts": "backlog/",
    "draft": "acts/zoning/?text={lang}",
    "draft in three languages": "acts/height-ventilation/?text=kk,ru,en",
    "history with drafts": "acts/tax-preferences/history",
    "older version": "acts/height-ventilation/v1?text={lang}",
}
"""The pages that only those who sign in see, or see otherwise."""

PUBLISHING_PAGES: Final = {
    "publishing": "desk/publications/",
    "publishing an act": "desk/publications/expert-engagement/",
    "publishing what is not ready": "desk/publications/human-capital/",
    "proposal": "desk/proposals/1/",
}
"""The pages of those who publish."""

AUDITING_PAGES: Final = {
    "desk of an auditor": "desk/",
    "audit log": "desk/audit/",
    "audit log narrowed": "desk/audit/?deed=published&act=zoning",
    "audit log of an act": "desk/acts/parking-temporary/log",
}
"""The pages of those who read the audit log."""


def address(path: str, lang: str) -> str:
    """Return the address of a page within the site.

    >>> address("acts/height/?text={lang}", "kk")
    '/kk/acts/height/?text=kk'
    """
    return f"/{lang}/{path.format(lang=lang)}"
