"""References that lead nowhere: within the act, and to the other acts of the collection."""

from collections.abc import Iterator, Mapping
from typing import Final

from kb.law.act import Expression, Provision
from kb.law.checks.context import Context, KnownAct
from kb.law.citation.references import Reference, Scope, address, addresses, find
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, error, warning
from kb.law.folder import METADATA, TEXTS
from kb.law.identifiers import EId
from kb.law.markup import links

NOWHERE: Final = error(
    "references.nowhere",
    "“%(words)s” leads to no provision of this act.",
    "Correct the number, or name the act that is meant.",
)
NOWHERE_ELSE: Final = error(
    "references.other-act",
    "“%(words)s” leads to no provision of “%(act)s”.",
    "Correct the number, or the title of the act.",
)
UNKNOWN_ACT: Final = warning(
    "references.unknown-act",
    "There is no act here with the title “%(title)s”.",
    "Correct the title, or leave it if the act is not part of this collection.",
)
LINK: Final = error(
    "references.link", "The link to %(target)s leads nowhere.", "Correct the slug or the address."
)
BASIS: Final = error(
    "metadata.basis", "basis: %(target)s does not exist.", "Correct the slug or the address."
)


def check(draft: Draft, context: Context) -> Iterator[Finding]:
    """Yield the references of an act that lead nowhere."""
    yield from _basis(draft, context)
    titles = {title: act for act in context.acts.values() for title in known_titles(act)}
    for language in languages(draft):
        expression = draft.expressions[language]
        known = [provision.eid for provision in expression.walk()]
        for provision in expression.walk():
            for reference in find(provision.text, language):
                yield from _check(reference, provision, expression, known, titles)
            yield from _check_links(provision, expression, frozenset(known), context)


def known_titles(act: KnownAct) -> Iterator[str]:
    """Yield the titles of an act as they are compared: without regard to case."""
    return (act.title.get(language).casefold() for language in act.title.languages())


def _check(
    reference: Reference,
    provision: Provision,
    expression: Expression,
    known: list[EId],
    titles: Mapping[str, KnownAct],
) -> Iterator[Finding]:
    file, words = TEXTS[expression.language], provision.text[reference.start : reference.end]
    if reference.scope is Scope.EXTERNAL:
        return
    if reference.scope is not Scope.OTHER:
        if len(addresses(reference, provision.eid, known)) < len(reference.paths):
            yield Finding(NOWHERE, file, provision.line, {"words": words})
        return
    act = titles.get(reference.act.casefold())
    if act is None:
        yield Finding(UNKNOWN_ACT, file, provision.line, {"title": reference.act})
    elif any(address(path, None, EId(""), act.eids) is None for path in reference.paths):
        details = {"words": words, "act": act.act}
        yield Finding(NOWHERE_ELSE, file, provision.line, details)


def _check_links(
    provision: Provision, expression: Expression, known: frozenset[EId], context: Context
) -> Iterator[Finding]:
    for target in links(provision.markup):
        slug, hash_sign, eid = target.partition("#")
        if not hash_sign or slug.startswith(("http://", "https://", "mailto:")):
            continue
        act = next((act for name, act in context.acts.items() if name == slug), None)
        there = known if not slug else act.eids if act else frozenset()
        if EId(eid) not in there:
            file = TEXTS[expression.language]
            yield Finding(LINK, file, provision.line, {"target": target})


def _basis(draft: Draft, context: Context) -> Iterator[Finding]:
    if draft.metadata is None:
        return
    for position, (slug, eid) in enumerate(draft.metadata.grounds()):
        act = context.acts.get(slug)
        if act is None or (eid and eid not in act.eids):
            details = {"target": draft.metadata.basis[position]}
            yield Finding(BASIS, METADATA, draft.line("basis", position), details)
