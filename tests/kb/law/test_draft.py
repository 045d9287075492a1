"""An act read from its folder, and what could not be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.draft import languages, read
from kb.law.folder import ActFolder, Oddity
from kb.law.metadata import Metadata
from tests.factories import METADATA, TEXTS
from tests.kb.law.checks.drafts import told


def folder(path: str = "development/height", **files: str | bytes) -> ActFolder:
    """Return a folder; the files are named without what stands behind the dot."""
    names = {"act": "act.yaml"}
    written = {
        names.get(name, f"{name}.md"): content.encode() if isinstance(content, str) else content
        for name, content in files.items()
    }
    return ActFolder(path, written, {})


@pytest.mark.parametrize(
    ("path", "act", "category"),
    [
        ("development/height", "height", "development"),
        ("height", "height", ""),
        ("a/b/height", "height", "a/b"),
        ("", "", ""),
    ],
)
def test_a_folder_is_named_by_its_slug(path, act, category):
    assert (folder(path).act, folder(path).category) == (act, category)


def test_a_whole_folder_is_read():
    draft = read(folder(act=METADATA, **{language.value: text for language, text in TEXTS.items()}))

    assert not draft.findings
    assert isinstance(draft.metadata, Metadata)
    assert [draft.expressions[language].title for language in languages(draft)] == [
        "Биіктік туралы",
        "О высоте",
        "On Height",
    ]
    assert draft.texts == TEXTS
    assert (draft.act, draft.path) == ("height", "development/height")
    assert draft.line("title", "ru") == 2


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ["act.yaml:1 error metadata.missing"]),
        ({"act": "a: [\n\n"}, ["act.yaml:3 error metadata.yaml"]),
        ({"act": "kind: rules\nkind: rules"}, ["act.yaml:2 error metadata.yaml"]),
        ({"act": METADATA + "status: published"}, ["act.yaml:6 error metadata.value"]),
        ({"act": "a: 1\nb: 2"},
         ["act.yaml:1 error metadata.value"] * 4 + ["act.yaml:2 error metadata.value"]),
        ({"act": METADATA, "ru": b"# \xd0\x90\n\n\xff\xfe"}, ["ru.md:3 error file.encoding"]),
        ({"act": b"\x80", "kk": b"\x81"}, ["act.yaml:1 error file.encoding", "kk.md:1 error file.encoding"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(files, expected):
    assert sorted(told(read(folder(**files)).findings)) == expected


@pytest.mark.parametrize("oddity", Oddity)
def test_a_file_that_is_none_is_told_of_once(oddity):
    draft = read(ActFolder("a/height", {}, {"act.yaml": oddity, "ru.md": oddity}))

    assert told(draft.findings) == ["act.yaml:1 error file.kind", "ru.md:1 error file.kind"]
    assert oddity.value in draft.findings[0].message


def test_the_rest_of_a_folder_is_read_beside_a_damaged_file():
    draft = read(folder(act=METADATA, kk=b"\xff", ru="1. А."))

    assert draft.metadata is not None
    assert list(languages(draft)) == [Language.RU]


def test_a_draft_without_yaml_is_told_of_at_its_first_line():
    assert read(folder()).line("commencement", 0) == 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"\xef\xbb\xbf1. A.", "1. A."),
        (b"1. A.\r\n\r\n2. B.\r", "1. A.\n\n2. B.\n"),
    ],
)
def test_a_text_has_the_lines_of_this_system(written, text):
    assert read(folder(en=written)).texts[Language.EN] == text


@given(st.dictionaries(st.sampled_from(["act", "kk", "ru", "en"]), st.binary(max_size=80)))
def test_any_bytes_are_a_draft(files):
    draft = read(folder(**files))

    assert all(
        finding.file.removesuffix(".md").removesuffix(".yaml") in {*files, "act"}
        for finding in draft.findings
    )
    assert "act" in files or draft.metadata is None
