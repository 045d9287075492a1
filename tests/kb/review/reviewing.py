"""A round, a comment and people for the tests of review; each test names only what it is about."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.access import PersonId
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import Procedure, RoundKind
from kb.law.yaml_text import load, validated
from kb.review.anchors import Anchor
from kb.review.comments import Comment, CommentId, CommentType, Content, Severity
from kb.review.obstacle import RefusedError
from kb.review.rounds import Round
from tests.conftest import ACTS

EXPERT, OTHER, DRAFTER, COORDINATOR = map(PersonId, range(1, 5))
OPENS = datetime(2027, 3, 1, 4, tzinfo=UTC)
CLOSES = datetime(2027, 3, 17, 19, tzinfo=UTC)
BEFORE, DURING, AFTER = OPENS - timedelta(hours=1), OPENS + timedelta(days=2), CLOSES

ROUND = Round(
    act=ActId("tariffs"), number=1, version=3, kind=RoundKind.EXPERT, opens=OPENS, closes=CLOSES
)
CONTENT = Content(
    type=CommentType.AMBIGUITY,
    severity=Severity.IMPORTANT,
    language=Language.RU,
    text="Кто решает?",
)
COMMENT = Comment(
    id=CommentId("c1"),
    author=EXPERT,
    anchor=Anchor(eid=EId("art_1"), language=Language.RU, version=3),
    content=CONTENT,
)


def procedure() -> Procedure:
    """Return the repository's procedure."""
    text = (ACTS / "procedure.yaml").read_text(encoding="utf-8")
    value, problems = validated(Procedure, load(text, 1024 * 1024))
    assert value, problems
    return value


def messages(obstacles) -> set[str]:
    return {one.message for one in obstacles}


def refused(step, *arguments, **named) -> set[str]:
    """Return the messages with which a step is refused."""
    with pytest.raises(RefusedError) as refusal:
        step(*arguments, **named)
    return messages(refusal.value.obstacles)
