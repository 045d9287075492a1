"""Where a sentence ends, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.sentences import sentences

KK, RU, EN = Language.KK, Language.RU, Language.EN


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (RU, "Совет решает. Аким исполняет.", ["Совет решает.", "Аким исполняет."]),
        (RU, "См. ст. 5 и п. 2. Срок – 10 дней.", ["См. ст. 5 и п. 2.", "Срок – 10 дней."]),
        (RU, "Т.е. закон от 8 мая 2026 г. № 286-VIII.", None),
        (RU, "Сумма 1,8 млн. Тенге не округляется.", None),
        (RU, "Жалобу подает А. Б. Иванов.", None),
        (RU, "Что дальше? «Аким» решает! И все…", ["Что дальше?", "«Аким» решает!", "И все…"]),
        (RU, "Так сказано («да.») и принято.", None),
        (KK, "Кеңес шешеді. Әкім орындайды.", ["Кеңес шешеді.", "Әкім орындайды."]),
        (KK, "Құжаттар, т.б. Материалдар беріледі.", None),
        (KK, "Өтінім № 5. Ереже бойынша.", ["Өтінім № 5.", "Ереже бойынша."]),
        (EN, "The Council decides. 10 days pass.", ["The Council decides.", "10 days pass."]),
        (EN, "A body, e.g. The Council, decides.", None),
        (EN, "See Art. 5 and para. 2 of it.", None),
        (EN, "It is 1.5 times the rate. Then it falls.", ["It is 1.5 times the rate.", "Then it falls."]),
        (EN, "no end", None),
        (EN, "", []),
        (EN, "… – 5%?", None),
        (EN, "– ; –", []),
    ],
)  # fmt: skip
def test_a_full_stop_ends_a_sentence_unless_it_belongs_to_a_word(language, text, expected):
    found = [one.text for one in sentences(text, language)]

    assert found == ([text] if expected is None else expected)


@given(st.text("Аб в. …»(«1?!;\n", max_size=60), st.sampled_from(Language))
def test_sentences_stand_where_they_say_and_lose_no_word(text, language):
    found = list(sentences(text, language))

    assert all(text[one.start : one.start + len(one.text)] == one.text for one in found)
    kept = "".join(c for one in found for c in one.text if c.isalnum())
    assert kept == "".join(c for c in text if c.isalnum())


def test_a_text_that_is_one_endless_word_is_read_once():
    assert len(list(sentences("а" * 200_000, RU))) == 1
    assert len(list(sentences("а." * 100_000, RU))) == 1
