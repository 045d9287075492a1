"""An act whose articles begin on three days, and which is repealed in the end."""

from datetime import UTC, date, datetime

from flask.testing import FlaskClient

from kb.language import Language
from kb.law.force import Force
from kb.law.words import Words
from kb.services.publishing import Happening
from tests.factories import METADATA, TEXTS, write_act
from tests.webapp.town import Town
from tests.worlds import World
from webapp.app import create_app

KK, RU, EN = Language.KK, Language.RU, Language.EN

STAGED = METADATA + (
    "commencement:\n"
    "  - {from: 2026-07-01, provisions: [art_1]}\n"
    "  - {from: 2027-01-01, provisions: [art_2]}\n"
    "  - {from: 2027-07-01, provisions: rest}\n"
)
THREE_MORE = {
    KK: (("2-бап. Екінші", "Екі."), ("3-бап. Үшінші", "Үш."), ("4-бап. Төртінші", "Төрт.")),
    RU: (
        ("Статья 2. Вторая", "Два."),
        ("Статья 3. Третья", "Три."),
        ("Статья 4. Четвёртая", "Четыре."),
    ),
    EN: (
        ("Article 2. Second", "Two."),
        ("Article 3. Third", "Three."),
        ("Article 4. Fourth", "Four."),
    ),
}
MORE = {
    language: "".join(f"\n### {heading}\n\n1. {text}\n" for heading, text in articles)
    for language, articles in THREE_MORE.items()
}


def add_staged(town: Town) -> None:
    """Publish the act in a town."""
    texts = {language: text + MORE[language] for language, text in TEXTS.items()}
    write_act(town.root, "development/staged", STAGED, texts)
    town.commit("staged", "somebody", "staged", 50)
    town.publish("staged", 1, date(2026, 7, 1))
    ground = Words(kk="негіз", ru="основание", en="A new act is coming.")
    town.befall("staged", Happening(Force.REPEALED, date(2028, 1, 1), ground))
    town.index()


def at(day: date, town: World) -> FlaskClient:
    """Return a browser on a day, at noon in Almaty."""
    moment = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    return create_app(town.settings, lambda: moment).test_client()
