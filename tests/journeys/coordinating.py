"""What a coordinator does in a journey, in Russian: everything by the words on the pages."""

import re
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, expect

RUSSIAN: Final = ("Рус", "Войти", "Имя для входа", "Пароль")
"""The short name of the language, “Sign in”, “Sign-in name” and “Password”."""

QUESTIONS: Final = {
    "Қазақша": "Шек орынды ма?",
    "Русский": "Разумен ли предел?",
    "English": "Is the limit reasonable?",
}


@dataclass(frozen=True)
class Guest:
    """An expert to be invited; the panel and the language as the form names them."""

    email: str
    name: str
    panel: str
    language: str


def send_to_experts(page: Page) -> None:
    """Go from the front page to the desk, to the draft, and on to its review by experts."""
    page.get_by_role("banner").get_by_role("link", name="Проекты", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="О башнях").first.click()
    page.get_by_role("link", name="Рассмотрение", exact=True).click()
    page.get_by_role("button", name="Экспертное рассмотрение").click()
    page.get_by_role("heading", name="Этап: Экспертное рассмотрение").wait_for()


def arrange(page: Page, number: int) -> None:
    """Arrange a round on the page of the draft's review; questions are put in the first."""
    form = page.get_by_role("region", name=f"Назначить раунд {number}")
    if number == 1:
        for language, question in QUESTIONS.items():
            form.get_by_role("textbox", name=language).fill(question)
    form.get_by_role("button", name="Назначить раунд").click()
    page.get_by_role("heading", level=1, name=f"Раунд {number}").wait_for()


def invite(page: Page, *guests: Guest) -> None:
    """Invite experts from the page of the round, and come back to it."""
    page.get_by_role("link", name="Пригласить эксперта").click()
    for guest in guests:
        form = page.get_by_role("region", name="Пригласить эксперта")
        form.get_by_label("Адрес электронной почты").fill(guest.email)
        form.get_by_label("Имя и фамилия").fill(guest.name)
        form.get_by_label("Организация").fill("Institute of Towers")
        form.get_by_label("Группа экспертов").select_option(label=guest.panel)
        form.get_by_label("Язык писем").select_option(label=guest.language)
        form.get_by_label(guest.language, exact=True).check()
        form.get_by_role("button", name="Пригласить").click()
        page.get_by_role("table").get_by_text(guest.name).first.wait_for()


def desk_of_round(page: Page, number: int) -> None:
    """Go to the desk of a round from the front page."""
    page.get_by_role("banner").get_by_role("link", name="Проекты", exact=True).click()
    round_ = page.get_by_role("listitem").filter(has_text=f"Раунд {number}")
    round_.get_by_role("link", name="Рабочая страница раунда").click()
    page.get_by_role("heading", level=1, name=f"Раунд {number}").wait_for()


def remind(page: Page, owing: str, done: str) -> None:
    """See in the overview who owes an opinion and who does not, and remind the one."""
    page.get_by_role("link", name="Ход работы").click()
    experts = page.get_by_role("region", name="Эксперты").get_by_role("row")
    expect(experts.filter(has_text=done).get_by_role("button")).to_have_count(0)
    experts.filter(has_text=owing).get_by_role("button", name="Напомнить").click()
    page.get_by_role("status").get_by_text("Напоминание отправлено 1 эксперту.").wait_for()


def extend(page: Page, day: str) -> None:
    """Let the round close later."""
    page.locator("summary", has_text="Продлить срок").click()
    page.get_by_label("Новый последний день").fill(day)
    form = page.get_by_role("form", name="Продлить срок")
    form.get_by_label("Причина; о ней узнают все участники").fill("Праздники.")
    form.get_by_role("button", name="Продлить срок").click()
    page.get_by_role("heading", name="Продления").wait_for()


def close_and_answer(page: Page) -> None:
    """Close the round before its term is over, and begin answering."""
    page.locator("summary", has_text="Закрыть досрочно").click()
    form = page.get_by_role("form", name="Закрыть досрочно")
    form.get_by_label("Причина; о ней узнают все участники").fill("Все ответили.")
    form.get_by_role("button", name="Закрыть досрочно").click()
    page.get_by_role("button", name="Начать подготовку ответов").click()
    page.get_by_role("heading", name="Составить отчет о раунде").wait_for()


def confirm(page: Page, count: int) -> None:
    """Confirm all answers that wait for a second person, from the queue."""
    page.get_by_role("link", name="Замечания, ждущие ответа").first.click()
    boxes = page.get_by_role("checkbox", name=re.compile("^Выбрать"))
    expect(boxes).to_have_count(count)
    for number in range(count):
        boxes.nth(number).check()
    page.get_by_role("button", name="Подтвердить ответы").click()
    page.get_by_role("status").get_by_text("Выполнено для").wait_for()


def wait_for_objections(page: Page) -> None:
    """See that the round cannot be reported while answers can be contested."""
    page.get_by_text("ответы можно оспорить").wait_for()
    expect(page.get_by_role("button", name="Составить отчет о раунде")).to_have_count(0)


def report(page: Page) -> None:
    """Report the round, once nothing waits for an answer."""
    page.get_by_role("button", name="Составить отчет о раунде").click()
    page.get_by_role("link", name="Отчет", exact=True).click()
    page.get_by_role("heading", level=1, name="Отчет о раунде").wait_for()


def begin_anew(page: Page, version: int) -> None:
    """See what changed since the first round, and arrange a second on the newest version."""
    page.get_by_role("banner").get_by_role("link", name="Проекты", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="О башнях").first.click()
    page.get_by_role("link", name="Рассмотрение", exact=True).click()
    page.get_by_role("heading", name=f"Версия {version} новее той, что в раунде 1").wait_for()
    page.get_by_role("link", name=f"Начать раунд 2 по версии {version}").click()
    arrange(page, 2)
