"""`kb rounds patch`, `push`, `verify`: from adopted wordings to the text, on the command line."""

from collections.abc import Iterator

import pytest

from kb.language import Language
from kb.storage.database import Database
from tests.commands import Commands
from tests.kb.services.amended import BRANCH, TEXTS, Amended
from tests.kb.services.desk import Desk
from tests.kb.services.reviewing import Review

RU = Language.RU
WORDING = "1. Высота зданий ограничена."
NEW = TEXTS | {RU: TEXTS[RU].replace("1. Высота ограничивается.", WORDING)}
ROUND = ("height", 1, "--as", "drafter")


@pytest.fixture
def amended(kb: Commands, tmp_path) -> Iterator[Amended]:
    database = Database(f"sqlite:///{kb.database}")
    yield Amended.create(Review(Desk(database)).set_up(), tmp_path)
    database.close()


def test_the_patch_goes_to_a_file_and_what_is_not_in_it_is_told(kb, amended, tmp_path):
    _, empty = amended.answered(amended.adopts(ru=WORDING), amended.adopts())
    file = tmp_path / "height.mbox"

    told = kb("rounds", "patch", *ROUND, "-o", file)

    assert told.status == 0, told.err
    assert f"{empty}: accepted without a wording." in told.err
    assert "Article 1(1): wording needed in kk, en." in told.err
    amended.drafter.git("am", "--quiet", "--keep-cr", str(file))
    assert (amended.drafter.folder / "acts/development/height/ru.md").read_text() == NEW[RU]


def test_without_anything_to_patch_there_is_no_file(kb, amended, tmp_path):
    one, other = (amended.adopts(ru=f"1. Высота {words}.") for words in ("мала", "велика"))
    comments = amended.answered(one, other)
    file = tmp_path / "height.mbox"

    told = kb("rounds", "patch", *ROUND, "-o", file)

    assert (told.status, file.exists()) == (1, False)
    assert f"contradicts {max(comments)} in ru; neither is taken." in told.err
    assert "There is nothing to be patched" in told.err


def test_a_push_says_where_the_commits_are(kb, amended):
    amended.answered(amended.adopts(ru=WORDING))

    told = kb("rounds", "push", *ROUND)

    assert told.out == f"review/height/1: 1 new commits, {amended.git('rev-parse', BRANCH)[:12]}\n"


def test_a_push_without_a_repository_is_refused_with_the_way_round(kb, amended):
    amended.answered(amended.adopts(ru=WORDING))
    amended.bare.rename(amended.bare.with_name("elsewhere"))

    told = kb("rounds", "push", *ROUND)

    assert told.status == 1
    assert "kb rounds patch" in told.err


def test_verify_says_what_stands_there_until_the_wording_does(kb, amended):
    (comment,) = amended.commented(1)
    amended.publish(TEXTS | {RU: NEW[RU].replace("2. Его", "2. Ее")})
    amended.review.settles(comment, amended.adopts(ru="1. Высота зданий определена."))

    told = kb("rounds", "verify", *ROUND)

    assert told.status == 1
    assert told.out.splitlines() == [
        f"{comment}, Article 1(1): not in version 3",
        "  ru: 1. Высота зданий [-ограничена-]{+определена+}.",
    ]


def test_verify_names_what_it_has_found(kb, amended):
    (comment,) = amended.commented(1)
    amended.publish(NEW)
    amended.review.settles(comment, amended.adopts(ru=WORDING))

    first, again = (kb("rounds", "verify", *ROUND) for _ in range(2))

    assert (first.status, first.out) == (0, f"{comment}: verified in version 3\n")
    assert (again.status, again.out) == (0, "")


@pytest.mark.parametrize("verb", ["patch", "push", "verify"])
def test_it_is_for_those_who_answer_comments(kb, amended, verb):
    amended.answered(amended.adopts(ru=WORDING))

    told = kb("rounds", verb, "height", 1, "--as", "auditor")

    assert (told.status, told.err.splitlines()[-1]) == (1, "kb: Your role does not allow this.")
