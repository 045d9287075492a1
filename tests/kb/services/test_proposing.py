"""Two people publish: what one proposes, another confirms, and only once."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from kb.access import PersonId, Role, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, KBError, NotFoundError
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.review.obstacle import RefusedError
from kb.services import accounts, library, proposing
from kb.services.accounts import NewPerson
from kb.services.proposing import Foreseen, State
from kb.services.publishing import Adoption, Happening, Withdrawal
from kb.storage.acts import PublicationRow
from tests.factories import METADATA, TODAY
from tests.kb.services.desk import HEIGHT, known
from tests.repositories import changed

ADOPTION = Adoption(version=1, adopted_on=TODAY, decision="№ 1", starts=TODAY)
REASON = Words(kk="Себебі", ru="Причина", en="A reason")


@pytest.fixture
def people(desk) -> dict[str, Viewer]:
    """An approver, two publishers and a drafter."""
    roles = {
        "approver": Role.APPROVER,
        "publisher": Role.PUBLISHER,
        "other": Role.PUBLISHER,
        "drafter": Role.DRAFTER,
    }
    with desk.database.writing() as db:
        for name, role in roles.items():
            person = NewPerson(name=name, full_name=name.title(), roles=(role,))
            accounts.add(db, person, "горы стоят на востоке", desk.clock)
        return {name: accounts.viewer_of(db, name) for name in roles}


def propose(desk, viewer, deed=ADOPTION, act=HEIGHT) -> int:
    with desk.database.writing() as db:
        return proposing.propose(db, viewer, known().procedure, act, deed, desk.clock)


def confirm(desk, viewer, id_=1) -> None:
    with desk.database.writing() as db:
        proposing.confirm(db, viewer, known().procedure, id_, desk.clock)


def decline(desk, viewer, reason="Ещё рано", id_=1) -> None:
    with desk.database.writing() as db:
        proposing.decline(db, viewer, id_, reason, desk.clock)


def everything(desk, viewer):
    with desk.database.reading() as db:
        return proposing.proposals(db, viewer)


def published(desk) -> list[int]:
    with desk.database.reading() as db:
        return list(db.scalars(select(PublicationRow.number).order_by(PublicationRow.id)))


def test_what_is_proposed_is_published_when_another_confirms_it(desk, people):
    desk.bring()
    propose(desk, people["approver"])
    assert published(desk) == []

    confirm(desk, people["publisher"])

    assert published(desk) == [1]
    (one,) = everything(desk, people["approver"])
    assert (one.state, one.proposer, one.decider) == (State.CONFIRMED, "Approver", "Publisher")
    assert (one.deed, one.act, one.is_mine) == (ADOPTION, HEIGHT, True)


@pytest.mark.parametrize(
    "deed",
    [
        Happening(Force.SUSPENDED, TODAY, REASON, "№ 2", until=TODAY.replace(year=2027)),
        Withdrawal(1, REASON),
    ],
)
def test_what_befalls_an_act_needs_two_people_too(desk, people, deed):
    desk.bring()
    desk.publish()
    propose(desk, people["publisher"], deed)

    confirm(desk, people["other"])

    assert everything(desk, people["other"])[0].deed == deed
    with desk.database.reading() as db:
        publication = library.publications(db, HEIGHT)[0]
        assert publication.is_withdrawn == isinstance(deed, Withdrawal)


def test_nobody_confirms_what_they_proposed_themselves(desk, people):
    desk.bring()
    propose(desk, people["publisher"])

    with pytest.raises(ConflictError, match="You proposed this yourself"):
        confirm(desk, people["publisher"])

    assert published(desk) == []


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, Foreseen(True, (1,))), (0, Foreseen(False, (1,))), (1, Foreseen())]
)
def test_what_would_begin_early_or_leave_another_no_days_is_foreseen(desk, people, days, expected):
    desk.bring(commit_="a1")
    desk.publish(starts=TODAY)
    desk.bring(commit_="a2", texts=changed("Граница"))
    deed = replace(ADOPTION, version=2, starts=TODAY + timedelta(days=days))
    propose(desk, people["approver"], deed)

    with desk.database.reading() as db:
        (proposal,) = proposing.proposals(db, people["publisher"])
        assert proposing.foreseen(db, proposal, TODAY) == expected


@pytest.mark.parametrize("who", ["drafter", None])
@pytest.mark.parametrize("verb", [propose, confirm, decline])
def test_others_neither_propose_nor_decide_nor_see(desk, people, who, verb):
    desk.bring()
    propose(desk, people["approver"])
    viewer = people[who] if who else Viewer()

    with pytest.raises(ForbiddenError):
        verb(desk, viewer)

    assert everything(desk, viewer) == []


def test_an_approver_does_not_confirm(desk, people):
    desk.bring()
    propose(desk, people["publisher"])

    with pytest.raises(ForbiddenError):
        confirm(desk, people["approver"])


def test_what_cannot_be_published_is_not_proposed(desk, people):
    desk.bring(metadata=METADATA + "behind: [kk, en]\n")

    with pytest.raises(RefusedError, match="missing or incomplete in: kk, en"):
        propose(desk, people["approver"])
    with pytest.raises(ConflictError, match="not published"):
        propose(desk, people["approver"], Happening(Force.REPEALED, TODAY, REASON))
    with pytest.raises(ConflictError, match="no publication 1"):
        propose(desk, people["approver"], Withdrawal(1, REASON))
    with pytest.raises(RefusedError, match="“akimat” does not adopt acts of this kind"):
        propose(desk, people["approver"], Adoption(1, TODAY, "№ 1", TODAY, body="akimat"))
    with pytest.raises(ActNotFoundError):
        propose(desk, people["approver"], act=ActId("nowhere"))


def test_other_proposals_of_a_version_lapse_when_it_is_published(desk, people):
    desk.bring()
    propose(desk, people["approver"])
    propose(desk, people["approver"], replace(ADOPTION, decision="№ 7"))

    confirm(desk, people["publisher"], id_=2)

    states = [one.state for one in everything(desk, people["approver"])]
    assert states == [State.CONFIRMED, State.LAPSED]
    with pytest.raises(ConflictError, match="published by another proposal"):
        confirm(desk, people["publisher"])


def test_the_same_is_proposed_once_and_decided_once(desk, people):
    desk.bring()
    propose(desk, people["approver"])

    with pytest.raises(ConflictError, match="proposed for height already"):
        propose(desk, people["publisher"])
    confirm(desk, people["publisher"])
    with pytest.raises(ConflictError, match="was confirmed already"):
        confirm(desk, people["other"])
    with pytest.raises(NotFoundError):
        confirm(desk, people["other"], id_=99)

    assert published(desk) == [1]


def test_what_is_declined_has_a_reason_and_is_not_published(desk, people):
    desk.bring()
    propose(desk, people["approver"])

    with pytest.raises(ConflictError, match="A reason is missing"):
        decline(desk, people["publisher"], " ")
    decline(desk, people["publisher"])

    (one,) = everything(desk, people["publisher"])
    assert (one.state, one.reason) == (State.DECLINED, "Ещё рано")
    assert published(desk) == []


@pytest.mark.slow
def test_of_two_who_confirm_at_once_one_publishes(desk, people):
    desk.bring()
    propose(desk, people["approver"])
    start, faults = Barrier(2), []

    def race(viewer: Viewer) -> None:
        start.wait()
        try:
            confirm(desk, viewer)
        except KBError as fault:
            faults.append(fault)

    threads = [Thread(target=race, args=(people[name],)) for name in ("publisher", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert published(desk) == [1]
    assert [type(fault) for fault in faults] == [ConflictError]


def test_a_person_who_is_gone_from_the_roles_does_not_propose(desk, people):
    desk.bring()
    without_person = Viewer(person=None, roles=frozenset({Role.PUBLISHER}))
    unknown = Viewer(person=PersonId(1), roles=frozenset())

    for viewer in (without_person, unknown):
        with pytest.raises(ForbiddenError):
            propose(desk, viewer)
