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
        "статей 1, 2, 3, 4, 5, 6 и 7, подпунктов 2), 5), 6), 7) и 8) пункта 1 и пункта 2 статьи 8, "
        "статьи 19 (за исключением пункта 4), статей 20, 21 и 22, статьи 24 (за исключением "
        "подпункта 4) пункта 7), пунктов 1, 2, 3, 4 и 5, частей первой и второй пункта 6, пунктов "
        "7, 8, 9, 10, 11 и 12 статьи 29, статьи 30, статьи 34 (в части, касающейся администрации), "
        "пункта 1 статьи 37, пунктов 1 и 2 статьи 51, статей 54 и 57, части второй пункта 3 статьи "
        "61, пунктов 8, 13 и 14 статьи 67, статьи 81 (за исключением пункта 1), статей 82 и 83"
    ),
    Language.KK: (
        "1, 2, 3, 4, 5, 6 және 7-баптарды, 8-баптың 1-тармағының 2), 5), 6), 7) және 8) "
        "тармақшаларын және 2-тармағын, 19-бапты (4-тармақты қоспағанда), 20, 21 және 22-баптарды, "
        "24-бапты (7-тармақтың 4) тармақшасын қоспағанда), 29-баптың 1, 2, 3, 4 және "
        "5-тармақтарын, 6-тармағының бірінші және екінші бөліктерін, 7, 8, 9, 10, 11 және "
        "12-тармақтарын, 30-бапты, 34-бапты (әкімшілікке қатысты бөлігінде), 37-баптың 1-тармағын, "
        "51-баптың 1 және 2-тармақтарын, 54 және 57-баптарды, 61-баптың 3-тармағының екінші "
        "бөлігін, 67-баптың 8, 13 және 14-тармақтарын, 81-бапты (1-тармақты қоспағанда), 82 және "
        "83-баптарды"
    ),
}
"""How a real law says which of its provisions come into force when (Art. 90), shortened."""


def meant(references: tuple[Reference, ...]) -> Counter[object]:
    return Counter((found.scope, found.here, found.paths) for found in references)


def test_the_languages_agree_on_the_longest_list_of_references_in_the_law():
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
