"""`kb acts import` and `import-external`: what comes in, what is told, how it ends."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kb.law.folder import MOST_BYTES
from tests.commands import Commands
from tests.corpus import REAL_LAW, needs
from tests.factories import METADATA, write_act
from tests.repositories import changed


def imported(kb: Commands, *arguments: object) -> dict[str, int]:
    """Return how many versions became what, as a program reads it."""
    told = kb("acts", "import", *arguments, "--json")
    counts = json.loads(told.out)["counts"]
    return {outcome: number for outcome, number in counts.items() if number}


def acts_of(kb: Commands) -> list[str]:
    """Return the acts that are there, whatever their state."""
    with closing(sqlite3.connect(kb.database)) as connection:
        return [slug for (slug,) in connection.execute("SELECT slug FROM act ORDER BY slug")]


def test_a_folder_comes_in_once(kb):
    write_act(kb.acts)

    told = kb("acts", "import")

    assert (told.status, told.out) == (0, "")
    assert told.err.splitlines() == [f"Importing {kb.acts}: 1 of 1 acts", "Imported: 1 new."]
    assert imported(kb) == {"unchanged": 1}


def test_an_empty_folder_is_nothing_new(kb):
    told = kb("acts", "import")

    assert told.status == 0
    assert told.err.endswith("Imported: nothing new.\n")


def test_a_history_comes_in_commit_by_commit_and_only_what_is_new(kb, repository):
    repository.act()
    repository.commit()
    repository.act(texts=changed("Other"))
    repository.commit()

    told = kb("acts", "import", repository.folder)

    assert told.status == 0
    place = repository.folder
    assert told.err.splitlines() == [
        f"Importing {place}: 3 of 3 commits",
        "Imported: 1 new, 1 changed.",
    ]
    assert imported(kb, place) == {}
    repository.act(texts=changed("Third"))
    repository.commit()
    assert imported(kb, place) == {"changed": 1}


@pytest.mark.parametrize(
    "way",
    [
        lambda repository, to: repository.folder / "acts",
        lambda repository, to: repository.bare(to / "bare.git"),
        lambda repository, to: os.path.relpath(repository.folder),
    ],
    ids=["the folder of the texts", "a bare clone", "a relative path"],
)
def test_the_same_history_is_known_by_whatever_way_it_is_reached(kb, repository, tmp_path, way):
    repository.act()
    repository.commit()
    assert imported(kb, repository.folder) == {"new": 1}

    assert imported(kb, way(repository, tmp_path)) == {}


def test_the_commit_to_end_with_can_be_named(kb, repository):
    repository.act()
    first = repository.commit()
    repository.act(texts=changed("Other"))
    repository.commit()

    assert imported(kb, repository.folder, "--rev", first) == {"new": 1}
    assert imported(kb, repository.folder) == {"changed": 1}


def test_a_folder_within_git_can_be_taken_as_it_lies(kb, repository):
    repository.act()
    repository.commit()
    repository.act(texts=changed("Not committed"))

    assert imported(kb, repository.folder / "acts", "--plain") == {"new": 1}


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["--plain", "--rev", "HEAD"], 2, "--rev names a commit, and --plain takes none"),
        (["--rev", "HEAD"], 2, "is in no git repository"),
        (["missing"], 1, "kb: missing: There is no such folder. Check the path."),
    ],
)
def test_what_makes_no_sense_is_refused(kb, arguments, status, complaint):
    told = kb("acts", "import", *arguments)

    assert told.status == status
    assert complaint in told.err


@pytest.mark.parametrize("revision", ["--output=stolen", "-h", "nowhere"])
def test_a_revision_that_is_none_is_refused_and_runs_nothing(kb, repository, revision):
    told = kb("acts", "import", repository.folder, f"--rev={revision}")

    assert told.status == 1
    assert f"There is no commit “{revision}” here." in told.err
    assert not (kb.folder / "stolen").exists()


def test_a_shallow_clone_is_told_of_and_taken_as_far_as_it_goes(kb, repository, tmp_path):
    repository.act()
    repository.commit()
    repository.act(texts=changed("Other"))
    repository.commit()
    clone = repository.bare(tmp_path / "shallow.git", "--depth=1")

    told = kb("acts", "import", clone)

    assert told.status == 0
    assert "a shallow clone, whose older versions are not here" in told.err
    assert "Imported: 1 new." in told.err


def test_an_act_that_was_broken_once_and_mended_since_is_no_failure(kb, repository):
    repository.act(metadata="kind: [")
    repository.commit()
    repository.act()
    repository.commit()

    told = kb("acts", "import", repository.folder)

    assert (told.status, told.out) == (0, "")
    assert "Imported: 1 new, 1 broken." in told.err


Spoil = Callable[[Path], object]


def _link(act: Path) -> None:
    (act / "ru.md").unlink()
    (act / "ru.md").symlink_to("/etc/passwd")


BAD: dict[str, tuple[Spoil, str]] = {
    "broken-yaml": (
        lambda act: (act / "act.yaml").write_text(METADATA + "zones: [\n", encoding="utf-8"),
        "act.yaml:7: error: This is not plain YAML: ",
    ),
    "key-twice": (
        lambda act: (act / "act.yaml").write_text(METADATA + "kind: rules\n", encoding="utf-8"),
        "act.yaml:6: error: This is not plain YAML: ",
    ),
    "unknown-key": (
        lambda act: (act / "act.yaml").write_text(METADATA + "colour: red\n", encoding="utf-8"),
        "act.yaml:6: error: colour: ",
    ),
    "no-metadata": (
        lambda act: (act / "act.yaml").unlink(),
        "act.yaml:1: error: There is no act.yaml. Add one",
    ),
    "missing-language": (lambda act: (act / "kk.md").unlink(), "kk.md:1: error: "),
    "five-megabytes": (
        lambda act: (act / "ru.md").write_bytes(b"x" * (5 * MOST_BYTES // 2)),
        "ru.md:1: error: ru.md is larger than 2 MB. Put an ordinary file",
    ),
    "symbolic-link": (_link, "ru.md:1: error: ru.md is a symbolic link. Put an ordinary file"),
    "another-encoding": (
        lambda act: (act / "ru.md").write_bytes("# Закон\n\nСтатья".encode("cp1251")),
        "ru.md:1: error: ru.md is not UTF-8 text (byte 2). Save it as UTF-8",
    ),
    "binary-file": (
        lambda act: (act / "ru.md").write_bytes(b"# T\n\x89PNG\r\n\x1a\n\x00\xff"),
        "ru.md:2: error: ru.md is not UTF-8 text (byte 4).",
    ),
    "broken-markdown": (
        lambda act: (act / "ru.md").write_text("![](" * 500, encoding="utf-8"),
        "ru.md:1: error: ",
    ),
    "Good": (lambda act: None, "act.yaml:1: error: "),
}
"""What may be wrong with a folder, by its name, and how the line begins that tells of it."""


@pytest.mark.parametrize("in_git", [False, True], ids=["folder", "git"])
def test_every_bad_act_is_named_with_the_cure_and_the_good_one_comes_in(kb, repository, in_git):
    repository.act("acts/development/good")
    for slug, (spoil, _) in BAD.items():
        spoil(repository.act(f"acts/people/{slug}"))
    repository.commit()
    place = repository.folder / "acts"

    told = kb("acts", "import", place, *([] if in_git else ["--plain"]))

    lines = [f"people/{slug}/{line}" for slug, (_, line) in BAD.items()]
    assert [line for line in lines if f"\n{line}" not in f"\n{told.out}"] == []
    assert told.status == 1
    assert told.err.endswith(f"Imported: 1 new, {len(BAD)} broken.\n")
    assert acts_of(kb) == ["good"]


@pytest.mark.parametrize("in_git", [False, True], ids=["folder", "git"])
def test_a_bad_catalogue_is_named_with_its_line_and_nothing_comes_in(kb, repository, in_git):
    repository.act()
    (repository.folder / "acts" / "procedure.yaml").write_text("kinds: [\n", encoding="utf-8")
    repository.commit()

    told = kb("acts", "import", repository.folder / "acts", *([] if in_git else ["--plain"]))

    assert told.status == 1
    assert "acts/procedure.yaml:" in told.err
    assert acts_of(kb) == []


@pytest.mark.slow
@needs(REAL_LAW)
def test_a_real_law_comes_in_once(kb):
    kb("acts", "import")

    told = kb("acts", "import-external", REAL_LAW, "--json")

    (taken,) = json.loads(told.out)
    assert (told.status, taken["outcome"], set(taken["units"])) == (0, "new", {"kk", "ru"})
    again = kb("acts", "import-external", REAL_LAW)
    assert (again.status, again.out.splitlines()[0]) == (0, f"{taken['act']}: unchanged")


def test_an_act_from_elsewhere_needs_the_lists_of_kinds_first(kb, tmp_path):
    told = kb("acts", "import-external", tmp_path)

    assert told.status == 1
    assert told.err.startswith("kb: procedure.yaml:1: missing")
