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

OPEN_ROUND_PAGES: Final = {
    "desk of a coordinator": ("desk/", "coordinator"),
    "rounds of an act": ("desk/acts/towers/rounds/", "coordinator"),
    "desk of a round": ("desk/acts/towers/rounds/1/", "coordinator"),
    "progress": ("desk/acts/towers/rounds/1/progress", "coordinator"),
    "moderation": ("desk/acts/bridges/rounds/1/moderation", "coordinator"),
    "desk of an expert": ("desk/", "invited"),
    "round": ("acts/towers/rounds/1/?open=1", "invited"),
    "round in three languages": ("acts/towers/rounds/1/?text=kk,ru,en&open=1", "drafter"),
    "form of a comment": ("acts/towers/rounds/1/comment?eid=art_1&read_in={lang}", "invited"),
    "comment": ("acts/towers/rounds/1/comments/{comment}", "invited"),
    "editing a comment": ("acts/towers/rounds/1/comments/{comment}/edit", "invited"),
    "withdrawing a comment": ("acts/towers/rounds/1/comments/{comment}/withdraw", "invited"),
    "declaration": ("acts/towers/rounds/1/declaration", "invited"),
    "unfinished texts": ("acts/towers/rounds/1/unfinished", "invited"),
    "review in Word": ("acts/towers/rounds/1/offline", "invited"),
    "giving an opinion": ("acts/towers/rounds/1/opinion", "invited"),
    "opinions": ("acts/towers/rounds/1/opinion", "coordinator"),
    "documents of a round": ("acts/towers/rounds/1/export/", "invited"),
    "notices": ("desk/notices/", "invited"),
    "search in comments": ("search/comments/?q=bridges", "coordinator"),
    "public round": ("acts/bridges/rounds/1/?open=1", ""),
    "public comment": ("acts/bridges/rounds/1/comments/{public}", ""),
}
"""The pages of rounds that are open, and who reads each; `{comment}` and `{public}` stand for comments."""

ANSWERED_ROUND_PAGES: Final = {
    "rounds of an act with a newer version": ("desk/acts/towers/rounds/", "coordinator"),
    "desk of a round being answered": ("desk/acts/towers/rounds/1/", "coordinator"),
    "queue": ("desk/acts/towers/rounds/1/queue", "drafter"),
    "comment in the queue": ("desk/acts/towers/rounds/1/queue/{other}", "drafter"),
    "answer in the queue": ("desk/acts/towers/rounds/1/queue/{comment}", "coordinator"),
    "tray": ("desk/acts/towers/rounds/1/tray?version=2&comment={comment}", "drafter"),
    "adopted wordings": ("desk/acts/towers/rounds/1/patch", "drafter"),
    "round with answers": ("acts/towers/rounds/1/?open=1", "invited"),
    "comment with an answer": ("acts/towers/rounds/1/comments/{comment}", "invited"),
    "contesting": ("acts/towers/rounds/1/comments/{comment}/contest", "invited"),
    "report": ("acts/towers/rounds/1/report", "drafter"),
    "history with rounds": ("acts/towers/history", "coordinator"),
}
"""The pages of a round that is being answered, while there is a newer version."""


def address(path: str, lang: str, **ids: str) -> str:
    """Return the address of a page within the site; `ids` are what else stands for something in it.

    >>> address("acts/height/?text={lang}", "kk")
    '/kk/acts/height/?text=kk'
    """
    return f"/{lang}/{path.format(lang=lang, **ids)}"
