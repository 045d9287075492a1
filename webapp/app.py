"""The site as one WSGI application."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final

from flask import Flask, g
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from indexer.opening import open_engine, open_remarks
from kb.cli.environment import utc_now
from kb.language import Language
from kb.settings import Settings
from kb.storage.database import Database
from webapp import compression, errors, jinja, moving, request, security, timekeeping
from webapp.locale import current
from webapp.pages.editions import EditionConverter
from webapp.pages.point_in_time import day_asked
from webapp.site import Site, attach
from webapp.views import (
    accounts,
    acts,
    answers,
    api,
    audit,
    backlog,
    desk,
    discussions,
    experts,
    exports,
    files,
    glossary,
    history,
    invitations,
    joining,
    machines,
    mail,
    moderation,
    notices,
    offline,
    opinions,
    pages,
    patches,
    progress,
    publications,
    publishing,
    remarks,
    reports,
    review,
    rounds,
    search,
    verifying,
    webhooks,
    writing,
)

MOST_FORM_BYTES: Final = 64 * 1024
_CHARACTERS: Final = 32


class LanguageConverter(BaseConverter):
    """The first step of an address: the interface's language."""

    regex = "|".join(language.value for language in Language)


class ActConverter(BaseConverter):
    """The slug of an act."""

    regex = "[a-z0-9][a-z0-9-]{2,63}"


class EIdConverter(BaseConverter):
    """The address of a provision."""

    regex = r"[a-z]+(?:_[0-9A-Za-z~-]+)?(?:__[a-z]+(?:_[0-9A-Za-z~-]+)?)*"


class CountConverter(BaseConverter):
    """The number of a publication or a version, counted from 1."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)


class TokenConverter(BaseConverter):
    """What lets somebody in once: 32 bytes, as `secrets.token_urlsafe` writes them."""

    regex = "[A-Za-z0-9_-]{43}"


class DayConverter(BaseConverter):
    """A day, as in 2027-01-01; one that no calendar has stays as it stands there."""

    regex = r"\d{4}-\d\d-\d\d"

    def to_python(self, value: str) -> date | str:
        """Return the day."""
        return day_asked(value) or value

    def to_url(self, value: date | str) -> str:
        """Return the day as it stands in an address."""
        return str(value)


def create_app(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Flask:
    """Return the site as a WSGI application; nothing is opened before a request needs it."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key or kept_secret(settings),
        SESSION_COOKIE_NAME="__Host-form" if settings.https else "form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        MAX_CONTENT_LENGTH=MOST_FORM_BYTES,
        MAX_FORM_PARTS=50,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
    )
    database = Database(settings.database_url)
    engine, remarks_index = open_engine(settings), open_remarks(settings)
    attach(app, Site(settings, database, engine, remarks_index, clock))
    _route(app)
    for part in (timekeeping, jinja, errors, moving, compression, security, request):
        part.init_app(app)
    CSRFProtect(app).exempt(webhooks.bp)  # Who calls there has no form, and signs what is sent.
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, x_host=0)  # type: ignore[method-assign]
    return app


def kept_secret(settings: Settings) -> str:
    """Return the key that signs forms, made at first use and kept beside the indexes."""
    path = settings.index_dir.parent / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"secret-key.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(_CHARACTERS), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(draft)  # Of two processes that start at once, one's key is kept.
        draft.unlink()
    return path.read_text(encoding="ascii")


def _route(app: Flask) -> None:
    app.url_map.converters.update(
        lang=LanguageConverter,
        act=ActConverter,
        eid=EIdConverter,
        count=CountConverter,
        day=DayConverter,
        token=TokenConverter,
        edition=EditionConverter,
    )
    for module in _VIEWS:
        app.register_blueprint(module.bp)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    del endpoint
    if values and "lang" in values:
        g.language = Language(values.pop("lang"))


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and endpoint.partition(".")[0] in _BLUEPRINTS_IN_A_LANGUAGE:
        values["lang"] = current().value


_IN_A_LANGUAGE: Final = (
    accounts, acts, answers, audit, backlog, desk, discussions, experts, exports, files, glossary, history,
    invitations, joining, mail, moderation, notices, offline, opinions, pages, patches, progress,
    publications, publishing, remarks, reports, review, rounds, search, verifying, writing,
)  # fmt: skip
"""The views whose addresses begin with the interface's language."""
_VIEWS: Final = (*_IN_A_LANGUAGE, api, machines, webhooks)
_BLUEPRINTS_IN_A_LANGUAGE: Final = frozenset(module.bp.name for module in _IN_A_LANGUAGE)
