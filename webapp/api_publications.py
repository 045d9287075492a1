"""Publications as the JSON API tells of them."""

from typing import Any

from flask import url_for

from kb.language import Language
from kb.law.identifiers import ActId
from kb.services.gazette import Entry
from kb.services.library import Publication


def publication(act: ActId, one: Publication) -> dict[str, Any]:
    """Return a publication of an act; `withdrawn` is the public reason, if it was."""
    return {
        "number": one.number,
        "kind": one.kind,
        "body": one.body,
        "adopted_on": one.adopted_on.isoformat(),
        "decision": one.decision,
        "starts": one.starts.isoformat(),
        "published_at": one.published_at.isoformat(),
        "withdrawn": one.withdrawal and one.withdrawal.model_dump(exclude_none=True),
        "certificate": _certificate(act, one.number),
    }


def entry(one: Entry) -> dict[str, Any]:
    """Return an entry of the publication log; what its kind does not have is left out."""
    told = {
        "number": one.number,
        "hash": one.hash,
        "previous": one.previous,
        "kind": one.kind,
        "act": one.act,
        "title": one.title.model_dump(exclude_none=True),
        "published_at": one.published_at.isoformat(),
        "publication": one.publication,
        "body": one.body,
        "decision": one.decision,
        "adopted_on": one.adopted_on and one.adopted_on.isoformat(),
        "starts": one.starts and one.starts.isoformat(),
        "day": one.day and one.day.isoformat(),
        "ground": one.ground and one.ground.model_dump(exclude_none=True),
        "commit": one.commit,
        "sha256": one.texts,
        "certificate": one.publication and _certificate(one.act, one.publication),
        "url": url_for("acts.show", lang=Language.EN.value, act=one.act),
    }
    return {name: value for name, value in told.items() if value}


def _certificate(act: ActId, number: int) -> str:
    return url_for("publications.certificate", lang=Language.EN.value, act=act, number=number)
