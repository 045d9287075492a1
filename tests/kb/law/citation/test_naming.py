"""What a provision is called, also where it has no number."""

import pytest

from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import EId


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("eid", ["art_5", "art_5-1__para_2", "preamble", "conclusions", "att_1"])
def test_every_provision_with_a_page_has_a_name(eid: str, language: Language) -> None:
    assert place(EId(eid), language)


@pytest.mark.parametrize(
    ("eid", "language", "name"),
    [
        ("art_5__para_2", Language.EN, "Article 5(2)"),
        ("preamble", Language.KK, "кіріспе"),
        ("preamble__al_2", Language.RU, "преамбула"),
        ("conclusions", Language.EN, "Conclusion"),
        ("unheard_1", Language.EN, ""),
        ("para_8__note_1", Language.RU, "пункт 8, сноска"),
        ("para_8__note_1", Language.KK, "8-тармақ, ескерту"),
        ("art_7__table_1", Language.EN, "Article 7, table"),
        ("note_1", Language.EN, "note"),
    ],
)
def test_a_provision_is_called_as_it_is_cited(eid: str, language: Language, name: str) -> None:
    assert place(EId(eid), language) == name
