"""Who may read and do what."""

import pytest

from kb.access import GRANTED, UNDER_REVIEW, Permission, PersonId, Role, Viewer, readable_drafts
from kb.law.identifiers import ActId
from kb.law.procedure import Stage

AT_WORK = set(Role) - {Role.EXPERT, Role.ADMINISTRATOR, Role.PARTICIPANT}
INVITED, OTHER = ActId("invited"), ActId("other")


def viewer(*roles: Role) -> Viewer:
    return Viewer(PersonId(1), frozenset(roles))


def drafts(roles: set[Role], stage: Stage, invited: frozenset[ActId] = frozenset()) -> set[ActId]:
    return set(readable_drafts(frozenset(roles), invited, [(INVITED, stage), (OTHER, stage)]))


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.READ_DRAFTS, AT_WORK),
        (Permission.READ_DRAFTS_WHEN_INVITED, {Role.EXPERT}),
        (Permission.SEE_DESK, AT_WORK | {Role.EXPERT}),
        (Permission.PUBLISH, {Role.PUBLISHER}),
        (Permission.INVITE, {Role.COORDINATOR}),
        (Permission.KEEP_MAIL, {Role.ADMINISTRATOR}),
        (Permission.SEE_REVIEWS, AT_WORK - {Role.APPROVER, Role.PUBLISHER}),
        (Permission.COMMENT_WHEN_INVITED, {Role.EXPERT}),
        (Permission.COMMENT_IN_PUBLIC, {Role.EXPERT, Role.PARTICIPANT}),
        (Permission.MODERATE, {Role.COORDINATOR}),
        (Permission.ANSWER_COMMENTS, {Role.DRAFTER, Role.COORDINATOR}),
        (Permission.WRITE_NOTES, {Role.DRAFTER, Role.COORDINATOR, Role.LEGAL_OFFICER}),
        (Permission.RUN_ROUNDS, {Role.COORDINATOR}),
    ],
)
def test_a_permission_is_granted_to_these_roles_and_no_others(permission, roles):
    assert {role for role in Role if viewer(role).may(permission)} == roles


def test_every_permission_is_granted_to_somebody():
    assert set(GRANTED) == set(Permission)
    assert all(GRANTED.values())


@pytest.mark.parametrize("permission", list(Permission))
def test_who_has_no_role_has_no_permission(permission):
    assert not Viewer().may(permission)


def test_one_of_several_roles_is_enough():
    assert viewer(Role.AUDITOR, Role.PUBLISHER).may(Permission.PUBLISH)


def test_who_has_not_signed_in_is_anonymous():
    assert Viewer().is_anonymous
    assert not viewer(Role.AUDITOR).is_anonymous


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("role", sorted(AT_WORK))
def test_who_works_on_drafts_reads_all_of_them_at_every_stage(role, stage):
    assert drafts({role}, stage) == {INVITED, OTHER}


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("roles", [set(), {Role.ADMINISTRATOR}, {Role.PARTICIPANT}])
def test_readers_participants_and_administrators_read_no_draft_even_if_invited(roles, stage):
    assert drafts(roles, stage, frozenset({INVITED})) == set()


@pytest.mark.parametrize("stage", list(Stage))
def test_an_expert_reads_no_draft_without_an_invitation_not_even_one_in_public_discussion(stage):
    assert drafts({Role.EXPERT}, stage) == set()


@pytest.mark.parametrize("stage", sorted(UNDER_REVIEW))
def test_an_invited_expert_reads_a_draft_under_review_and_no_other(stage):
    assert drafts({Role.EXPERT}, stage, frozenset({INVITED})) == {INVITED}


@pytest.mark.parametrize("stage", [Stage.WORKING, Stage.WITHDRAWN, Stage.PUBLISHED])
def test_an_invited_expert_reads_no_draft_before_or_after_the_review(stage):
    assert drafts({Role.EXPERT}, stage, frozenset({INVITED})) == set()
