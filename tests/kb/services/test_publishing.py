"""Publishing pins a version for everybody; what is not ready is refused with the reasons."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kb.access import Role, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.law.words import Words
from kb.review.obstacle import RefusedError
from kb.services import library, publishing
from kb.services.publishing import Adoption, Happening
from kb.storage.acts import ActRow, EventRow, PublicationRow
from kb.storage.queue import IndexTaskRow
from tests.factories import METADATA, TEXTS, TODAY
from tests.kb.services.desk import HEIGHT, PUBLISHER, known
from tests.repositories import changed

ADOPTION = Adoption(version=1, adopted_on=TODAY, decision="№ 1", starts=TODAY)
HAPPENING = Happening(Force.REPEALED, TODAY, Words(ru="Причина"))


def publish(desk, viewer=PUBLISHER, act=HEIGHT, procedure=None) -> int:
    with desk.database.writing() as db:
        rules = procedure or known().procedure
        return publishing.publish(db, viewer, rules, act, ADOPTION, desk.clock)


def record(desk, viewer=PUBLISHER, act=HEIGHT) -> None:
    with desk.database.writing() as db:
        publishing.record(db, viewer, act, HAPPENING, desk.clock)


def count(desk, rows) -> int:
    with desk.database.reading() as db:
        return db.scalar(select(func.count()).select_from(rows)) or 0


def stage(desk) -> str:
    with desk.database.reading() as db:
        return db.scalars(select(ActRow.stage).where(ActRow.slug == HEIGHT)).one()


def test_a_publication_pins_a_version_with_its_decision(desk):
    desk.bring()

    assert publish(desk) == 1

    with desk.database.reading() as db:
        act = library.find(db, Viewer(), HEIGHT)
    assert act.shown.sequence == 1
    assert (act.publication.number, act.publication.version) == (1, 1)
    assert (act.publication.adopted_on, act.publication.decision) == (TODAY, "№ 1")
    assert (act.publication.starts, act.publication.published_at) == (TODAY, desk.clock.now)


def test_publications_are_numbered_one_after_another(desk):
    desk.bring(commit_="a1")
    desk.bring(commit_="a2", texts=changed("Граница"))

    assert [desk.publish(version=1), desk.publish(version=2), desk.publish(version=1)] == [1, 2, 3]


def test_a_publication_leaves_a_task_for_the_indexes(desk):
    desk.bring()
    before = count(desk, IndexTaskRow)

    publish(desk)

    assert count(desk, IndexTaskRow) == before + 1


def test_a_published_act_has_left_the_way_behind(desk):
    desk.bring()
    desk.move(Stage.ADOPTED)

    publish(desk)

    assert stage(desk) == Stage.PUBLISHED


def test_a_draft_newer_than_what_is_published_stays_where_it_stands(desk):
    desk.bring(commit_="a1")
    desk.bring(commit_="a2", texts=changed("Граница"))
    desk.move(Stage.EXPERT_REVIEW)

    desk.publish(version=1)

    assert stage(desk) == Stage.EXPERT_REVIEW


def test_what_everybody_reads_already_is_not_published_twice(desk):
    desk.bring()
    publish(desk)

    with pytest.raises(RefusedError, match="is what everybody reads already"):
        publish(desk)

    assert count(desk, PublicationRow) == 1


def test_what_is_published_already_says_from_when_on_it_applies(desk):
    desk.bring()
    desk.publish(starts=TODAY + timedelta(days=9))

    with pytest.raises(RefusedError, match=r"as No\. 1, and applies from \S+ on\.$"):
        publish(desk)


def test_a_decision_of_a_day_to_come_rests_on_nothing(desk):
    desk.bring()

    with pytest.raises(RefusedError, match=r"The day of the decision, \S+, is still to come"):
        desk.publish(adopted_on=TODAY + timedelta(days=1))

    assert count(desk, PublicationRow) == 0


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.PUBLISHER})])
@pytest.mark.parametrize("verb", [publish, record])
def test_only_a_publisher_publishes_and_records(desk, verb, role):
    desk.bring()
    viewer = Viewer(roles=frozenset({role} if role else ()))

    with pytest.raises(ForbiddenError):
        verb(desk, viewer)

    assert count(desk, PublicationRow) == count(desk, EventRow) == 0


@pytest.mark.parametrize("act", [HEIGHT, ActId("nowhere")])
@pytest.mark.parametrize("verb", [publish, record])
def test_who_may_not_publish_does_not_learn_which_acts_there_are(desk, verb, act):
    desk.bring()

    with pytest.raises(ForbiddenError):
        verb(desk, Viewer(), act)


@pytest.mark.parametrize("verb", [publish, record])
def test_an_act_that_is_not_there_is_not_found(desk, verb):
    with pytest.raises(ActNotFoundError):
        verb(desk)


def test_a_version_that_is_not_there_is_told_of(desk):
    desk.bring()

    with pytest.raises(ConflictError, match=r"height has no version 7\. Import it first"):
        desk.publish(version=7)


def test_a_text_that_is_behind_keeps_an_act_from_being_published(desk):
    texts = {lang: TEXTS[lang] for lang in (Language.RU, Language.EN)}
    desk.bring(metadata=METADATA + "behind: [kk]\n", texts=texts)

    with pytest.raises(RefusedError, match="The text is missing or incomplete in: kk"):
        publish(desk)


def test_a_text_that_is_there_but_called_behind_is_incomplete(desk):
    desk.bring(metadata=METADATA + "behind: [kk, en]\n")

    with pytest.raises(RefusedError, match="missing or incomplete in: kk, en"):
        publish(desk)


def test_languages_that_disagree_keep_an_act_from_being_published(desk):
    longer = TEXTS[Language.RU] + "\n2. Штраф – 100 тенге.\n"
    desk.bring(texts=TEXTS | {Language.RU: longer})

    with pytest.raises(RefusedError) as told:
        publish(desk)

    assert str(told.value).startswith("The languages disagree: ")
    assert ".md:" in str(told.value), "the places are named"
    assert str(told.value).endswith("Mend this, and publish the mended version.")
    assert count(desk, PublicationRow) == 0


def test_a_kind_that_the_procedure_does_not_know_any_more_is_told_of(desk):
    desk.bring()
    kinds = {name: k for name, k in known().procedure.kinds.items() if "provision" not in name}
    fewer = known().procedure.model_copy(update={"kinds": kinds})

    with pytest.raises(RefusedError, match="knows no kind “regulatory-provision” any more"):
        publish(desk, procedure=fewer)


def test_an_event_is_recorded_with_its_ground_and_a_task_for_the_indexes(desk):
    desk.bring()
    publish(desk)
    before = count(desk, IndexTaskRow)

    record(desk)

    with desk.database.reading() as db:
        (event,) = library.find(db, Viewer(), HEIGHT).events
    assert (event.change.force, event.change.day) == (Force.REPEALED, TODAY)
    assert event.ground == Words(ru="Причина")
    assert count(desk, IndexTaskRow) == before + 1


def test_nothing_befalls_an_act_that_is_not_published(desk):
    desk.bring()

    with pytest.raises(ConflictError, match="height is not published"):
        record(desk)


def test_a_draft_moves_to_a_stage(desk):
    desk.bring()
    desk.clock.go(days=3)

    desk.move(Stage.CONCURRENCE)

    with desk.database.reading() as db:
        row = db.scalars(select(ActRow)).one()
        assert (row.stage, row.stage_since) == (Stage.CONCURRENCE, desk.clock.now)


def test_an_act_that_is_not_there_does_not_move(desk):
    with pytest.raises(ActNotFoundError):
        desk.move(Stage.CONCURRENCE)
