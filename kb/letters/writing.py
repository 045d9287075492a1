"""Letters to people in their language: the subject and the plain text, from a template of each kind."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from kb.language import Language
from kb.letters.terms import briefly, until


class LetterKind(StrEnum):
    """What a letter is about."""

    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105  # The name of a letter.
    ANSWER = "answer"
    REVOKED = "revoked"
    JOINING = "joining"
    ACCOUNT = "account"
    TAKEN_OUT = "taken-out"
    ROUND_OPENED = "round-opened"
    ROUND_EXTENDED = "round-extended"
    ROUND_CLOSED = "round-closed"
    ROUND_REPORTED = "round-reported"
    NEW_COMMENTS = "new-comments"
    REPLY = "reply"
    CONVERSATION = "conversation"
    ANSWERED = "answered"
    CONTESTED = "contested"
    MOVED = "moved"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    SILENT = "silent"
    DIGEST = "digest"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is read: one line of subject, and plain text."""

    kind: LetterKind
    language: Language
    subject: str
    text: str


def write(kind: LetterKind, language: Language, **facts: object) -> Letter:
    """Return a letter of a kind; a fact that its template needs and does not get is an error."""
    parts = (f"{language}/{kind}.txt", f"{language}/_foot.txt")
    text = "".join(
        _templates().get_template(part).render(facts, language=language) for part in parts
    )
    subject, _, body = text.partition("\n")
    return Letter(kind, language, subject, _GAP.sub("\n\n", body.strip()) + "\n")


_GAP: Final = re.compile(r"\n{3,}")


def as_html(subject: str, text: str, language: str) -> str:
    """Return a plain text as a page without any look: paragraphs, and addresses that can be followed."""
    paragraphs = "\n".join(f"<p>{_marked(one)}</p>" for one in text.strip().split("\n\n"))
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head>\n<body>\n{paragraphs}\n</body></html>\n"
    )


def _marked(paragraph: str) -> str:
    linked = _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', escape(paragraph))
    return linked.replace("\n", "<br>\n")


_ADDRESS: Final = re.compile(r"^https?://\S+$", re.MULTILINE)
"""Addresses stand on lines of their own: what a person is called is no link."""


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Plain text; as_html escapes.
        keep_trailing_newline=False,
    )
    made.filters.update(brief=_brief, capital=_capital, day=_day, term=_term)
    made.finalize = _one_line
    return made


def _capital(value: str) -> str:
    """Return words as they begin a sentence."""
    return value[:1].upper() + value[1:]


def _day(value: datetime) -> str:
    return f"{value:%d.%m.%Y}"


@pass_context
def _term(context: Context, value: datetime) -> str:
    """Return until when something lasts, as “until the end of 4 December 2026 (Almaty time)”."""
    return until(value, context["language"])


@pass_context
def _brief(context: Context, value: datetime) -> str:
    """Return the same for the subject of a letter."""
    return briefly(value, context["language"])


def _one_line(value: object) -> object:
    """Return a value in one line: nobody's name begins a line, a paragraph or a header of its own."""
    return _SPACES.sub(" ", value).strip() if isinstance(value, str) else value


_SPACES: Final = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
"""All but those at which no line ends."""
