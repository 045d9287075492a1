"""Who reads what: every kind of viewer, every state that an act can be in, every edition of it."""

import pytest

from kb.access import Role, Viewer
from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import library
from tests.factories import METADATA, TEXTS, TODAY
from tests.kb.services.desk import HEIGHT, commit
from tests.kb.services.reading import find
from tests.repositories import changed

NOWHERE = ActId("nowhere")
PEOPLE = {
    "anonymous": (),
    "invited": (Role.EXPERT,),
    "uninvited": (Role.EXPERT,),
    "drafter": (Role.DRAFTER,),
    "coordinator": (Role.COORDINATOR,),
    "auditor": (Role.AUDITOR,),
    "administrator": (Role.ADMINISTRATOR,),
}
AT_WORK = {"drafter", "coordinator", "auditor"}


@pytest.fixture
def viewers(desk):
    """Viewers by what they are; made when all acts are there."""

    def look() -> dict[str, Viewer]:
        found = {"anonymous": Viewer()}
        for name, roles in PEOPLE.items():
            if roles:
                found[name] = desk.viewer(
                    desk.person(name, *roles, invited=[HEIGHT] if name == "invited" else [])
                )
        return found

    return look


def sees(desk, viewers) -> dict[str, int]:
    """Return which version everybody reads; those who read nothing are not among them."""
    found = {}
    for name, viewer in viewers.items():
        with desk.database.reading() as db:
            listed = {act.act: act.shown.sequence for act in library.catalogue(db, viewer)}
        try:
            found[name] = find(desk, viewer).shown.sequence
        except ActNotFoundError:
            assert HEIGHT not in listed
        else:
            assert listed[HEIGHT] == found[name], "list and page agree"
    return found


def drafter(desk) -> Viewer:
    return desk.viewer(desk.person("drafter", Role.DRAFTER))


@pytest.mark.parametrize("stage", list(Stage))
def test_who_reads_a_draft(desk, viewers, stage):
    desk.bring()
    desk.move(stage)
    expected = set(AT_WORK)
    if stage not in {Stage.WORKING, Stage.PUBLISHED, Stage.WITHDRAWN}:
        expected |= {"invited"}

    assert set(sees(desk, viewers())) == expected


def test_everybody_reads_what_is_published(desk, viewers):
    desk.bring()
    desk.publish()

    assert sees(desk, viewers()) == dict.fromkeys(PEOPLE, 1)


@pytest.mark.parametrize(
    ("stage", "readers"),
    [
        (Stage.WORKING, AT_WORK),
        (Stage.EXPERT_REVIEW, AT_WORK | {"invited"}),
        (Stage.PUBLIC_DISCUSSION, AT_WORK | {"invited"}),
    ],
)
def test_a_newer_draft_is_read_by_those_who_may_and_the_published_text_by_the_others(
    desk, viewers, stage, readers
):
    desk.bring(commit_="a1")
    desk.publish()
    desk.bring(commit_="a2", texts=changed("Граница"))
    desk.move(stage)

    assert sees(desk, viewers()) == {name: 2 if name in readers else 1 for name in PEOPLE}


def test_an_act_that_is_missing_and_one_that_is_hidden_are_told_apart_by_nothing(desk):
    desk.bring()
    told = []

    for act, edition in ((NOWHERE, {}), (HEIGHT, {}), (HEIGHT, {"version": 1})):
        with pytest.raises(ActNotFoundError) as error:
            find(desk, act=act, **edition)
        told.append((str(error.value).replace(act, "…"), set(error.value.details)))

    assert told == [("There is no act “…”.", {"act"})] * 3


def test_a_published_act_tells_nothing_of_a_newer_draft(desk):
    desk.bring(commit_="a1")
    desk.publish()
    before = find(desk)
    desk.bring("economy/height", METADATA + "zones: [gate]\n", changed("Тайна"), commit_="a2")
    desk.move(Stage.CONCURRENCE)

    assert find(desk) == before


