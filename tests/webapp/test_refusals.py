"""Every refusal that can reach a page has words in Kazakh and Russian, and is said with named values."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import pytest
from flask import Flask, g

import kb
import webapp
from kb.errors import ConflictError, KBError, NotFoundError
from kb.language import Language
from kb.law import yaml_text
from kb.law.finding import Listed, Rule, Said
from kb.law.folder import Oddity
from kb.law.force import Force
from kb.review.obstacle import Obstacle, RefusedError, refuse
from kb.review.rounds import RoundState
from webapp import refusals
from webapp.translations import update

KK, RU, EN = Language.KK, Language.RU, Language.EN

FOR_OPERATORS = {
    "kb.mail": "letters are sent beside the requests, and the outbox keeps what the server said",
    "kb.services.demonstrating": "the demonstration is loaded by a command",
    "kb.services.webhooks": "a webhook is answered with a status only",
    "kb.storage.copies": "copies are made by a command",
    "kb.cli": "commands speak English",
}
"""Where errors are raised that no page shows, and why none does."""

WITHOUT_WORDS = {
    "kb.errors.SourceError": "a page says its problem and its cure, and not the place",
    "kb.errors.NewerSchemaError": "no site begins to serve with it",
    "kb.mail.MailError": FOR_OPERATORS["kb.mail"],
    "kb.mail.RefusedError": FOR_OPERATORS["kb.mail"],
    "kb.review.obstacle.RefusedError": "a page says its obstacles",
}
"""Kinds of errors whose own message no page shows, and why none does."""

PASSED_ON = {
    "kb.review.obstacle.told": "its cases are looked at where it is called",
    "kb.services.inviting._refuse": "each is a key of its table",
    "kb.review.attachments.recognised": "each is a constant beside it",
}
"""Functions that are handed their sentences; all constants of their modules are looked at."""

OF_GIT = {"kb.git", "kb.git_writing", "kb.origin", "kb.services.patching"}
"""Modules whose SourceErrors are shown where adopted wordings are pushed."""

PLACE_UNSEEN = {"kb.git.Objects._missing", "kb.git.find"}
"""Functions of these that are asked by imports only."""


BEFORE_PAGES = ("kb.storage.migrations", "webapp.wsgi")
"""What runs, as it is imported, on the database of its environment."""


def modules() -> Iterator[ModuleType]:
    """Every module whose errors a page could show."""
    for package in (kb, webapp):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(BEFORE_PAGES):
                yield importlib.import_module(found.name)


MODULES = [
    module
    for module in modules()
    if not any(f"{module.__name__}.".startswith(f"{name}.") for name in FOR_OPERATORS)
]


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The messages that have words in Kazakh and in Russian."""
    catalogs = map(update.read, update.TRANSLATED)
    kk, ru = ({m.id for m in one if isinstance(m.id, str) and m.string} for one in catalogs)
    return kk & ru


