"""What a page says when something is refused: in the reader's language, and nothing in English."""

import re

import pytest
from flask.testing import FlaskClient

from kb.access import Role
from kb.review.obstacle import Obstacle, refuse
from kb.review.rounds import IS_CLOSED
from tests.repositories import GitRepository
from tests.webapp.answering import settle
from tests.webapp.rounds_desk import ROUND
from tests.webapp.town import Town
from tests.webapp.views.test_invitations import accept, invite, link
from tests.webapp.views.test_patches import PATCH, adopting, bare
from tests.webapp.views.test_publishing import ACT, ADOPTION, DEEDS, PROPOSAL

__all__ = ["bare"]

_ENGLISH = re.compile(r"\b[A-Za-z]{3,}\b")
_NAMES = {"parks", "git", "fsck", "update", "ref"}


def in_words(*, kk: str, ru: str, en: str) -> pytest.MarkDecorator:
    """Let a test be run on the site in each language, with what is to be said there."""
    said = {"kk": kk, "ru": ru, "en": en}
    return pytest.mark.parametrize(("lang", "words"), list(said.items()))


def told(page: str) -> str:
    """Return what stands in the box of what went wrong, with its markup."""
    box = re.search(r'<(p|div) class="problem" role="alert"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert box is not None
    assert "lang=" not in box[0].partition(">")[0], "it is in the language of the page"
    return " ".join(re.sub(r"</?(?:ul|li)>", "", box[2]).replace("\xa0", " ").split())


def check(page: str, lang: str, words: str) -> None:
    said = told(page)
    assert words in said
    if lang != "en":
        plain = re.sub(r'<span lang="en">.*?</span>', "", said)
        assert set(_ENGLISH.findall(plain)) <= _NAMES


@pytest.fixture
def publisher(own_town: Town) -> FlaskClient:
    """A browser of a publisher; there is a second one."""
    own_town.add_person("second", Role.PUBLISHER, "Second Publisher", "")
    return own_town.browser("publisher")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("kk", "Раунд жабылды."), ("ru", "Раунд закрыт."), ("en", "The round is closed.")],
)
def test_what_no_form_is_shown_again_for(town: Town, lang: str, words: str) -> None:
    def refuse_it() -> None:
        refuse((Obstacle(IS_CLOSED),))

    app = town.app()
    app.view_functions |= {"pages.about": refuse_it}

    answer = app.test_client().get(f"/{lang}/about/")

    assert answer.status_code == 400
    assert words in answer.text


DEED = [
    (
        "adoption",
        {"version": "1"},
        {
            "kk": "барлығы оқиды.",
            "ru": "Версия 1 уже опубликована и действует.",
            "en": "Version 1 is what everybody reads already.",
        },
    ),
    (
        "happening",
        {"until": "2026-11-01"},
        {
            "kk": "Аяқталу күні тоқтата тұру үшін ғана көрсетіледі",
            "ru": "Дата окончания указывается только для приостановления",
            "en": "An end is for a suspension, and comes after its beginning.",
        },
    ),
]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize(("what", "typed", "words"), DEED)
def test_what_cannot_be_proposed(
    publisher: FlaskClient, what: str, typed: dict[str, str], words: dict[str, str], lang: str
) -> None:
    answer = publisher.post(f"/{lang}{ACT[3:]}{what}", data=DEEDS[what] | typed)

    assert answer.status_code == 409
    check(answer.text, lang, words[lang])


DECISIONS = {
    "kk": (
        "«parks» актісі бойынша дәл осындай ұсыныс енгізіліп қойған.",
        "Мұны Сіздің өзіңіз ұсындыңыз.",
        "Себебі көрсетілмеген.",
        "Бұл ұсыныс бұрын қабылданбаған.",
    ),
    "ru": (
        "Для акта «parks» такое же предложение уже внесено.",
        "Это предложили вы сами.",
        "Не указана причина.",
        "Это уже отклонено.",
    ),
    "en": (
        "The same is proposed for parks already.",
        "You proposed this yourself.",
        "A reason is missing.",
        "This was declined already.",
    ),
}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_what_cannot_be_decided(own_town: Town, publisher: FlaskClient, lang: str) -> None:
    act, proposal = (f"/{lang}{address[3:]}" for address in (ACT, PROPOSAL))
    publisher.post(f"{act}adoption", data=ADOPTION)
    same = publisher.post(f"{act}adoption", data=ADOPTION)
    own = publisher.post(f"{proposal}confirm")
    silent = publisher.post(f"{proposal}decline", data={"reason": " "})
    publisher.post(f"{proposal}decline", data={"reason": "Not this one"})
    late = own_town.browser("second").post(f"{proposal}confirm")

    for answer, words in zip((same, own, silent, late), DECISIONS[lang], strict=True):
        assert answer.status_code == 409
        check(answer.text, lang, words)


@in_words(
    kk="Раундтың қазіргі күйі – «ашық», ал қажетті күйі – «жабылған»",
    ru="Состояние раунда сейчас – «открыт», а нужно «закрыт»",
    en="The round is open now, and would have to be closed",
)
def test_what_cannot_be_done_with_a_round_as_it_stands(
    coordinator: FlaskClient, lang: str, words: str
) -> None:
    answer = coordinator.post(f"/{lang}{ROUND[3:]}answer")

    assert answer.status_code == 409
    check(answer.text, lang, words)


@in_words(
    kk="Құпиясөз кемінде 12 таңбадан тұруға тиіс.",
    ru="В пароле должно быть не меньше 12 знаков.",
    en="The password needs at least 12 characters.",
)
def test_a_password_that_is_too_short(own_town: Town, lang: str, words: str) -> None:
    invite(own_town.browser("coordinator"))
    address = link(own_town)

    answer = accept(own_town.browser(), f"/{lang}{address[3:]}", "short", "short")

    assert answer.status_code == 400
    check(answer.text, lang, words)


@in_words(
    kk='git update-ref командасы орындалмады: <span lang="en">',
    ru='Команда git update-ref не выполнена: <span lang="en">',
    en='git update-ref failed: <span lang="en">',
)
def test_what_git_refuses_with_its_own_words_marked_as_english(
    answered: Town, bare: GitRepository, lang: str, words: str
) -> None:
    settle(answered, answer=adopting())
    bare.git("update-ref", "refs/heads/review", "main")

    answer = answered.browser("drafter").post(f"/{lang}{PATCH[3:]}/push")

    assert answer.status_code == 409
    check(answer.text, lang, words)
