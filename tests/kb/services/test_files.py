"""A file is stored once, goes with what it was submitted with, and is seen by whoever sees that."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from kb.errors import ForbiddenError, NotFoundError
from kb.language import Language
from kb.law.procedure import RoundKind, Shown, Stage
from kb.review import attachments, comments, rounds
from kb.review.attachments import Given, Role
from kb.review.opinions import OpinionKind
from kb.services import audit, commenting, deeds, files, filing, opining, threads
from kb.services.audit import Deed
from kb.services.opining import View
from kb.storage.files import ContentRow, FileRow
from tests.kb.review.attached import DOCX, PDF, PNG, docx
from tests.kb.review.reviewing import refused
from tests.kb.services.reviewing import OFFICERS, Review

LETTER = Given("письмо.pdf", PDF)
PICTURE = Given("план.png", PNG)
EVERYBODY = ("", "aigul", "john", "stranger", *OFFICERS)


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def attached(review, name="aigul", given=LETTER, **more):
    """Return a comment and the file that goes with it."""
    comment = review.says(name, **more)
    file = review.do(name, filing.upload, given)
    review.do(name, filing.attach, [file], comment)
    return comment, file


def upload_refused(review, given) -> set[str]:
    return refused(review.do, "aigul", filing.upload, given)


def may_have(review, file) -> set[str]:
    """Return who may have a file; others are not told that it is there."""
    found = set()
    for name in EVERYBODY:
        try:
            review.do(name, files.find, file)
        except NotFoundError:
            continue
        found.add(name)
    return found


def counted(review, table) -> int:
    with review.desk.database.reading() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_file_goes_with_a_comment_as_what_it_is(review):
    comment, file = attached(review, given=Given("C:\\мои\\письмо.exe", PDF))

    [found] = review.do("aigul", files.of_comment, comment)
    assert (found.name, found.media_type) == ("письмо.exe.pdf", "application/pdf")
    assert (found.size, found.is_mine, found.is_removed) == (len(PDF), True, False)
    assert review.do("aigul", files.find, file) == (found, PDF)
    assert review.do("aigul", files.of_comments) == {comment: [found]}
    assert review.do("aigul", files.unused) == []


def test_the_same_content_is_stored_once_and_a_second_sending_is_one_file(review):
    first = review.do("aigul", filing.upload, LETTER)
    assert review.do("aigul", filing.upload, LETTER) == first
    other = review.do("john", filing.upload, LETTER)
    assert other != first
    assert (counted(review, ContentRow), counted(review, FileRow)) == (1, 2)

    review.do("aigul", filing.remove, first)
    assert review.do("john", files.find, other)[1] == PDF
    review.do("john", filing.remove, other)
    assert (counted(review, ContentRow), counted(review, FileRow)) == (0, 0)


def test_sent_twice_with_a_comment_it_is_one_file(review):
    comment, file = attached(review)
    review.do("aigul", filing.attach, [file], comment)
    again = review.do("aigul", filing.upload, LETTER)
    review.do("aigul", filing.attach, [again], comment)
    assert [one.id for one in review.do("aigul", files.of_comment, comment)] == [file]


def test_what_is_no_document_is_refused_and_not_stored(review):
    program = Given("отчёт.pdf", b"MZ\x90" + b"\0" * 99)
    macros = Given("a.docx", docx({"word/vbaProject.bin": b""}))
    for given, problem in ((program, attachments.UNKNOWN), (macros, attachments.HAS_MACROS)):
        assert upload_refused(review, given) == {problem}
    assert counted(review, ContentRow) == 0


def test_what_was_uploaded_is_its_owners_until_it_is_submitted(review):
    file = review.do("aigul", filing.upload, LETTER)
    assert may_have(review, file) == {"aigul"}
    assert [one.id for one in review.do("aigul", files.unused)] == [file]
    assert review.do("aigul", files.unused, Role.LETTER) == []
    assert review.do("aigul", files.unused, None, []) == []
    assert [review.do(name, files.unused) for name in ("john", "drafter")] == [[], []]
    comment = review.says("john")
    with pytest.raises(NotFoundError):
        review.do("john", filing.attach, [file], comment)
    with pytest.raises(NotFoundError):
        review.do("john", filing.remove, file)


def test_a_file_of_a_comment_is_seen_by_those_who_see_the_comment(review):
    _, file = attached(review)
    see = {"aigul", "drafter", "second", "secretary", "lawyer", "auditor"}
    assert may_have(review, file) == see
    assert review.do("john", files.of_comments) == {}

    review.ends()
    assert may_have(review, file) == see


@pytest.mark.parametrize(
    ("shown", "also"),
    [(Shown.NAMED, {"", "stranger", "approver", "publisher", "admin"}), (Shown.HIDDEN, set())],
)
def test_after_the_report_it_is_seen_as_the_comments_are(desk, shown, also):
    review = Review(desk).set_up()
    review.hold(shown=shown)
    comment, file = attached(review)
    review.ends()
    review.settles(comment)
    review.reports()
    at_work = {"drafter", "second", "secretary", "lawyer", "auditor"}
    assert may_have(review, file) == {"aigul", "john"} | at_work | also


def test_in_an_open_panel_the_other_experts_of_the_act_see_it_and_no_others(desk):
    review = Review(desk).set_up()
    review.hold(open_panel=True)
    comment, file = attached(review)
    assert {"aigul", "john"} == may_have(review, file) & {"", "aigul", "john", "stranger"}

    review.do("aigul", commenting.withdraw, comment)
    assert {"aigul"} == may_have(review, file) & {"", "aigul", "john", "stranger"}
    assert review.do("john", files.of_comment, comment) == []
    assert len(review.do("secretary", files.of_comment, comment)) == 1


def test_a_file_removed_before_the_close_leaves_a_trace(review):
    comment, file = attached(review)
    with pytest.raises(NotFoundError):
        review.do("john", filing.remove, file)
    with pytest.raises(ForbiddenError):
        review.do("drafter", filing.remove, file)
    review.do("aigul", filing.remove, file)

    [trace] = review.do("secretary", files.of_comment, comment)
    assert (trace.name, trace.is_removed) == ("письмо.pdf", True)
    assert may_have(review, file) == set()
    with pytest.raises(NotFoundError):
        review.do("aigul", filing.attach, [file], comment)
    done = [entry.deed for entry in _entries(review)]
    assert [done.count(one) for one in (Deed.FILE_ATTACHED, Deed.FILE_REMOVED)] == [1, 1]


def _entries(review):
    with review.desk.database.reading() as db:
        return deeds.entries(db, review.viewer("auditor"))


def test_after_the_close_nothing_comes_or_goes(review):
    comment, file = attached(review)
    waiting = review.do("aigul", filing.upload, PICTURE)
    review.desk.clock.go(days=40)
    for work, arguments in (
        (filing.upload, [Given("b.docx", DOCX)]),
        (filing.attach, [[waiting], comment]),
    ):
        assert refused(review.do, "aigul", work, *arguments) == {rounds.IS_CLOSED}
    assert refused(review.do, "aigul", filing.remove, file) == {comments.CLOSED}
    review.do("aigul", filing.remove, waiting)


def test_whom_the_coordinator_lets_in_late_may_attach(review):
    review.desk.clock.go(days=40)
    comment = review.says("aigul", late=True)
    file = review.do("aigul", filing.upload, LETTER, late=True)
    review.do("aigul", filing.attach, [file], comment, late=True)
    assert len(review.do("aigul", files.of_comment, comment)) == 1


def test_there_are_as_many_files_as_is_sensible(review):
    comment = review.says("aigul")
    some = [
        review.do("aigul", filing.upload, Given(f"{number}.pdf", PDF))
        for number in range(attachments.MOST_UNUSED)
    ]
    assert upload_refused(review, PICTURE) == {attachments.TOO_MANY_UNUSED}
    told = refused(review.do, "aigul", filing.attach, some[:6], comment)
    assert told == {attachments.TOO_MANY}
    assert review.do("aigul", files.of_comment, comment) == []
    review.do("aigul", filing.attach, some[:5], comment)
    assert len(review.do("aigul", files.of_comment, comment)) == 5


def test_a_file_goes_with_one_comment_only_and_that_its_owners(review):
    comment, file = attached(review)
    other = review.says("aigul")
    assert review.do("aigul", files.of_comments, threads.only(other)) == {}
    assert set(review.do("aigul", files.of_comments, threads.only(comment))) == {comment}
    with pytest.raises(NotFoundError):
        review.do("aigul", filing.attach, [file], other)
    mine = review.do("john", filing.upload, PICTURE)
    with pytest.raises(NotFoundError):
        review.do("john", filing.attach, [mine], comment)


def test_a_letter_goes_with_an_opinion(review):
    with pytest.raises(NotFoundError):
        review.do("aigul", filing.attach_letters, [])
    review.do("aigul", opining.give, View(OpinionKind.SUPPORT, Language.RU))
    letter = review.do("aigul", filing.upload, LETTER, Role.LETTER)
    review.do("aigul", filing.attach_letters, [letter])

    [[found]] = review.do("secretary", files.of_opinions).values()
    assert (found.id, found.role) == (letter, Role.LETTER)
    assert review.do("john", files.of_opinions) == {}
    assert "john" not in may_have(review, letter)
    assert {"aigul", "auditor"} <= may_have(review, letter)
    review.do("aigul", filing.remove, letter)
    assert may_have(review, letter) == set()


def test_documents_of_a_round_are_for_all_who_read_its_draft(review):
    given, role = Given("записка.docx", DOCX), Role.EXPLANATORY_NOTE
    with pytest.raises(ForbiddenError):
        review.do("aigul", filing.add_document, given, role, Language.RU)
    file = review.do("secretary", filing.add_document, given, role, Language.RU)

    assert may_have(review, file) == {"aigul", "john", *OFFICERS} - {"admin"}
    [found] = review.do("john", files.documents)
    assert (found.role, found.language) == (role, Language.RU)
    with pytest.raises(ForbiddenError):
        review.do("aigul", filing.remove, file)
    review.do("secretary", filing.remove, file)
    assert review.do("john", files.documents) == []


def test_documents_stay_as_they_are_after_the_close(review):
    given = Given("таблица.docx", DOCX)
    file = review.do("secretary", filing.add_document, given, Role.COMPARATIVE_TABLE, None)
    review.desk.clock.go(days=40)
    assert refused(review.do, "secretary", filing.remove, file) == {comments.CLOSED}
    assert len(review.do("secretary", files.documents)) == 1


def test_documents_of_a_public_discussion_are_for_everybody(desk):
    review = Review(desk).set_up()
    review.desk.move(Stage.PUBLIC_DISCUSSION)
    review.hold(kind=RoundKind.PUBLIC)
    given = Given("записка.docx", DOCX)
    file = review.do("secretary", filing.add_document, given, Role.EXPLANATORY_NOTE, None)
    assert may_have(review, file) == set(EVERYBODY)


def test_after_the_report_documents_of_experts_stay_with_those_who_were_asked(desk):
    review = Review(desk).set_up()
    review.hold(shown=Shown.NAMED)
    given = Given("записка.docx", DOCX)
    file = review.do("secretary", filing.add_document, given, Role.EXPLANATORY_NOTE, None)
    review.ends()
    review.reports()
    assert {"", "stranger"} & may_have(review, file) == set()
    assert review.do("", files.documents) == []


def test_a_file_of_another_round_is_not_found(review):
    _, file = attached(review)
    with review.at("aigul") as (db, seat), pytest.raises(NotFoundError):
        files.find(db, replace(seat, id=seat.id + 1), file)


def test_the_log_of_files_holds(review):
    attached(review)
    with review.desk.database.reading() as db:
        head, problem = audit.verify(db)
    assert (head.number > 0, problem) == (True, None)
