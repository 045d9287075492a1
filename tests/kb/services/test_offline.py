"""Comments from Word come back to their provisions, once, and only into the text they were written on."""

from io import BytesIO

import docx
import pytest

from kb.errors import ForbiddenError, NotFoundError
from kb.language import Language
from kb.law.identifiers import NOWHERE
from kb.review.attachments import Given
from kb.review.comments import CommentType, Content, Severity
from kb.review.obstacle import RefusedError
from kb.services import commenting, offline, threads
from kb.services.commenting import Remark
from kb.services.offline import StrangePaperError, Sure
from tests.kb.services.reviewing import Review


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


@pytest.fixture
def document(review):
    return docx.Document(BytesIO(review.do("aigul", offline.write, Language.RU, ["Проект."])))


def given(document, name="text.docx") -> Given:
    file = BytesIO()
    document.save(file)
    return Given(name, file.getvalue())


def paragraph(document, words):
    return next(one for one in document.paragraphs if words in one.text)


def test_a_comment_on_words_comes_back_on_them(review, document):
    run = paragraph(document, "Высота здания").runs[-1]
    document.add_comment(run, text="Почему?", author="Айгуль")

    brought = review.do("aigul", offline.read, given(document))

    (one,) = brought.written
    assert (brought.language, one.where.eid) == (Language.RU, "art_1__para_1")
    assert one.where.exact in {"", run.text.strip()}
    assert (one.author, one.text) == ("Айгуль", "Почему?")
    assert one.sure is not Sure.NOWHERE


def test_what_was_brought_twice_is_submitted_once(review, document):
    document.add_comment(paragraph(document, "Высота здания").runs[-1], text="Почему?")
    for _ in range(2):
        (one,) = review.do("aigul", offline.read, given(document)).written
        content = Content(
            type=CommentType.QUESTION,
            severity=Severity.MINOR,
            language=Language.RU,
            text=one.text,
        )
        review.do("aigul", commenting.submit, Remark(one.where, content, one.token))

    assert review.do("aigul", threads.count) == 1


def test_a_provision_is_known_by_its_words_where_the_bookmarks_are_lost(review, document):
    body = document.element.body
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(body.iter(f"{{{body.nsmap['w']}}}{tag}")):
            if "kb_text" not in (mark.get(f"{{{body.nsmap['w']}}}name") or ""):
                mark.getparent().remove(mark)
    document.add_comment(paragraph(document, "Высота здания").runs[-1], text="Почему?")
    document.add_comment(document.add_paragraph("Новый абзац").runs[0], text="А это?")

    first, second = review.do("aigul", offline.read, given(document)).written

    assert first.where.eid == "art_1__para_1"
    assert (second.where.eid, second.sure) == (NOWHERE, Sure.NOWHERE)


def test_another_document_is_refused_with_what_to_do(review):
    document = docx.Document()
    document.add_paragraph("Что-то своё")

    with pytest.raises(StrangePaperError, match="downloaded from this page"):
        review.do("aigul", offline.read, given(document))


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 not whole", b"PK\x03\x04 not whole", b"plain words"]
)
def test_what_is_no_word_document_is_refused(review, content):
    with pytest.raises(RefusedError):
        review.do("aigul", offline.read, Given("text.docx", content))


def test_a_paper_is_for_those_who_may_read_the_text_and_its_return_for_those_who_are_asked(
    review, document
):
    with pytest.raises(NotFoundError):
        review.do("stranger", offline.write, Language.RU, [])
    with pytest.raises(ForbiddenError):
        review.do("drafter", offline.read, given(document))
    assert review.do("drafter", offline.write, Language.RU, [])
