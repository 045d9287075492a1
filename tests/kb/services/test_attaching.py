"""On a later version every comment stands somewhere or waits in the tray; a person may move it."""

from dataclasses import replace

import pytest

from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, NotFoundError
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.law.procedure import Shown
from kb.review.anchors import AnchorError
from kb.review.reattaching import Detached, Place, Rule
from kb.services import attaching, commenting, deeds, threads
from kb.services.attaching import Carried, Put
from kb.services.audit import Deed
from tests.factories import METADATA, TEXTS
from tests.kb.services.reviewing import PARAGRAPH, QUOTE, Review

ARTICLE, WAS = EId("art_1"), EId("art_1__para_1")
OTHER = {
    Language.KK: "# Биіктік туралы\n\n### 7-бап. Баға\n\n1. Ақы алынбайды.\n",
    Language.RU: "# О высоте\n\n### Статья 7. Цена\n\n1. Плата не взимается.\n",
    Language.EN: "# On Height\n\n### Article 7. Price\n\n1. No fee is taken.\n",
}
"""A text in which nothing is left of the small act."""

RENUMBERED = {language: text.replace("\n1. ", "\n2. ") for language, text in TEXTS.items()}
REWORDED = TEXTS | {Language.RU: TEXTS[Language.RU].replace("здания ", "зданий и башен ")}
RUSSIAN_ONLY = {Language.RU: TEXTS[Language.RU]}


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def revise(review, texts) -> None:
    """Bring a second version in."""
    behind = sorted(set(TEXTS) - set(texts))
    more = f"behind: [{', '.join(behind)}]\n" if behind else ""
    review.desk.bring(commit_="c9", texts=texts, metadata=METADATA + more)


def carry(review, name="drafter", version=2) -> Carried:
    return review.do(name, attaching.carry, version)


@pytest.mark.parametrize(
    ("texts", "where", "eid", "rule", "start"),
    [
        (REWORDED, PARAGRAPH, WAS, Rule.SAME, 0),
        (REWORDED, replace(QUOTE, exact="ограничивается"), WAS, Rule.SAME, 22),
        (REWORDED, QUOTE, WAS, Rule.REWORDED, 0),
        (RENUMBERED, PARAGRAPH, EId("art_1__para_2"), Rule.FOLLOWED, 0),
        (OTHER, replace(PARAGRAPH, eid=NOWHERE), NOWHERE, Rule.SAME, 0),
        (RUSSIAN_ONLY, replace(QUOTE, language=Language.EN, exact="height"), WAS, Rule.REWORDED, 0),
    ],
)
def test_a_comment_is_placed_in_a_later_version(review, texts, where, eid, rule, start):
    comment = review.says("aigul", where=where)
    revise(review, texts)

    assert carry(review) == Carried(1, 0)

    (place,) = review.do("aigul", attaching.places, 2).values()
    assert (place.was, place.eid, place.rule, place.start) == (where.eid, eid, rule, start)
    assert review.do("drafter", attaching.tray, 2) == []
    assert comment in review.do("drafter", attaching.places, 2)


def test_a_comment_of_which_nothing_is_left_waits_in_the_tray_until_somebody_places_it(review):
    comment = review.says("aigul")
    review.desk.clock.go(minutes=1)
    withdrawn = review.says("john")
    review.do("john", commenting.withdraw, withdrawn)
    revise(review, OTHER)

    assert carry(review) == Carried(0, 2), "also one that was withdrawn"
    assert review.do("drafter", attaching.tray, 2) == [comment, withdrawn]
    assert review.do("aigul", attaching.places, 2) == {comment: Detached(WAS)}

    review.do("drafter", attaching.put, Put(comment, 2, EId("art_7")))

    placed = Place(was=WAS, eid=EId("art_7"), rule=Rule.BY_HAND)
    assert review.do("aigul", attaching.places, 2) == {comment: placed}
    assert carry(review) == Carried(0, 0), "what a person placed is not moved again"
    assert review.do("drafter", attaching.tray, 2) == [withdrawn]
    with review.desk.database.reading() as db:
        entry = next(iter(deeds.entries(db, review.viewer("auditor"), most=1)))
    assert (entry.deed, entry.before, entry.after) == (
        Deed.COMMENT_PLACED,
        {"eid": None, "rule": None},
        {"version": 2, "eid": "art_7", "rule": "by-hand"},
    )


