"""Files and unfinished texts in the round of `towers`: of `invited`, of `colleague`, of the coordinator."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from unittest import mock

from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.review.anchors import Anchor
from kb.review.attachments import Given, Role
from kb.review.comments import CommentId
from kb.services import accounts, filing, seats, unfinished
from kb.services.files import FileId
from kb.services.unfinished import Kind, Slot
from tests.kb.review.attached import PDF

if TYPE_CHECKING:
    from tests.webapp.town import Town

OF_INVITED, UNUSED, OF_COLLEAGUE, UNUSED_OF_COLLEAGUE, DOCUMENT, MISSING = (
    FileId(f"{number:032x}") for number in range(0xF11E01, 0xF11E07)
)
"""A file with the comment of each expert, one that each has not submitted, a document, and none."""
_NO_WORDS = {"eid", "read_in", "revision"}
BEGUN = Slot.of_comment(Anchor(eid=EId("art_1"), language=Language.KK, version=1))


def add_writing(town: "Town", name: str, comment: CommentId, word: Callable[[], str]) -> None:
    """Let an expert attach a file, upload another, and begin all that one may: with secret words.

    The coordinator begins an answer to the comment.
    """
    attached, unused = {
        "invited": (OF_INVITED, UNUSED),
        "colleague": (OF_COLLEAGUE, UNUSED_OF_COLLEAGUE),
    }[name]
    with town.database.writing() as db, mock.patch.object(filing, "token_hex") as made:
        seat = seats.take(db, accounts.viewer_of(db, name), ActId("towers"), 1, town.now)
        made.side_effect = [attached, unused]
        id_ = filing.upload(db, seat, given(word()))
        filing.attach(db, seat, [id_], comment)
        filing.upload(db, seat, given(word()))
    place = {"eid": "art_1", "read_in": "kk"}
    begin(town, name, BEGUN, {**place, "text": word(), "reason": word()})
    begin(town, name, Slot(Kind.REPLY, comment), {"eid": "art_1", "text": word()})
    begin(town, name, Slot(Kind.CONTEST, comment), {"eid": "art_1", "reason": word()})
    answer = {"eid": "art_1", "reply": word(), "translation": word(), "revision": "0"}
    begin(town, "coordinator", Slot(Kind.ANSWER, comment), answer)


def begin(town: "Town", name: str, slot: Slot, fields: dict[str, str]) -> None:
    """Let somebody begin a text; its words are kept in `secrets.begun`."""
    with town.database.writing() as db:
        seat = seats.take(db, accounts.viewer_of(db, name), ActId("towers"), 1, town.now)
        unfinished.save(db, seat, slot, {field: [value] for field, value in fields.items()})
    mine = town.secrets.begun.setdefault(name, [])
    mine += [value for field, value in fields.items() if field not in _NO_WORDS]


def add_document(town: "Town", word: Callable[[], str]) -> None:
    """Let the coordinator add a document to the round, with a secret name."""
    with town.database.writing() as db, mock.patch.object(filing, "token_hex") as made:
        seat = seats.take(db, accounts.viewer_of(db, "coordinator"), ActId("towers"), 1, town.now)
        made.return_value = DOCUMENT
        filing.add_document(db, seat, given(word()), Role.EXPLANATORY_NOTE, Language.EN)


def given(word: str) -> Given:
    """Return a file whose name and content are secret."""
    return Given(f"{word}.pdf", PDF.replace(b"%PDF-1.4\n", f"%PDF-1.4\n%{word}\n".encode()))
