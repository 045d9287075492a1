"""Letters tell what notices tell: one each or a digest a day, of no draft by name, to nobody in vain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kb.access import PersonId, Role
from kb.language import Language
from kb.law.identifiers import NOWHERE
from kb.law.procedure import Stage
from kb.letters.writing import LetterKind
from kb.services import accounts, commenting, disposing, notice_letters, notices, rounds
from kb.services.commenting import Rejoinder
from kb.services.notice_letters import LETTERS
from kb.services.notices import News, NoticeKind
from kb.storage.reviewing import NoticeRow
from tests.kb.services.desk import known
from tests.kb.services.letterbox import letters, office
from tests.kb.services.reviewing import EXPERTS, OFFICERS, OPENS, PARAGRAPH, Review
from tests.kb.services.test_notices import as_officer, keep_time, told, withdraw_draft

EIGHT = datetime(2026, 11, 23, 3, tzinfo=UTC)
"""Eight in the morning, in Almaty, of the day after the round opened."""
UNTIL = "until the end of 4 December 2026"
LANGUAGES = {"aigul": Language.KK, "john": Language.EN}


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    with desk.database.writing() as db:
        for name in (*EXPERTS, "stranger", *OFFICERS):
            row = accounts.named(db, name)
            row.email, row.language = f"{name}@example.org", LANGUAGES.get(name, Language.RU)
    made.hold()
    keep_time(made)
    return made


def post(review) -> int:
    with review.desk.database.writing() as db:
        return notice_letters.post_due(db, office(review.desk))


def digest(review, name="john") -> None:
    with review.desk.database.writing() as db:
        accounts.named(db, name).wants_digest = True


def to(review, name) -> list[str]:
    """Return the subjects of the letters to somebody, the first first."""
    return [one.subject for one in letters(review.desk, f"{name}@example.org")][::-1]


def test_everybody_gets_a_letter_in_their_language_once(review):
    assert (post(review), post(review)) == (2, 0)

    assert to(review, "aigul") == ["Қарау раунды 2026 жылғы 4 желтоқсан күнінің соңына дейін ашық"]
    assert to(review, "john") == [f"A round of review is open {UNTIL}"]
    (letter,) = letters(review.desk, "john@example.org")
    assert f"are taken {UNTIL} (Almaty time)." in letter.text
    (notice,) = told(review, "john")
    assert f"https://acts.example/en/desk/notices/{notice.id}/\n" in letter.text


def test_no_letter_names_a_draft_or_quotes_what_was_written(review):
    comment = review.says("aigul", "Секрет комментария")
    review.do("secretary", rounds.extend, OPENS + timedelta(days=30), "Секрет причины")
    review.ends()
    review.settles(comment)
    review.do("aigul", disposing.contest, known().procedure, comment, "Секрет возражения")
    post(review)

    written = "".join(one.subject + one.text for one in letters(review.desk))
    assert len(letters(review.desk)) >= 9
    for word in ("height", "О высоте", "Биіктік", "Height", "Секрет", "art_1"):
        assert word not in written


@pytest.mark.parametrize(
    "happening",
    [
        lambda review: review.revokes("aigul"),
        withdraw_draft,
        lambda review: review.desk.move(Stage.WORKING),
        lambda review: as_officer(review, "aigul"),
    ],
)
def test_who_may_not_know_of_a_draft_any_more_gets_no_letter_also_not_later(review, happening):
    happening(review)
    post(review)
    assert to(review, "aigul") == []

    as_officer(review, "aigul", Role.EXPERT)
    review.desk.move(Stage.EXPERT_REVIEW)
    post(review)
    assert to(review, "aigul") == []


def test_experts_of_other_acts_get_no_letters(review):
    post(review)

    assert to(review, "stranger") == []


def test_a_digest_comes_in_the_morning_with_everything_since_the_last_one(review):
    digest(review)
    comment = review.says("john")
    review.do("secretary", rounds.close, "x")
    post(review)
    review.desk.clock.now = EIGHT - timedelta(minutes=1)
    post(review)
    assert to(review, "john") == []

    review.desk.clock.now = EIGHT
    assert post(review) == 1
    (letter,) = letters(review.desk, "john@example.org")
    assert letter.subject == "News of your rounds of review: 2"
    assert (f"– A round of review is open {UNTIL}\n– A round of review is closed\n") in letter.text
    assert "https://acts.example/en/desk/notices/\n" in letter.text

    review.do("secretary", rounds.answer)
    review.desk.clock.go(hours=1)
    review.settles(comment)
    post(review)
    assert len(to(review, "john")) == 1, "the next one comes tomorrow"
    review.desk.clock.now = EIGHT + timedelta(days=1)
    post(review)
    assert to(review, "john")[1:] == ["News of your rounds of review: 1"]


def test_a_letter_names_the_provision_of_the_comment_in_the_language_of_its_reader(review):
    for name in EXPERTS:
        said = Rejoinder("Да.", Language.RU, f"to {name}")
        review.do("drafter", commenting.reply, review.says(name), said)
    post(review)

    assert to(review, "aigul")[-1] == "1-баптың 1-тармағы бойынша ескертуіңізге пікір жазылды"
    assert to(review, "john")[-1] == "A reply to your comment on Article 1(1)"


def test_a_digest_tells_apart_what_became_of_several_comments(review):
    digest(review)
    whole = replace(PARAGRAPH, eid=NOWHERE)
    said = [review.says("john"), review.says("john"), review.says("john", where=whole)]
    review.ends()
    for comment in said:
        review.settles(comment)
    review.desk.clock.go(days=1)
    post(review)

    (letter,) = letters(review.desk, "john@example.org")
    assert "– Your comment on Article 1(1) has an answer (×2)\n" in letter.text
    assert "– Your comment on the act as a whole has an answer\n" in letter.text
    assert letter.subject.endswith(": 5")


def test_what_was_seen_is_in_no_digest(review):
    digest(review)
    with review.desk.database.writing() as db:
        notices.see(db, review.viewer("john"), review.desk.clock())
    review.desk.clock.now = EIGHT
    post(review)

    assert to(review, "john") == []


def test_a_reminder_does_not_wait_for_tomorrows_digest(review):
    digest(review)
    review.desk.clock.now = EIGHT + timedelta(hours=2)
    post(review)
    with review.desk.database.writing() as db:
        facts = {"closes": "2026-12-04T19:00:00.000000+00:00"}
        news = News(kind=NoticeKind.REMINDER, mark="m", round=1, facts=facts)
        notices.tell(db, [review.viewer("john").person], news, review.desk.clock())
    post(review)

    assert to(review, "john")[-1].endswith(": 1")
    assert f"Please review the draft {UNTIL}" in letters(review.desk)[0].text


def test_who_has_no_address_is_told_in_the_site_only(review):
    with review.desk.database.writing() as db:
        accounts.named(db, "john").email = None

    assert post(review) == 1
    assert len(told(review, "john")) == 1
    with review.desk.database.reading() as db:
        assert db.query(NoticeRow).filter_by(mailed_at=None).count() == 0


def test_every_kind_of_notice_has_a_letter():
    assert set(LETTERS) == set(NoticeKind)
    assert set(LETTERS.values()) < set(LetterKind)


def test_of_many_things_at_once_one_letter_tells(review):
    comments = [review.says("aigul", f"{number}.") for number in range(3)]
    with review.desk.database.writing() as db:
        person = accounts.named(db, "aigul").id
        for number in range(240):
            news = News(
                kind=NoticeKind.ANSWERED, mark=f"{number}", round=1, comment=comments[number % 3]
            )
            notices.tell(db, [PersonId(person)], news, review.desk.clock())
    before = len(to(review, "aigul"))

    assert post(review) >= 1
    assert post(review) == 0

    (letter,) = to(review, "aigul")[before:]
    assert letter.endswith(": 241")