def test_comments_of_a_round_that_is_answered_are_carried_over_when_a_version_comes_in(review):
    stays, lost = review.says("aigul", where=replace(PARAGRAPH, eid=NOWHERE)), review.says("john")
    review.ends()
    revise(review, OTHER)

    assert set(review.do("drafter", attaching.places, 2)) == {stays, lost}
    assert set(review.do("drafter", attaching.places, 2, threads.only(lost))) == {lost}
    assert review.do("drafter", attaching.tray, 2) == [lost]
    assert carry(review) == Carried(0, 0), "all is done already"
    with review.desk.database.reading() as db:
        entries = deeds.entries(db, review.viewer("auditor"), most=9)
        (entry,) = [one for one in entries if one.deed is Deed.COMMENTS_REATTACHED]
    assert (entry.actor, entry.after) == ("system", {"version": 2, "placed": 1, "detached": 1})


def test_a_round_that_asks_or_is_reported_is_carried_over_by_nobody(review):
    comment = review.says("aigul")
    revise(review, REWORDED)
    assert review.do("drafter", attaching.places, 2) == {}
    review.ends()
    review.settles(comment)
    review.reports()
    review.desk.bring(commit_="c8", texts=RENUMBERED)

    assert review.do("drafter", attaching.places, 3) == {}


def test_what_cannot_be_carried_over_keeps_no_version_out(review, monkeypatch, caplog):
    review.says("aigul")
    review.ends()
    with monkeypatch.context() as broken:
        broken.setattr(attaching, "Reattachment", None)
        revise(review, REWORDED)

    assert "were not carried over" in caplog.text
    assert review.do("drafter", attaching.places, 2) == {}
    assert carry(review) == Carried(1, 0)


def test_a_comment_that_comes_later_is_carried_later(review):
    review.says("aigul")
    revise(review, REWORDED)
    assert carry(review) == Carried(1, 0)
    review.says("john")
    assert carry(review) == Carried(1, 0)
    assert len(review.do("drafter", attaching.places, 2)) == 2


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"eid": EId("art_9")}, AnchorError),
        ({"version": 1}, ConflictError),
        ({"version": 7}, ConflictError),
        ({"comment": "nothing"}, NotFoundError),
    ],
)
def test_a_place_that_is_not_there_is_refused(review, wanted, error):
    comment = review.says("aigul")
    revise(review, OTHER)
    put = replace(Put(comment, 2, EId("art_7")), **wanted)
    with pytest.raises(error):
        review.do("drafter", attaching.put, put)


@pytest.mark.parametrize("name", ["aigul", "lawyer", "auditor", "approver"])
def test_only_those_who_answer_comments_place_them(review, name):
    comment = review.says("aigul")
    revise(review, REWORDED)
    for verb, said in (
        (attaching.carry, 2), (attaching.put, Put(comment, 2, ARTICLE)),
    ):  # fmt: skip
        with pytest.raises(ForbiddenError):
            review.do(name, verb, said)


def test_places_are_told_of_comments_that_are_seen_and_to_readers_of_the_draft(desk):
    review = Review(desk).set_up()
    review.hold(shown=Shown.NAMED)
    mine, theirs = review.says("aigul"), review.says("john")
    revise(review, REWORDED)
    carry(review)
    assert set(review.do("aigul", attaching.places, 2)) == {mine}
    assert set(review.do("auditor", attaching.places, 2)) == {mine, theirs}
    review.ends()
    for comment in (mine, theirs):
        review.settles(comment)
    review.reports()

    for name in ("", "stranger"):
        with pytest.raises(ActNotFoundError):
            review.do(name, attaching.places, 2)
    assert set(review.do("aigul", attaching.places, 2)) == {mine, theirs}
