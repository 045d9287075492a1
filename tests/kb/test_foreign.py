"""Repositories in another layout, read through a mapping."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from kb.foreign import ForeignHistory, Layout
from kb.git import Repository
from kb.law.folder import Oddity
from kb.services import catalogues
from tests.repositories import GitRepository

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "layout-ie.yaml"
ACT = """\
---
title: "Finance Act 2005"
identifier: "IE-2005-act-5"
source: "http://www.irishstatutebook.ie/eli/2005/act/5"
publication_date: "2005-03-25"
---
# Finance Act 2005

## PART 1 Income Tax

##### 1 Interpretation.

**1.**—In this Act words have meanings.

##### 2.. **Rates**

More.
"""


@pytest.fixture
def layout() -> Layout:
    return catalogues.parsed(Layout, str(EXAMPLE), EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def foreign(tmp_path: Path) -> GitRepository:
    made = GitRepository.create(tmp_path / "ie")
    made.write("README.md", "No act")
    made.write("ie/IE-2005-act-5.md", ACT)
    made.commit()
    return made


def revisions(repository: GitRepository, layout: Layout, after: str | None = None):
    history = ForeignHistory(Repository(repository.folder), layout, "HEAD")
    with closing(history.revisions(after)) as found:
        return list(found)


def test_a_file_is_an_act_with_the_metadata_of_its_front_matter(foreign, layout):
    ((act,),) = [revision.changed for revision in revisions(foreign, layout)]

    assert act.path == "ie-2005-act-5"
    assert json.loads(act.files["act.yaml"]) == {
        "kind": "constitutional-law",
        "title": {"en": "Finance Act 2005"},
        "adopting_body": "parliament",
        "official": {
            "requisite": {"en": "IE-2005-act-5"},
            "link": {"en": "http://www.irishstatutebook.ie/eli/2005/act/5"},
            "approved_on": "2005-03-25",
        },
    }


def test_headings_become_ours(foreign, layout):
    (revision,) = revisions(foreign, layout)
    text = revision.changed[0].files["en.md"].decode()

    assert "## Chapter 1. Income Tax\n" in text
    assert "### Article 1. Interpretation.\n" in text
    assert "### Article 2. Rates\n" in text
    assert text.startswith("# Finance Act 2005\n")


def test_a_text_that_leaves_its_title_to_the_front_matter_begins_with_it(foreign, layout):
    foreign.write("ie/IE-2005-act-5.md", ACT.replace("# Finance Act 2005\n\n## PART", "## PART"))
    foreign.commit()

    text = revisions(foreign, layout)[-1].changed[0].files["en.md"]

    assert text.startswith(b"# Finance Act 2005\n\n## Chapter 1. Income Tax\n")


def test_only_what_is_new_is_read_and_what_is_gone_is_told(foreign, layout):
    after = foreign.tip()
    (foreign.folder / "ie" / "IE-2005-act-5.md").unlink()
    foreign.write("ie/deeper/x.md", ACT)
    foreign.commit()

    (revision,) = revisions(foreign, layout, after)

    assert (revision.changed, revision.removed) == ((), ("ie-2005-act-5",))


@pytest.mark.parametrize("content", ["no front matter", "---\n: [\n---\nx", "---\n- a\n---\nx"])
def test_a_strange_front_matter_is_for_the_import_to_tell_of(foreign, layout, content):
    foreign.write("ie/odd.md", content)
    foreign.commit()

    (act,) = revisions(foreign, layout)[-1].changed

    assert act.path == "odd"
    assert "en.md" in act.files


def test_a_file_that_is_too_large_is_not_read(foreign, layout):
    small = layout.model_copy(update={"most_megabytes": 1})
    foreign.write("ie/big.md", b"x" * 1_100_000)
    foreign.commit()

    assert revisions(foreign, small)[-1].changed[0].odd == {"en.md": Oddity.TOO_LARGE}


def test_a_link_is_no_act(foreign, layout):
    (foreign.folder / "ie" / "link.md").symlink_to("IE-2005-act-5.md")
    foreign.commit()

    assert revisions(foreign, layout)[-1].changed == ()
