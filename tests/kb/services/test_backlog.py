"""How far the acts that the law calls for have come, for each viewer as far as they may know."""

from datetime import date

import pytest

from kb.access import Role, Viewer
from kb.law.backlog import Backlog
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.law.words import Words
from kb.services import backlog, publishing
from kb.services.publishing import Happening
from tests.factories import TODAY
from tests.kb.law.checks.drafts import of_yaml
from tests.kb.services.desk import HEIGHT, PUBLISHER, Desk

ROW = """\
  {id}: {{topic: {{kk: А, ru: А, en: A}}, levels: [council], articles: ["1"], stages: [S1], acts: [{acts}]}}
"""
ROWS = {"B01": "height", "B02": "width", "B03": "", "B04": "width, height", "B05": "castles"}
BACKLOG = of_yaml(
    Backlog,
    "starts: {S1: 2026-07-01}\nrows:\n"
    + "".join(ROW.format(id=i, acts=a) for i, a in ROWS.items()),
)
ANYBODY = Viewer()


@pytest.fixture
def town(desk: Desk) -> Desk:
    """A published act, and a draft under expert review."""
    desk.bring()
    desk.publish()
    desk.bring("development/width")
    desk.move(Stage.EXPERT_REVIEW, ActId("width"))
    return desk


def told(desk: Desk, viewer: Viewer, today: date = TODAY) -> dict[str, str]:
    with desk.database.reading() as db:
        found = backlog.lines(db, viewer, BACKLOG, today)
    return {
        line.id: f"{line.state} {' '.join(act.act for act in line.acts)}".strip() for line in found
    }


PUBLIC = {
    "B01": "published height",
    "B02": "open",
    "B03": "open",
    "B04": "published height",
    "B05": "open",
}


def test_readers_learn_what_is_published_and_no_more(town):
    assert told(town, ANYBODY) == PUBLIC


def test_drafts_change_nothing_for_readers(town):
    with town.database.reading() as db:
        before = backlog.lines(db, ANYBODY, BACKLOG, TODAY)
    town.bring("castles/castles")
    town.move(Stage.WITHDRAWN, ActId("width"))

    with town.database.reading() as db:
        assert backlog.lines(db, ANYBODY, BACKLOG, TODAY) == before


def test_drafters_learn_what_is_drafted_and_what_is_missing(town):
    drafter = town.viewer(town.person("dana", Role.DRAFTER))

    assert told(town, drafter) == PUBLIC | {
        "B02": "drafted width",
        "B03": "missing",
        "B04": "published width height",
        "B05": "missing",
    }


def test_an_expert_learns_of_drafts_with_an_invitation_only(town):
    invited = town.viewer(town.person("one", Role.EXPERT, invited=[ActId("width")]))
    other = town.viewer(town.person("two", Role.EXPERT))

    assert told(town, invited)["B02"] == "drafted width"
    assert told(town, invited)["B03"] == "open"
    assert told(town, other) == PUBLIC


def test_a_withdrawn_draft_answers_nothing(town):
    town.move(Stage.WITHDRAWN, ActId("width"))
    drafter = town.viewer(town.person("dana", Role.DRAFTER))

    assert told(town, drafter)["B02"] == "missing width"


def test_an_act_that_was_repealed_answers_nothing_any_more(town):
    happening = Happening(Force.REPEALED, TODAY, Words(en="Replaced."))
    with town.database.writing() as db:
        publishing.record(db, PUBLISHER, HEIGHT, happening, town.clock)

    assert told(town, ANYBODY)["B01"] == "open height"
