"""Submitting a comment: what is asked for, what is kept when it cannot be taken, and the declaration."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient

from kb.access import Role
from kb.law.identifiers import ActId
from kb.services import accounts, seats
from kb.storage.review import CommentRow, DeclarationRow, RoundRow
from tests.webapp.town import Town

ROUND = "/en/acts/towers/rounds/1/"
FORM = {
    "eid": "art_1__para_1",
    "read_in": "en",
    "token": "once",
    "type": "error",
    "severity": "minor",
    "language": "en",
    "text": "It is unclear.",
    "reasoning": "A court could not apply it.",
    "reason": "",
}


@pytest.fixture
def invited(own_town: Town) -> FlaskClient:
    """The browser of an expert who has declared an interest already."""
    return own_town.browser("invited")


@pytest.fixture
def newcomer(own_town: Town) -> FlaskClient:
    """The browser of an expert who has not declared anything yet."""
    own_town.add_person("newcomer", Role.EXPERT, "New Comer", "")
    own_town.invite("newcomer", "towers")
    return own_town.browser("newcomer")


class Kept(NamedTuple):
    """What was kept of a comment."""

    id: str
    eid: str
    exact: str
    text: str
    reasoning: str


def comments_of(town: Town, name: str) -> list[Kept]:
    """Return the comments of an expert, those of the town itself left out."""
    columns = [getattr(CommentRow, field) for field in Kept._fields]
    with town.database.reading() as db:
        person = accounts.named(db, name).id
        rows = db.query(*columns).filter(CommentRow.author_id == person).all()
    return [Kept(*row) for row in rows if not row.id.startswith("c0ffee")]


def close(town: Town) -> None:
    """Let the round close."""
    with town.database.writing() as db:
        seat = seats.take(db, accounts.viewer_of(db, "coordinator"), ActId("towers"), 1, town.now)
        db.get_one(RoundRow, seat.id).closes = town.now() - timedelta(hours=1)


def test_a_comment_that_is_sent_twice_is_one_and_leads_to_its_place(
    own_town: Town, invited: FlaskClient
) -> None:
    answers = [invited.post(f"{ROUND}comment", data=FORM) for _ in range(2)]

    [row] = comments_of(own_town, "invited")
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.location for answer in answers} == {f"{ROUND}?at={row.id}#c-{row.id}"}
    assert (row.eid, row.text, row.reasoning) == (FORM["eid"], FORM["text"], FORM["reasoning"])
    assert f'id="c-{row.id}" data-thread' in invited.get(answers[0].location).text


def test_a_comment_may_be_on_quoted_words_or_on_the_act_as_a_whole(
    own_town: Town, invited: FlaskClient
) -> None:
    quote = {"exact": "such  a rule", "prefix": "There is ", "suffix": ": "}
    assert invited.post(f"{ROUND}comment", data={**FORM, **quote}).status_code == 302
    whole = {**FORM, "eid": "", "token": "other"}
    assert invited.post(f"{ROUND}comment", data=whole).status_code == 302

    assert {(row.eid, row.exact) for row in comments_of(own_town, "invited")} == {
        ("art_1__para_1", "such a rule"),
        ("", ""),
    }


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"type": ""}, "type", "Please choose one."),
        ({"type": "praise"}, "type", "Please choose one."),
        ({"severity": ""}, "severity", "Please choose one."),
        ({"language": "de"}, "language", "Please choose one."),
        ({"text": " \n "}, "text", "Write a comment, or suggest a wording."),
        ({"text": "x" * 20_001}, "text", "This is too long: at most 20000 characters."),
        (
            {"severity": "blocking", "reasoning": ""},
            "reasoning",
            "A blocking comment needs a reasoning.",
        ),
        (
            {"wording_en": "1. Another rule."},
            "reason",
            "Give the reason for the suggested wording.",
        ),
        ({"reason": "It is better."}, "reason", "You gave a reason, but no wording differs"),
        ({"wording_ru": "x" * 20_001, "reason": "y"}, "wording_ru", "This is too long"),
    ],
)
def test_what_is_missing_is_told_beside_its_field_and_nothing_typed_is_lost(
    own_town: Town, invited: FlaskClient, changed: dict[str, str], field: str, told: str
) -> None:
    sent = {**FORM, **changed}

    answer = invited.post(f"{ROUND}comment", data=sent)

    assert answer.status_code == 400
    assert "Nothing you typed was lost" in answer.text
    beside = answer.text.partition(f'class="field__problem" id="field-{field}-told">')[2]
    assert beside.startswith(told)
    assert 'aria-invalid="true"' in answer.text
    for name in ("text", "reasoning", "reason", "wording_ru"):
        assert sent.get(name, "").strip() in answer.text
    assert 'name="token" value="once"' in answer.text
    assert comments_of(own_town, "invited") == []


def test_the_form_begins_with_the_wording_of_the_text_in_every_language(
    town: Town,
) -> None:
    page = town.browser("invited").get(f"{ROUND}comment?eid=art_1__para_1&read_in=ru").text

    for language, words in {
        "kk": "1. Мынадай норма бар",
        "ru": "1. Есть такая норма",
        "en": "1. There is such a rule",
    }.items():
        field = page.partition(f'name="wording_{language}"')[2].partition("</textarea>")[0]
        assert field.partition(">")[2].strip().startswith(words)
    assert 'class="provision comment-on" lang="ru"' in page
    assert page.index('name="wording_') == page.index('name="wording_ru"')
    unsaid = town.browser("invited").get(f"{ROUND}comment?eid=art_1__para_1").text
    assert 'class="provision comment-on" lang="en"' in unsaid


def test_a_wording_that_was_not_changed_suggests_nothing_and_others_are_needed(
    own_town: Town, invited: FlaskClient
) -> None:
    page = invited.get(f"{ROUND}comment?eid=art_1__para_1").text
    said = page.partition('name="wording_kk"')[2].partition("</textarea>")[0].partition(">")[2]
    wording = {"wording_kk": said, "wording_en": "1. There is no rule.", "reason": "Shorter."}

    assert invited.post(f"{ROUND}comment", data={**FORM, **wording}).status_code == 302

    with own_town.database.reading() as db:
        row = db.query(CommentRow).filter_by(token="once").one()
        assert [(one.language, one.wording) for one in row.suggestions] == [
            ("en", "1. There is no rule.")
        ]
    shown = invited.get(f"{ROUND}?open=1").text
    [mine] = comments_of(own_town, "invited")
    shown = shown.partition(f'id="c-{mine.id}"')[2]
    needed = shown.partition("Wording needed:")[2].partition("</p>")[0]
    assert "Қазақша" in needed
    assert "Русский" in needed
    assert "English" not in needed
    assert "<ins>" in shown


def test_words_that_do_not_stand_there_leave_the_comment_on_the_provision(
    own_town: Town, invited: FlaskClient
) -> None:
    answer = invited.post(f"{ROUND}comment", data={**FORM, "exact": "no such words"})

    assert answer.status_code == 400
    assert "These words do not stand at" in answer.text
    assert 'name="exact" value=""' in answer.text
    assert FORM["text"] in answer.text
    assert comments_of(own_town, "invited") == []


@pytest.mark.parametrize("eid", ["art_99", "chp_1", "<script>", "x" * 400])
def test_there_is_no_form_for_a_provision_that_the_text_has_not(town: Town, eid: str) -> None:
    invited = town.browser("invited")
    assert invited.get(f"{ROUND}comment", query_string={"eid": eid}).status_code == 404
    assert invited.post(f"{ROUND}comment", data={**FORM, "eid": eid}).status_code == 404


def test_a_language_that_the_text_has_not_is_read_in_another(town: Town) -> None:
    page = town.browser("invited").get(f"{ROUND}comment?eid=art_1&read_in=xx")

    assert page.status_code == 200
    assert 'class="provision comment-on"' in page.text


def test_after_the_close_what_was_typed_is_kept_and_the_reason_told(
    own_town: Town, invited: FlaskClient
) -> None:
    close(own_town)

    answer = invited.post(f"{ROUND}comment", data=FORM)

    assert answer.status_code == 400
    assert "The round is closed. The coordinator can let a late comment in." in answer.text
    assert FORM["text"] in answer.text


# The declaration of interest


def test_an_expert_is_asked_for_the_declaration_before_the_form(
    own_town: Town, newcomer: FlaskClient
) -> None:
    asked = newcomer.get(f"{ROUND}comment?eid=art_1&exact=Alpha")
    assert asked.status_code == 302
    assert asked.location.startswith(f"{ROUND}declaration?")
    page = newcomer.get(asked.location).text
    assert '<input type="hidden" name="exact" value="Alpha">' in page

    sent = {"has_interest": "no", "then": "comment", "eid": "art_1", "exact": "Alpha"}
    answer = newcomer.post(f"{ROUND}declaration", data=sent)

    assert answer.location == f"{ROUND}comment?eid=art_1&exact=Alpha"
    assert newcomer.get(answer.location).status_code == 200


def test_what_was_typed_before_the_declaration_comes_back_and_is_submitted_then(
    own_town: Town, newcomer: FlaskClient
) -> None:
    asked = newcomer.post(f"{ROUND}comment", data=FORM)
    assert asked.status_code == 409
    assert "What you wrote is kept." in asked.text
    for name, value in FORM.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in asked.text

    declared = {**FORM, "then": "comment", "has_interest": "yes", "interest": "We build there."}
    back = newcomer.post(f"{ROUND}declaration", data=declared)

    assert back.status_code == 200
    assert "Your comment is not submitted yet" in back.text
    assert FORM["text"] in back.text
    assert comments_of(own_town, "newcomer") == []
    assert newcomer.post(f"{ROUND}comment", data=FORM).status_code == 302
    assert len(comments_of(own_town, "newcomer")) == 1


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Please choose one."),
        ({"has_interest": "perhaps"}, "Please choose one."),
        ({"has_interest": "yes", "interest": "  "}, "Say what your interest in this act is."),
        ({"has_interest": "yes", "interest": "x" * 5001}, "This is too long"),
    ],
)
def test_a_declaration_that_is_not_complete_is_asked_for_again(
    newcomer: FlaskClient, sent: dict[str, str], told: str
) -> None:
    answer = newcomer.post(f"{ROUND}declaration", data={**FORM, "then": "comment", **sent})

    assert answer.status_code == 400
    assert told in answer.text
    assert f'name="text" value="{FORM["text"]}"' in answer.text


def test_to_declare_the_same_twice_is_to_declare_it_once(
    own_town: Town, newcomer: FlaskClient
) -> None:
    for _ in range(2):
        answer = newcomer.post(f"{ROUND}declaration", data={"has_interest": "no"})
        assert answer.location == ROUND
    newcomer.post(f"{ROUND}declaration", data={"has_interest": "yes", "interest": "Shares."})

    with own_town.database.reading() as db:
        person = accounts.named(db, "newcomer").id
        rows = db.query(DeclarationRow).filter_by(person_id=person).all()
        assert [row.interest for row in rows] == ["", "Shares."]


@pytest.mark.parametrize(
    ("next_", "leads_to"),
    [
        ("/en/acts/towers/rounds/1/opinion", "/en/acts/towers/rounds/1/opinion"),
        ("//evil.example", ROUND),
    ],
)
def test_a_declaration_leads_back_within_the_site_only(
    newcomer: FlaskClient, next_: str, leads_to: str
) -> None:
    sent = {"has_interest": "no", "next": next_}
    assert newcomer.post(f"{ROUND}declaration", data=sent).location == leads_to
