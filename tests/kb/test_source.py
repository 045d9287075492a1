"""What lies in a folder: acts in whatever state, catalogues, and who a slug belongs to."""

import os

import pytest

from kb.errors import SourceError
from kb.law.folder import Oddity
from kb.source import holder, of_folder, read_catalogues, read_folder
from tests.factories import METADATA, write_act


def paths(root):
    return [folder.path for folder in read_folder(root)]


def test_acts_are_found_at_any_depth_and_in_order(tmp_path):
    write_act(tmp_path, "development/zoning")
    write_act(tmp_path, "development/height")
    write_act(tmp_path, "экономика и право/налоги/tax")
    write_act(tmp_path, "special")

    assert paths(tmp_path) == [
        "development/height",
        "development/zoning",
        "special",
        "экономика и право/налоги/tax",
    ]


def test_an_act_knows_its_slug_category_and_files(tmp_path):
    write_act(tmp_path, "development/height")

    (act,) = read_folder(tmp_path)

    assert (act.act, act.category) == ("height", "development")
    assert sorted(act.files) == ["act.yaml", "en.md", "kk.md", "ru.md"]
    assert act.files["act.yaml"] == METADATA.encode()
    assert not act.odd


def test_other_files_are_no_acts(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "README.md").write_text("")
    (tmp_path / "act.yaml").write_text(METADATA)

    assert paths(tmp_path) == []


def test_one_file_makes_an_act_however_incomplete(tmp_path):
    (tmp_path / "height").mkdir()
    (tmp_path / "height" / "ru.md").write_text("")

    assert paths(tmp_path) == ["height"]


def test_links_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hush")
    folder = write_act(tmp_path / "acts", "height")
    (folder / "ru.md").unlink()
    (folder / "ru.md").symlink_to(secret)
    (tmp_path / "acts" / "linked").symlink_to(folder, target_is_directory=True)

    (act,) = read_folder(tmp_path / "acts")

    assert act.odd == {"ru.md": Oddity.SYMLINK}
    assert "ru.md" not in act.files


def test_what_is_no_ordinary_file_is_not_read(tmp_path):
    folder = write_act(tmp_path, "height")
    (folder / "ru.md").unlink()
    os.mkfifo(folder / "ru.md")

    assert read_folder(tmp_path)[0].odd == {"ru.md": Oddity.SPECIAL}


def test_a_file_of_five_megabytes_is_not_read(tmp_path):
    folder = write_act(tmp_path, "height")
    with (folder / "ru.md").open("wb") as file:
        file.truncate(5 * 1024 * 1024)

    assert read_folder(tmp_path)[0].odd == {"ru.md": Oddity.TOO_LARGE}


def test_a_folder_is_one_revision_without_a_commit(tmp_path):
    write_act(tmp_path, "height")

    revision = of_folder(tmp_path)

    assert revision.commit is None
    assert [act.path for act in revision.changed] == ["height"]
    assert revision.removed == ()
    assert revision.rivals == {}


@pytest.mark.parametrize("read", [read_folder, of_folder, read_catalogues])
def test_a_folder_that_is_not_there_is_told_of(tmp_path, read):
    with pytest.raises(SourceError) as told:
        read(tmp_path / "nowhere")

    assert str(told.value) == f"{tmp_path}/nowhere: There is no such folder. Check the path."


@pytest.mark.parametrize(
    "others",
    [["economy/height"], ["economy/Height"], ["HEIGHT"], ["a/height", "b/height"]],
    ids=["in another category", "in other letters", "at the root", "twice"],
)
def test_folders_of_one_slug_are_rivals_whatever_category_and_case(tmp_path, others):
    for path in ["development/height", "development/zoning", *others]:
        write_act(tmp_path, path)

    assert of_folder(tmp_path).rivals["development/height"] == tuple(sorted(others))
    assert "development/zoning" not in of_folder(tmp_path).rivals


@pytest.mark.parametrize(
    ("claims", "present", "owner"),
    [
        (["a/x12"], None, "a/x12"),
        (["b/x12", "a/x12"], None, "a/x12"),
        (["b/x12", "a/x12"], "b/x12", "b/x12"),
        (["b/x12", "a/x12"], "c/x12", "a/x12"),
        (["a/X12", "b/x12"], None, "b/x12"),
        (["b/X12", "a/X12"], None, "a/X12"),
    ],
    ids=["alone", "by name", "who has it", "who had it is gone", "usable", "none usable"],
)
def test_a_slug_belongs_to_one_folder(claims, present, owner):
    assert holder(claims, present) == owner


def test_the_catalogues_are_read_as_they_lie(collection):
    found = read_catalogues(collection)

    assert set(found) == {"glossary.yaml", "procedure.yaml"}
    assert found["procedure.yaml"] == (collection / "procedure.yaml").read_text(encoding="utf-8")


def test_a_catalogue_that_is_not_there_is_left_out(collection):
    (collection / "glossary.yaml").unlink()

    assert set(read_catalogues(collection)) == {"procedure.yaml"}


def test_a_catalogue_may_begin_with_a_byte_order_mark(collection):
    (collection / "glossary.yaml").write_bytes(b"\xef\xbb\xbfterms: {}\n")

    assert read_catalogues(collection)["glossary.yaml"] == "terms: {}\n"


def test_a_catalogue_that_is_no_text_is_told_of(collection):
    (collection / "glossary.yaml").write_bytes("термины".encode("cp1251"))

    with pytest.raises(SourceError, match=r"glossary.yaml: The file is not UTF-8 text \(byte 0\)"):
        read_catalogues(collection)


@pytest.mark.parametrize("target", ["/etc/hostname", "nowhere"])
def test_a_catalogue_that_is_a_link_is_told_of(collection, target):
    (collection / "glossary.yaml").unlink()
    (collection / "glossary.yaml").symlink_to(target)

    with pytest.raises(SourceError, match=r"glossary.yaml: The file is a symbolic link\."):
        read_catalogues(collection)


def test_a_catalogue_that_is_too_large_is_not_read(collection):
    with (collection / "glossary.yaml").open("wb") as file:
        file.truncate(5 * 1024 * 1024)

    with pytest.raises(SourceError, match=r"glossary.yaml: The file is larger than"):
        read_catalogues(collection)
