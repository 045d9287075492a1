"""Since when the provisions of an act have their words: blame, as far as the reader may know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kb.errors import msg
from kb.law.beginnings import Beginning
from kb.law.identifiers import STEP, EId
from kb.services import beginnings, turns
from kb.services.library import Act, Edition, Version
from webapp.locale import day as day_words
from webapp.locale import day_from, gettext
from webapp.site import site
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a provision has its words from: the publication, and the version for those who may know it."""

    publication: Edition | None
    since: date | None
    version: Version | None


def of_act(visit: Visit, act: Act) -> Mapping[EId, str]:
    """Return for each provision in words which edition it has its own words from."""
    if act.is_draft:
        versions = turns.origins(visit.db, visit.viewer, act.act, act.shown.sequence)
        told = {one.id: _of_version(one) for one in versions.values()}
        return {eid: told[one.id] for eid, one in versions.items()}
    begin = beginnings.of_act(visit.db, act)
    words = {one: _of_publication(one) for one in set(begin.values())}
    return {eid: words[one] for eid, one in begin.items()}


def _of_version(version: Version) -> str:
    day = day_words(site().day_of(version.committed_at))
    return gettext(msg("Version %(number)s, %(day)s")) % {"number": version.sequence, "day": day}


def _of_publication(one: Beginning) -> str:
    told = gettext(msg("Publication No. %(number)s, from %(day)s"))
    return told % {"number": one.publication, "day": day_from(one.day)}


def of_provision(visit: Visit, act: Act, eid: EId, begin: Mapping[EId, Beginning]) -> Origin | None:
    """Return where a provision and what stands in it has its newest words from."""
    inside = f"{eid}{STEP}"
    known = turns.origins(visit.db, visit.viewer, act.act, act.shown.sequence)
    versions = [v for one, v in known.items() if one == eid or one.startswith(inside)]
    begun = [b for one, b in begin.items() if one == eid or one.startswith(inside)]
    version = max(versions, key=lambda one: one.sequence, default=None)
    last = max(begun, key=lambda one: (one.publication, one.day), default=None)
    if version is None and last is None:
        return None
    edition = Edition(publication=last.publication) if last else None
    return Origin(edition, last.day if last else None, version)
