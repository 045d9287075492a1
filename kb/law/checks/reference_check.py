"""References that lead nowhere: within the act, and to the other acts of the collection."""

import re
from collections.abc import Container, Iterator, Mapping
from typing import Final

from kb.errors import msg
from kb.law.act import Provision
from kb.law.checks.context import Context, KnownAct
from kb.law.citation.references import Reference, Scope, address, addresses
from kb.law.citing import cited
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, Rule, error, warning
from kb.law.folder import METADATA, TEXTS
from kb.law.identifiers import ActId, EId
from kb.law.markup import links
from kb.law.places import line_of

NOWHERE: Final = error(
    "references.nowhere",
    msg("“%(words)s” leads to no provision of this act."),
    msg("Correct the number, or name the act that is meant."),
)
NOWHERE_ELSE: Final = error(
    "references.other-act",
    msg("“%(words)s” leads to no provision of the act “%(act)s”."),
    msg("Correct the number, or the title of the act."),
)
UNKNOWN_ACT: Final = warning(
    "references.unknown-act",
    msg("There is no act here with the title “%(title)s”."),
    msg("Correct the title, or leave it if the act is not part of this collection."),
)
LINK: Final = error(
    "references.link",
    msg("The link to “%(target)s” leads nowhere."),
    msg("Write it as (#art_5) or (zoning#art_5), with the address of a provision that exists."),
)
BASIS: Final = error(
    "metadata.basis",
    msg("basis: %(target)s does not exist."),
    msg("Correct the slug or the address."),
)

_OUTSIDE: Final = ("http://", "https://", "mailto:")
_NO_LINK: Final = re.compile(r"\[[^\[\]]*\]\((?P<target>[^()]*)\)")
"""What was written as a link, and is printed as it stands since it cannot lead anywhere."""


def check(draft: Draft, context: Context) -> Iterator[Finding]:
    """Yield the references of an act that lead nowhere."""
    yield from _basis(draft, context)
    titles = {title: act for act in context.acts.values() for title in _titles(act)}
    for language in languages(draft):
        expression = draft.expressions[language]
        known = dict.fromkeys(provision.eid for provision in expression.walk())
        for provision in expression.walk():
            for reference in cited(provision, language):
                for rule, details in _faults(reference, provision, known, titles):
                    line = line_of(provision, reference.start)
                    yield Finding(rule, TEXTS[language], line, details)
            yield from _check_links(provision, TEXTS[language], known, context)


def _titles(act: KnownAct) -> Iterator[str]:
    """Yield the titles of an act as they are compared: without regard to case."""
    return (title.casefold() for title in act.titles)


def _faults(
    reference: Reference,
    provision: Provision,
    known: Mapping[EId, object],
    titles: Mapping[str, KnownAct],
) -> Iterator[tuple[Rule, Mapping[str, object]]]:
    words = provision.text[reference.start : reference.end]
    match reference.scope:
        case Scope.EXTERNAL:
            return
        case Scope.OTHER:
            act = titles.get(reference.act.casefold())
            if act is None:
                yield UNKNOWN_ACT, {"title": reference.act}
            elif any(address(path, None, EId(""), act.eids) is None for path in reference.paths):
                yield NOWHERE_ELSE, {"words": words, "act": act.act}
        case _ if len(addresses(reference, provision.eid, known)) < len(reference.paths):
            yield NOWHERE, {"words": words}


def _check_links(
    provision: Provision, file: str, known: Container[EId], context: Context
) -> Iterator[Finding]:
    for target, start, _ in links(provision.markup):
        if not target.startswith(_OUTSIDE) and not _leads(target, known, context):
            yield Finding(LINK, file, line_of(provision, start), {"target": target})
    for match in _NO_LINK.finditer(provision.text):
        details = {"target": match["target"]}
        yield Finding(LINK, file, line_of(provision, match.start()), details)


def _leads(target: str, known: Container[EId], context: Context) -> bool:
    """Tell whether a link leads to a provision of this act, or to another act or its provision."""
    slug, _, eid = target.partition("#")
    if not slug:
        return EId(eid) in known
    act = context.acts.get(ActId(slug))
    return act is not None and (not eid or EId(eid) in act.eids)


def _basis(draft: Draft, context: Context) -> Iterator[Finding]:
    if draft.metadata is None:
        return
    for position, (slug, eid) in enumerate(draft.metadata.grounds()):
        act = context.acts.get(slug)
        if act is None or (eid and eid not in act.eids):
            details = {"target": draft.metadata.basis[position]}
            yield Finding(BASIS, METADATA, draft.line("basis", position), details)
