"""What holds of references in every language, and how the languages agree on a real law."""

import re
from collections import Counter
from pathlib import Path as FilePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.citation.references import Reference, find
from tests.corpus import REAL_LAW, needs

PIECES = (
    "пункт пункта подпунктами статьи 5-1 статей часть второй абзаца шестого настоящей настоящих "
    "Правил закона и , ( ) за исключением приложение к осы баптың 2-тармағының 3) тармақшасы "
    "бөлігі екінші және 5-бабы қосымша Конституциялық заңның «Title» « » Article Articles 5(2) "
    "paragraph of this these Rules Law to 4–9 4 – 9 1, 2) \\) § № 7 - – İ ß \u0301 \u00a0 \n"
)
"""Words that references are made of, to be shuffled."""


def texts() -> st.SearchStrategy[str]:
    return st.text(max_size=300) | st.lists(st.sampled_from(PIECES.split(" ")), max_size=60).map(
        " ".join
    )


@given(texts(), st.sampled_from(Language))
def test_any_text_is_read_and_every_reference_stands_in_it(text, language):
    references = find(text, language)

    ends = [0]
    for reference in references:
        assert ends[-1] <= reference.start < reference.end <= len(text)
        assert reference.paths
        assert all(path for path in reference.paths)
        ends.append(reference.end)


@given(texts(), st.sampled_from(Language))
def test_every_step_has_a_number_as_the_law_prints_it(text, language):
    for reference in find(text, language):
        for path in reference.paths:
            assert all(re.fullmatch(r"(\d+(-\d+)*)?", step.number) for step in path)


HOSTILE = [
    "пункт",
    "пункт1-1-1-",
    "пункт 1-1-1-1",
    "пунктом 1 указанной статьи ",
    "подпункта 1\\), ",
    "части первой ",
    "статей 1–9999, ",
    "статьи 5 (",
    "статьи 5 решения «a",
    "пункта 5 закона, утвержденных ",
    "пункта 1 статьи 5 и ",
    "1, ",
    "1–",
    "1 мен 2-",
    " ",
    "«",
    "«а» ",
    "осы заңның ",
    "5-баптың 2-тармағының ",
    "5-бабының осы ",
    "бірінші және ",
    "қосымша ",
    "Article 5(1)",
    "(1)",
    "paragraph 1 of the ",
    "part one of ",
    "Article 5 of the law “",
    "aа",
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", HOSTILE)
@pytest.mark.parametrize("language", Language)
def test_a_hundred_kilobytes_of_nonsense_are_read_to_the_end(seed, language):
    """What is read in quadratic time takes minutes here, and is seen."""
    text = (seed * 100_000)[:100_000]

    references = find(text, language)

    assert all(reference.end <= len(text) for reference in references)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            Language.RU,
            "Порядок определяется актами администрации в соответствии с пунктом 2 статьи 5. ",
        ),
        (Language.KK, "Тәртіп 5-баптың 2-тармағына сәйкес әкімшіліктің актілерінде айқындалады. "),
        (
            Language.EN,
            "The procedure is laid down by the administration under Article 5(2) hereof. ",
        ),
    ],
)
def test_no_reference_of_a_long_text_is_missed(language, line):
    references = find(line * 5_000, language)

    assert len(references) == 5_000


ENTRY_INTO_FORCE = {
    Language.RU: (
        "статей 1, 3 и 4, подпунктов 1), 3) и 4) пункта 2 и пункта 3 статьи 6, "
        "статьи 11 (за исключением пункта 2), статей 12 и 14, статьи 15 (за исключением "
        "подпункта 6) пункта 1), пунктов 1 и 4, частей третьей и четвертой пункта 5, пунктов "
        "6, 9 и 10 статьи 17, статьи 18, статьи 21 (в части, касающейся совета), "
        "пункта 5 статьи 22, пунктов 3 и 4 статьи 26, статей 31 и 33, части первой пункта 2 статьи "
        "40, пунктов 2, 7 и 8 статьи 44, статьи 52 (за исключением пункта 6), статей 53 и 55"
    ),
    Language.KK: (
        "1, 3 және 4-баптарды, 6-баптың 2-тармағының 1), 3) және 4) "
        "тармақшаларын және 3-тармағын, 11-бапты (2-тармақты қоспағанда), 12 және 14-баптарды, "
        "15-бапты (1-тармақтың 6) тармақшасын қоспағанда), 17-баптың 1 және "
        "4-тармақтарын, 5-тармағының үшінші және төртінші бөліктерін, 6, 9 және "
        "10-тармақтарын, 18-бапты, 21-бапты (кеңеске қатысты бөлігінде), 22-баптың 5-тармағын, "
        "26-баптың 3 және 4-тармақтарын, 31 және 33-баптарды, 40-баптың 2-тармағының бірінші "
        "бөлігін, 44-баптың 2, 7 және 8-тармақтарын, 52-бапты (6-тармақты қоспағанда), 53 және "
        "55-баптарды"
    ),
}
"""A list as long and as involved as that in which a law says what of it begins when."""


def meant(references: tuple[Reference, ...]) -> Counter[object]:
    return Counter((found.scope, found.here, found.paths) for found in references)


def test_the_languages_agree_on_the_longest_lists_of_references():
    russian, kazakh = (find(ENTRY_INTO_FORCE[each], each) for each in (Language.RU, Language.KK))

    assert len(russian) == 21
    assert meant(russian) == meant(kazakh)


def articles(path: FilePath) -> dict[str, str]:
    """Split a real law at its anchors, which the languages share; leave the headings out."""
    parts = re.split(r'<a id="(st[\d-]+)"></a>', path.read_text(encoding="utf-8"))
    bodies = dict(zip(["", *parts[1::2]], parts[::2], strict=True))
    return {name: re.sub(r"(?m)^(\*\*|#).*$", "", body) for name, body in bodies.items()}


@needs(REAL_LAW)
def test_the_languages_of_a_real_law_refer_to_the_same_provisions():
    russian, kazakh = (articles(REAL_LAW / f"{name}.md") for name in ("rus", "kaz"))

    assert list(russian) == list(kazakh)
    found = 0
    for name, text in russian.items():
        references = find(text, Language.RU)
        found += len(references)
        assert meant(references) == meant(find(kazakh[name], Language.KK)), name
    assert found >= 6
