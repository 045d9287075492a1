"""References in Russian: every pattern seen in real acts, and what only looks like one."""

import pytest

from kb.language import Language
from kb.law.citation.references import Reference, find
from kb.law.identifiers import EId


def spelt(reference: Reference) -> str:
    """Spell a reference out: "here(art): para_1, para_2"."""
    here = f"({reference.here})" if reference.here else ""
    paths = []
    for path in reference.paths:
        eid = EId("")
        for step in path:
            eid = eid.child(step.unit, step.number)
        paths.append(eid)
    return f"{reference.scope}{here}: {', '.join(paths)}"


WHOLE = [
    ("пунктом 3 статьи 4 настоящего Конституционного закона", "act: art_4__para_3"),
    ("пунктом 1 настоящей статьи", "here(art): para_1"),
    ("частью второй настоящего пункта", "here(para): al_2"),
    ("части первой пункта 1 настоящей статьи", "here(art): para_1__al_1"),
    ("подпунктом 2) пункта 2 настоящей статьи", "here(art): para_2__subpara_2"),
    (
        "подпункте 2) части первой пункта 2 настоящей статьи",
        "here(art): para_2__al_1__subpara_2",
    ),
    ("статей 39 и 40 настоящего Конституционного закона", "act: art_39, art_40"),
    (
        "пунктами 13 – 16 статьи 67 настоящего Конституционного закона",
        "act: art_67__para_13, art_67__para_14, art_67__para_15, art_67__para_16",
    ),
    (
        "пунктами 4 – 9 настоящей статьи",
        "here(art): para_4, para_5, para_6, para_7, para_8, para_9",
    ),
    ("части второй пункта 3 статьи 61", "act: art_61__para_3__al_2"),
    (
        "подпунктов 1) и 3) части первой настоящего пункта",
        "here(para): al_1__subpara_1, al_1__subpara_3",
    ),
    ("статьей 5-1", "act: art_5-1"),
    ("подпунктом 1-1) пункта 8-1 статьи 5-1", "act: art_5-1__para_8-1__subpara_1-1"),
    (
        "пунктом 8-1 статьи 282 Предпринимательского кодекса Республики Казахстан",
        "external: art_282__para_8-1",
    ),
    ("статьи 1 Нью-Йоркской Конвенции", "external: art_1"),
    ("пунктом 2 статьи 51 Конституции Республики Казахстан", "external: art_51__para_2"),
    ("статьи 5 Закона РК", "external: art_5"),
    ("пункта 3 решения Совета", "external: para_3"),
    ("пункт 5 утвержденных правил", "external: para_5"),
    ("статья 5 настоящего регуляторного положения", "act: art_5"),
    ("пункт 12 настоящих Правил", "act: para_12"),
    ("пункту 7 настоящего Регламента", "act: para_7"),
    ("пункты 13 и 19 настоящего Стандарта", "act: para_13, para_19"),
    ("пункта 4 настоящего регуляторного приказа", "act: para_4"),
    ("пунктом 2 настоящего решения", "act: para_2"),
    ("пункта 1 настоящего постановления", "act: para_1"),
    ("главы 2 настоящего Положения", "act: chp_2"),
    (
        "пункты 1, 3 и 5–7 статьи 8",
        "act: " + ", ".join(f"art_8__para_{n}" for n in (1, 3, 5, 6, 7)),
    ),
    ("пункты с 4 по 6 статьи 8", "act: art_8__para_4, art_8__para_5, art_8__para_6"),
    ("пункты 4-6", "act: para_4, para_5, para_6"),
    ("статей 4-1 – 4-3", "act: art_4-1, art_4-3"),
    ("пункта 1 статей 5 и 6", "act: art_5__para_1, art_6__para_1"),
    ("статьями 5, 6 или 7", "act: art_5, art_6, art_7"),
    ("частью 2 статьи 5", "act: art_5__al_2"),
    ("второй части пункта 3 статьи 61", "act: art_61__para_3__al_2"),
    (
        "абзацев шестого – восьмого подпункта 5) пункта 2 статьи 1",
        "act: " + ", ".join(f"art_1__para_2__subpara_5__indent_{n}" for n in (6, 7, 8)),
    ),
    ("часть двадцать первая статьи 5", "act: art_5__al_21"),
    ("параграф 2 главы 3", "act: chp_3__dvs_2"),
    ("§ 1 главы 2", "act: chp_2__dvs_1"),
    ("глава вторая раздела 1", "act: sec_1__chp_2"),
    ("приложение 1 к настоящим Правилам", "act: att_1"),
    ("приложению № 2 к настоящему регуляторному положению", "act: att_2"),
    ("приложениях 1 и 2 к настоящему Стандарту", "act: att_1, att_2"),
    ("приложению к настоящим Правилам", "act: att"),
    ("пункте 3 приложения 1 к настоящим Правилам", "act: att_1__para_3"),
    ("приложению к приказу", "external: att"),
    ("пункта 2 настоящего приложения", "here(att): para_2"),
    ("статьи 5 настоящей главы", "here(chp): art_5"),
    ("пункта 2 указанной статьи", "external: para_2"),
    ("пункта 2 данной статьи", "here(art): para_2"),
    ("ПУНКТОМ 3 СТАТЬИ 4 НАСТОЯЩЕГО КОНСТИТУЦИОННОГО ЗАКОНА", "act: art_4__para_3"),
    ("пунктом\n   3\u00a0статьи 4", "act: art_4__para_3"),
    ("подпункта 2\\) пункта 7", "act: para_7__subpara_2"),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=[text for text, _ in WHOLE])
