"""The desk's page of an act: checks, the languages beside one another, advice, git."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.language import Language
from kb.law.checks import act_check
from kb.services import problems
from tests.factories import NOW
from tests.webapp import town as towns
from tests.webapp.town import Town, metadata, plain, write_act
from webapp.pages.draft_page import clone_address

TITLES = ("Паромдар туралы", "О паромах", "On Ferries")
WORDS = {"en": ("agrees", "differs", "missing"), "ru": ("совпадает", "отличается", "нет")}


@pytest.fixture(scope="module")
def town(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a draft whose languages disagree; the drafter wrote it."""
    made = fresh_town.copied(tmp_path_factory.mktemp("draft") / "town")
    made.add_person("writer", towns.ROLES["drafter"], "Dana Writer", "")
    texts = plain(*TITLES, "10 m")
    texts[Language.EN] = texts[Language.EN].replace("10 m", "12 m and a “green log”")
    texts[Language.RU] += "\n2. Ещё норма.\n\n   1) одна;\n\n   2) другая.\n"
    write_act(made.root, "roads/ferries", metadata(*TITLES, "Ferries."), texts)
    made.commit("ferries", "Dana Writer", "Write it", 40)
    yield made
    made.close()


def page(town: Town, address: str, name: str = "writer") -> str:
    answer = town.browser(name).get(address)
    assert answer.status_code == 200
    return answer.text


def test_findings_stand_with_file_line_and_weight(town: Town) -> None:
    text = page(town, "/en/desk/acts/ferries/")

    assert "en.md:5" in text
    assert 'class="state state--error">error<' in text
    assert "parity.figures" in text
    assert "Version 1" in text


@pytest.mark.parametrize("lang", WORDS)
def test_every_cell_says_in_words_what_its_colour_says(town: Town, lang: str) -> None:
    same, differs, missing = WORDS[lang]
    text = page(town, f"/{lang}/desk/acts/ferries/")
    rows = text.partition('id="art_1"')[2].partition("</tr>")[0]

    assert rows.count("agreement--") == 3
    assert [rows.count(word) for word in (f"</span> {differs}", f"</span> {missing}")] == [0, 2]
    open_rows = page(town, f"/{lang}/desk/acts/ferries/?open=art_1")
    assert open_rows.count("matrix__part") == 2
    assert f"≠</span> {differs}" in open_rows
    assert f"=</span> {same}" in open_rows


def test_a_cell_leads_to_its_provision(town: Town) -> None:
    text = page(town, "/en/desk/acts/ferries/?open=all")

    assert '<a href="/en/acts/ferries/art_1__para_1">' in text
    assert town.browser("writer").get("/en/acts/ferries/art_1__para_1").status_code == 200


@pytest.mark.parametrize("opened", ["", "nowhere", "art_1__para_1", "<b>", "all&open=art_1"])
def test_what_is_to_be_unfolded_may_be_anything(town: Town, opened: str) -> None:
    text = page(town, f"/en/desk/acts/ferries/?open={opened}")

    assert text.count("matrix__part") == (2 if opened.startswith("all") else 0)


@pytest.mark.parametrize(
    ("lang", "advice", "finding"),
    [
        ("kk", "«green log»", "art_1__para_1: цифрлар сәйкес емес."),
        ("ru", "«green log» выглядит как термин", "art_1__para_1: цифры расходятся."),
        ("en", "“green log”", "The figures of art_1__para_1 differ"),
    ],
)
def test_findings_and_advice_are_in_the_readers_language(
    town: Town, lang: str, advice: str, finding: str
) -> None:
    text = page(town, f"/{lang}/desk/acts/ferries/")

    assert f'<span lang="{lang}">{advice}' in text
    assert f'<span lang="{lang}">{finding}' in text
    assert f'href="/{lang}/acts/ferries/#art_1__para_1"' in text


def test_the_desk_puts_the_acts_of_the_reader_first(town: Town) -> None:
    mine, _, others = page(town, "/en/desk/").partition("Your acts")[2].partition("Other drafts")

    assert "On Ferries" in mine
    assert "3 errors" in mine
    assert "On Towers" not in mine
    assert "On Towers" in others
    assert "Your acts" not in page(town, "/en/desk/", "drafter")


def test_an_expert_sees_cards_and_no_checks(town: Town) -> None:
    text = page(town, "/en/desk/", "invited")

    assert "On Towers" in text
    assert "Checks" not in text
    assert "Preview" not in text
    assert "On Ferries" not in text


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://bot:secret@git.example/acts.git", "https://git.example/acts.git"),
        ("https://git.example:8443/acts.git", "https://git.example:8443/acts.git"),
        ("ssh://git@git.example/acts.git", "ssh://git@git.example/acts.git"),
        ("ssh://git:secret@git.example/acts.git", "ssh://git@git.example/acts.git"),
        ("git@git.example:acts.git", "git@git.example:acts.git"),
        ("file:///srv/acts.git", ""),
        ("/srv/acts.git", ""),
        ("../acts.git", ""),
        ("", ""),
    ],
)
def test_the_address_to_clone_from_has_no_password_and_no_place_on_the_server(
    remote: str, address: str
) -> None:
    assert clone_address(remote) == address


def test_the_address_to_clone_from_is_that_of_the_settings_or_asked_of_the_administrator(
    town: Town, own_town: Town
) -> None:
    own_town.settings = replace(own_town.settings, clone_url="acts@git.example:texts.git")
    told = page(own_town, "/en/desk/acts/towers/", "drafter")

    assert "git clone acts@git.example:texts.git acts-of-alatau" in told
    assert "ask the administrator for it" in page(town, "/en/desk/acts/ferries/")


def test_what_was_not_taken_in_stands_on_the_page_of_the_act(own_town: Town) -> None:
    broken = act_check.twin("elsewhere/towers", "roads/towers")
    with own_town.database.writing() as db:
        problems.keep(db, "elsewhere/towers", [broken], "c0ffee" * 6, NOW)

    text = page(own_town, "/en/desk/acts/towers/", "drafter")

    assert "Not taken in: <code>elsewhere/towers</code>" in text
    assert "The slug “towers” is taken by roads/towers." in text
    assert "Not taken in" not in page(own_town, "/en/desk/acts/bridges/", "drafter")


def test_the_commands_name_the_folder_of_the_act(town: Town) -> None:
    assert "kb acts check acts/roads/ferries" in page(town, "/en/desk/acts/ferries/")


def test_the_folder_is_where_the_test_put_it(town: Town) -> None:
    assert (Path(town.root) / "roads" / "ferries" / "ru.md").is_file()
