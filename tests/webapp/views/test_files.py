"""Files of a round over HTTP: downloads only, for those who see what they hang on; uploads are kept."""

import errno
import io
import re

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from kb.review import attachments
from kb.services import files
from tests.kb.review.attached import DOCX, PDF, PNG
from tests.webapp.answering import ROUND, do
from tests.webapp.town import ROLES
from tests.webapp.town_rounds import COMMENT
from tests.webapp.town_writing import (
    DOCUMENT,
    OF_COLLEAGUE,
    OF_INVITED,
    UNUSED,
    UNUSED_OF_COLLEAGUE,
)
from webapp import security

FILES = f"{ROUND}files/"
WHO = ("anonymous", *ROLES)
AT_WORK = {"drafter", "coordinator", "legal", "auditor"}
SEEN_BY = {
    OF_INVITED: AT_WORK | {"invited"},
    OF_COLLEAGUE: AT_WORK,
    UNUSED: {"invited"},
    UNUSED_OF_COLLEAGUE: set(),
    DOCUMENT: AT_WORK | {"approver", "publisher", "invited"},
}


def sent(content: bytes, name: str = "letter.pdf") -> dict[str, object]:
    """Return a form with a file, as a browser sends it."""
    boundary, body = encode_multipart({"files": FileStorage(io.BytesIO(content), name)})
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


@pytest.mark.parametrize("name", WHO)
def test_a_file_is_had_by_those_who_see_what_it_hangs_on(town, name):
    browser = town.browser(None if name == "anonymous" else name)
    for file, who in SEEN_BY.items():
        for act, lang in (("towers", "en"), ("towers", "kk"), ("bridges", "en")):
            status = browser.get(f"/{lang}/acts/{act}/rounds/1/files/{file}").status_code
            assert status == (200 if name in who and act == "towers" else 404), (file, act)


def test_a_file_is_a_download_and_nothing_that_a_page_can_be_made_of(town):
    browser = town.browser("invited")
    answer = browser.get(f"{FILES}{OF_INVITED}")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.data.startswith(b"%PDF-1.4")


def test_a_name_in_any_script_is_told_as_the_standard_says(own_town):
    browser = own_town.browser("invited")
    line = browser.post(FILES, **sent(PDF, "Пікір “№ 1”.pdf")).text
    address = line.split('href="')[1].split('"')[0]
    told = browser.get(address).headers["Content-Disposition"]
    assert told.endswith(
        "filename*=UTF-8''%D0%9F%D1%96%D0%BA%D1%96%D1%80%20%E2%80%9C%E2%84%96%201%E2%80%9D.pdf"
    )
    assert "\n" not in told


@pytest.mark.parametrize(("content", "name"), [(PDF, "a.pdf"), (DOCX, "a.docx"), (PNG, "a.png")])
def test_what_is_uploaded_has_a_line_in_the_form(own_town, content, name):
    answer = own_town.browser("invited").post(FILES, **sent(content, name))
    assert answer.status_code == 201
    assert f'<span>{name} <span class="quiet">1 KB' in " ".join(answer.text.split())
    assert 'name="file"' in answer.text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "“a&lt;b&gt;.pdf” is empty."),
        (b"MZ" * 99, "is no PDF, no Word document (DOCX) and no PNG picture."),
        (PDF[:-4], "is damaged or not complete."),
        (b"%PDF-1.4" + b" " * attachments.LARGEST, "has more than 10 MB."),
    ],
)
def test_what_cannot_be_taken_is_told_why(own_town, content, told):
    answer = own_town.browser("invited").post(FILES, **sent(content, "a<b>.pdf"))
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert told.replace("a&lt;b&gt;", "a_b_") in answer.text


def test_an_upload_without_a_file_says_so(town):
    answer = town.browser("invited").post(FILES)
    assert (answer.status_code, answer.text) == (400, "Choose a file.")


def test_more_than_all_files_together_is_refused_before_it_is_read(own_town, monkeypatch):
    monkeypatch.setitem(security.MOST_WITH_FILES, "files.upload", 100_000)
    browser = own_town.browser("invited")
    assert browser.post(FILES, **sent(PDF + b" " * 200_000)).status_code == 413
    assert "at most 10 MB" in browser.post(FILES, **sent(PDF + b" " * 200_000)).text


def test_who_has_not_signed_in_may_send_no_more_than_any_form(town):
    assert town.browser().post(FILES, **sent(PDF + b" " * 100_000)).status_code == 413


def test_a_full_disk_is_told_and_nothing_is_lost(own_town, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("werkzeug.formparser.default_stream_factory", full)
    monkeypatch.setattr("werkzeug.wrappers.request.Request._get_file_stream", full)
    answer = own_town.browser("invited").post(FILES, **sent(PDF))
    assert answer.status_code == 503
    assert "Nothing was lost" in answer.text


def test_a_file_not_submitted_is_removed_for_good_and_one_that_was_leaves_its_name(own_town):
    browser = own_town.browser("invited")
    for file in (UNUSED, OF_INVITED):
        answer = browser.post(f"{FILES}{file}/remove", data={"next": "/en/help/"})
        assert (answer.status_code, answer.location) == (302, "/en/help/")
        assert browser.get(f"{FILES}{file}").status_code == 404
    assert own_town.browser("drafter").get(f"{FILES}{OF_INVITED}").status_code == 404


@pytest.mark.parametrize("name", ["anonymous", "other", "drafter", "coordinator"])
def test_nobody_removes_what_is_anothers(own_town, name):
    browser = own_town.browser(None if name == "anonymous" else name)
    for file in (UNUSED, OF_INVITED, OF_COLLEAGUE):
        assert browser.post(f"{FILES}{file}/remove").status_code == 404
    assert own_town.browser("invited").get(f"{FILES}{OF_INVITED}").status_code == 200


def test_after_removing_nobody_is_led_to_another_site(own_town):
    answer = own_town.browser("invited").post(
        f"{FILES}{UNUSED}/remove", data={"next": "//evil.example"}
    )
    assert answer.location == "/en/acts/towers/rounds/1/"


PAGES = {
    "of the comment": ("invited", f"{ROUND}comments/{COMMENT}"),
    "of answering": ("drafter", f"/en/desk/acts/towers/rounds/1/queue/{COMMENT}"),
    "of contesting": ("invited", f"{ROUND}comments/{COMMENT}/contest"),
}
"""Where a comment is read with all that was said, and by whom."""


@pytest.mark.parametrize(("name", "page"), PAGES.values(), ids=PAGES)
def test_the_files_of_a_comment_are_listed_where_it_is_read_answered_and_contested(
    town, name, page
):
    browser = town.browser(name)

    links = re.findall(r'<a href="([^"]+)" download>', browser.get(page).text)

    assert links == [f"{FILES}{OF_INVITED}"]
    assert browser.get(links[0]).data.startswith(b"%PDF-1.4")


@pytest.mark.parametrize(("name", "page"), PAGES.values(), ids=PAGES)
def test_of_a_file_that_was_removed_its_name_is_left_there(own_town, name, page):
    [file] = do(own_town, "drafter", files.of_comment, COMMENT)
    own_town.browser("invited").post(f"{FILES}{OF_INVITED}/remove")

    shown = own_town.browser(name).get(page).text

    assert f"<s>{file.name}</s>" in shown
    assert OF_INVITED not in shown
