"""The acts as they apply on a day."""

from datetime import date, timedelta

import pytest

from kb.access import Viewer
from kb.language import Language
from kb.services import library
from kb.services.library import Edition
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import HEIGHT

SEPTEMBER, JANUARY, MAY = date(2026, 9, 1), date(2027, 1, 1), date(2027, 5, 1)


@pytest.fixture
def restored(desk):
    """An act whose first version is published again after the second, and one that is a draft."""
    other = TEXTS[Language.EN].replace("limited", "measured")
    desk.bring(commit_="1")
    desk.publish(version=1, starts=SEPTEMBER)
    desk.bring(commit_="2", texts={**TEXTS, Language.EN: other})
    desk.publish(version=2, starts=JANUARY)
    desk.publish(version=1, starts=MAY)
    desk.bring("development/draft", METADATA)
    return desk


@pytest.mark.parametrize(
    ("day", "publication", "version"),
    [
        (SEPTEMBER - timedelta(days=1), 1, 1),
        (SEPTEMBER, 1, 1),
        (JANUARY, 2, 2),
        (MAY, 3, 1),
    ],
)
def test_the_catalogue_of_a_day_has_what_applies_on_it(restored, day, publication, version):
    viewers = (Viewer(), Viewer(drafts=frozenset({HEIGHT, "draft"})))
    with restored.database.reading() as db:
        lists = [library.catalogue(db, viewer, day=day) for viewer in viewers]
        found = library.find(db, Viewer(), HEIGHT, Edition(day=day))

    for acts in lists:
        assert [one.act for one in acts] == [HEIGHT]
        (act,) = acts
        assert (act.publication.number, act.shown.sequence) == (publication, version)
        assert (act.publication, act.shown, act.is_draft) == (found.publication, found.shown, False)


def test_each_publication_of_the_same_version_is_found_as_itself(restored):
    with restored.database.reading() as db:
        for number in (1, 2, 3):
            act = library.find(db, Viewer(), HEIGHT, Edition(publication=number))
            assert act.publication.number == number
        assert library.find(db, Viewer(), HEIGHT).publication.number == 3
