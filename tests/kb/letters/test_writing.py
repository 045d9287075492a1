"""Letters in three languages: whole, polite, one line a name, and of no draft by name."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from kb.language import Language
from kb.letters import writing
from kb.letters.terms import until
from kb.letters.writing import LetterKind, as_html, write

FOLDER = Path(writing.__file__).parent
ALMATY = timezone(timedelta(hours=5))
UNTIL = datetime(2026, 12, 6, 20, 9, tzinfo=ALMATY)
FACTS: dict[LetterKind, dict[str, Any]] = {
    LetterKind.INVITATION: {
        "inviter": "Dana",
        "is_new": True,
        "link": "https://x.example/y",
        "until": UNTIL,
    },
    LetterKind.PASSWORD: {"link": "https://x.example/y", "until": UNTIL, "sign_in_name": "aigul"},
    LetterKind.ANSWER: {"expert": "Ann Lee", "accepted": True, "link": "https://x.example/y"},
    LetterKind.REVOKED: {"invited": UNTIL, "replaced": False},
    LetterKind.JOINING: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.ACCOUNT: {"link": "https://x.example/y", "sign_in_name": "aigul"},
    LetterKind.TAKEN_OUT: {
        "link": "https://x.example/y",
        "sent": UNTIL,
        "ground": "insult",
        "reason": "Bad words.",
    },
    LetterKind.ROUND_OPENED: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.ROUND_EXTENDED: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.ROUND_CLOSED: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.ROUND_REPORTED: {"link": "https://x.example/y"},
    LetterKind.NEW_COMMENTS: {"link": "https://x.example/y", "number": 2, "count": 3},
    LetterKind.REPLY: {"link": "https://x.example/y", "place": "X 5"},
    LetterKind.CONVERSATION: {"link": "https://x.example/y", "place": "X 5"},
    LetterKind.ANSWERED: {"link": "https://x.example/y", "place": "X 5"},
    LetterKind.CONTESTED: {"link": "https://x.example/y", "place": "X 5"},
    LetterKind.MOVED: {"link": "https://x.example/y", "place": "X 5; X 6", "count": 3},
    LetterKind.REMINDER: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.OVERDUE: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.SILENT: {"link": "https://x.example/y", "until": UNTIL, "count": 3},
    LetterKind.LATE: {"link": "https://x.example/y", "until": UNTIL},
    LetterKind.DIGEST: {"link": "https://x.example/y", "lines": ["One", "Two"], "count": 2},
}
NAMELESS = {LetterKind.JOINING}
"""To addresses that may be anybody's: a name typed by another would be that other's words."""
EACH = [(kind, language) for kind in LetterKind for language in Language]


def written(kind, language, **more):
    facts = {"name": "Aigul", "home": "https://x.example", **FACTS[kind], **more}
    return write(kind, language, **facts)


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_a_letter_is_whole(kind, language):
    letter = written(kind, language)

    assert letter.subject
    assert "\n" not in letter.subject
    assert "{" not in letter.text
    assert "\n\n\n" not in letter.text
    assert ("Aigul" in letter.text.splitlines()[0]) is (kind not in NAMELESS)
    assert "https://x.example" in letter.text
    assert (until(UNTIL, language) in letter.text) is ("until" in FACTS[kind])
    assert letter.text.count(FACTS[kind].get("place", letter.text)) == 1


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_says_the_same_in_every_language(kind):
    """As many paragraphs, and the same facts in the same order."""
    letters = [written(kind, language).text for language in Language]

    assert len({text.count("\n\n") for text in letters}) == 1
    assert len({tuple(re.findall(r"https\S+|\d\d\.\d\d\.\d{4}", text)) for text in letters}) == 1


def test_every_kind_is_there_in_every_language_and_no_other():
    names = {f"{language}/{kind}.txt" for kind, language in EACH} | {
        f"{one}/_foot.txt" for one in Language
    }

    assert {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.txt")} == names


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        (LetterKind.INVITATION, {"inviter": ""}),
        (LetterKind.INVITATION, {"is_new": False}),
        (LetterKind.ANSWER, {"accepted": False}),
        (LetterKind.REVOKED, {"replaced": True}),
        (LetterKind.MOVED, {"count": 1}),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_letter_depends_on_its_facts(kind, fact, language):
    other = written(kind, language, **fact)

    assert other.text != written(kind, language).text
    assert "  " not in other.text


def test_a_name_begins_no_line_of_its_own():
    letter = written(LetterKind.PASSWORD, Language.EN, name="Ann\n\nhttps://evil.example\r\nBcc: x")

    assert "Dear Ann https://evil.example Bcc: x," in letter.text
    assert 'href="https://evil.example' not in as_html(letter.subject, letter.text, "en")


def test_a_name_is_no_template_and_no_html():
    letter = written(LetterKind.ANSWER, Language.EN, expert="{{ home }}<b>")

    assert "{{ home }}<b> accepted" in letter.text
    assert "{{ home }}&lt;b&gt; accepted" in as_html(letter.subject, letter.text, "en")


def test_a_fact_that_is_missing_is_an_error():
    with pytest.raises(UndefinedError):
        write(LetterKind.PASSWORD, Language.EN, name="Ann", home="https://x.example")