def test_only_who_may_know_of_drafts_learns_the_stage(desk):
    desk.bring()
    desk.publish()

    assert find(desk).stage is None
    assert find(desk, drafter(desk)).stage is Stage.PUBLISHED


# Editions


@pytest.fixture
def three(desk):
    """An act of three versions, of which the first two are published."""
    desk.bring(commit_="a1")
    desk.publish(version=1)
    desk.bring(commit_="a2", texts=changed("Граница"))
    desk.publish(version=2)
    desk.bring(commit_="a3", texts=changed("Черта"))
    return desk


@pytest.mark.parametrize("number", [1, 2])
def test_everybody_reads_every_publication(three, number):
    act = find(three, publication=number)

    assert (act.publication.number, act.shown.sequence, act.is_draft) == (number, number, False)


@pytest.mark.parametrize("edition", [{"publication": 3}, {"publication": 0}, {"publication": -1}])
def test_a_publication_that_is_not_there_is_not_found(three, edition):
    for viewer in (Viewer(), drafter(three)):
        with pytest.raises(ActNotFoundError):
            find(three, viewer, **edition)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_versions_are_for_those_who_may_read_drafts(three, number):
    assert find(three, drafter(three), version=number).shown.sequence == number
    with pytest.raises(ActNotFoundError):
        find(three, version=number)


@pytest.mark.parametrize("number", [0, 4])
def test_a_version_that_is_not_there_is_not_found(three, number):
    with pytest.raises(ActNotFoundError):
        find(three, drafter(three), version=number)


def test_the_draft_over_a_publication_knows_the_newest_publication(three):
    act = find(three, drafter(three))

    assert (act.shown.sequence, act.is_draft, act.publication.number) == (3, True, 2)
    assert act.histories() == ()
    assert act.force(TODAY) is Force.DRAFT


def test_versions_are_listed_for_those_who_may_read_drafts_the_newest_first(three):
    who = drafter(three)
    with three.database.reading() as db:
        assert [v.sequence for v in library.versions(db, who, HEIGHT)] == [3, 2, 1]
        assert library.versions(db, Viewer(), HEIGHT) == []
        assert library.versions(db, who, NOWHERE) == []


def test_publications_are_listed_for_everybody_the_newest_first(three):
    with three.database.reading() as db:
        assert [p.number for p in library.publications(db, HEIGHT)] == [2, 1]
        assert library.publications(db, NOWHERE) == []


def test_those_who_run_the_system_can_ask_whether_an_act_is_there(desk):
    desk.bring()

    with desk.database.reading() as db:
        library.require(db, HEIGHT)
        with pytest.raises(ActNotFoundError):
            library.require(db, NOWHERE)


# What is told of an act


def test_an_act_comes_with_its_metadata_texts_and_origin(desk):
    desk.bring("development/height", commit_="a1")

    act = find(desk, drafter(desk))

    assert (act.act, act.metadata.title.kk) == (HEIGHT, "Биіктік туралы")
    assert act.languages == tuple(Language)
    assert (act.shown.commit, act.shown.author) == (commit("a1").id, "Дана Сейтқали")
    assert act.publication is None
    assert act.is_draft


def test_the_languages_are_those_of_the_version(desk):
    texts = {lang: TEXTS[lang] for lang in (Language.RU, Language.EN)}
    desk.bring(metadata=METADATA + "behind: [kk]\n", texts=texts)

    assert find(desk, drafter(desk)).languages == (Language.RU, Language.EN)


def test_the_catalogue_is_in_the_order_of_slugs(desk):
    for path in ("b/taxi", "a/tax-reform", "c/abc"):
        desk.bring(path)
    with desk.database.reading() as db:
        acts = library.catalogue(
            db, Viewer(drafts=frozenset(map(ActId, ("taxi", "abc", "tax-reform"))))
        )
        only = library.catalogue(db, Viewer(drafts=frozenset({ActId("taxi")})), only=ActId("taxi"))
        none = library.catalogue(db, Viewer(), only=ActId("taxi"))

    assert [act.act for act in acts] == ["abc", "tax-reform", "taxi"]
    assert [act.act for act in only] == ["taxi"]
    assert none == []
