"""Since when the provisions of a published act apply when it is published again."""

from datetime import date, timedelta

from kb.access import Viewer
from kb.language import Language
from kb.law.beginnings import Beginning
from kb.law.force import Force
from kb.law.words import Words
from kb.services import beginnings, library, publishing
from kb.services.library import Act, Edition
from kb.services.publishing import Withdrawal
from tests.factories import TEXTS, TODAY
from tests.kb.services.desk import HEIGHT, PUBLISHER
from tests.repositories import changed

YESTERDAY = TODAY - timedelta(days=1)
NEXT_YEAR = date(2027, 1, 1)
LONGER = {
    Language.KK: TEXTS[Language.KK] + "\n2. Ерекше жағдай жоқ.\n",
    Language.RU: TEXTS[Language.RU] + "\n2. Исключений нет.\n",
    Language.EN: TEXTS[Language.EN] + "\n2. There is no exception.\n",
}


def read(desk, edition: Edition | None = None) -> tuple[Act, dict[str, Beginning]]:
    with desk.database.reading() as db:
        act = library.find(db, Viewer(), HEIGHT, edition)
        return act, dict(beginnings.of_act(db, act))


def amend(desk, texts=LONGER) -> None:
    desk.bring(commit_="a1")
    desk.publish(version=1)
    desk.bring(commit_="a2", texts=texts)
    desk.publish(version=2, starts=NEXT_YEAR)


def test_what_a_later_publication_adds_begins_with_it_and_the_rest_goes_on(desk):
    amend(desk)

    act, found = read(desk)

    assert found["art_1__para_1"] == Beginning(YESTERDAY, 1)
    assert found["art_1__para_2"] == Beginning(NEXT_YEAR, 2)
    assert act.force(TODAY) is Force.IN_FORCE, "the article applies since the first publication"


def test_new_words_replace_those_of_the_publication_before(desk):
    amend(desk, changed("Граница"))

    act, found = read(desk)

    assert found["art_1"] == Beginning(NEXT_YEAR, 2, replaces=1)
    assert act.starts == (NEXT_YEAR,)
    assert act.force(TODAY) is Force.NOT_YET


def test_an_earlier_publication_stays_as_it_was(desk):
    amend(desk)

    act, found = read(desk, Edition(publication=1))

    assert set(found) == {"art_1", "art_1__para_1"}
    assert act.starts == (YESTERDAY,)


def test_a_draft_has_no_beginnings(desk):
    desk.bring()
    with desk.database.reading() as db:
        draft = library.find(db, Viewer(drafts=frozenset({HEIGHT})), HEIGHT)
        assert beginnings.of_act(db, draft) == {}
        assert beginnings.histories(db, draft) == {}


def test_what_a_withdrawn_publication_had_begun_begins_with_the_next(desk):
    amend(desk)
    with desk.database.writing() as db:
        reason = Words(ru="Опубликовано по ошибке")
        publishing.withdraw(db, PUBLISHER, HEIGHT, Withdrawal(1, reason), desk.clock)

    act, found = read(desk)

    assert found["art_1__para_1"] == Beginning(NEXT_YEAR, 2)
    assert (act.starts, act.standing) == ((NEXT_YEAR,), (2,))
    assert act.force(TODAY) is Force.NOT_YET
