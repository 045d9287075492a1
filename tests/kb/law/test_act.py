"""Provisions as values."""

import pytest

from kb.language import Language
from kb.law.act import Expression, Provision, ProvisionKind, begins_unit
from kb.law.identifiers import EId

Kind = ProvisionKind


def test_walking_yields_parents_before_their_children():
    inner = Provision(kind=Kind.PARAGRAPH, eid=EId("art_1__para_1"))
    outer = Provision(kind=Kind.ARTICLE, eid=EId("art_1"), children=(inner,))
    last = Provision(kind=Kind.ARTICLE, eid=EId("art_2"))

    walked = Expression(language=Language.RU, provisions=(outer, last)).walk()

    assert [provision.eid for provision in walked] == ["art_1", "art_1__para_1", "art_2"]


@pytest.mark.parametrize(
    ("kind", "eid", "begins"),
    [
        (Kind.ARTICLE, "art_5", True),
        (Kind.ARTICLE, "att_1__art_5", True),
        (Kind.PARAGRAPH, "para_5", True),
        (Kind.PARAGRAPH, "chp_1__para_5", True),
        (Kind.PARAGRAPH, "att_1__para_5", True),
        (Kind.PARAGRAPH, "art_5__para_1", False),
        (Kind.PARAGRAPH, "att_1__art_5__para_1", False),
        (Kind.CHAPTER, "chp_1", False),
        (Kind.SUBPARAGRAPH, "para_5__subpara_1", False),
    ],
)
def test_a_unit_begins_with_an_article_or_with_a_paragraph_outside_of_one(kind, eid, begins):
    assert begins_unit(Provision(kind=kind, eid=EId(eid))) is begins
