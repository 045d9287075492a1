"""Forms sent as a browser sends them: with all that they hold, and what somebody changes."""

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse


def send(browser: FlaskClient, page: str, action: str, **changes: str) -> TestResponse:
    """Open a page, change fields of its form with an action, and send it."""
    forms = html.fromstring(browser.get(page).text).forms
    form = next(one for one in forms if one.get("action") == action)
    held = {name: value for name, value in form.form_values() if name not in changes}
    return browser.post(action, data={**held, **changes})
