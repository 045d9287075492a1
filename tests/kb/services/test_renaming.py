"""Acts that get another slug keep their history, and are found under the old one."""

import pytest
from sqlalchemy import select

from kb.access import Role
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import library, renaming
from kb.services.importing import Outcome
from kb.source import Revision
from kb.storage.acts import ActRow, VersionRow
from kb.storage.imports import AliasRow
from kb.storage.queue import IndexTaskRow
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import HEIGHT, commit, folder
from tests.repositories import changed

HEIGHTS = ActId("heights")
LONG = {
    language: text + "".join(f"\n{n}. {text[2:9]} {n}.\n" for n in range(2, 12))
    for language, text in TEXTS.items()
}
OTHER = {
    language: text.rpartition("\n\n")[0] + "".join(f"\n\n{n}. {n * 7}." for n in range(1, 11))
    for language, text in TEXTS.items()
}
BROKEN = METADATA.replace("regulatory-provision", "poem")


def rename(desk, path="development/heights", texts=TEXTS, id_="b1", metadata=METADATA, old=None):
    """Take in a commit that removes one folder and adds another; return what became of them."""
    removed = (old or "development/height",)
    return desk.take(Revision(commit(id_), (folder(path, metadata, texts),), removed))


def acts(desk) -> dict[str, int]:
    """Return the acts with the number of their versions."""
    with desk.database.reading() as db:
        rows = db.scalars(select(ActRow).order_by(ActRow.slug))
        return {row.slug: len(row.versions) for row in rows}


def aliases(desk) -> dict[str, str]:
    with desk.database.reading() as db:
        return {row.slug: row.act.slug for row in db.scalars(select(AliasRow))}


def test_a_folder_that_gets_another_name_is_the_same_act(desk):
    desk.bring(commit_="a1")

    (result,) = rename(desk)

    assert (result.outcome, result.path) == (Outcome.RENAMED, "development/heights")
    assert result.former == "development/height"
    assert acts(desk) == {"heights": 1}
    assert aliases(desk) == {"height": "heights"}


def test_a_new_name_is_told_to_the_indexes_even_if_no_word_changed(desk):
    desk.bring(commit_="a1")
    with desk.database.writing() as db:
        db.query(IndexTaskRow).delete()

    rename(desk)

    with desk.database.reading() as db:
        assert db.query(IndexTaskRow).count() == 1


def test_a_name_and_a_text_that_change_together_are_a_further_version(desk):
    desk.bring(commit_="a1", texts=LONG)

    rename(desk, texts=LONG | {Language.RU: LONG[Language.RU] + "\n12. Ещё.\n"})

    assert acts(desk) == {"heights": 2}
    with desk.database.reading() as db:
        assert sorted(v.sequence for v in db.scalars(select(VersionRow))) == [1, 2]


def test_an_act_that_goes_while_another_comes_is_not_renamed(desk):
    desk.bring(commit_="a1")

    gone, new = rename(desk, texts=OTHER)

    assert (gone.outcome, new.outcome) == (Outcome.REMOVED, Outcome.NEW)
    assert acts(desk) == {"height": 1, "heights": 1}
    assert aliases(desk) == {}


def test_of_two_acts_renamed_at_once_each_keeps_its_own_history(desk):
    desk.bring("a/one-act", commit_="a1", texts=LONG)
    desk.bring("a/two-act", commit_="a2", texts=OTHER)

    desk.take(
        Revision(
            commit("b1"),
            (folder("a/aaa", texts=OTHER), folder("a/bbb", texts=LONG)),
            ("a/one-act", "a/two-act"),
        )
    )

    assert aliases(desk) == {"one-act": "bbb", "two-act": "aaa"}


def test_a_name_that_is_taken_back_leads_the_other_way(desk):
    desk.bring(commit_="a1")
    rename(desk)

    rename(desk, "development/height", id_="c1", old="development/heights")

    assert acts(desk) == {"height": 1}
    assert aliases(desk) == {"heights": "height"}


def test_all_names_that_an_act_had_lead_to_it(desk):
    desk.bring(commit_="a1")
    rename(desk)
    rename(desk, "development/limits", id_="c1", old="development/heights")

    assert aliases(desk) == {"height": "limits", "heights": "limits"}


def test_a_new_act_under_an_old_name_is_another_act(desk):
    desk.bring(commit_="a1")
    rename(desk)

    desk.bring(commit_="c1", texts=OTHER)

    assert acts(desk) == {"height": 1, "heights": 1}
    with desk.database.reading() as db:
        viewer = library.Viewer(drafts=frozenset({HEIGHT, HEIGHTS}))
        assert library.find(db, viewer, HEIGHT).shown.commit == commit("c1").id


def test_an_act_that_was_broken_under_its_new_name_is_renamed_when_it_is_mended(desk):
    desk.bring(commit_="a1")
    _, broken = rename(desk, metadata=BROKEN)
    assert broken.outcome is Outcome.BROKEN
    assert acts(desk) == {"height": 1}

    assert desk.bring("development/heights", commit_="c1").outcome is Outcome.RENAMED
    assert acts(desk) == {"heights": 1}


def test_an_act_and_its_publications_go_on_under_the_new_name(desk):
    desk.bring(commit_="a1")
    desk.publish()
    desk.person("dana", Role.DRAFTER)

    rename(desk)

    with desk.database.reading() as db:
        assert library.find(db, library.Viewer(), HEIGHTS).publication is not None
        assert library.publications(db, HEIGHTS)


def test_who_may_not_know_of_an_act_is_not_led_to_it(desk):
    desk.bring(commit_="a1")
    rename(desk)
    drafter = desk.viewer(desk.person("dana", Role.DRAFTER))

    with desk.database.reading() as db:
        assert renaming.successor(db, drafter, HEIGHT) == HEIGHTS
        assert renaming.successor(db, library.Viewer(), HEIGHT) is None
        assert renaming.successor(db, drafter, ActId("nothing")) is None


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("a\nb\nc\nd\ne", "a\nb\nc\nx\ny", True),
        ("a\nb\nc\nd\ne", "a\nb\nx\ny\nz", False),
        ("a\nb\nc", "c\n\n b \na", True),
        ("", "", False),
        ("a", "", False),
        ("a\na\na\na\na", "a\nb\nc\nd\ne", False),
    ],
)
def test_texts_are_alike_that_have_most_lines_in_common(old, new, is_same):
    found = renaming.likeness({Language.EN: old}, {Language.EN: new})

    assert (found >= renaming.ALIKE) is is_same


def test_one_language_that_stayed_whole_is_enough():
    old = {Language.EN: "a\nb\nc", Language.RU: "a\nb\nc\nd\ne"}

    assert renaming.likeness(old, old | {Language.RU: "v\nw\nx\ny\nz"}) == 1.0


def test_an_empty_text_in_common_says_nothing():
    title = {Language.KK: "# A"}

    assert renaming.likeness(title | {Language.EN: "a\nb"}, title | {Language.EN: "c\nd"}) < 0.6


def test_a_text_that_was_changed_through_and_through_is_another(desk):
    desk.bring(commit_="a1", texts=LONG)

    gone, _ = rename(desk, texts=changed("Граница"))

    assert gone.outcome is Outcome.REMOVED