def kinds(kind: type[KBError] = KBError) -> Iterator[type[KBError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


REFUSALS = {"Obstacle", "UnfitError", "YamlError", *(kind.__name__ for kind in kinds())}
REFUSALS -= {"RefusedError"}
"""What is made with a sentence; RefusedError is made with obstacles."""


class Found(ast.NodeVisitor):
    """The sentences that a module refuses something with, by the function that does."""

    def __init__(self, module: ModuleType) -> None:
        self.module, self.place = module, [module.__name__]
        self.local: dict[str, ast.expr] = {}
        self.sentences: list[tuple[str, str]] = []
        self.visit(ast.parse(inspect.getsource(module)))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.place.append(node.name)
        self.generic_visit(node)
        self.place.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.place.append(node.name)
        assigned = (one for one in ast.walk(node) if isinstance(one, ast.Assign))
        self.local = {ast.unparse(one.targets[0]): one.value for one in assigned}
        self.generic_visit(node)
        self.local = {}
        self.place.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in REFUSALS:
            for argument in self.arguments(node, name):
                if ast.unparse(argument) != "fault.problem":  # That of another, which is found too.
                    self.note(argument)
        elif name == "told" and getattr(self.module, "told", None) is not refusals.told:
            for case in node.args:
                if isinstance(case, ast.Tuple) and len(case.elts) == 2:
                    self.note(case.elts[1])
        self.generic_visit(node)

    def arguments(self, node: ast.Call, name: str) -> list[ast.expr]:
        if name != "SourceError":
            return node.args[:1]
        if self.module.__name__ not in OF_GIT or ".".join(self.place) in PLACE_UNSEEN:
            return []
        return [one.value for one in node.keywords if one.arg in {"problem", "cure"}]

    def note(self, argument: ast.expr) -> None:
        place = ".".join(self.place)
        if place not in PASSED_ON:
            self.sentences.extend((place, one) for one in self.said(argument))

    def said(self, argument: ast.expr) -> Iterator[str]:
        """Yield what an argument may be; of what cannot be told, how it is written."""
        written = ast.unparse(argument)
        if isinstance(argument, ast.IfExp):
            yield from self.said(argument.body)
            yield from self.said(argument.orelse)
        elif written in self.local:
            yield from self.said(self.local.pop(written))
        elif isinstance(argument, ast.Subscript):
            yield from self.value(ast.unparse(argument.value))
        else:
            yield from self.value(written)

    def value(self, written: str) -> Iterator[str]:
        try:
            value = eval(written, vars(self.module))  # our own code
        except NameError:
            value = written
        yield from value.values() if isinstance(value, dict) else (value,)


def found() -> Iterator[tuple[str, str]]:
    for module in MODULES:
        yield from Found(module).sentences
        if any(place.startswith(f"{module.__name__}.") for place in PASSED_ON):
            values = vars(module).items()
            sentences = ((n, v) for n, v in values if isinstance(v, str) and n.strip("_").isupper())
            yield from (pair for pair in sentences if " " in pair[1])


def test_every_sentence_that_refuses_something_has_words_in_all_languages(known: set[str]) -> None:
    sentences = list(found())
    assert len(sentences) > 100, "the sentences are found"
    assert [one for one in sentences if one[1] not in known] == []


def test_every_kind_of_refusal_has_words_in_all_languages(known: set[str]) -> None:
    without = {f"{one.__module__}.{one.__name__}" for one in kinds() if one.message not in known}
    assert without == set(WITHOUT_WORDS)


IN_ENGLISH = {"push.mode", "push.size"}
"""Rules told in English: a push is answered by git only."""


def test_every_finding_of_the_checks_has_words_in_all_languages(known: set[str]) -> None:
    values = (value for module in MODULES for value in vars(module).values())
    rules = {value for value in values if isinstance(value, Rule)}
    assert len(rules) > 30, "the rules are found"
    without = {rule.name for rule in rules if not {rule.message, rule.cure} <= known}
    assert without == IN_ENGLISH
    values_told = {*yaml_text.MESSAGES.values(), *(one.value for one in Oddity)}
    assert values_told <= known


@pytest.fixture
def app() -> Flask:
    return Flask("nothing")


NAMED = [
    (Obstacle("Only these may do that: %(roles)s.", {"roles": "drafter, lead"}), RU, "lead."),
    (
        Obstacle("The text is missing or incomplete in: %(languages)s.", {"languages": "kk, en"}),
        RU,
        "Текст отсутствует или неполон на языках: Қазақша, English.",
    ),
    (
        Obstacle(
            "The languages disagree: %(place)s: %(finding)s",
            {
                "place": "ru.md:7",
                "finding": Said(
                    "The figures of %(eid)s differ: %(theirs)s in %(there)s:%(there_line)s, "
                    "%(mine)s here.",
                    (
                        ("eid", "art_1"),
                        ("theirs", Listed(("5", "6", "7"))),
                        ("mine", Said("nothing")),
                        ("there", "kk.md"),
                        ("there_line", 8),
                    ),
                ),
            },
        ),
        RU,
        "art_1: цифры расходятся. В kk.md:8 – 5, 6 и 7, здесь – ничего.",
    ),
    (Obstacle("The round is not open yet."), KK, "Раунд әлі ашылған жоқ."),
    (Obstacle("The round is not open yet."), EN, "The round is not open yet."),
]


@pytest.mark.parametrize(("one", "language", "words"), NAMED)
def test_an_obstacle_is_said_with_the_names_that_its_values_have(
    app: Flask, one: Obstacle, language: Language, words: str
) -> None:
    with app.test_request_context():
        g.language = language
        assert refusals.obstacle(one).endswith(words)


@pytest.mark.parametrize(
    ("language", "ended", "elsewhere"),
    [
        (KK, ("күші жойылған", "2026 жылғы 2 қараша"), ("ашық", "жабылған")),
        (RU, ("утратил силу", "2 ноября 2026"), ("открыт", "закрыт")),
        (EN, ("repealed", "2 November 2026"), ("open", "closed")),
    ],
)
def test_a_conflict_is_said_with_the_names_that_its_values_have(
    app: Flask, language: Language, ended: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    of_act = ConflictError(
        "%(act)s is %(force)s from %(day)s on. Nothing can befall it any more.",
        act="height",
        force=Force.REPEALED,
        day=date(2026, 11, 2),
    )
    of_round = ConflictError(
        "The round is %(state)s now, and would have to be %(needed)s: this cannot be done.",
        state=RoundState.OPEN,
        needed=RoundState.CLOSED,
    )
    with app.test_request_context():
        g.language = language
        for error, words in ((of_act, ("height", *ended)), (of_round, elsewhere)):
            told = refusals.told(error).replace("\xa0", " ")
            assert [one for one in words if one not in told] == []


def test_reasons_are_told_one_by_one_or_in_a_row(app: Flask) -> None:
    with pytest.raises(RefusedError) as raised:
        refuse((Obstacle("The round is not open yet."), Obstacle("Write the comment.")))

    with app.test_request_context():
        g.language = EN
        assert refusals.reasons(raised.value) == (
            "The round is not open yet.",
            "Write the comment.",
        )
        assert refusals.told(raised.value) == str(raised.value)
        assert refusals.reasons(NotFoundError()) == ("There is nothing at this address.",)


def test_a_per_cent_sign_in_a_value_or_in_a_sentence_without_values_does_no_harm(
    app: Flask,
) -> None:
    with app.test_request_context():
        g.language = EN
        assert refusals.told(ConflictError("100 % of it.")) == "100 % of it."
        assert refusals.told(ConflictError("“%(name)s”.", name="%s %(x)s")) == "“%s %(x)s”."
