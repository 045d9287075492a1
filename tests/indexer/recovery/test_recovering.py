import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.recovery.query import Change
from indexer.recovery.recovering import literally, recover, recover_in
from indexer.recovery.vocabulary import Lexicon, WordCount
from kb.language import Language

EN, KK, RU = Language.EN, Language.KK, Language.RU


def terms(recovery):
    return [[one.term for one in word.alternatives] for word in recovery.words]


def words(recovery):
    return [word.alternatives[0].word for word in recovery.words]


@pytest.mark.parametrize(
    ("typed", "meant", "change", "language"),
    [
        ("каланын кенеси", "қаланың кеңесі", Change.LETTERS, KK),
        ("курылыс жумыстары", "құрылыс жұмыстары", Change.LETTERS, KK),
        ("Совед горда", "совет города", Change.SPELLING, RU),
        ("legal regmie", "legal regime", Change.SPELLING, EN),
        ("pfrjy j ht;bvt", "закон о режиме", Change.LAYOUT, RU),
        ("0fkfys4 rt4tc3", "қаланың кеңесі", Change.LAYOUT, KK),
        ("ыефтвфкв зфклштп", "standard parking", Change.LAYOUT, EN),
        ("qurylys zhumystary", "құрылыс жұмыстары", Change.LATIN, KK),
        ("zakon o rezhime", "закон о режиме", Change.LATIN, RU),
        ("parkovka dlya zhiteley", "парковка для жителей", Change.LATIN, RU),
    ],
)
def test_what_was_meant_is_shown_and_why(lexicons, typed, meant, change, language):
    found = recover(typed, lexicons, RU)

    assert found.rewriting is not None
    assert found.rewriting.text.lower() == meant
    assert found.rewriting.changes == {change}
    assert found.languages[0] is language


@pytest.mark.parametrize(
    "typed",
    [
        "Закон о специальном режиме",
        "законами",
        "қалаларға арналған ережелер",
        "Gate City",
        "tax preferences for residents",
        "286",
        "",
        "«»",
        "Iconic Complex",
    ],
)
def test_what_makes_sense_as_typed_is_not_rewritten(lexicons, typed):
    assert recover(typed, lexicons, RU).rewriting is None


def test_the_tokens_stand_in_the_text_that_is_shown(lexicons):
    found = recover("Совед горда!", lexicons, RU)

    shown = found.rewriting.text

    assert shown == "совет города!"
    assert [shown[one.token.start : one.token.end] for one in found.words] == ["совет", "города"]


def test_a_word_of_the_index_may_also_lack_its_kazakh_letters(lexicons):
    found = recover_in("сан", lexicons[KK])

    assert terms(found) == [["сан", "саң"]]
    assert found.rewriting is None


def test_a_word_with_kazakh_letters_means_itself(lexicons):
    assert terms(recover_in("саң", lexicons[KK])) == [["саң"]]


def test_less_likely_words_weigh_less(lexicons):
    found = recover_in("кала", lexicons[KK])

    weights = [one.weight for one in found.words[0].alternatives]

    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.0


def test_another_form_of_a_word_of_the_index_is_no_misspelling(lexicons):
    found = recover_in("законам", lexicons[RU])

    assert terms(found) == [["закон"]]
    assert found.rewriting is None


def test_a_word_that_nothing_is_like_stays_as_it_is(lexicons):
    assert words(recover_in("аквариум", lexicons[RU])) == ["аквариум"]


def test_a_name_in_latin_letters_survives_the_wrong_layout(lexicons):
    found = recover("hfqjy Gate gj gkfye", lexicons, RU)

    assert found.rewriting.text == "район Gate по плану"


def test_stop_words_stand_in_the_query_but_do_not_rank(lexicons):
    found = recover("закон о городе", lexicons, RU)

    assert words(found) == ["закон", "о", "городе"]
    assert [one.token.word for one in found.ranking] == ["закон", "городе"]


def test_a_stop_word_is_never_taken_for_a_misspelling(lexicons):
    assert words(recover_in("планы также", Lexicon(RU, WordCount({"такие": 1}, {"план"})))) == [
        "планы",
        "также",
    ]


def test_a_query_of_stop_words_ranks_by_them(lexicons):
    found = recover("the on of", lexicons, EN)

    assert found.ranking == found.words


def test_the_grams_are_of_all_words_meant_but_not_of_stop_words(lexicons):
    found = recover("ұзақ сан және саң", lexicons, KK)

    assert found.grams == ("_уза", "узак", "_сан")


def test_a_query_can_be_taken_literally():
    found = literally("каланын кенеси", KK)

    assert words(found) == ["каланын", "кенеси"]
    assert found.rewriting is None


def test_the_same_query_is_always_made_out_alike(lexicons):
    assert recover("каланын", lexicons, RU) == recover("каланын", lexicons, RU)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from(Language))
def test_anything_can_be_typed(lexicons, typed, interface):
    found = recover(typed, lexicons, interface)

    assert found.languages
    for word in found.words:
        assert word.alternatives
