"""Citations that a person copies, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.citation.references import Scope, Step, Unit, find
from kb.law.citation.wording import cite, label
from kb.law.identifiers import EId


@pytest.mark.parametrize(
    ("eid", "russian", "kazakh", "english"),
    [
        ("art_5", "статья 5", "5-бап", "Article 5"),
        ("art_5-1", "статья 5-1", "5-1-бап", "Article 5-1"),
        ("art_5__para_2", "пункт 2 статьи 5", "5-баптың 2-тармағы", "Article 5(2)"),
        (
            "art_5__para_2-1__subpara_3",
            "подпункт 3) пункта 2-1 статьи 5",
            "5-баптың 2-1-тармағының 3) тармақшасы",
            "Article 5(2-1)(3)",
        ),
        (
            "art_7__subpara_2",
            "подпункт 2) статьи 7",
            "7-баптың 2) тармақшасы",
            "subparagraph 2) of Article 7",
        ),
        (
            "art_16__al_3",
            "часть третья статьи 16",
            "16-баптың үшінші бөлігі",
            "part three of Article 16",
        ),
        (
            "art_5__para_2__al_2",
            "часть вторая пункта 2 статьи 5",
            "5-баптың 2-тармағының екінші бөлігі",
            "part two of Article 5(2)",
        ),
        (
            "art_44__para_7__al_2__subpara_1",
            "подпункт 1) части второй пункта 7 статьи 44",
            "44-баптың 7-тармағының екінші бөлігінің 1) тармақшасы",
            "subparagraph 1) of part two of Article 44(7)",
        ),
        (
            "art_5__para_2__subpara_3__indent_2",
            "абзац второй подпункта 3) пункта 2 статьи 5",
            "5-баптың 2-тармағының 3) тармақшасының екінші абзацы",
            "indent two of Article 5(2)(3)",
        ),
        ("para_12", "пункт 12", "12-тармақ", "paragraph 12"),
        (
            "para_12__subpara_1",
            "подпункт 1) пункта 12",
            "12-тармақтың 1) тармақшасы",
            "subparagraph 1) of paragraph 12",
        ),
        ("sec_1", "раздел 1", "1-бөлім", "Section 1"),
        ("chp_2", "глава 2", "2-тарау", "Chapter 2"),
        ("chp_2__dvs_1", "параграф 1 главы 2", "2-тараудың 1-параграфы", "§ 1 of Chapter 2"),
        ("att_1", "приложение 1", "1-қосымша", "Appendix 1"),
        ("att", "приложение", "қосымша", "Appendix"),
        (
            "att_1__para_3",
            "пункт 3 приложения 1",
            "1-қосымшаның 3-тармағы",
            "paragraph 3 of Appendix 1",
        ),
        ("art_5__note_1", "статья 5", "5-бап", "Article 5"),
        ("", "", "", ""),
    ],
)
def test_an_address_is_cited_as_a_person_writes_it(eid, russian, kazakh, english):
    assert cite(EId(eid), Language.RU) == russian
    assert cite(EId(eid), Language.KK) == kazakh
    assert cite(EId(eid), Language.EN) == english


@pytest.mark.parametrize(
    ("unit", "russian", "kazakh", "english"),
    [
        (Unit.ARTICLE, "Статья 5", "5-бап", "Article 5"),
        (Unit.CHAPTER, "Глава 5", "5-тарау", "Chapter 5"),
        (Unit.SECTION, "Раздел 5", "5-бөлім", "Section 5"),
        (Unit.DIVISION, "Параграф 5", "5-параграф", "§ 5"),
        (Unit.APPENDIX, "Приложение 5", "5-қосымша", "Appendix 5"),
        (Unit.PARAGRAPH, "пункт 5", "5-тармақ", "paragraph 5"),
        (Unit.SUBPARAGRAPH, "подпункт 5)", "5) тармақша", "subparagraph 5)"),
        (Unit.PART, "часть пятая", "бесінші бөлік", "part five"),
        (Unit.INDENT, "абзац пятый", "бесінші абзац", "indent five"),
    ],
)
def test_a_unit_has_a_label(unit, russian, kazakh, english):
    assert label(unit, "5", Language.RU) == russian
    assert label(unit, "5", Language.KK) == kazakh
    assert label(unit, "5", Language.EN) == english


numbers = st.integers(1, 99).map(str)
printed = numbers | st.builds("{}-{}".format, numbers, st.integers(1, 9))


@st.composite
def paths(draw: st.DrawFn) -> tuple[Step, ...]:
    """Draw a path as the acts have them, from an appendix, a chapter or an article down."""
    path = [Step(draw(st.sampled_from([Unit.APPENDIX, Unit.CHAPTER, Unit.ARTICLE])), draw(printed))]
    if path[0].unit is Unit.CHAPTER:
        return (
            *path,
            *draw(st.lists(st.builds(Step, st.just(Unit.DIVISION), printed), max_size=1)),
        )
    for unit in (Unit.PARAGRAPH, Unit.PART, Unit.SUBPARAGRAPH, Unit.INDENT):
        if draw(st.booleans()) and (unit is not Unit.INDENT or path[-1].unit is Unit.SUBPARAGRAPH):
            counted = numbers if unit in {Unit.PART, Unit.INDENT} else printed
            path.append(Step(unit, draw(counted)))
    return tuple(path)


@given(paths(), st.sampled_from(Language))
def test_every_citation_is_found_again(path, language):
    words = cite(path, language)

    (reference,) = find(words, language)

    assert (reference.start, reference.end) == (0, len(words))
    assert (reference.scope, reference.paths) == (Scope.ACT, (path,))
