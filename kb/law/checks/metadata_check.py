"""act.yaml against the lists of the collection and against the act's own text."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kb.errors import msg
from kb.law.act import ProvisionKind
from kb.law.checks.context import Context
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, error
from kb.law.folder import METADATA, TEXTS
from kb.law.identifiers import ACT_ID
from kb.law.metadata import Metadata
from kb.law.passages import passages
from kb.law.procedure import BasicUnit, Kind

SLUG: Final = error(
    "act.slug",
    msg("“%(slug)s” cannot be the slug of an act."),
    msg("Name the folder with 3 to 64 small ASCII letters, digits and hyphens."),
)
UNKNOWN: Final = error(
    "metadata.unknown",
    msg("%(place)s: %(where)s has no “%(value)s”."),
    msg("Use one of: %(known)s."),
)
BODY: Final = error(
    "metadata.body",
    msg("“%(body)s” may not adopt an act of the kind “%(kind)s”."),
    msg("Name the competent body: %(known)s."),
)
LANGUAGE: Final = error(
    "language.missing",
    msg("An act of the kind “%(kind)s” must be in %(language)s, and %(what)s is missing."),
    msg("Add it, or list %(language)s under `behind` while the draft is being written."),
)
ADDRESS: Final = error(
    "metadata.address",
    msg("commencement names %(eid)s, and the act has no such provision."),
    msg("Correct the address, or remove it."),
)
TWICE: Final = error(
    "metadata.commencement-twice",
    msg("commencement names %(eid)s twice."),
    msg("Give a provision one day on which it begins to apply."),
)
TITLE: Final = error(
    "text.title",
    msg("The text is headed “%(printed)s”, and its title in act.yaml is “%(title)s”."),
    msg("Begin the text with the line “# %(title)s”, or correct act.yaml."),
)
NO_TITLE: Final = error(
    "text.title",
    msg("The text has no title, and its title in act.yaml is “%(title)s”."),
    msg("Begin the text with the line “# %(title)s”."),
)
UNIT: Final = error(
    "text.unit",
    msg("An act of the kind “%(kind)s” is written in %(unit)ss, and this text has none."),
    msg("Write it so (acts/README.md), or correct `kind`."),
)


def check(draft: Draft, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with an act's metadata."""
    if not ACT_ID.fullmatch(draft.act):
        yield Finding(SLUG, METADATA, 1, {"slug": draft.act})
    if draft.metadata is None:
        return
    yield from _lists(draft, draft.metadata, context)
    kind = context.procedure.kinds.get(draft.metadata.kind)
    if kind is not None:
        yield from _competence(draft, draft.metadata, kind)
        yield from _languages(draft, draft.metadata, kind)
        yield from _units(draft, draft.metadata, kind)
    yield from _titles(draft, draft.metadata)
    yield from _commencement(draft, draft.metadata)


def _lists(draft: Draft, metadata: Metadata, context: Context) -> Iterator[Finding]:
    procedure, glossary = context.procedure, context.glossary
    lists: list[tuple[str, Sequence[str], Collection[str], str]] = [
        ("kind", [metadata.kind], procedure.kinds, "procedure.yaml"),
        ("adopting_body", [metadata.adopting_body], procedure.bodies, "procedure.yaml"),
        ("topics", metadata.topics, glossary.topics, "glossary.yaml"),
        ("zones", metadata.zones, glossary.zones, "glossary.yaml"),
    ]
    for place, values, known, where in lists:
        for position, value in enumerate(values):
            if value not in known:
                details = {"place": place, "value": value, "where": where}
                details["known"] = ", ".join(known)
                yield Finding(UNKNOWN, METADATA, draft.line(place, position), details)


def _competence(draft: Draft, metadata: Metadata, kind: Kind) -> Iterator[Finding]:
    if metadata.adopting_body not in kind.bodies:
        details = {
            "body": metadata.adopting_body,
            "kind": metadata.kind,
            "known": ", ".join(kind.bodies),
        }
        yield Finding(BODY, METADATA, draft.line("adopting_body"), details)


def _languages(draft: Draft, metadata: Metadata, kind: Kind) -> Iterator[Finding]:
    if metadata.official is not None:
        return  # A copy has the languages that the official text has.
    for language in kind.languages:
        details = {"kind": metadata.kind, "language": language}
        if not metadata.title.get(language):
            missing = details | {"what": f"title.{language}"}
            yield Finding(LANGUAGE, METADATA, draft.line("title"), missing)
        if language not in draft.texts and language not in metadata.behind:
            missing = details | {"what": TEXTS[language]}
            yield Finding(LANGUAGE, TEXTS[language], 1, missing)


def _units(draft: Draft, metadata: Metadata, kind: Kind) -> Iterator[Finding]:
    """Yield a finding where an act of articles has no articles, or one of paragraphs no paragraphs."""
    wanted = ProvisionKind.ARTICLE if kind.unit is BasicUnit.ARTICLE else ProvisionKind.PARAGRAPH
    for language in languages(draft):
        if all(
            passage.provision.kind is not wanted
            for passage in passages(draft.expressions[language])
        ):
            details = {"kind": metadata.kind, "unit": kind.unit}
            yield Finding(UNIT, TEXTS[language], 1, details)


def _titles(draft: Draft, metadata: Metadata) -> Iterator[Finding]:
    for language in languages(draft):
        expression, title = draft.expressions[language], metadata.title.get(language)
        if title and expression.title != title:
            details = {"printed": expression.title, "title": title}
            rule = TITLE if expression.title else NO_TITLE
            yield Finding(rule, TEXTS[language], expression.title_line or 1, details)


def _commencement(draft: Draft, metadata: Metadata) -> Iterator[Finding]:
    known = {p.eid for expression in draft.expressions.values() for p in expression.walk()}
    seen: set[str] = set()
    for position, entry in enumerate(metadata.commencement):
        named = ["rest"] if entry.provisions == "rest" else entry.provisions
        for number, eid in enumerate(named):
            line = draft.line("commencement", position, "provisions", number)
            if eid in seen:
                yield Finding(TWICE, METADATA, line, {"eid": eid})
            elif eid != "rest" and eid not in known:
                yield Finding(ADDRESS, METADATA, line, {"eid": eid})
            seen.add(eid)
