"""What an expert does in a journey, in their own language: everything by the words on the pages."""

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, expect

from tests.journeys.test_commenting import SELECT

PASSWORD: Final = "three rivers meet here"


@dataclass(frozen=True)
class Words:
    """What things are called in a language of the site."""

    title: str
    password: str
    again: str
    accept: str
    under_way: str
    no_interest: str
    declare: str
    type: str
    text: str
    submit: str
    opinion: str
    with_remarks: str
    summary: str
    give: str
    notices: str
    answered: str


ENGLISH: Final = Words(
    title="On Towers",
    password="New password",
    again="The same password again",
    accept="Accept",
    under_way="Rounds under way",
    no_interest="I have no interest in this act.",
    declare="Declare",
    type="What it is about",
    text="Comment",
    submit="Submit the comment",
    opinion="Opinion on the draft",
    with_remarks="I support the draft, with remarks",
    summary="Summary",
    give="Give the opinion",
    notices="Notices",
    answered="has an answer.",
)
KAZAKH: Final = Words(
    title="Мұнаралар туралы",
    password="Жаңа құпиясөз",
    again="Сол құпиясөзді қайталаңыз",
    accept="Қабылдау",
    under_way="Жүріп жатқан раундтар",
    no_interest="Мен бұл актіге мүдделі емеспін.",
    declare="Мәлімдеу",
    type="Ескертудің түрі",
    text="Ескерту",
    submit="Ескертуді жіберу",
    opinion="Жобаға қорытынды",
    with_remarks="Жобаны ескертулермен қолдаймын",
    summary="Қысқаша мазмұны",
    give="Қорытынды беру",
    notices="Хабарламалар",
    answered="ескертуіңізге жауап берілді.",
)


@dataclass(frozen=True)
class Said:
    """What an expert says: the type and the gravity as the form names them."""

    type: str
    severity: str
    text: str


def accept(page: Page, words: Words) -> None:
    """Set a password on the page of the invitation, and go on to the text of the round."""
    page.get_by_label(words.password).fill(PASSWORD)
    page.get_by_label(words.again).fill(PASSWORD)
    page.get_by_role("button", name=words.accept).click()
    rounds = page.get_by_role("region", name=words.under_way)
    rounds.get_by_role("link", name=words.title).click()
    page.get_by_role("heading", level=1, name=words.title).wait_for()


def declare(page: Page, words: Words) -> None:
    """Declare that there is no interest, and go on to the form of the comment."""
    page.get_by_label(words.no_interest).check()
    page.get_by_role("button", name=words.declare).click()


def fill(page: Page, words: Words, said: Said) -> None:
    """Fill in the form of a comment."""
    form = page.locator("form[data-comment-form]")
    form.get_by_label(words.type).select_option(label=said.type)
    form.get_by_label(said.severity).check()
    form.get_by_label(words.text, exact=True).fill(said.text)


def begin(page: Page, place: str) -> None:
    """Open the form at a provision."""
    page.get_by_role("link", name=place, exact=True).click()


def submit(page: Page, words: Words, said: Said) -> None:
    """Submit a comment, and find it beside the text."""
    page.get_by_role("button", name=words.submit).click()
    found(page, said)


def found(page: Page, said: Said) -> None:
    """See a comment beside the text."""
    expect(page.locator("details.comment", has_text=said.text)).to_have_count(1)


def suggest(page: Page, language: str, wording: str, reason: str) -> None:
    """Suggest a wording in the form, in English, and see what it changes."""
    page.get_by_text("Suggest a wording").last.click()
    page.get_by_label(f"Wording, {language}").fill(wording)
    expect(page.locator(".live ins").first).to_be_visible()
    page.get_by_label("Reason for the wording").fill(reason)


def comment_on_words(page: Page, provision: str, span: tuple[int, int], said: Said) -> None:
    """Select words of the English text, comment on them, and submit that."""
    page.wait_for_load_state()
    page.evaluate(SELECT, [f"{provision} > .cell[lang=en] p", *span])
    tools = page.get_by_role("toolbar", name="Selected words")
    tools.get_by_role("button", name="Comment").click()
    fill(page, ENGLISH, said)
    submit(page, ENGLISH, said)


def give_opinion(page: Page, words: Words, summary: str) -> None:
    """Give an opinion on the draft as a whole."""
    page.get_by_role("link", name=words.opinion).click()
    page.get_by_label(words.with_remarks).check()
    page.get_by_label(words.summary).fill(summary)
    page.get_by_role("button", name=words.give).click()
    expect(page.get_by_role("main")).to_contain_text(summary)


def notice_of_answer(page: Page, words: Words) -> None:
    """Follow the first notice of an answer."""
    page.reload()
    page.get_by_role("link", name=f"{words.notices} (").click()
    page.get_by_role("link", name=words.answered).first.click()


def contest(page: Page, said: Said, reason: str) -> None:
    """Come by a notice, in English; find the answer to a comment in the round, and contest it."""
    notice_of_answer(page, ENGLISH)
    page.get_by_role("link", name="Expert review, round 1").click()
    card = page.locator("details.comment", has_text=said.text)
    card.locator("summary").click()
    expect(card).to_contain_text("Answer: rejected")
    card.get_by_role("link").last.click()
    page.get_by_role("link", name="Contest the answer").click()
    page.get_by_label("What is wrong with the answer").fill(reason)
    page.get_by_role("button", name="Contest the answer").click()
    expect(page.get_by_role("main")).to_contain_text("You contested the answer")
