"""The coordinator's pages of experts, and the administrator's of letters."""

import re

import pytest
from flask.testing import FlaskClient

from kb.services import mailing
from tests.webapp.town import Town
from tests.webapp.views.test_invitations import ANN, EXPERTS, invite
from tests.webapp.with_mail import coordinator_with_mail


@pytest.fixture
def coordinator(own_town: Town) -> FlaskClient:
    return own_town.browser("coordinator")


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "ann"},
        {"email": "a@b.example\r\nBcc: c@d.example"},
        {"full_name": ""},
        {"full_name": "a" * 201},
        {"country": "XX"},
        {"panel": "other"},
        {"panel": ""},
        {"language": "fr"},
        {"language": ""},
        {"languages": ["fr"]},
        {"languages": []},
        {"replaces": "999"},
    ],
)
def test_a_form_that_is_wrong_is_shown_again_and_nobody_is_written_to(own_town, coordinator, wrong):
    answer = coordinator.post(EXPERTS, data={**ANN, "organisation": "Bar & Co", **wrong})

    assert answer.status_code == 400
    assert "Nothing you typed was lost." in answer.text
    assert 'value="Bar &amp; Co"' in answer.text
    with own_town.database.reading() as db:
        assert mailing.outbox(db) == []


def test_what_stands_in_the_way_is_said_in_the_readers_language(own_town, coordinator):
    invite(coordinator)
    answer = coordinator.post(EXPERTS.replace("/en/", "/ru/"), data=ANN)

    assert answer.status_code == 409
    assert "Владелец этого адреса уже приглашен." in answer.text


def test_names_are_shown_as_words_only(coordinator):
    invite(coordinator, full_name="<script>alert(1)</script>", organisation="{{ 7*7 }}")
    page = coordinator.get(EXPERTS).text

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page


def test_nobody_gives_roles_by_inviting(own_town, coordinator):
    invite(coordinator, roles=["publisher"], name="boss", is_active="0", state="accepted")

    page = coordinator.get(EXPERTS).text
    assert "has not answered yet" in page
    with own_town.database.reading() as db:
        person = mailing.PersonRow
        roles = {row.name: row.roles for row in db.query(person)}
    assert roles["ann@example.org"] == ["expert"]
    assert "boss" not in roles


def test_a_new_link_and_the_end_of_an_invitation(own_town, coordinator):
    invite(coordinator)
    found = re.search(r"experts/(\d+)/again", coordinator.get(EXPERTS).text)
    assert found is not None
    for what in ("again", "revoke"):
        assert coordinator.post(f"{EXPERTS}{found[1]}/{what}").status_code == 302

    page = coordinator.get(EXPERTS).text
    assert "invitation taken back" in page
    assert "/again" not in page
    assert coordinator.post(f"{EXPERTS}{found[1]}/again").status_code == 409
    with own_town.database.reading() as db:
        assert len(mailing.outbox(db)) == 3


def test_the_list_of_all_leads_to_each_act(own_town, coordinator):
    invite(coordinator)
    page = coordinator.get("/en/desk/experts/").text

    assert "Ann Lee" in page
    assert f'href="{EXPERTS}"' in page
    assert 'href="/en/desk/experts/"' in coordinator.get("/en/desk/").text


def test_the_administrator_copies_letters_and_learns_of_no_draft(own_town, coordinator):
    invite(coordinator, "/en/desk/acts/parks/experts/")
    admin = own_town.browser("admin")
    page = admin.get("/en/admin/mail/").text

    assert "ann@example.org" in page
    assert "/en/invitation/" in page
    assert [word for word in own_town.secrets.apart if word in page] == []
    assert "towers" not in page.lower()


def test_a_letter_sent_by_hand_lets_nobody_in_who_reads_it_later(own_town, coordinator):
    invite(coordinator)
    admin = own_town.browser("admin")
    assert admin.post("/en/admin/mail/1/sent").status_code == 302

    page = admin.get("/en/admin/mail/").text
    assert not re.search(r"invitation/[\w-]{43}", page)
    assert admin.post("/en/admin/mail/1/sent").status_code == 404
    assert admin.post("/en/admin/mail/2/again").status_code == 404


def test_an_administrator_comes_to_the_letters(own_town):
    given = {"name": "admin", "password": "only-for-demonstration"}
    assert own_town.browser().post("/kk/sign-in", data=given).location == "/kk/admin/mail/"
    home = own_town.browser("admin").get("/en/").text
    assert 'href="/en/admin/mail/"' in home
    assert 'href="/en/desk/"' not in home


def test_a_letter_starts_its_sending_once_it_is_kept(own_town, monkeypatch):
    browser, settings, started = coordinator_with_mail(own_town, monkeypatch)
    browser.post(EXPERTS, data={**ANN, "email": ""})
    assert started == []

    invite(browser)

    assert started == [settings]
