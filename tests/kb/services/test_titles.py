"""The titles of the acts that a viewer may know of."""

from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.services import publishing, titles
from kb.services.publishing import Withdrawal
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import HEIGHT, PUBLISHER

WIDTH = ActId("width")
DRAFTER = Viewer(drafts=frozenset({HEIGHT, WIDTH}))


def called(title: str) -> dict[str, object]:
    """Return metadata and texts of the small act with this title in Russian."""
    texts = {**TEXTS, Language.RU: TEXTS[Language.RU].replace("О высоте", title)}
    return {"metadata": METADATA.replace("О высоте", title), "texts": texts}


def known(desk, viewer: Viewer) -> dict[ActId, str]:
    with desk.database.reading() as db:
        return {act: title.ru or "" for act, title in titles.known(db, viewer).items()}


def test_readers_know_what_is_published_by_the_title_it_was_published_with(desk):
    desk.bring(commit_="a1")
    desk.publish()
    desk.bring(commit_="b2", **called("О вышине"))
    desk.bring("development/width", **called("О ширине"))

    assert known(desk, Viewer()) == {HEIGHT: "О высоте"}
    assert known(desk, DRAFTER) == {HEIGHT: "О вышине", WIDTH: "О ширине"}
    assert known(desk, Viewer(drafts=frozenset({WIDTH}))) == {HEIGHT: "О высоте", WIDTH: "О ширине"}


def test_what_was_withdrawn_is_known_by_what_stood_before(desk):
    desk.bring(commit_="a1")
    desk.publish(version=1)
    desk.bring(commit_="b2", **called("О вышине"))
    desk.publish(version=2)
    with desk.database.writing() as db:
        publishing.withdraw(db, PUBLISHER, HEIGHT, Withdrawal(2, Words(ru="Ошибка")), desk.clock)
    assert known(desk, Viewer()) == {HEIGHT: "О высоте"}

    with desk.database.writing() as db:
        publishing.withdraw(db, PUBLISHER, HEIGHT, Withdrawal(1, Words(ru="Ошибка")), desk.clock)
    assert known(desk, Viewer()) == {}


def test_acts_are_found_by_their_titles_in_any_language(desk):
    desk.bring()
    with desk.database.reading() as db:
        found = titles.by_words(titles.known(db, DRAFTER))

    assert found == {"биіктік туралы": HEIGHT, "о высоте": HEIGHT, "on height": HEIGHT}
