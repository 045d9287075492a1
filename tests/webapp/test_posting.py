"""Letters leave by a process of its own, through a real server."""

from dataclasses import replace

import pytest

from kb.cli.environment import utc_now
from kb.language import Language
from kb.services import accounts, resetting
from kb.services.mailing import Office
from kb.settings import MailSecurity
from tests.smtp import serving
from tests.webapp.town import Town
from webapp.background import start_mail
from webapp.views.invitations import bp


@pytest.mark.slow
def test_a_letter_that_was_written_is_sent_by_a_process_of_its_own(own_town: Town) -> None:
    with serving() as server:
        settings = replace(
            own_town.settings,
            secret_key="s" * 32,
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_tls=MailSecurity.NONE,
            mail_from="acts@alatau.example",
        )
        with own_town.database.writing() as db:
            accounts.set_email(db, "drafter", "d@example.org", own_town.now)
            resetting.ask(db, Office.of(settings, utc_now), "d@example.org", "")
        waiting = [start_mail(settings) for _ in range(2)]
        for one in waiting:
            one.join(timeout=120)

        assert [got["To"] for got in server.got] == ["d@example.org"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", ["invitation", "password"])
def test_the_addresses_in_letters_are_those_of_pages(town: Town, language, page) -> None:
    path = f"/{language}/{page}/{'A' * 43}"
    endpoint, _ = town.site.url_map.bind("localhost").match(path)

    assert endpoint.startswith(f"{bp.name}.")
    assert town.site.url_map.bind("localhost").test(f"/{language}/desk/experts/")
