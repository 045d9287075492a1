"""The desk page: what could not be taken in stands there for those who may know of it."""

import pytest

from indexer.analysis.words import analyse
from kb.law.checks.context import Context
from kb.law.folder import METADATA, ActFolder
from kb.services import catalogues
from kb.services.importing import Importer
from kb.source import Commit, Revision
from tests.factories import METADATA as METADATA_OF_ACT
from tests.factories import NOW
from tests.webapp.town import Town

HEADING = {"en": "Not taken in", "ru": "Не принято", "kk": "Қабылданбады"}

NOT_YAML = {
    "en": "This is not plain YAML: duplicate key “kind”. Write it as",
    "ru": "Это не простой YAML: ключ «kind» повторен. Напишите его",
    "kk": "Бұл қарапайым YAML емес: «kind» кілті екі рет жазылған. Оны",
}


def take(town: Town, act_yaml: bytes) -> None:
    act = ActFolder("economy/<b>trade", {METADATA: act_yaml}, {})
    with town.database.writing() as db:
        known = catalogues.stored(db)
        importer = Importer(Context(known.procedure, known.glossary, analyse), town.now)
        importer.take(db, Revision(Commit("c0ffee" * 6, "Дана", NOW, "Break it"), (act,)))


@pytest.mark.parametrize("language", HEADING)
def test_an_act_that_could_not_be_taken_in_is_told_of_with_its_errors(own_town, language):
    take(own_town, b"kind: rules\nkind: rules")

    page = own_town.browser("drafter").get(f"/{language}/desk/").text

    assert HEADING[language] in page
    assert "economy/&lt;b&gt;trade" in page
    assert "c0ffeec0ffee" in page
    assert "act.yaml:2" in page
    assert f'<span lang="{language}">{NOT_YAML[language]}' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "kind: procedure.yaml ішінде «poem» жоқ. Мыналардың бірін пайдаланыңыз: "),
        ("ru", "kind: в procedure.yaml нет «poem». Используйте одно из значений: "),
        ("en", "kind: procedure.yaml has no “poem”. Use one of: "),
    ],
)
def test_its_errors_are_told_in_the_readers_language(own_town, language, words):
    take(own_town, METADATA_OF_ACT.replace("regulatory-provision", "poem").encode())

    page = own_town.browser("drafter").get(f"/{language}/desk/").text

    assert f'<span lang="{language}">{words}' in page


def test_an_expert_does_not_hear_of_it(own_town):
    take(own_town, b"kind: [")

    page = own_town.browser("invited").get("/en/desk/").text

    assert HEADING["en"] not in page
    assert "trade" not in page


def test_while_all_is_well_nothing_is_said(own_town):
    assert HEADING["en"] not in own_town.browser("drafter").get("/en/desk/").text
