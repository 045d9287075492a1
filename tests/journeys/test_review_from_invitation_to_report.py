"""The whole review of a draft, from the invitation to the report and on to a second round."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from kb.language import Language
from tests.journeys import coordinating, drafter, expert
from tests.journeys.coordinating import RUSSIAN, Guest
from tests.journeys.drafter import Answer
from tests.journeys.expert import ENGLISH, KAZAKH, Said
from tests.journeys.office import TEXTS, Office, later, opened
from tests.journeys.visitors import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANN = Guest("ann@example.org", "Ann Lee", "международный эксперт", "English")
ASEL = Guest("asel@example.kz", "Әсел Нұр", "отечественный эксперт", "Қазақша")

TOO_HIGH = Said("Policy", "important", "Nobody can put out a fire up there.")
WHICH_SIDE = Said("Ambiguity", "minor", "A slope has a higher and a lower side.")
WHICH_SCHOOL = Said("Question", "minor", "Also on a closed school?")
LOWER_STILL = Said("Policy", "minor", "Thank you. Forty would be better.")
LOWER_TOWERS = {
    "Қазақша": "1. Мұнараның биіктігі 50 метрден аспайды.",
    "Русский": "1. Высота башни не превышает 50 метров.",
    "English": "1. A tower is at most 50 metres high.",
}
LIGHT = {one: "\n### " + text.split("\n### ")[2] for one, text in TEXTS.items()}
"""The article that the drafter leaves out."""
LOWER = Said("Реттеудің мәні", "маңызды", "Биіктікті 50 метрге дейін азайту керек.")


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    with opened(browser, tmp_path) as place:
        yield place


def test_from_the_invitation_to_a_second_round(office: Office) -> None:
    coordinator = office.at_work("coordinator", RUSSIAN)
    coordinating.send_to_experts(coordinator)
    coordinating.arrange(coordinator, 1)
    coordinating.invite(coordinator, ANN, ASEL)
    ann = invited_from_abroad(office)
    asel = invited_at_home(office)
    coordinating.desk_of_round(coordinator, 1)
    coordinating.remind(coordinator, ANN.name, ASEL.name)
    assert office.subjects(ANN.email)[-1].startswith("Please review the draft until")
    coordinating.desk_of_round(coordinator, 1)
    coordinating.extend(coordinator, later(60))
    coordinating.close_and_answer(coordinator)
    answered(office, coordinator)
    expert.notice_of_answer(asel, KAZAKH)
    expect(asel.get_by_role("main")).to_contain_text("Жауап: қабылданды")
    expert.contest(ann, WHICH_SIDE, "A slope is not a plain.")
    revised(office, coordinator)
    coordinating.desk_of_round(coordinator, 1)
    coordinating.wait_for_objections(coordinator)
    office.clock.days = 14
    coordinator = office.at_work("coordinator", RUSSIAN)
    coordinating.desk_of_round(coordinator, 1)
    coordinating.report(coordinator)
    taken_along(coordinator)
    read_by_the_approver(office)
    ann = office.people.signed_in(ANN.email, expert.PASSWORD)
    reviewed_again(office, coordinator, ann)


def answered(office: Office, coordinator: Page) -> None:
    """Let the drafter answer all comments, and the coordinator confirm the answers."""
    page = at_the_queue(office)
    drafter.answer(page, TOO_HIGH.text, Answer("Принято", wordings=LOWER_TOWERS))
    drafter.answer(page, WHICH_SIDE.text, Answer("Отклонено", "Это ясно."))
    drafter.answer(page, WHICH_SCHOOL.text, Answer("Принято к сведению", "Статья исключается."))
    drafter.answer(page, LOWER.text, Answer("Повторяет другое", original=TOO_HIGH.text))
    coordinating.confirm(coordinator, 4)


def revised(office: Office, coordinator: Page) -> None:
    """Let the drafter answer what was contested, take the patch, change more, and push both."""
    page = at_the_queue(office)
    drafter.answer(page, WHICH_SIDE.text, Answer("Принято частично", "Поясним в правилах."))
    coordinating.desk_of_round(coordinator, 1)
    coordinating.confirm(coordinator, 1)
    drafter.take_the_patch(page, office)
    office.change(Language.KK, LIGHT[Language.KK])
    office.change(Language.RU, LIGHT[Language.RU])
    office.change(Language.EN, LIGHT[Language.EN])
    office.push("Leave light to another act")
    drafter.see_it_verified(page, TOO_HIGH.text)
    drafter.carry_over(page, WHICH_SCHOOL.text)


def at_the_queue(office: Office) -> Page:
    """Return the drafter's page, at the comments of the first round."""
    page = office.at_work("drafter", RUSSIAN)
    coordinating.desk_of_round(page, 1)
    drafter.queue(page)
    return page


