"""An act that was published twice, with a draft between that nobody was to see."""

from datetime import date

from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.services import accounts, publishing
from kb.services.publishing import Withdrawal
from tests.factories import write_act
from tests.webapp.town import Town, metadata

KK, RU, EN = Language.KK, Language.RU, Language.EN
TITLES = ("Арналар туралы", "О каналах", "On Canals")
HEADS = {KK: "### {}-бап. {}\n\n", RU: "### Статья {}. {}\n\n", EN: "### Article {}. {}\n\n"}
UNKNOWN = "unseen wording"
WIDE = "A canal is at least twelve metres wide between its banks and is crossed by bridges."
TABLE = "| Canal | Metres |\n|---|---|\n| Long | {} |\n| Short | 5 |\n"

FIRST = (
    ("Width", "1. A canal is 10 metres wide.\n\n2. It is clean.\n"),
    ("Boats", "1. Boats pass on the right.\n"),
    ("Bridges", f"1. {WIDE}\n"),
    ("List", f"1. The canals are:\n\n{TABLE.format(7)}\n2. The list is kept here.\n"),
)
SECOND = (("Width", f"1. A canal is {UNKNOWN} wide.\n\n2. It is clean.\n"), *FIRST[1:])
THIRD = (
    ("Width", "1. A canal is 12 metres wide.\n\n2. It is clean.\n\n3. It is lit <at night>.\n"),
    ("Bridges", f"1. {WIDE}\n"),
    ("Fish", "1. Nobody feeds the fish of the canals.\n"),
    ("List", f"1. The canals are:\n\n{TABLE.format(8)}\n2. The list is kept elsewhere.\n"),
)
"""Articles: 1 reworded and longer, 2 gone, 3 now 2, 3 new; a cell in 4, and not in Kazakh its end."""


def add_revised(town: Town) -> None:
    """Publish the act in a town: its first version, and its third."""
    for number, articles in enumerate((FIRST, SECOND, THIRD), 60):
        texts = {
            one: _text(one, title, articles) for one, title in zip(Language, TITLES, strict=True)
        }
        write_act(town.root, "development/canals", metadata(*TITLES, "Canals."), texts)
        town.commit("canals", "Some <Body>", f"Draft {number}\n\nBecause & so.", number)
        if number != 61:
            town.publish("canals", number - 59, date(2026, 10, number - 59))
    town.index()


def take_back(town: Town, number: int) -> None:
    """Withdraw a publication of the act."""
    withdrawal = Withdrawal(number, Words(kk="қате", ru="ошибка", en="A mistake."))
    with town.database.writing() as db:
        viewer = accounts.viewer_of(db, "publisher")
        publishing.withdraw(db, viewer, ActId("canals"), withdrawal, town.now)


def _text(language: Language, title: str, articles: tuple[tuple[str, str], ...]) -> str:
    """Return a text whose words are the same in all languages, but for one that Kazakh keeps."""
    body = "\n".join(
        HEADS[language].format(number, heading) + text
        for number, (heading, text) in enumerate(articles, 1)
    )
    return f"# {title}\n\n{body.replace('elsewhere', 'here') if language is KK else body}"
