"""References in Kazakh: every pattern seen in real acts, and what only looks like one."""

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
    ("осы баптың 1-тармағына", "here(art): para_1"),
    ("осы Конституциялық заңның 4-бабының 3-тармағы", "act: art_4__para_3"),
    ("осы Конституциялық заңның 27-бабының 3-тармағында", "act: art_27__para_3"),
    ("осы Конституциялық Заңның 84-бабына", "act: art_84"),
    ("осы тармақтың екінші бөлігінде", "here(para): al_2"),
    ("осы баптың 1 және 2-тармақтарында", "here(art): para_1, para_2"),
    ("осы Конституциялық заңның 69-бабының 10-тармағында", "act: art_69__para_10"),
    ("61-баптың 3-тармағының екінші бөлігін", "act: art_61__para_3__al_2"),
    ("1, 2, 3, 4, 5, 6 және 7-баптарды", "act: " + ", ".join(f"art_{n}" for n in range(1, 8))),
    ("6-тармағының бірінші және екінші бөліктерін", "act: para_6__al_1, para_6__al_2"),
    ("осы Конституциялық заңның 90-бабында", "act: art_90"),
    ("5-1-баппен", "act: art_5-1"),
    ("8-1-тармағының 1-1) тармақшасы", "act: para_8-1__subpara_1-1"),
    ("осы қаулының 1 қосымшасына", "act: att_1"),
    ("№ 1015 Жарлығының 5-тармағының 1) тармақшасына", "external: para_5__subpara_1"),
    ("Конституцияның 43-бабының 2-тармағында", "external: art_43__para_2"),
    ("Конституциясы 51-бабының 2-тармағында", "external: art_51__para_2"),
    ("Кодексінің (Салық кодексі) 5-бабы", "external: art_5"),
    (
        "осы баптың 2-тармағы бірінші бөлігінің 2) тармақшасында",
        "here(art): para_2__al_1__subpara_2",
    ),
    (
        "осы тармақтың бірінші бөлігінің 1) және 3) тармақшаларын",
        "here(para): al_1__subpara_1, al_1__subpara_3",
    ),
    ("осы баптың 4 – 6-тармақтарына", "here(art): para_4, para_5, para_6"),
    ("13 – 16-тармақтарына", "act: para_13, para_14, para_15, para_16"),
    ("4-6-тармақтар", "act: para_4, para_5, para_6"),
    ("1-, 2- және 3-тармақтар", "act: para_1, para_2, para_3"),
    ("4-1 – 4-3-баптар", "act: art_4-1, art_4-3"),
    ("2) – 4) тармақшалары", "act: subpara_2, subpara_3, subpara_4"),
    (
        "1-баптың 2-тармағының 5) тармақшасының алтыншы – сегізінші абзацтарын",
        "act: " + ", ".join(f"art_1__para_2__subpara_5__indent_{n}" for n in (6, 7, 8)),
    ),
    ("осы реттеуші ереженің 5-бабы", "act: art_5"),
    ("осы Қағидалардың 12-тармағы", "act: para_12"),
    ("осы Регламенттің 7-тармағында", "act: para_7"),
    ("осы Стандарттың 13 және 19-тармақтары", "act: para_13, para_19"),
    ("осы реттеуші бұйрықтың 4-тармағы", "act: para_4"),
    ("осы шешімнің 2-тармағына", "act: para_2"),
    ("осы қаулының 1-тармағы", "act: para_1"),
    ("осы Қағидаларға 1-қосымша", "act: att_1"),
    ("осы Стандартқа 1-қосымшада", "act: att_1"),
    ("осы реттеуші ережеге 1 және 2-қосымшаларда", "act: att_1, att_2"),
    ("осы Қағидаларға қосымшаға", "act: att"),
    ("осы Қағидаларға 1-қосымшаның 3-тармағы", "act: att_1__para_3"),
    ("осы қосымшаның 2-тармағы", "here(att): para_2"),
    ("осы тараудың 5-бабы", "here(chp): art_5"),
    ("3-тараудың 2-параграфы", "act: chp_3__dvs_2"),
    ("1-бөлімнің 2-тарауы", "act: sec_1__chp_2"),
    ("жиырма бірінші бөлік", "act: al_21"),
    ("аталған баптың 2-тармағы", "external: para_2"),
    ("ОСЫ БАПТЫҢ 3-ТАРМАҒЫ", "here(art): para_3"),
    ("осы\n   баптың\u00a01-тармағы", "here(art): para_1"),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=[text for text, _ in WHOLE])
def test_a_reference_is_found_as_a_whole(text, expected):
    (reference,) = find(f"Бұл ретте {text}, сондай-ақ", Language.KK)

    assert spelt(reference) == expected
    assert (reference.start, reference.end) == (10, 10 + len(text))


