"""What becomes of acts that are taken in: versions, texts by hash, stages, tasks for the indexes."""

import hashlib

import pytest

from kb.language import Language
from kb.law.procedure import Stage
from kb.services import importing
from kb.services.importing import Outcome, Result
from kb.source import Revision
from kb.storage.acts import ExpressionRow, ParsedRow
from kb.storage.queue import IndexTaskRow
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import commit, folder
from tests.kb.services.imported import act_row, count, versions
from tests.repositories import changed

WITHOUT_KAZAKH = {language: TEXTS[language] for language in (Language.RU, Language.EN)}


def test_a_new_act_is_a_first_version(desk):
    result = desk.bring(commit_="a1")

    (version,) = versions(desk)
    assert result == Result("development/height", Outcome.NEW, commit("a1").id)
    assert (version.sequence, version.commit) == (1, commit("a1").id)
    assert (version.author, version.message) == ("Дана Сейтқали", "Commit a1")
    assert version.committed_at == commit("a1").at
    assert version.details["title"]["kk"] == "Биіктік туралы"
    assert version.starts == [""]
    assert (act_row(desk).category, act_row(desk).stage) == ("development", "working")


def test_an_act_from_a_folder_has_no_commit_and_the_present_moment(desk):
    desk.bring()

    (version,) = versions(desk)
    assert (version.commit, version.author, version.message) == (None, "", "")
    assert version.committed_at == desk.clock.now


def test_the_texts_are_kept_by_their_hash_with_their_trees(desk):
    desk.bring()

    (version,) = versions(desk)
    for language, text in TEXTS.items():
        assert version.hash_of(language) == hashlib.sha256(text.encode()).hexdigest()
    assert count(desk, ExpressionRow) == count(desk, ParsedRow) == 3


def test_the_same_again_changes_nothing(desk):
    desk.bring()

    assert desk.bring().outcome is Outcome.UNCHANGED
    assert len(versions(desk)) == 1
    assert count(desk, IndexTaskRow) == 1


@pytest.mark.parametrize(
    "metadata",
    [METADATA + "# a remark\n", METADATA.replace("{kk", "{  kk"), METADATA + "zones: []\n"],
    ids=["a comment", "spaces", "a default that is written out"],
)
def test_what_is_only_written_differently_is_no_version(desk, metadata):
    desk.bring(commit_="a1")

    assert desk.bring(commit_="a2", metadata=metadata).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    "more",
    [
        {"texts": TEXTS | {Language.RU: TEXTS[Language.RU] + "\n2. Ещё.\n"}},
        {"metadata": METADATA + "zones: [gate]\n"},
        {"metadata": METADATA + "behind: [kk]\n", "texts": WITHOUT_KAZAKH},
    ],
    ids=["a text", "the metadata", "a language fewer"],
)  # fmt: skip
def test_what_changed_is_a_further_version(desk, more):
    desk.bring(commit_="a1")

    assert desk.bring(commit_="a2", **more).outcome is Outcome.CHANGED
    assert [version.sequence for version in versions(desk)] == [1, 2]
    assert count(desk, IndexTaskRow) == 2


def test_a_text_that_comes_back_is_a_version_and_kept_once(desk):
    desk.bring(commit_="a1")
    desk.bring(commit_="a2", texts=changed("Граница"))
    desk.bring(commit_="a3")

    one, two, three = versions(desk)
    assert one.content_hash == three.content_hash != two.content_hash
    assert count(desk, ExpressionRow) == 6


def test_a_commit_that_is_known_changes_nothing_whatever_came_after(desk):
    desk.bring(commit_="a1")
    desk.bring(commit_="a2", texts=changed("Граница"))

    assert desk.bring(commit_="a1").outcome is Outcome.UNCHANGED
    assert len(versions(desk)) == 2


def test_the_hash_of_a_content_is_the_same_everywhere_and_always(desk):
    desk.bring()

    assert versions(desk)[0].content_hash == (
        "ce3e8f656daee0cc4234c069cd98bb3afad86a08c2b67c44427b9c8b04143b47"
    )


def test_a_line_end_or_a_byte_order_mark_of_another_system_is_no_change(desk):
    desk.bring()
    windows = {language: "\ufeff" + text.replace("\n", "\r\n") for language, text in TEXTS.items()}

    assert desk.bring(texts=windows).outcome is Outcome.UNCHANGED


def test_days_of_commencement_are_kept_with_the_version(desk):
    days = "commencement:\n  - {from: 2027-01-01, provisions: [art_1]}\n"
    two = {
        language: text + text.partition("\n\n")[2].replace("1", "2")
        for language, text in TEXTS.items()
    }
    desk.bring(metadata=METADATA + days, texts=two)

    assert versions(desk)[0].starts == ["", "2027-01-01"]


def test_outcomes_are_counted():
    results = [Result("a", Outcome.NEW), Result("b", Outcome.NEW), Result("c", Outcome.BROKEN)]

    assert importing.counted(results) == {
        "new": 2, "changed": 0, "unchanged": 0, "broken": 1, "removed": 0, "renamed": 0,
        "moved": 0,
    }  # fmt: skip


# Folders that move and go


def test_a_folder_that_moved_is_the_same_act(desk):
    desk.bring("development/height", commit_="a1")

    (moved,) = desk.take(
        Revision(commit("a2"), (folder("economy/height"),), removed=("development/height",))
    )

    assert (moved.outcome, moved.former) == (Outcome.MOVED, "development/height")
    assert act_row(desk).category == "economy"
    assert len(versions(desk)) == 1


def test_an_act_that_is_removed_keeps_its_versions(desk):
    desk.bring(commit_="a1")

    (result,) = desk.take(Revision(commit("a2"), (), removed=("development/height",)))

    assert result == Result("development/height", Outcome.REMOVED, commit("a2").id)
    assert len(versions(desk)) == 1


# Stages


def test_a_version_after_a_publication_is_worked_on_again(desk):
    desk.bring(commit_="a1")
    desk.publish()
    assert act_row(desk).stage == Stage.PUBLISHED

    desk.bring(commit_="a2", texts=changed("Граница"))

    assert act_row(desk).stage == Stage.WORKING


def test_a_version_during_a_review_stays_at_its_stage(desk):
    desk.bring(commit_="a1")
    desk.move(Stage.EXPERT_REVIEW)

    desk.bring(commit_="a2", texts=changed("Граница"))

    assert act_row(desk).stage == Stage.EXPERT_REVIEW


# How far a source has been imported


def test_a_mark_moves(desk):
    for id_ in ("a", "b"):
        with desk.database.writing() as db:
            importing.mark(db, "/srv/acts.git:acts", id_, desk.clock())

    with desk.database.reading() as db:
        assert importing.marks(db, "acts") == {"/srv/acts.git:acts": "b"}


def test_marks_are_those_of_texts_in_the_same_folder(desk):
    with desk.database.writing() as db:
        for source in ("/a:acts", "/b:acts", "/a:", "/a:drafts/acts"):
            importing.mark(db, source, source, desk.clock())

    with desk.database.reading() as db:
        assert set(importing.marks(db, "acts")) == {"/a:acts", "/b:acts"}
        assert set(importing.marks(db, "")) == {"/a:"}
