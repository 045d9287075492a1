"""`kb acts check`, `list` and `show`."""

import json

import pytest

from kb.access import Role
from kb.language import Language
from tests.factories import METADATA, TEXTS, write_act
from tests.kb.services.desk import HEIGHT, Desk

LOOKALIKE = {**TEXTS, Language.RU: TEXTS[Language.RU].replace("Высота", "Bысота")}
"""The Russian text with a Latin B where a Cyrillic letter belongs."""


@pytest.fixture
def published(kb, database):
    """An installation with a published act and a draft that nobody is invited to."""
    desk = Desk(database)
    desk.bring()
    desk.publish()
    desk.bring("development/secret")
    desk.person("dana", Role.DRAFTER)
    kb.with_(KB_DATABASE_URL=database.url)
    return kb


def test_acts_without_errors_are_exit_status_0(kb):
    write_act(kb.acts)

    told = kb("acts", "check")

    assert (told.status, told.out) == (0, "")
    assert told.err == "1 act checked: 0 errors, 0 warnings.\n"


def test_markup_that_would_act_in_a_browser_is_an_error(kb):
    hostile = TEXTS[Language.RU] + "\n<script>alert(1)</script>\n"
    write_act(kb.acts, texts={**TEXTS, Language.RU: hostile})

    told = kb("acts", "check")

    assert told.status == 1
    assert "height/ru.md:7: error: “<script>” would be printed as it stands." in told.out


@pytest.mark.parametrize("place", ["acts", "acts/development", "acts/development/height/ru.md"])
def test_an_error_is_told_with_file_line_and_cure_and_exit_status_1(kb, place):
    write_act(kb.acts, texts=LOOKALIKE)

    told = kb("acts", "check", place)

    assert told.status == 1
    assert told.out.startswith("acts/development/height/ru.md:5: error: ")
    assert "1 act checked: 1 error, " in told.err


def test_only_the_acts_that_are_named_are_checked(kb):
    write_act(kb.acts, texts=LOOKALIKE)
    other = write_act(kb.acts, "development/width")

    told = kb("acts", "check", other)

    assert (told.status, told.out) == (0, "")


def test_findings_can_be_read_by_a_program(kb):
    write_act(kb.acts, texts=LOOKALIKE)

    told = kb("acts", "check", "acts", "--format", "json")

    (finding,) = json.loads(told.out)
    assert told.status == 1
    assert told.err == ""
    assert set(finding) == {"file", "line", "severity", "rule", "message", "cure"}
    assert (finding["file"], finding["line"]) == ("acts/development/height/ru.md", 5)


def test_findings_can_be_read_by_github(kb):
    write_act(kb.acts, texts=LOOKALIKE)

    told = kb("acts", "check", "acts", "--format", "github")

    assert told.status == 1
    assert told.out.startswith("::error file=acts/development/height/ru.md,line=5,title=")


def test_a_place_without_a_collection_is_told_of(kb):
    kb.folder.joinpath("elsewhere").mkdir()

    told = kb("acts", "check", "elsewhere")

    assert told.status == 1
    assert told.err.startswith("kb: elsewhere: This is no collection of acts")


@pytest.mark.parametrize(
    ("reader", "acts"),
    [([], ["height"]), (["--as", "dana"], ["height", "secret"])],
    ids=["anybody", "a drafter"],
)
def test_the_list_has_what_its_reader_may_read(published, reader, acts):
    told = published("acts", "list", "--json", *reader)

    assert [row["act"] for row in json.loads(told.out)] == acts


def test_the_list_is_a_line_for_each_act(published):
    assert published("acts", "list").out.split() == ["height", "in-force", "On", "Height"]


@pytest.mark.parametrize(
    ("language", "word"), [("kk", "1-бап."), ("ru", "Статья"), ("en", "Article")]
)
def test_a_text_is_shown_with_the_addresses_of_its_provisions(published, language, word):
    told = published("acts", "show", HEIGHT, "--lang", language)

    title, article, paragraph = told.out.splitlines()
    assert title == TEXTS[Language(language)].splitlines()[0].removeprefix("# ")
    assert article.split()[:2] == ["art_1", word]
    assert paragraph.split()[:2] == ["art_1__para_1", "1."]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["secret"], "There is no act “secret”."),
        (["missing"], "There is no act “missing”."),
        (["height", "--as", "nobody"], "There is nobody with the sign-in name “nobody”."),
    ],
)
def test_what_may_not_be_read_is_not_there(published, arguments, complaint):
    told = published("acts", "show", *arguments)

    assert (told.status, told.out) == (1, "")
    assert told.err == f"kb: {complaint}\n"


def test_a_language_that_is_missing_is_named_with_those_that_are_there(published, database):
    texts = {Language.KK: TEXTS[Language.KK], Language.RU: TEXTS[Language.RU]}
    Desk(database).bring(metadata=METADATA + "behind: [en]\n", texts=texts, commit_="1")

    told = published("acts", "show", HEIGHT, "--lang", "en", "--as", "dana")

    assert told.status == 1
    assert told.err == "Error: height has no text in en; it has kk, ru.\n"


def test_advice_is_printed_when_asked_for_and_changes_no_exit_status(kb):
    quoted = TEXTS[Language.RU].replace("здания", "«жилого дома»")
    write_act(kb.acts, texts={**TEXTS, Language.RU: quoted})

    told, advised = kb("acts", "check"), kb("acts", "check", "--advice")

    assert (told.status, told.out) == (advised.status, "") == (0, "")
    assert (
        "height/ru.md:5: advice: art_1__para_1: “жилого дома” is written like a term" in advised.out
    )
    assert advised.err == told.err


def test_a_file_that_may_be_run_is_an_error_in_the_words_of_a_push(kb):
    file = write_act(kb.acts) / "ru.md"
    file.chmod(0o755)

    told = kb("acts", "check", kb.acts / "development")

    assert told.status == 1
    assert told.out == (
        f"{file}:1: error: {file} is a program that may be run. Put an ordinary file in its place "
        "(chmod -x; on Windows git update-index --chmod=-x), and commit it anew. [push.mode]\n"
    )
