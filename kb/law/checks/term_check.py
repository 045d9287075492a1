"""Terms that an act defines and never uses."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kb.errors import msg
from kb.law.act import Expression
from kb.law.checks.context import Context
from kb.law.finding import Finding, warning
from kb.law.folder import TEXTS
from kb.law.terms import TermFinder, definitions

UNUSED: Final = warning(
    "terms.unused",
    msg("The term “%(term)s” is defined and never used in this act."),
    msg("Use it, or leave the definition out."),
)


def check(expression: Expression, context: Context) -> Iterator[Finding]:
    """Yield the definitions of one text that nothing else in it needs."""
    defined = list(definitions(expression))
    if not defined:
        return
    language = expression.language
    names = [
        (context.analyse(name, language), definition.eid)
        for definition in defined
        for name in definition.names
    ]
    finder = TermFinder(names)
    used: Counter[str] = Counter()
    for provision in expression.walk():
        words = context.analyse(f"{provision.heading}\n{provision.text}", language)
        found = (o.target for o in finder.find(words))
        used.update(target for target in found if target != provision.eid)
    for definition in defined:
        if not used[definition.eid]:
            details = {"term": definition.names[0]}
            yield Finding(UNUSED, TEXTS[language], definition.line, details)
