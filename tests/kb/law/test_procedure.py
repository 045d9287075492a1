"""procedure.yaml and glossary.yaml, those of the repository first."""

import pytest

from kb.language import Language
from kb.law.glossary import Glossary
from kb.law.procedure import BasicUnit, Procedure, Stage
from kb.law.yaml_text import load, validated
from tests.conftest import ACTS
from tests.kb.law.checks.drafts import GLOSSARY, PROCEDURE

MUCH = 1024 * 1024
ROUND = (
    "title: {kk: а, ru: а, en: a}, steps: [public-discussion], contest: {days: 3, count: working}"
)


def read(name: str, model: type) -> object:
    value, problems = validated(model, load((ACTS / name).read_text(encoding="utf-8"), MUCH))
    assert not problems
    return value


def test_the_kinds_of_act_are_those_of_the_law():
    """The levels and who adopts what: Art. 36.5; the languages: Art. 37.1."""
    kinds = read("procedure.yaml", Procedure).kinds

    levels = {
        level: {name for name, kind in kinds.items() if kind.level == level} for level in (1, 2, 3)
    }
    assert levels == {1: {"regulatory-provision"}, 2: {"rules"}, 3: {"regulatory-order"}}
    assert kinds["regulatory-order"].bodies == ("chief-executive-officer",)
    assert kinds["rules"].languages == tuple(Language)
    assert kinds["constitutional-law"].unit is BasicUnit.ARTICLE


def test_every_stage_has_its_step_and_can_be_reached():
    steps = read("procedure.yaml", Procedure).steps

    assert steps.keys() == set(Stage)
    reached = {stage for step in steps.values() for stage in step.next}
    assert reached == set(Stage)


def test_every_term_has_a_name_in_each_language():
    glossary = read("glossary.yaml", Glossary)

    assert len(glossary.terms) >= 40
    for term in glossary.terms.values():
        assert all(term.names(language) for language in Language)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("bodies: [council]", "bodies: [senate]", "the document"),
        ("bodies: [council]", "bodies: []", "kinds, regulatory-provision, bodies"),
        ("unit: article", "unit: chapter", "kinds, regulatory-provision, unit"),
        ("steps: {}", "steps: {sleeping: {title: {kk: а, ru: а, en: a}}}", "steps, sleeping"),
        ("{kk: Ереже, ru: Положение, en: Provision}", "{kk: Ереже, ru: Положение}",
         "kinds, regulatory-provision, title, en"),
        ("steps: {}", "steps: {working: {title: {kk: а, ru: а, en: a}, needs: {adopted: [reason]}}}",
         "steps, working"),
        ("steps: {}", f"steps: {{}}\nrounds: {{public: {{{ROUND}, deadline: {{days: 0, count: working}}}}}}",
         "rounds, public, deadline, days"),
    ],
)  # fmt: skip
def test_a_procedure_that_does_not_hold_together_is_refused(old, new, place):
    assert old in PROCEDURE
    value, problems = validated(Procedure, load(PROCEDURE.replace(old, new)))

    assert value is None
    assert [problem.place for problem in problems] == [place]


def test_a_term_without_a_name_in_a_language_is_refused():
    term = "terms: {a: {kk: [а], ru: [], en: [a], meaning: {kk: а, ru: а, en: a}}}"

    value, problems = validated(Glossary, load(GLOSSARY.replace("terms: {}", term)))

    assert value is None
    assert [problem.place for problem in problems] == ["terms, a, ru"]
