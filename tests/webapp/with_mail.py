"""A site that has a mail server, as far as its pages know."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kb.settings import Settings
from tests.webapp.town import Town
from webapp.app import create_app
from webapp.background import Errand


def coordinator_with_mail(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> tuple[FlaskClient, Settings, list[Settings]]:
    """Return a browser there, the site's settings, and with what settings letters began to be sent."""
    started: list[Settings] = []
    monkeypatch.setattr("webapp.posting.start_mail", started.append)
    monkeypatch.setattr(Errand, "ask", lambda _, start: start())
    settings = replace(town.settings, smtp_host="mail.example", mail_from="a@b.example")
    app = create_app(settings, town.now)
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    person = {"name": "coordinator", "password": "only-for-demonstration"}
    browser.post("/en/sign-in", data=person)
    return browser, settings, started
