"""All checks of one act, and the checks of a collection of acts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.errors import msg
from kb.law.checks import (
    character_check,
    metadata_check,
    numbering_check,
    parity_check,
    reference_check,
    table_check,
    term_check,
)
from kb.law.checks.context import Context, KnownAct
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, Severity, error
from kb.law.folder import METADATA, TEXTS
from kb.law.identifiers import ActId

DUPLICATE: Final = error(
    "act.duplicate",
    msg("The slug “%(slug)s” is taken by %(other)s."),
    msg("Rename one of the folders: a slug is unique, whatever its category and case."),
)


def check(draft: Draft, context: Context) -> list[Finding]:
    """Return all that is wrong with an act, in the order of its files and lines."""
    findings = list(_findings(draft, context))
    order = [METADATA, *TEXTS.values()]
    return sorted(findings, key=lambda f: (order.index(f.file), f.line))


def faults(draft: Draft, context: Context) -> list[Finding]:
    """Return what keeps an act from being taken in at all: unreadable files, unusable metadata."""
    findings = [*draft.findings, *metadata_check.check(draft, context)]
    return [finding for finding in findings if finding.weight is Severity.ERROR]


def _findings(draft: Draft, context: Context) -> Iterator[Finding]:
    yield from draft.findings
    yield from metadata_check.check(draft, context)
    if draft.yaml is not None:
        yield from character_check.check(draft.yaml.source, METADATA)
    for language in languages(draft):
        expression = draft.expressions[language]
        yield from character_check.check(draft.texts[language], TEXTS[language], expression)
        yield from numbering_check.check(expression)
        yield from table_check.check(expression)
        yield from term_check.check(expression, context)
    yield from reference_check.check(draft, context)
    yield from parity_check.check(draft)


def known(drafts: Iterable[Draft]) -> dict[ActId, KnownAct]:
    """Return what acts may refer to in one another.

    An act whose metadata cannot be read has the titles that its texts are headed with, so that its
    fault is told of there and not in the acts that refer to it.
    """
    by_worth = sorted(drafts, key=lambda draft: draft.metadata is not None)
    return {
        draft.act: KnownAct(
            draft.act,
            tuple(_titles(draft)),
            frozenset(p.eid for e in draft.expressions.values() for p in e.walk()),
        )
        for draft in by_worth
    }


def _titles(draft: Draft) -> Iterable[str]:
    if draft.metadata is not None:
        title = draft.metadata.title
        return map(title.get, title.languages())
    return (tree.title for tree in draft.expressions.values() if tree.title)


def twin(path: str, other: str) -> Finding:
    """Return what is wrong with a folder whose slug another folder has already."""
    return Finding(DUPLICATE, METADATA, 1, {"slug": path.rpartition("/")[2], "other": other})


def with_acts(context: Context, drafts: Iterable[Draft]) -> Context:
    """Return a context in which acts may refer to the given ones too."""
    return replace(context, acts={**context.acts, **known(drafts)})
