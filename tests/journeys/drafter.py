"""What a drafter does in a journey, in Russian: everything by the words on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.office import Office


@dataclass(frozen=True)
class Answer:
    """An answer to a comment: the verdict as the form names it, the wordings by their languages."""

    verdict: str
    reply: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)
    original: str = ""


def queue(page: Page) -> None:
    """Go from the desk of the round to the comments that wait."""
    page.get_by_role("link", name="Замечания, ждущие ответа").first.click()
    page.get_by_role("heading", level=1, name="Очередь замечаний").wait_for()


def answer(page: Page, text: str, given: Answer) -> None:
    """Answer a comment, and go back to the queue."""
    item = page.get_by_role("listitem").filter(has_text=text).first
    item.get_by_role("link").first.click()
    page.get_by_role("radio", name=given.verdict).first.check()
    if given.reply:
        page.get_by_label("Мотивированный ответ").fill(given.reply)
    for language, wording in given.wordings.items():
        page.get_by_role("textbox", name=language, exact=True).fill(wording)
    if given.original:
        page.get_by_role("radio", name=given.original).check()
    page.get_by_role("button", name="Предложить", exact=True).click()
    page.get_by_text("Кем предложено").wait_for()
    page.get_by_role("link", name="Очередь замечаний").click()


def take_the_patch(page: Page, office: Office) -> None:
    """Take the adopted wordings as a patch, apply it in the clone, and push it with a change of one's own."""
    page.get_by_role("link", name="Принятые редакции").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Скачать патч").click()
    office.clone.git("am", "--quiet", "--keep-cr", stdin=Path(taken.value.path()).read_bytes())


def see_it_verified(page: Page, text: str) -> None:
    """See on the page of the patch that the wording stands in the text, and in the queue what that means."""
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("уже в тексте: 1")
    page.get_by_role("link", name="Очередь замечаний").click()
    item = page.get_by_role("listitem").filter(has_text=text).first
    expect(item).to_contain_text("редакция проверена")


def carry_over(page: Page, text: str) -> None:
    """See the comments carried over to the newest version, and put one that lost its place at the act."""
    page.get_by_role("link", name="Замечания в более поздней версии").click()
    lost = (
        page.get_by_role("region", name="без места").get_by_role("listitem").filter(has_text=text)
    )
    lost.get_by_role("link", name="Найти место").click()
    page.get_by_role("button", name="Отнести к акту в целом").click()
    expect(page.get_by_role("main")).to_contain_text("без места: 0")