def taken_along(page: Page) -> None:
    """Take the consolidated table along, and open it with what it is made for."""
    page.get_by_role("link", name="Таблицы и документы").click()
    word = docx.Document(taken(page, "Word"))
    told = " ".join(cell.text for row in word.tables[-1].rows for cell in row.cells)
    excel = openpyxl.load_workbook(taken(page, "Excel"))
    rows = [[str(cell or "") for cell in row] for row in excel.worksheets[0].values]
    for said in (TOO_HIGH, WHICH_SIDE, WHICH_SCHOOL, LOWER):
        assert said.text in told
        assert any(said.text in " ".join(row) for row in rows)


def taken(page: Page, name: str) -> BytesIO:
    """Return the consolidated table in a format."""
    table = page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name="Сводная таблица замечаний")
    )
    with page.expect_download() as download:
        table.get_by_role("link", name=name).click()
    return BytesIO(Path(download.value.path()).read_bytes())


def read_by_the_approver(office: Office) -> None:
    """Let the approver read the report: who spoke, but for their organisation only."""
    page = office.at_work("approver", ("Қаз", "Кіру", "Пайдаланушы аты", "Құпиясөз"))
    page.get_by_role("banner").get_by_role("link", name="Жобалар", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Мұнаралар туралы").first.click()
    page.get_by_role("link", name="Қарау", exact=True).click()
    page.get_by_role("link", name="1-раунд").click()
    page.get_by_role("link", name="Есеп", exact=True).click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(TOO_HIGH.text)
    expect(main).to_contain_text("Поясним в правилах.")
    expect(main).not_to_contain_text(ANN.name)


def reviewed_again(office: Office, coordinator: Page, ann: Page) -> None:
    """Let a second round begin on the new version, and an expert see there what has changed."""
    coordinating.begin_anew(coordinator, 3)
    ann.get_by_role("banner").get_by_role("link", name="Drafts").click()
    rounds = ann.get_by_role("region", name=ENGLISH.under_way)
    rounds.get_by_role("listitem").filter(has_text="Round 2").get_by_role("link").click()
    ann.get_by_role("link", name="What has changed since").click()
    expect(ann.get_by_role("main").locator("ins").first).to_be_visible()
    ann.go_back()
    ann.get_by_role("link", name="Comments of round 1").click()
    expert.found(ann, LOWER)
    ann.go_back()
    expert.begin(ann, "Comment on: Article 1(1)")
    expert.fill(ann, ENGLISH, LOWER_STILL)
    expert.submit(ann, ENGLISH, LOWER_STILL)


def invited_from_abroad(office: Office) -> Page:
    """Let the international expert come by the letter, and comment: a provision, words, a question."""
    page = office.people(office.link(ANN.email))
    expert.accept(page, ENGLISH)
    expert.begin(page, "Comment on: Article 1(1)")
    expert.declare(page, ENGLISH)
    expert.fill(page, ENGLISH, TOO_HIGH)
    expert.suggest(page, "English", LOWER_TOWERS["English"], "Sixty is too high.")
    expert.submit(page, ENGLISH, TOO_HIGH)
    expert.comment_on_words(page, "#art_1__para_2", (10, 18), WHICH_SIDE)
    expert.begin(page, "Comment on: Article 2(1)")
    expert.fill(page, ENGLISH, WHICH_SCHOOL)
    expert.submit(page, ENGLISH, WHICH_SCHOOL)
    return page


def invited_at_home(office: Office) -> Page:
    """Let the domestic expert comment on a telephone without scripts."""
    page = office.people(office.link(ASEL.email), width=NARROW, java_script_enabled=False)
    expert.accept(page, KAZAKH)
    expert.begin(page, "Ескерту қай нормаға: 1-баптың 1-тармағы")
    expert.declare(page, KAZAKH)
    expert.fill(page, KAZAKH, LOWER)
    expert.submit(page, KAZAKH, LOWER)
    expert.give_opinion(page, KAZAKH, "Шек төмен болуға тиіс.")
    return page
