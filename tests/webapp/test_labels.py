"""Every thing that has a name on a page has one in all languages."""

import pytest
from flask import Flask, g

from indexer.query import Facet
from indexer.syntax import Hint
from kb.language import Language
from kb.law.force import Force
from tests.webapp.town import Town
from webapp import labels


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    language: Language = request.param
    return language


def test_every_force_facet_and_hint_has_a_name_of_its_own(language: Language) -> None:
    with Flask("nothing").test_request_context():
        g.language = language
        for named, values in ((labels.force, Force), (labels.facet, Facet), (labels.hint, Hint)):
            names = [named(value) for value in values]  # type: ignore[operator]
            assert all(names)
            assert len(set(names)) == len(names)


@pytest.mark.parametrize("facet", list(Facet))
def test_the_values_of_a_facet_are_named_where_they_have_names(
    town: Town, language: Language, facet: Facet
) -> None:
    with town.site.test_request_context(), town.database.reading() as db:
        g.language = language
        catalogues = town.site.extensions["alatau"].lists(db).catalogues
        names = labels.values(facet, catalogues, language)
    assert bool(names) == (facet not in {Facet.YEAR, Facet.ACT})
    assert all(names.values())


def test_what_is_gone_from_the_catalogues_goes_by_its_name(town: Town) -> None:
    with town.database.reading() as db:
        catalogues = town.site.extensions["alatau"].lists(db).catalogues
    for named in (labels.kind, labels.body, labels.topic, labels.zone):
        assert named(catalogues, "gone-by-now", Language.EN) == "gone-by-now"
    assert labels.kind(catalogues, "rules", Language.RU) == "Правила"
    assert labels.body(catalogues, "council", Language.EN) == "Council of Alatau City"
    assert labels.topic(catalogues, "zoning", Language.EN) == "Zoning"
    assert labels.zone(catalogues, "gate", Language.EN) == "Gate District"
