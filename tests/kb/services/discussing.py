"""A public discussion that is moderated, for the tests of what is held, let through and taken out."""

from dataclasses import replace

from kb.access import Role
from kb.law.procedure import RoundKind, Stage
from kb.review.moderating import Ground, Removal
from kb.services import accounts, commenting, threads
from tests.kb.services.reviewing import CONTENT, Review

INSULT = Removal(Ground.INSULT, "«Дураки» в третьей строке")


def discussion(desk) -> Review:
    """Hold a public round with two citizens, and an expert of another act who takes part too."""
    made = Review(desk).set_up()
    desk.move(Stage.PUBLIC_DISCUSSION)
    made.hold(kind=RoundKind.PUBLIC)
    for name in ("asel", "bolat"):
        desk.person(name, Role.PARTICIPANT)
        with desk.database.writing() as db:
            accounts.set_email(db, name, f"{name}@example.kz", desk.clock)
    made.joins("asel", "bolat", "stranger")
    return made


def known(review, name) -> set[str]:
    """Return what a person learns of a round in each way there is; all must tell the same."""
    with review.at(name) as (db, seat):
        found = {one.id for one in threads.listed(db, seat)}
        assert threads.count(db, seat) == len(found)
        for one in found:
            assert threads.find(db, seat, one).id == one
        return found


def edit(review, comment, text="Мягче", name="asel") -> None:
    """Let somebody write a comment anew."""
    revision = review.do(name, threads.find, comment).revision
    review.do(name, commenting.edit, comment, revision, replace(CONTENT, text=text))
