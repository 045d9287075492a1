"""act.yaml against the lists of the collection and against the act's own text."""

import pytest

from kb.language import Language
from kb.law.checks.metadata_check import check
from tests.factories import METADATA, TEXTS
from tests.kb.law.checks.drafts import CONTEXT, draft, told

KK, RU, EN = Language
AKIMAT = METADATA.replace("regulatory-provision", "akimat-resolution").replace("council", "akimat")
PARAGRAPHS = {KK: "# Биіктік туралы\n\n1. Шек.", RU: "# О высоте\n\n1. Предел."}


def changed(old: str, new: str) -> str:
    assert old in METADATA
    return METADATA.replace(old, new)


def added(lines: str) -> str:
    return METADATA + lines


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (METADATA, []),
        (changed("[zoning]", "[]"), []),
        (added("zones: [gate]\n"), []),
        (added("commencement:\n  - {from: 2027-01-01, provisions: [art_1__para_1]}\n"
               "  - {from: 2026-07-01, provisions: rest}\n"), []),
        (changed("regulatory-provision", "order"), ["act.yaml:1 error metadata.unknown"]),
        (changed("council", "senate"),
         ["act.yaml:3 error metadata.unknown", "act.yaml:3 error metadata.body"]),
        (changed("council", "akimat"), ["act.yaml:3 error metadata.body"]),
        (changed("[zoning]", "\n  - zoning\n  - moon"), ["act.yaml:6 error metadata.unknown"]),
        (added("zones: [gate, moon]\n"), ["act.yaml:6 error metadata.unknown"]),
        (changed("kk: Биіктік туралы, ", ""), ["act.yaml:2 error language.missing"]),
        (changed("ru: О высоте", "ru: О глубине"), ["ru.md:1 error text.title"]),
        (added("commencement:\n  - from: 2027-01-01\n    provisions:\n      - art_1\n      - art_7\n"),
         ["act.yaml:10 error metadata.address"]),
        (added("commencement:\n  - {from: 2027-01-01, provisions: [art_1]}\n"
               "  - {from: 2028-01-01, provisions: [art_1]}\n"),
         ["act.yaml:8 error metadata.commencement-twice"]),
        (added("commencement:\n  - {from: 2027-01-01, provisions: rest}\n"
               "  - {from: 2028-01-01, provisions: rest}\n"),
         ["act.yaml:8 error metadata.commencement-twice"]),
    ],
)  # fmt: skip
def test_metadata_agree_with_the_lists_and_with_the_text(metadata, expected):
    assert told(check(draft(metadata), CONTEXT)) == expected


@pytest.mark.parametrize(
    ("metadata", "texts", "expected"),
    [
        (METADATA, {KK: TEXTS[KK], RU: TEXTS[RU]}, ["en.md:1 error language.missing"]),
        (added("behind: [en, ru]\n"), {KK: TEXTS[KK]}, []),
        (added("official: {requisite: {ru: 'от 8 мая'}}\n"), {RU: TEXTS[RU]}, []),
        (AKIMAT, PARAGRAPHS, []),
        (AKIMAT, {RU: PARAGRAPHS[RU]}, ["kk.md:1 error language.missing"]),
        (AKIMAT, {**PARAGRAPHS, RU: "# О высоте\n\nСлова."}, ["ru.md:1 error text.unit"]),
        (AKIMAT, {KK: TEXTS[KK], RU: TEXTS[RU]}, ["kk.md:1 error text.unit", "ru.md:1 error text.unit"]),
        (METADATA, {**TEXTS, RU: "\n# О высоте\n\n1. Слова."}, ["ru.md:1 error text.unit"]),
        (METADATA, {**TEXTS, RU: "\n\n# О другом\n\n### Статья 1. А"}, ["ru.md:3 error text.title"]),
        (METADATA, {**TEXTS, RU: "### Статья 1. А"}, ["ru.md:1 error text.title"]),
    ],
)  # fmt: skip
def test_texts_are_what_the_kind_of_act_asks_for(metadata, texts, expected):
    assert told(check(draft(metadata, texts), CONTEXT)) == expected


@pytest.mark.parametrize("slug", ["height-2", "a1b", "5-height"])
def test_a_slug_of_small_letters_is_one(slug):
    assert told(check(draft(path=f"development/{slug}"), CONTEXT)) == []


@pytest.mark.parametrize("slug", ["Height", "he", "высота", "hei_ght", "a" * 65, "-height", ""])
def test_any_other_slug_is_told_of(slug):
    assert told(check(draft(path=f"development/{slug}"), CONTEXT)) == ["act.yaml:1 error act.slug"]


def test_a_draft_without_metadata_is_not_told_of_twice():
    assert told(check(draft(metadata=None), CONTEXT)) == []
