"""What is not taken in, and why: broken metadata, odd files, slugs that are taken already."""

import pytest

from kb.language import Language
from kb.law.folder import Oddity
from kb.services import importing
from kb.services.importing import Outcome, Result
from kb.source import Revision
from kb.storage.acts import ActRow
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import commit, folder
from tests.kb.services.imported import count, rules, versions
from tests.repositories import changed

BROKEN = METADATA.replace("regulatory-provision", "poem")


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


# Slugs that are taken


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