def test_a_reference_is_found_as_a_whole(text, expected):
    (reference,) = find(f"В силу {text}, а также", Language.RU)

    assert spelt(reference) == expected
    assert (reference.start, reference.end) == (7, 7 + len(text))


SEVERAL = [
    (
        "подпунктов 2), 5) и 8) пункта 1 и пункта 2 статьи 8",
        "act: art_8__para_1__subpara_2, art_8__para_1__subpara_5, art_8__para_1__subpara_8",
        "act: art_8__para_2",
    ),
    ("статьи 19 (за исключением пункта 4)", "act: art_19", "act: art_19__para_4"),
    (
        "статьи 24 (за исключением подпункта 4) пункта 7), статей 26 и 27",
        "act: art_24",
        "act: art_24__para_7__subpara_4",
        "act: art_26, art_27",
    ),
    ("статья 19, кроме пунктов 4 и 5", "act: art_19", "act: art_19__para_4, art_19__para_5"),
    (
        "пунктов 1 и 2, частей первой и второй пункта 6, пункта 7 статьи 29, статьи 30",
        "act: art_29__para_1, art_29__para_2",
        "act: art_29__para_6__al_1, art_29__para_6__al_2",
        "act: art_29__para_7",
        "act: art_30",
    ),
    (
        "пунктах 1 и 2, в подпункте 1) пункта 3 настоящей статьи",
        "here(art): para_1, para_2",
        "here(art): para_3__subpara_1",
    ),
    ("статьи 5 и статьи 6 Предпринимательского кодекса", "external: art_5", "external: art_6"),
    ("пункта 1 настоящей статьи и статьи 7", "here(art): para_1", "act: art_7"),
    ("пункта 1 и статьи 5", "act: para_1", "act: art_5"),
    ("статьи 7. Положения пункта 2 этой статьи", "act: art_7", "act: art_7__para_2"),
    (
        "пункте 3 статьи 9; подпунктом 2) указанного пункта",
        "act: art_9__para_3",
        "act: art_9__para_3__subpara_2",
    ),
    ("статьей 5, 10 рабочих дней; статьей 6, 1 января", "act: art_5", "act: art_6"),
    (
        "Сноска. Статья 14 изменена Законом РК от 03.02.2031 "
        "№ 77-IX (действует с 05.04.2031; порядок см. статью 2).",
        "act: art_14",
        "act: art_2",
    ),
    ("Конституционный закон дополнен статьей 5-1", "act: art_5-1"),
]


@pytest.mark.parametrize(("text", "expected"), [(row[0], list(row[1:])) for row in SEVERAL])
def test_neighbours_say_what_a_reference_leaves_out(text, expected):
    assert [spelt(reference) for reference in find(text, Language.RU)] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "статья 12 Конституционного закона «О специальном статусе города Алатау»",
            "О специальном статусе города Алатау",
        ),
        ("статьи 12 Закона Республики Казахстан «О связи»", "О связи"),
        ("статьи 12 Закона Республики Казахстан от 5 июля 2004 года № 567 «О связи»", "О связи"),
        ("пункт 12 Правил, утвержденных решением Совета, «Правила парковки»", "Правила парковки"),
        ("пункт 12 решения Совета «Регламент комитета»", "Регламент комитета"),
        ("пункт 12 стандарта «Стандарт\n   озеленения»", "Стандарт озеленения"),
        ("статья 12 Закона «О центре «Астана»", "О центре «Астана»"),
        ("статья 12 Закона «О центре «Астана» и связи»", "О центре «Астана» и связи"),
        ("приложение 12 к Правилам “Парковка”", "Парковка"),
        ('статья 12 Закона "О связи"', "О связи"),
    ],
)
def test_the_quoted_title_names_the_act(text, title):
    (reference,) = find(text, Language.RU)

    assert (reference.scope, reference.act) == ("other", title)
    assert [path[0].number for path in reference.paths] == ["12"]
    assert (reference.start, reference.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "статус города и частичное изменение",
        "по статье расходов",
        "15 гектаров, 220/110 кВ, 1,8 трлн тенге",
        "в той части, в которой это необходимо",
        "в части первого этапа строительства",
        "вторая часть проекта",
        "шестого часть срока",
        "часть района, для которой",
        "пункт выдачи, пункты первой помощи",
        "15 населенных пунктов",
        "в населенных пунктов 15",
        "настоящие Правила и настоящий Конституционный закон",
        "в соответствии с настоящей статьей",
        "Законом Республики Казахстан «О государственной службе Республики Казахстан»",
        "глава государства, раздел имущества",
        "в приложении указаны документы",
        "пункт 1.2 и пункт 5/7",
        "от 11.06.2026 № 305-VIII",
        "Признать утратившим силу постановление Правительства РК от 17.05.2024 № 388",
        "по истечении десяти календарных дней после дня его первого официального опубликования",
    ],
)
def test_other_words_are_left_alone(text):
    assert find(text, Language.RU) == ()


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("по пункту 2 решения принимаются большинством", "act"),
        ("по пункту 2 Решения", "external"),
        ("по пункту 2 решения об отказе", "external"),
        ("по пункту 2 постановления № 15", "external"),
    ],
)
def test_a_small_decision_behind_a_reference_may_begin_a_new_thought(text, scope):
    (reference,) = find(text, Language.RU)

    assert reference.scope == scope


def test_a_latin_letter_inside_a_word_does_not_hide_a_reference():
    (reference,) = find("в cоответствии cо cтатьей 84", Language.RU)

    assert spelt(reference) == "act: art_84"