SEVERAL = [
    (
        "8-баптың 1-тармағының 2), 5) және 8) тармақшаларын және 2-тармағын",
        "act: art_8__para_1__subpara_2, art_8__para_1__subpara_5, art_8__para_1__subpara_8",
        "act: art_8__para_2",
    ),
    ("19-бапты (4-тармақты қоспағанда)", "act: art_19", "act: art_19__para_4"),
    (
        "24-бапты (7-тармақтың 4) тармақшасын қоспағанда), 26 және 27-баптарды",
        "act: art_24",
        "act: art_24__para_7__subpara_4",
        "act: art_26, art_27",
    ),
    (
        "81-баптың 1-тармағын және 86-баптың 2-тармағын",
        "act: art_81__para_1",
        "act: art_86__para_2",
    ),
    (
        "29-баптың 1 және 2-тармақтарын, 6-тармағының бірінші және екінші бөліктерін, "
        "7-тармағын, 30-бапты",
        "act: art_29__para_1, art_29__para_2",
        "act: art_29__para_6__al_1, art_29__para_6__al_2",
        "act: art_29__para_7",
        "act: art_30",
    ),
    (
        "61-баптың 1 және 2-тармақтарын, 3-тармағының бірінші бөлігін және 4-тармағын",
        "act: art_61__para_1, art_61__para_2",
        "act: art_61__para_3__al_1",
        "act: art_61__para_4",
    ),
    (
        "осы баптың 1-тармағында және 3-тармағының 1) тармақшасында",
        "here(art): para_1",
        "here(art): para_3__subpara_1",
    ),
    ("Кодекстің 5-бабына және 6-бабының 2-тармағына", "external: art_5", "external: art_6__para_2"),
    ("осы баптың 1-тармағына және 7-бапқа", "here(art): para_1", "act: art_7"),
    ("5-бапта және 4-тармақта", "act: art_5", "act: para_4"),
    ("7-бап қолданылады. Сол баптың 2-тармағы", "act: art_7", "act: art_7__para_2"),
    ("Конституцияның 35-бабы және осы Конституциялық заңға", "external: art_35"),
    ("осы Конституциялық заңның ережелері 5-бапқа", "act: art_5"),
    (
        "Ескерту. 14-бап өзгертілді - ҚР 03.02.2031 № 77-IX (05.04.2031 бастап "
        "күшіне енеді; тәртібін 2-баптан қараңыз) Заңымен.",
        "act: art_14",
        "act: art_2",
    ),
    ("Конституциялық заң 5-1-баппен толықтырылды", "act: art_5-1"),
    (
        "осы баптың 2-тармағы бірінші бөлігінің 2) тармақшасында, "
        "осы тармақтың бірінші бөлігі 3) тармақшасының ережелері",
        "here(art): para_2__al_1__subpara_2",
        "here(para): al_1__subpara_3",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [(row[0], list(row[1:])) for row in SEVERAL])
def test_neighbours_say_what_a_reference_leaves_out(text, expected):
    assert [spelt(reference) for reference in find(text, Language.KK)] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "«Қаланың арнаулы мәртебесі туралы» Конституциялық заңның 12-бабының 3-тармағы",
            "Қаланың арнаулы мәртебесі туралы",
        ),
        ("«Байланыс туралы» Қазақстан Республикасының Заңының 12-бабы", "Байланыс туралы"),
        (
            "«Байланыс туралы» ҚР 2004 жылғы 5 шілдедегі № 567 Заңының 12-бабы",
            "Байланыс туралы",
        ),
        (
            "«Gate, Golden, Growing және Green аудандары туралы» реттеуші ереженің 12-бабы",
            "Gate, Golden, Growing және Green аудандары туралы",
        ),
        ("«Автотұрақ қағидалары» қағидаларының 12-тармағында", "Автотұрақ қағидалары"),
        ("«Автотұрақ қағидалары»ның 12-тармағында", "Автотұрақ қағидалары"),
        ("«Автотұрақ\n   қағидалары» Қағидаларға 12-қосымша", "Автотұрақ қағидалары"),
        ("“Байланыс туралы” Заңның 12-бабы", "Байланыс туралы"),
    ],
)
def test_the_quoted_title_names_the_act(text, title):
    (reference,) = find(text, Language.KK)

    assert (reference.scope, reference.act) == ("other", title)
    assert reference.paths[0][0].number == "12"
    assert (reference.start, reference.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "осы баптың ережелері, осы Қағидалар, осы Конституциялық заңға сәйкес",
        "бірінші кезекте, екінші тоқсанда",
        "жобаның бірінші бөлігінде",
        "оның бір бөлігін алады",
        "заң 5 баптан және 2 бөлімнен тұрады",
        "2 қосымша талап, осы Қағидаларға қосымша талаптар",
        "«бірыңғай терезе» арқылы беріледі. Қосымшада аталмаған құжаттар",
        "қосымша шегерім, қосымша 800 мың теңге",
        "15 гектар, 220/110 кВ, 1,8 трлн теңге",
        "«Қазақстан Республикасының мемлекеттік қызметі туралы» Қазақстан Республикасының Заңымен",
        "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң",
        "12-баптауды, 3-тармақшылық",
        "2027 жылғы 1 қаңтардан бастап",
        "11.06.2026 № 305-VIII",
    ],
)
def test_other_words_are_left_alone(text):
    assert find(text, Language.KK) == ()


@pytest.mark.parametrize(
    "text",
    [
        "осы баптың 3-тармагының екiншi бөлiгi",
        "осы баптын 3-тармагынын екинши болиги",
        "осы бaптың 3-тaрмағының екінші бөлігі",
    ],
)
def test_latin_and_russian_letters_do_not_hide_a_reference(text):
    (reference,) = find(text, Language.KK)

    assert spelt(reference) == "here(art): para_3__al_2"
