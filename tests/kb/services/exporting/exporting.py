"""A round with something to export: comments of every sort in three languages, answers, opinions."""

from io import BytesIO
from zoneinfo import ZoneInfo

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.anchors import Anchor
from kb.review.comments import Severity, Suggestion
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.review.opinions import OpinionKind
from kb.services import opining
from kb.services.exporting.making import Export, make
from kb.services.exporting.order import Order
from kb.services.opining import View
from tests.kb.services.reviewing import QUOTE, Review

KAZAKH = "Ғимараттың биіктігі: әғқңөұүһі ӘҒҚҢӨҰҮҺІ"
FORMULA = '=HYPERLINK("http://evil.example","x")'
WORDING = "1. Высота здания ограничивается двадцатью метрами."
ZONE = ZoneInfo("Asia/Almaty")


def talk(review: Review) -> None:
    """Let two experts say something, in an open panel."""
    review.hold(open_panel=True)
    where = Anchor(eid=EId("art_1__para_1"), language=Language.RU, version=1)
    review.says("aigul", KAZAKH, where, language=Language.KK)
    review.desk.clock.go(minutes=1)
    suggestion = Suggestion(((Language.RU, WORDING),), "Нужна цифра.")
    review.says("john", FORMULA, QUOTE, language=Language.EN, suggestion=suggestion)
    review.desk.clock.go(minutes=1)
    review.says("john", "Stop.", where, severity=Severity.BLOCKING, reasoning="Why?\x0bBecause.")
    review.do("john", opining.give, View(OpinionKind.OBJECT, Language.EN, "Not yet."))


def settle(review: Review) -> None:
    """Let the round end, and its comments be answered."""
    first, second, third = numbered(review)
    review.ends()
    review.settles(first, Answer(verdict=Verdict.REJECTED, reply="Решает Совет."))
    adoption = Adoption(EId("art_1__para_1"), ((Language.RU, WORDING),), "c2".ljust(40, "0"))
    review.settles(second, Answer(verdict=Verdict.ACCEPTED, adoption=adoption))
    review.settles(third, Answer(verdict=Verdict.DUPLICATE, original=first))


def report(review: Review) -> None:
    """Let the round be reported."""
    review.reports()


def numbered(review: Review) -> list:
    """Return the comments in the order of their submission."""
    rows = exported(review, "secretary", Export.COMMENTS).tables[0].rows
    return [row[-1] for row in rows]


def order(db, seat, language: Language = Language.RU, **more) -> Order:
    """Return what somebody asks for."""
    return Order(db=db, seat=seat, language=language, zone=ZONE, **more)


def exported(review: Review, name: str, export: Export, language: Language = Language.RU, **more):
    """Return a document as values, as somebody gets it."""
    return review.do(
        name, lambda db, seat: make(order(db, seat, language, **more), export, "xlsx").write.args[1]
    )


def written(
    review: Review, name: str, export: Export, ending: str, language: Language = Language.RU
) -> BytesIO:
    """Return a document as a file, as somebody gets it."""

    def make_it(db, seat) -> BytesIO:
        file = BytesIO()
        make(order(db, seat, language), export, ending).write(file, lambda more: None)
        file.seek(0)
        return file

    return review.do(name, make_it)
