"""Editions of an act as addresses name them: p2 is its second publication, v3 its third version."""

import re
from typing import Final

from flask import url_for
from werkzeug.routing import BaseConverter, ValidationError

from kb.errors import msg
from kb.law.identifiers import ActId, EId
from kb.services.library import Edition
from webapp.locale import gettext


class EditionConverter(BaseConverter):
    """A publication or a version, each counted from 1."""

    regex = "[pv][1-9][0-9]{0,5}"

    def to_python(self, value: str) -> Edition:
        """Return the edition."""
        edition = read(value)
        if edition is None:
            raise ValidationError
        return edition

    def to_url(self, value: Edition) -> str:
        """Return the edition as it stands in an address."""
        return name(value)


_EDITION: Final = re.compile(EditionConverter.regex, re.ASCII)


def read(given: str) -> Edition | None:
    """Return the edition that a name names, or None if it names nothing."""
    if not _EDITION.fullmatch(given):
        return None
    number = int(given[1:])
    return Edition(publication=number) if given[0] == "p" else Edition(version=number)


def name(edition: Edition) -> str:
    """Return an edition as it stands in an address.

    >>> name(Edition(publication=2)), name(Edition(version=3))
    ('p2', 'v3')
    """
    return f"p{edition.publication}" if edition.publication else f"v{edition.version}"


def words(edition: Edition) -> str:
    """Return what an edition is called in the interface's language."""
    if edition.publication:
        return gettext(msg("Publication No. %(number)s")) % {"number": edition.publication}
    return gettext(msg("Version %(number)s")) % {"number": edition.version}


def address(act: ActId, edition: Edition, eid: EId | None = None) -> str:
    """Return the address of an edition's text, or of a provision in it."""
    if edition.publication:
        return url_for("acts.publication", act=act, number=edition.publication, _anchor=eid)
    return url_for("acts.version", act=act, number=edition.version, _anchor=eid)
