"""What templates may use beside what they are given."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, g, request, url_for
from markupsafe import Markup, escape

from kb.access import Permission
from kb.language import Language
from kb.review.calendar import last_day_before
from kb.services import notices
from webapp import discussion_labels, labels, locale, terms
from webapp import request as current
from webapp.preferences import Preferences
from webapp.site import site

STATIC: Final = Path(__file__).parent / "static"
TEMPLATES: Final = Path(__file__).parent / "templates"


def init_app(app: Flask) -> None:
    """Give templates translations, dates, static files and the viewer."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        locale.gettext, locale.ngettext, newstyle=True, pgettext=locale.pgettext
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(_FILTERS)
    app.jinja_env.globals.update(_GLOBALS)
    app.context_processor(_of_request)


def _of_request() -> dict[str, Any]:
    """Give every page its language and look, and where it is; a page of an error repeats no address."""
    is_error = g.get("is_error", False)
    here = None if is_error else _address(request.path, request.args.items(multi=True))
    preferences = Preferences.of(request.cookies)
    return {"language": locale.current(), "preferences": preferences, "here": here}


def in_xml(words: str) -> str:
    """Return words without the control characters that XML has no way to write."""
    return words.translate(_NOT_IN_XML)


_NOT_IN_XML: Final = dict.fromkeys((*(set(range(32)) - {9, 10, 13}), 0xFFFE, 0xFFFF))


def unbroken(words: str) -> Markup:
    """Return words in which no line ends at the hyphen of “20-тармақ”; copied, they are the same."""
    kept = _WITH_ENDING.sub(r'<span class="unbroken">\g<0></span>', str(escape(words)))
    return Markup(kept)  # noqa: S704  # all but the span is escaped


_WITH_ENDING: Final = re.compile(r"\d+(?:-\d+)*-[^\W\d_]+")


def static(name: str) -> str:
    """Return the address of a static file, which changes with its contents."""
    return url_for("static", filename=name, v=version_of(name))


@lru_cache(256)
def version_of(name: str) -> str:
    """Return what stands in the address of a static file for its contents."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def in_language(language: Language) -> str:
    """Return the address of the same page in another language of the interface, or of the home page."""
    if g.get("is_error") or "language" not in g or request.method not in current.SAFE:
        return url_for("pages.home", lang=language.value)
    path = url_for(request.endpoint or "", lang=language.value, **(request.view_args or {}))
    return _address(path, request.args.items(multi=True))


def narrowed(endpoint: str, name: str, value: str, *, is_chosen: bool, many: bool) -> str:
    """Return this address with a value added to, or taken from, one of its parameters.

    With `many` a parameter may have several values; else the new one takes the old one's place.
    """
    values = request.args.to_dict(flat=False)
    values.pop("page", None)
    others = [one for one in values.get(name, []) if one != value] if many else []
    values[name] = others if is_chosen else [*others, value]
    return _address(url_for(endpoint), _pairs(values))


def paged(page: int) -> str:
    """Return the address of another page of these results."""
    values = {**request.args.to_dict(flat=False), "page": [str(page)]}
    return _address(request.path, _pairs(values))


def switched(name: str) -> str:
    """Return this address with a switch turned on, or off if it is on."""
    values = request.args.to_dict(flat=False)
    values[name] = [] if request.args.get(name) == "1" else ["1"]
    return _address(request.path, _pairs(values))


def with_columns(columns: str) -> str:
    """Return this address with other languages of the text."""
    values = {**request.args.to_dict(flat=False), "text": [columns]}
    return _address(request.path, _pairs(values))


def _pairs(values: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((name, one) for name, several in values.items() for one in several)


def _address(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return an address with parameters; `url_for` takes none that are named as its own are."""
    given = [(name, value) for name, value in pairs if value]
    return f"{path}?{urlencode(given)}" if given else path


def _day_of(value: datetime) -> date:
    return site().day_of(value)


def _moment(value: datetime) -> str:
    return locale.moment(value, site().settings.time_zone)


def _stamp(value: datetime) -> Markup:
    return terms.stamped(value, _moment(value))


def _today() -> date:
    return site().today()


def _may_publish() -> bool:
    """Tell whether who has signed in comes to the publisher's desk."""
    person = _signed_in()
    return person is not None and person.viewer.may(Permission.PROPOSE_PUBLICATION)


def _may(permission: str) -> bool:
    """Tell whether who has signed in has a permission, by its name."""
    person = _signed_in()
    return person is not None and person.viewer.may(Permission[permission])


def _notices_unseen() -> int:
    """Tell how many notices who has signed in has not seen; a page of an error asks no database."""
    person = None if g.get("is_error", False) else _signed_in()
    return notices.unseen(current.db(), person.viewer) if person else 0


def _signed_in() -> Any:
    """Tell who has signed in; a page of an error does without the database."""
    return g.get("signed_in")


def safe_html(html: str) -> Markup:
    """Mark as safe the HTML that kb.law.render made and nh3 has passed."""
    return Markup(html)  # noqa: S704  # see above


_FILTERS: Final[Mapping[str, Any]] = {
    "day": locale.day,
    "day_from": locale.day_from,
    "day_until": locale.day_until,
    "day_as_of": locale.day_as_of,
    "in_xml": in_xml,
    "moment": _moment,
    "day_of": _day_of,
    "last_day": last_day_before,
    "number": locale.number,
    "percent": locale.percent,
    "stamp": _stamp,
    "unbroken": unbroken,
    "until": terms.marked,
}
"""What templates make of a value."""
_GLOBALS: Final[Mapping[str, Any]] = {
    "Language": Language,
    "force_label": labels.force,
    "round_kind": labels.round_kind,
    "round_state": labels.round_state,
    "publication_label": labels.publication,
    "glossary_order": locale.read_instead,
    "in_language": in_language,
    "ground_label": discussion_labels.ground,
    "letter_label": labels.letter,
    "moderation_label": discussion_labels.moderation,
    "may": _may,
    "may_publish": _may_publish,
    "notices_unseen": _notices_unseen,
    "narrowed": narrowed,
    "paged": paged,
    "signed_in": _signed_in,
    "static": static,
    "switched": switched,
    "today": _today,
    "with_columns": with_columns,
}
"""What templates ask for."""
