"""What becomes of acts that are taken in: versions, texts by hash, findings, tasks for the indexes."""

import hashlib

import pytest
from sqlalchemy import func, select

from kb.language import Language
from kb.law.folder import Oddity
from kb.law.procedure import Stage
from kb.services import importing
from kb.services.importing import Outcome, Result
from kb.source import Revision
from kb.storage.acts import ActRow, ExpressionRow, ParsedRow, VersionRow
from kb.storage.queue import IndexTaskRow
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import HEIGHT, commit, folder
from tests.repositories import changed

BROKEN = METADATA.replace("regulatory-provision", "poem")

WITHOUT_KAZAKH = {language: TEXTS[language] for language in (Language.RU, Language.EN)}


def versions(desk, act=HEIGHT) -> list[VersionRow]:
    with desk.database.reading() as db:
        query = select(VersionRow).join(ActRow).where(ActRow.slug == act)
        found = list(db.scalars(query.order_by(VersionRow.sequence)))
        db.expunge_all()
        return found


def act_row(desk, act=HEIGHT) -> ActRow:
    with desk.database.reading() as db:
        found = db.scalars(select(ActRow).where(ActRow.slug == act)).one()
        db.expunge_all()
        return found


def count(desk, rows) -> int:
    with desk.database.reading() as db:
        return db.scalar(select(func.count()).select_from(rows)) or 0


def rules(result: Result) -> list[str]:
    return [finding.rule.name for finding in result.findings]


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


# Broken acts


def test_a_broken_act_is_told_of_and_the_others_are_taken_in(desk):
    acts = (folder("a/one"), folder("a/two", metadata=BROKEN), folder("b/three"))

    results = desk.take(Revision(commit("a1"), acts))

    assert [(r.path, r.outcome.value) for r in results] == [
        ("a/one", "new"), ("a/two", "broken"), ("b/three", "new"),
    ]  # fmt: skip
    assert rules(results[1]) == ["metadata.unknown"]
    assert count(desk, ActRow) == 2


def test_a_broken_version_leaves_the_one_before_as_it_is(desk):
    desk.bring(commit_="a1")

    assert desk.bring(commit_="a2", metadata=BROKEN).outcome is Outcome.BROKEN
    assert [version.commit for version in versions(desk)] == [commit("a1").id]


@pytest.mark.parametrize(
    ("more", "rule", "file"),
    [
        ({"metadata": "kind: [\n"}, "metadata.yaml", "act.yaml"),
        ({"metadata": "kind: rules\n"}, "metadata.value", "act.yaml"),
        ({"metadata": METADATA + "status: published\n"}, "metadata.value", "act.yaml"),
        ({"metadata": METADATA + "kind: rules\n"}, "metadata.yaml", "act.yaml"),
        ({"metadata": METADATA + "x: &a 1\n"}, "metadata.yaml", "act.yaml"),
        ({"metadata": METADATA + "#" * 17_000}, "metadata.yaml", "act.yaml"),
        ({"texts": {Language.RU: TEXTS[Language.RU]}}, "language.missing", "kk.md"),
        ({"path": "development/Height"}, "act.slug", "act.yaml"),
        ({"path": "development/биіктік"}, "act.slug", "act.yaml"),
        ({"path": "development/" + "x" * 65}, "act.slug", "act.yaml"),
    ],
    ids=[
        "broken YAML", "missing keys", "an unknown key", "a key twice", "an anchor", "too long",
        "a missing language", "capitals in the slug", "a Cyrillic slug", "a long slug",
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_says_why_and_in_which_file(desk, more, rule, file):
    result = desk.bring(**more)

    assert result.outcome is Outcome.BROKEN
    assert (result.findings[0].rule.name, result.findings[0].file) == (rule, file)
    assert count(desk, ActRow) == 0


@pytest.mark.parametrize(
    "content",
    ["Предел".encode("cp1251"), "Limité".encode("latin-1"), b"\x89PNG\r\n\x1a\n\x00\xff"],
    ids=["cp1251", "latin-1", "binary"],
)
def test_what_is_no_text_is_refused_with_its_place(desk, content):
    act = folder()
    act.files["ru.md"] = b"# first line\n" + content  # type: ignore[index]

    (result,) = desk.take(Revision(None, (act,)))

    assert rules(result)[0] == "file.encoding"
    assert (result.findings[0].file, result.findings[0].line) == ("ru.md", 2)


@pytest.mark.parametrize("oddity", list(Oddity))
def test_an_odd_file_is_refused(desk, oddity):
    act = folder()
    act.odd["ru.md"] = oddity  # type: ignore[index]

    (result,) = desk.take(Revision(None, (act,)))

    assert rules(result) == ["file.kind"]
    assert oddity.value in result.findings[0].message


def test_what_is_broken_now_is_not_what_was_mended_since():
    one, two = commit("a1").id, commit("a2").id
    broken = [Result("a", Outcome.BROKEN, one), Result("b", Outcome.BROKEN, one)]
    later = [Result("a", Outcome.CHANGED, two), Result("c", Outcome.BROKEN, two)]

    assert [r.path for r in importing.broken_now([*broken, *later])] == ["b", "c"]


def test_outcomes_are_counted():
    results = [Result("a", Outcome.NEW), Result("b", Outcome.NEW), Result("c", Outcome.BROKEN)]

    assert importing.counted(results) == {
        "new": 2, "changed": 0, "unchanged": 0, "broken": 1, "removed": 0, "renamed": 0,
    }  # fmt: skip


# Slugs and folders


def test_a_second_folder_of_a_slug_is_refused_and_names_the_first(desk):
    acts = (folder("a/height"), folder("b/height"))
    rivals = {"a/height": ("b/height",), "b/height": ("a/height",)}

    one, two = desk.take(Revision(None, acts, rivals=rivals))

    assert (one.outcome, two.outcome) == (Outcome.NEW, Outcome.BROKEN)
    assert rules(two) == ["act.duplicate"]
    assert two.findings[0].message == "The slug “height” is taken by a/height."


def test_a_newcomer_does_not_take_a_slug_away_whatever_its_name(desk):
    desk.bring("b/height", commit_="a1")

    result = desk.bring("a/height", texts=changed("Чужое"), commit_="a2", rivals=("b/height",))

    assert rules(result) == ["act.duplicate"]
    assert len(versions(desk)) == 1


def test_a_name_in_other_letters_does_not_take_a_slug_away(desk):
    desk.bring("b/height", commit_="a1")

    assert desk.bring("a/HEIGHT", rivals=("b/height",)).outcome is Outcome.BROKEN
    assert desk.bring("b/height", rivals=("a/HEIGHT",)).outcome is Outcome.UNCHANGED


def test_a_folder_that_moved_is_the_same_act(desk):
    desk.bring("development/height", commit_="a1")

    (removed, moved) = desk.take(
        Revision(commit("a2"), (folder("economy/height"),), removed=("development/height",))
    )

    assert (removed.outcome, moved.outcome) == (Outcome.REMOVED, Outcome.UNCHANGED)
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
