"""Who takes part in public discussions has no password, and comes back by letter."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import accounts, commenting, seats
from kb.services.commenting import Rejoinder
from kb.storage.people import PersonRow
from kb.storage.reviewing import NoticeRow
from tests.webapp.town import Town
from tests.webapp.town_discussion import SHOWN
from tests.webapp.views.test_joining import link


def test_who_replies_too_often_in_an_hour_is_told_to_wait_and_loses_nothing(own_town, monkeypatch):
    monkeypatch.setattr(commenting, "PACE", replace(commenting.PACE, most=0))
    reply = {"token": "once", "language": "en", "text": "The bridge is too low."}

    page = f"/en/acts/bridges/rounds/1/comments/{SHOWN}/reply"
    answer = own_town.browser("citizen").post(page, data=reply)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "That was done too often. Try again in 60 minutes." in answer.text
    assert reply["text"] in answer.text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_link_in_a_letter_leads_there_by_way_of_another_after_the_session_has_ended(
    own_town, lang
):
    """Who takes part has no password: the page of signing in sends a link that lets them in."""
    notice, browser = _told(own_town, "citizen"), own_town.browser()
    page = browser.get(f"/{lang}/desk/notices/{notice}/", follow_redirects=True).text
    back = f"/{lang}/desk/notices/{notice}/"
    form = page.partition(f'action="/{lang}/discussions/again"')[2].partition("</form>")[0]
    assert f'name="next" value="{back}"' in form
    assert 'name="email"' in form

    sent = {"email": "asel@example.kz", "next": back}
    assert browser.post(f"/{lang}/discussions/again", data=sent).status_code == 200
    answer = browser.post(link(own_town))

    assert (answer.status_code, answer.location) == (302, back)
    assert browser.get(back).location.startswith(f"/{lang}/acts/bridges/rounds/1/comments/")


def _told(town: Town, name: str) -> int:
    """Reply to what somebody wrote; return the number of the notice of it."""
    with town.database.writing() as db:
        accounts.set_email(db, name, "asel@example.kz", town.now)
        seat = seats.take(db, accounts.viewer_of(db, "drafter"), ActId("bridges"), 1, town.now)
        commenting.reply(db, seat, SHOWN, Rejoinder("The city.", Language.EN, "a"))
        (notice,) = db.scalars(select(NoticeRow.id).join(PersonRow).where(PersonRow.name == name))
        return notice
