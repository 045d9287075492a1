"""What is read of an answer where the comment stands: the verdict, the reply, the wording adopted."""

import re

import pytest

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.services import disposing
from tests.webapp.answering import REJECTED, ROUND, do, settle
from tests.webapp.pages.test_redline_page import words
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT

OWN = f"{ROUND}comments/{COMMENT}"
WORDING = ((Language.KK, "1. Сөз."), (Language.RU, "1. Есть другая норма."))
ADOPTED = Answer(
    verdict=Verdict.IN_PART,
    reply="The rest is in article 4.",
    language=Language.EN,
    translations=((Language.RU, "Остальное в статье 4."),),
    adoption=Adoption(EId("art_1__para_1"), WORDING, ""),
)


def answer_in(page: str) -> str:
    """Return the answer to the comment of `invited` on a page."""
    return page.partition('class="comment__answer ')[2].partition("</div>")[0]


@pytest.mark.parametrize("page", [ROUND, OWN])
def test_the_wording_adopted_is_shown_in_every_language_against_what_the_text_says(answered, page):
    settle(answered, answer=ADOPTED)

    shown = answered.browser("invited").get(page).text
    answer, needed = answer_in(shown), shown.partition("Wording needed:")[2].partition("</p>")[0]

    assert re.findall(r'lang="(\w+)"', needed) == ["en"]
    labels = re.findall(r'>([^<]+), <span lang="(\w+)">([^<]+)</span></p>', answer)
    assert labels == [("Wording adopted", "kk", "Қазақша"), ("Wording adopted", "ru", "Русский")]
    wordings = re.findall(r'<p class="comment__wording" lang="(\w+)">(.*?)</p>', answer)
    assert [language for language, _ in wordings] == ["kk", "ru"]
    assert words(wordings[1][1]).startswith("1. Есть [-такая-]{+другая+} норма")


@pytest.mark.parametrize("page", [ROUND, OWN])
def test_verdict_and_reply_are_shown_with_the_translation_each_in_its_language(answered, page):
    settle(answered, answer=ADOPTED)

    answer = answer_in(answered.browser("invited").get(page).text)

    assert "<strong>accepted in part</strong>" in answer
    texts = re.findall(r'<p class="comment__text" lang="(\w+)">([^<]*)</p>', answer)
    assert texts == [("en", "The rest is in article 4."), ("ru", "Остальное в статье 4.")]


def test_an_answer_that_adopts_nothing_shows_no_wording(answered: Town):
    settle(answered, answer=REJECTED)

    answer = answer_in(answered.browser("invited").get(OWN).text)

    assert "It stands in article 4." in answer
    assert "comment__wording" not in answer
    assert "Wording adopted" not in answer


def test_the_commenter_reads_no_wording_before_it_is_confirmed(answered: Town):
    do(answered, "drafter", disposing.propose, COMMENT, ADOPTED)

    for page in (ROUND, OWN):
        shown = answered.browser("invited").get(page).text
        assert "Suggested wording" in shown
        assert "Wording adopted" not in shown
        assert "другая" not in shown
