"""All checks of one act together, and of a collection."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.language import Language
from kb.law.checks.act_check import check, faults, known, twin, with_acts
from kb.law.checks.context import Context
from kb.law.folder import Oddity
from kb.law.identifiers import ActId
from tests.factories import METADATA, TEXTS
from tests.kb.law.checks.drafts import CONTEXT, draft, told
from tests.kb.law.strategies import texts

KK, RU, EN = Language
ALONE = Context(CONTEXT.procedure, CONTEXT.glossary, CONTEXT.analyse)


def test_nothing_is_found_in_an_act_that_is_right():
    assert told(check(draft(), CONTEXT)) == []


def test_findings_stand_in_the_order_of_files_and_lines():
    worse = {
        KK: f"{TEXTS[KK]}\n2. Cөз.\n\n3. 5.\n",
        RU: f"{TEXTS[RU]}\n3. По статье 7.\n\n2. А.\n",
        EN: f"{TEXTS[EN]}\n2. A.\n\n| A |\n|---|\n| 1 | 2 |\n",
    }

    assert told(check(draft(METADATA.replace("council", "akimat"), worse), CONTEXT)) == [
        "act.yaml:3 error metadata.body",
        "kk.md:7 error characters.mixed",
        "kk.md:7 error parity.missing",
        "ru.md:7 warning numbering.gap",
        "ru.md:7 error references.nowhere",
        "ru.md:7 error parity.references",
        "ru.md:7 error parity.figures",
        "ru.md:9 error numbering.order",
        "ru.md:9 error parity.missing",
        "en.md:9 error parity.missing",
        "en.md:11 error text.table-row",
    ]


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (draft(), []),
        (draft(texts={**TEXTS, RU: TEXTS[RU].replace("1. Выс", "1. Cлово 5. Выс")}), []),
        (draft(metadata=None), ["act.yaml:1 error metadata.missing"]),
        (draft(odd={"ru.md": Oddity.SYMLINK}), ["ru.md:1 error file.kind"]),
        (draft(METADATA.replace("[zoning]", "[moon]")), ["act.yaml:4 error metadata.unknown"]),
    ],
)
def test_a_fault_is_what_keeps_an_act_from_being_taken_in(broken, expected):
    assert told(faults(broken, CONTEXT)) == expected


def test_an_act_may_refer_to_the_acts_that_are_taken_in_with_it():
    referring = draft(
        METADATA + "basis: [zone-2#art_1]\n", {RU: "1. По статье 1 акта «О высоте».\n"}
    )
    other = draft(path="development/zone-2")

    def found(context: Context) -> list[str]:
        return [one for one in told(check(referring, context)) if "text" not in one]

    assert [one for one in found(ALONE) if "references" in one or "basis" in one] == [
        "act.yaml:6 error metadata.basis",
        "ru.md:1 warning references.unknown-act",
    ]
    together = with_acts(ALONE, [other])
    assert not [one for one in found(together) if "references" in one or "basis" in one]
    assert set(with_acts(CONTEXT, [other]).acts) == {"zoning", "zone-2"}


@pytest.mark.parametrize("metadata", [METADATA, METADATA + "odd: 1\n", "kind: [", None])
def test_an_act_can_be_referred_to_whether_its_metadata_can_be_read_or_not(metadata):
    (act,) = known([draft(metadata)]).values()

    assert set(act.titles) == {"Биіктік туралы", "О высоте", "On Height"}
    assert act.eids == {"art_1", "art_1__para_1"}


def test_of_two_acts_of_one_slug_the_one_with_metadata_is_referred_to():
    twins = [draft(), draft(None, {}, "economy/height")]

    assert known(twins)[ActId("height")].titles


def test_a_slug_that_is_taken_is_told_of_with_the_folder_that_has_it():
    finding = twin("economy/height", "development/height")

    assert told([finding]) == ["act.yaml:1 error act.duplicate"]
    assert finding.message == "The slug “height” is taken by development/height."


lines = st.lists(st.sampled_from(METADATA.splitlines()) | st.text(max_size=20), max_size=8)


@settings(deadline=None)
@given(st.none() | lines.map("\n".join), texts(), texts(), texts())
def test_any_draft_is_checked_to_the_end(metadata, kk, ru, en):
    written = {KK: kk, RU: ru, EN: en}
    findings = check(draft(metadata, written), CONTEXT)

    sources = {"act.yaml": metadata or "", "kk.md": kk, "ru.md": ru, "en.md": en}
    for finding in findings:
        last = sources[finding.file].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert 1 <= finding.line <= last
        assert finding.message
        assert finding.cure
