"""Where comments stand in the next version: by which rule, and that none is ever lost."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.law.parse import parse
from kb.review.anchors import Anchor, anchor, key, said
from kb.review.reattaching import TOLD, Detached, Reattachment, Rule, reattach
from tests.kb.law.redline.test_properties import EDITS, EXAMPLES, source
from tests.kb.law.strategies import texts

OLD = """\
## Глава 1. Общие положения

### Статья 1. Тарифы

1. Тарифы утверждает Совет города по представлению администрации.

2. Тарифы публикуются не позднее чем за тридцать дней до их введения.

   1) на интернет-ресурсе администрации города;

   2) в репозитории актов.

### Статья 2. Ответственность

Должностные лица отвечают за сроки публикации тарифов перед Советом города.
"""
QUOTE = "не позднее чем за тридцать дней"


def at(tree, words: str, eid: str) -> Anchor:
    """Return the anchor of words of a provision."""
    provision = next(one for one in tree.walk() if one.eid == eid)
    start = said(provision).index(words)
    return anchor(tree, EId(eid), start, start + len(words), version=1)


def edited(*changes: tuple[str, str]) -> str:
    text = OLD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


CASES = [
    ("nothing changed", (), QUOTE, "art_1__para_2", "art_1__para_2", Rule.SAME),
    ("words around changed", [("до их введения", "до дня введения")],
     QUOTE, "art_1__para_2", "art_1__para_2", Rule.SAME),
    ("typography changed", [("интернет-ресурсе", "интернет‑ресурсе")],
     "на интернет-ресурсе", "art_1__para_2__subpara_1", "art_1__para_2__subpara_1", Rule.SAME),
    ("renumbered", [("2. Тарифы", "3. Тарифы")],
     QUOTE, "art_1__para_2", "art_1__para_3", Rule.FOLLOWED),
    ("the article moved with it", [("Статья 1.", "Статья 7.")],
     QUOTE, "art_1__para_2", "art_7__para_2", Rule.FOLLOWED),
    ("words moved to another provision",
     [(QUOTE, "заранее"), ("за сроки публикации", f"за публикацию {QUOTE}")],
     QUOTE, "art_1__para_2", "art_2", Rule.MOVED),
    ("words deleted", [(QUOTE, "за две недели")],
     QUOTE, "art_1__para_2", "art_1__para_2", Rule.REWORDED),
    ("words that were elsewhere before are not taken for moved ones",
     [("Тарифы утверждает Совет города", "Их утверждает акимат")],
     "Совет города", "art_1__para_1", "art_1__para_1", Rule.REWORDED),
    ("provision deleted", [("   2) в репозитории актов.\n", "")],
     "репозитории", "art_1__para_2__subpara_2", "art_1__para_2", Rule.ANCESTOR),
    ("two words are too few to be looked for elsewhere",
     [("   2) в репозитории актов.\n", ""), ("перед Советом города", "и в репозитории актов")],
     "репозитории актов", "art_1__para_2__subpara_2", "art_1__para_2", Rule.ANCESTOR),
    ("a whole provision stays where it is", [("до их введения", "до дня введения")],
     "", "art_1__para_2", "art_1__para_2", Rule.SAME),
    ("a whole provision is renumbered", [("2. Тарифы", "3. Тарифы")],
     "", "art_1__para_2", "art_1__para_3", Rule.FOLLOWED),
    ("a whole provision is deleted", [("   2) в репозитории актов.\n", "")],
     "", "art_1__para_2__subpara_2", "art_1__para_2", Rule.ANCESTOR),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words", "eid", "now", "rule"),
    [case[1:] for case in CASES],
    ids=[c[0] for c in CASES],
)
def test_a_comment_follows_its_provision_and_its_words(changes, words, eid, now, rule):
    old, new = parse(OLD, Language.RU), parse(edited(*changes), Language.RU)

    place = reattach(at(old, words, eid), old, new)

    assert (place.was, place.eid, place.rule) == (eid, now, rule)
    assert place.has_moved is (rule is not Rule.SAME)
    here = said(next(one for one in new.walk() if one.eid == now))
    found = rule in {Rule.SAME, Rule.FOLLOWED, Rule.MOVED}
    assert key(here[place.start : place.end]) == (key(words) if found else "")


def test_a_comment_of_which_nothing_is_left_is_for_a_person_to_place():
    old = parse("### Статья 1. Тарифы\n\nСовет решает.\n", Language.RU)
    new = parse("### Статья 9. Парки\n\nСкверы открыты круглый год.\n", Language.RU)

    assert reattach(at(old, "решает", "art_1"), old, new) == Detached(EId("art_1"))


def test_a_comment_on_an_act_as_a_whole_stays_on_it():
    old, new = parse(OLD, Language.RU), parse("", Language.RU)

    assert reattach(anchor(old, NOWHERE), old, new).eid == NOWHERE


def test_an_address_that_never_was_is_placed_on_what_would_hold_it():
    old = parse(OLD, Language.RU)
    strange = Anchor(eid=EId("art_1__para_9"), language=Language.RU, version=1)

    assert reattach(strange, old, old).eid == "art_1"
    assert reattach(Anchor(eid=EId("x"), language=Language.RU, version=1), old, old) == Detached(
        EId("x")
    )


def test_of_repeated_words_each_goes_with_its_own_text():
    rows = [f"{n}. Сторона {n} платит взнос в размере ста единиц ежегодно." for n in range(1, 6)]
    old = parse("\n\n".join(rows), Language.RU)
    merged = "1. " + " ".join(row.partition(" ")[2] for row in rows)
    new = parse(merged, Language.RU)
    reattachment = Reattachment(old, new)

    for n in range(1, 6):
        place = reattachment.place(at(old, "платит взнос в размере", f"para_{n}"))
        words = said(next(new.walk()))
        assert words[: place.start].endswith(f"Сторона {n} ")


def test_every_rule_is_told():
    assert set(TOLD) == set(Rule)


# For any texts, and for acts edited at random


def check(old, new, anchors) -> None:
    """Place anchors, and check what holds of any text and any anchor on it."""
    reattachment = Reattachment(old, new)
    there = {}
    for provision in new.walk():
        there.setdefault(provision.eid, said(provision))
    once = [Counter(said(p) for p in tree.walk()) for tree in (old, new)]
    for one in anchors:
        place = reattachment.place(one)
        assert place.was == one.eid
        if isinstance(place, Detached):
            continue
        assert place.eid in there or place.eid == NOWHERE
        if place.end:
            assert key(there[place.eid][place.start : place.end]) == key(one.exact)
        elif one.is_quote:
            assert place.rule in {Rule.REWORDED, Rule.ANCESTOR}
    whole = {words: eid for eid, words in there.items() if once[0][words] == once[1][words] == 1}
    for one in anchors:
        if (words := _whole(old, one)) in whole and len(words.split()) > 3 and one.is_quote:
            assert reattachment.place(one).eid == whole[words], one


def _whole(tree, one: Anchor) -> str:
    return next((said(p) for p in tree.walk() if p.eid == one.eid), "")


def sampled(tree, chance: Random, count: int = 60) -> list[Anchor]:
    made = []
    provisions = list(tree.walk())
    for provision in chance.choices(provisions, k=count) if provisions else ():
        words = said(provision)
        start, end = sorted(chance.choices(range(len(words) + 1), k=2))
        made.append(anchor(tree, provision.eid, start, end))
    return made


@given(texts(), texts(), st.sampled_from(Language), st.integers(0, 99))
def test_no_comment_is_lost_between_any_two_texts(old, new, language, seed):
    one, other = parse(old, language), parse(new, language)

    check(one, other, sampled(one, Random(seed), 10))


@pytest.mark.parametrize("seed", range(16))
def test_comments_on_an_act_that_is_edited_at_random_stay_with_their_words(seed):
    chance = Random(seed)
    path = EXAMPLES[seed * 5 % len(EXAMPLES)]
    lines = source(path).splitlines()
    for edit in chance.choices(EDITS, k=chance.randrange(1, 10)):
        edit(lines, chance)
    language = Language(path.stem)
    old, new = parse(source(path), language), parse("\n".join(lines), language)

    check(old, new, sampled(old, chance))
