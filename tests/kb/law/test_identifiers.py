"""Addresses of acts and provisions."""

import pytest

from kb.law.identifiers import ACT_ID, NOWHERE, EId, nearest


@pytest.mark.parametrize(
    ("owner", "unit", "number", "child"),
    [
        ("", "art", "5-1", "art_5-1"),
        ("art_5-1", "para", "2", "art_5-1__para_2"),
        ("", "preamble", "", "preamble"),
        ("att_1", "conclusions", "", "att_1__conclusions"),
    ],
)
def test_a_part_has_the_address_of_its_whole_before_its_own(owner, unit, number, child):
    assert EId(owner).child(unit, number) == EId(child)
    assert EId(child).parent == (EId(owner) if owner else None)


def test_the_lineage_of_an_address_leads_up_to_the_top():
    lineage = list(EId("art_5__para_2__subpara_1-1").lineage())

    assert lineage == ["art_5__para_2__subpara_1-1", "art_5__para_2", "art_5"]
    assert all(isinstance(step, EId) for step in lineage)


@pytest.mark.parametrize(
    ("eid", "known", "found"),
    [
        ("art_5__para_2", {"art_5__para_2", "art_5"}, "art_5__para_2"),
        ("art_5__para_2", {"art_5"}, "art_5"),
        ("art_5__para_2__subpara_1", {"art_5", "chp_1"}, "art_5"),
        ("art_5__para_2", {"art_51", "chp_1"}, None),
        ("art_5", set(), None),
        (NOWHERE, {""}, ""),
    ],
)
def test_the_nearest_address_is_the_closest_ancestor_still_there(eid, known, found):
    assert nearest(EId(eid), {EId(each) for each in known}) == found


@pytest.mark.parametrize("slug", ["zoning", "tax-preferences", "a1b", "3-districts", "a" * 64])
def test_a_slug_is_small_ascii_letters_digits_and_hyphens(slug):
    assert ACT_ID.fullmatch(slug)


@pytest.mark.parametrize(
    "slug",
    ["", "ab", "-zoning", "Zoning", "зонирование", "zoning_1", "zo ning", "a" * 65, "zoning\n"],
)
def test_what_else_is_no_slug(slug):
    assert not ACT_ID.fullmatch(slug)
