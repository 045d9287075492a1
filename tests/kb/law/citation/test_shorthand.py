"""What people type into a search box: references, and words that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.citation.shorthand import Shorthand, parse, rest
from kb.law.identifiers import EId
from kb.law.units import Path


def spelt(paths: tuple[Path, ...]) -> str:
    """Spell paths as addresses."""
    eids = []
    for path in paths:
        eid = EId("")
        for step in path:
            eid = eid.child(step.unit, step.number)
        eids.append(eid)
    return " ".join(eids)


ALONE = [
    # Russian
    ("ст. 5 п. 2", "art_5__para_2"),
    ("ст.5 п.2", "art_5__para_2"),
    ("ст 5 п 2", "art_5__para_2"),
    ("СТ. 5 П. 2", "art_5__para_2"),
    ("п. 2 ст. 5", "art_5__para_2"),
    ("п.2, ст.5", "art_5__para_2"),
    ("ст. 5, п. 2", "art_5__para_2"),
    ("cт. 12", "art_12"),
    ("ст12", "art_12"),
    ("пп. 2) п. 3 ст. 12", "art_12__para_3__subpara_2"),
    ("ст.12 п.3 пп.2", "art_12__para_3__subpara_2"),
    ("п.п. 2 п. 3 ст. 12", "art_12__para_3__subpara_2"),
    ("подп. 2 п. 3 ст. 12", "art_12__para_3__subpara_2"),
    ("пп. 1, 2 ст. 5", "art_5__para_1 art_5__para_2"),
    ("пп. 1), 2) ст. 5", "art_5__subpara_1 art_5__subpara_2"),
    ("статья 5", "art_5"),
    ("статьей 5-1", "art_5-1"),
    ("статья 5 пункт 2 подпункт 3", "art_5__para_2__subpara_3"),
    ("подпункт 3) пункта 2 статьи 5", "art_5__para_2__subpara_3"),
    ("12 статья", "art_12"),
    ("12-я статья", "art_12"),
    ("12-ой статьи", "art_12"),
    ("двенадцатая статья", "art_12"),
    ("статья двенадцатая", "art_12"),
    ("2 пункт 5 статьи", "art_5__para_2"),
    ("2-й пункт 5-й статьи", "art_5__para_2"),
    ("часть вторая статьи 12", "art_12__al_2"),
    ("части второй статьи 12", "art_12__al_2"),
    ("вторая часть статьи 12", "art_12__al_2"),
    ("ч. 2 п. 3 ст. 5", "art_5__para_3__al_2"),
    ("ст. 5 ч. 2", "art_5__al_2"),
    ("ст.5 ч.2 п.3", "art_5__para_3__al_2"),
    ("абз. 2 пп. 3) п. 1 ст. 5", "art_5__para_1__subpara_3__indent_2"),
    ("статьи 12, 13 и 15", "art_12 art_13 art_15"),
    ("ст. 12,13", "art_12 art_13"),
    ("ст. 5 или 6", "art_5 art_6"),
    ("статьи 12–14", "art_12 art_13 art_14"),
    ("ст. 12 - 14", "art_12 art_13 art_14"),
    ("статьи с 4 по 6", "art_4 art_5 art_6"),
    ("пункты 1-1 и 2 статьи 5", "art_5__para_1-1 art_5__para_2"),
    ("ст. 5(2)", "art_5__para_2"),
    ("ст. 36.5", "art_36__para_5"),
    ("ст. 44.7(7)", "art_44__para_7__subpara_7"),
    ("п. 2", "para_2"),
    ("п 2", "para_2"),
    ("пункт № 2", "para_2"),
    ("гл. 2", "chp_2"),
    ("глава 2", "chp_2"),
    ("§ 1 главы 2", "chp_2__dvs_1"),
    ("раздел 1", "sec_1"),
    ("прил. 2", "att_2"),
    ("приложение 1", "att_1"),
    # Kazakh
    ("5-бап", "art_5"),
    ("5 бап", "art_5"),
    ("5бап", "art_5"),
    ("бап 5", "art_5"),
    ("5-1-бап", "art_5-1"),
    ("5-БАП", "art_5"),
    ("5-бап 2-тармақ", "art_5__para_2"),
    ("5 бап 2 тармақ", "art_5__para_2"),
    ("5-бап, 2-тармақ, 3) тармақша", "art_5__para_2__subpara_3"),
    ("12-баптың 3-тармағының 2) тармақшасы", "art_12__para_3__subpara_2"),
    ("12-баптын 3-тармагынын 2) тармакшасы", "art_12__para_3__subpara_2"),
    ("3-тармагы", "para_3"),
    ("12-бабы", "art_12"),
    ("5-баптың екінші бөлігі", "art_5__al_2"),
    ("5-бап екинши болиги", "art_5__al_2"),
    ("екінші бөлік", "al_2"),
    ("4 және 5-баптар", "art_4 art_5"),
    ("4–6-тармақтар", "para_4 para_5 para_6"),
    ("2-тарау", "chp_2"),
    ("1-бөлім", "sec_1"),
    ("1-қосымша", "att_1"),
    ("1-косымша", "att_1"),
    # English
    ("art. 5", "art_5"),
    ("Art.5", "art_5"),
    ("art 5", "art_5"),
    ("art. 5(2)", "art_5__para_2"),
    ("art 5 (2)", "art_5__para_2"),
    ("Article 12(3)(2)", "art_12__para_3__subpara_2"),
    ("art. 44.7(7)", "art_44__para_7__subpara_7"),
    ("article 12 paragraph 3", "art_12__para_3"),
    ("article 12, para 3, subpara 2", "art_12__para_3__subpara_2"),
    ("para 3 of article 12", "art_12__para_3"),
    ("paras 2–4 of art. 5", "art_5__para_2 art_5__para_3 art_5__para_4"),
    ("part two of Article 5(2)", "art_5__para_2__al_2"),
    ("part two of paragraph 3 of Article 61", "art_61__para_3__al_2"),
    ("second paragraph of article 5", "art_5__para_2"),
    ("12th article", "art_12"),
    ("article twelve", "art_12"),
    ("Articles 12–14", "art_12 art_13 art_14"),
    ("articles 5 to 7 and 9", "art_5 art_6 art_7 art_9"),
    ("chapter 2", "chp_2"),
    ("ch. 2", "chp_2"),
    ("§ 1 of chapter 2", "chp_2__dvs_1"),
    ("appendix 1", "att_1"),
    ("annex 1", "att_1"),
]


@pytest.mark.parametrize(("query", "expected"), ALONE, ids=[query for query, _ in ALONE])
def test_a_query_that_is_a_reference_leads_to_the_provision(query, expected):
    (found,) = parse(query)

    assert spelt(found.paths) == expected
    assert rest(query, [found]) == ""


@pytest.mark.parametrize(
    ("query", "expected", "remains"),
    [
        ("ст. 5 закона о зонировании", ["art_5"], "закона о зонировании"),
        ("высота зданий ст. 5 п. 2", ["art_5__para_2"], "высота зданий"),
        ("что говорит статья 5?", ["art_5"], "что говорит ?"),
        ("п. 1 и п. 2 ст. 5", ["art_5__para_1", "art_5__para_2"], ""),
        ("ст. 5 п. 1 и п. 2", ["art_5__para_1", "art_5__para_2"], ""),
        ("ст. 5, п. 2 ст. 7", ["art_5", "art_7__para_2"], ""),
        ("ст. 5 п. 2, ст. 7 п. 3", ["art_5__para_2", "art_7__para_3"], ""),
        ("№ 305 статья 5", ["art_5"], "№ 305"),
        ("пункт 5 правил парковки", ["para_5"], "правил парковки"),
        ("салық 5-бап 2-тармақ", ["art_5__para_2"], "салық"),
        ("8-баптың 1-тармағы және 2-тармағы", ["art_8__para_1", "art_8__para_2"], ""),
        ("аймақтарға бөлу туралы 5-бап", ["art_5"], "аймақтарға бөлу туралы"),
        ("Article 5 of the zoning rules", ["art_5"], "of the zoning rules"),
        ("tax preferences art. 5(2)", ["art_5__para_2"], "tax preferences"),
        ("paragraph 1 and paragraph 2 of article 5", ["art_5__para_1", "art_5__para_2"], ""),
    ],
)
def test_the_rest_of_a_query_remains(query, expected, remains):
    found = parse(query)

    assert [spelt(shorthand.paths) for shorthand in found] == expected
    assert rest(query, found) == remains


@pytest.mark.parametrize(
    ("query", "number", "range_"),
    [
        ("ст. 12-15", "art_12-15", "art_12 art_13 art_14 art_15"),
        ("12-15 статья", "art_12-15", "art_12 art_13 art_14 art_15"),
        (
            "ст. 5 пп. 1-3",
            "art_5__subpara_1-3",
            "art_5__subpara_1 art_5__subpara_2 art_5__subpara_3",
        ),
        ("arts. 5-7", "art_5-7", "art_5 art_6 art_7"),
        ("5-7-баптар", "art_5-7", "art_5 art_6 art_7"),
        ("ст. 5-1", "art_5-1", ""),
        ("ст. 5", "art_5", ""),
    ],
)
def test_a_hyphen_is_an_inserted_number_first_and_a_range_otherwise(query, number, range_):
    (found,) = parse(query)

    assert spelt(found.paths) == number
    assert spelt(found.otherwise) == range_


@pytest.mark.parametrize(
    "query",
    [
        "15 гектаров",
        "220/110 кВ",
        "1,8 трлн",
        "стр. 12",
        "статус",
        "часто",
        "Бабаев",
        "5G",
        "частные инвестиции",
        "пункт выдачи",
        "пункт первой помощи",
        "35 пунктов плана",
        "3 статьи расходов",
        "вторая часть проекта",
        "и т.п. 5",
        "2 ч 30 мин",
        "статистика 2026",
        "глава государства",
        "приложение для телефона",
        "г. Алматы, ул. Абая 5",
        "от 11.06.2026 № 305-VIII",
        "бап туралы",
        "13 бөліктен тұрады",
        "қосымша 800 мың теңге",
        "баптау 5",
        "part time work",
        "art deco",
        "5 articles about zoning",
        "download app 5 times",
        "articles of association",
        "first part of the year",
        "section about parking",
        "",
        "   ",
    ],
)
def test_other_queries_are_left_to_the_search_for_words(query):
    assert parse(query) == ()
    assert rest(query, ()) == " ".join(query.split())


@pytest.mark.parametrize("language", [None, *Language])
def test_another_language_than_the_page_is_understood_too(language):
    assert spelt(parse("ст. 5 п. 2", language)[0].paths) == "art_5__para_2"
    assert spelt(parse("5-бап 2-тармақ", language)[0].paths) == "art_5__para_2"
    assert spelt(parse("art. 5(2)", language)[0].paths) == "art_5__para_2"


PIECES = (
    "ст. ст п. п пп. ч. 2 5-1 3) 12-15 (2) , и статья статьи второй вторая часть 12-я № § гл. "
    "бап 5-бап 2-тармағы екінші бөлігі және қосымша art. article paragraph of the second app 7.2"
)


@given(
    st.text(max_size=200) | st.lists(st.sampled_from(PIECES.split()), max_size=40).map(" ".join),
    st.none() | st.sampled_from(Language),
)
def test_any_query_is_read_and_every_reference_stands_in_it(query, language):
    found = parse(query, language)

    ends = [0]
    for shorthand in found:
        assert ends[-1] <= shorthand.start < shorthand.end <= len(query)
        assert shorthand.paths
        ends.append(shorthand.end)
    assert len(rest(query, found)) <= len(query)


def test_a_very_long_query_is_cut():
    query = "ст. 5 п. 2 и " * 10_000

    found = parse(query)

    assert found
    assert all(isinstance(shorthand, Shorthand) for shorthand in found)
    assert found[-1].end < len(query) / 100
