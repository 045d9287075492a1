"""Advice on how a text reads: long sentences, deep nesting, terms nobody defined, passive chains.

Advice is no finding of a check: nothing is refused for it, and a drafter may know better. The
thresholds are set so that a well-drafted act hears of one provision in ten or fewer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.errors import msg
from kb.language import Language
from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.analysis import Analyse
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, Rule, Severity
from kb.law.folder import TEXTS
from kb.law.glossary import Glossary
from kb.law.places import line_of
from kb.law.sentences import Sentence, sentences
from kb.law.terms import TermFinder, definitions


def _advice(name: str, message: str, cure: str) -> Rule:
    return Rule(name, Severity.ADVICE, message, cure)


LONG: Final = _advice(
    "advice.long-sentence",
    msg("%(eid)s: this sentence has %(count)s words, from “%(words)s”."),
    msg("Split it, or make a list of its cases: up to %(most)s words read well."),
)
DEEP: Final = _advice(
    "advice.nesting",
    msg("%(eid)s: this stands %(depth)s levels below its article or paragraph."),
    msg("Give the inner list a paragraph of its own: %(most)s levels can be followed."),
)
BRACKETS: Final = _advice(
    "advice.brackets",
    msg("%(eid)s: there are brackets within brackets, in “%(words)s”."),
    msg("Say what stands in the inner brackets in a sentence of its own."),
)
UNDEFINED: Final = _advice(
    "advice.undefined-term",
    msg(
        "%(eid)s: “%(term)s” is written like a term, and neither this act nor the glossary has it."
    ),
    msg("Define it, use the term that is defined, or leave out the quotation marks."),
)
PASSIVE: Final = _advice(
    "advice.passive",
    msg("%(eid)s: one sentence has %(count)s verbs in the passive voice: %(words)s."),
    msg("Say who does what: name the body, and let it act."),
)
RULES: Final = (LONG, DEEP, BRACKETS, UNDEFINED, PASSIVE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still easy to read: words in a sentence, verbs in the passive in a sentence."""

    words: int
    passives: int


LIMITS: Final = {
    Language.KK: Limits(words=25, passives=3),
    Language.RU: Limits(words=28, passives=3),
    Language.EN: Limits(words=38, passives=3),
}
MOST_LEVELS: Final = 3

_SHOWN: Final = 6
"""Words of a sentence that are quoted."""

_LEVELS: Final = frozenset(
    {ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.INDENT, ProvisionKind.PART}
)
_UNCOUNTED: Final = frozenset({ProvisionKind.TABLE, ProvisionKind.NOTE})
_NESTED: Final = re.compile(r"\([^()]{0,300}\([^()]{0,300}\)")
_QUOTED: Final = re.compile(r"[«“](?P<words>[^«»“”]{2,60})[»”]")
_QUOTED_TITLE: Final = re.compile(r"[«“][^«»“”]{1,300}[»”]")
_WORD: Final = re.compile(r"\w+(?:[-–’'.,/]\w+)*")
_LEAST_TERM, _MOST_TERM = 4, 4
"""Letters that a term has at least, and words that it has at most."""

_INTRODUCED: Final = re.compile(
    r"(?:далее|бұдан әрі|hereinafter|hereafter)(?:\s+\w+)?\s*[-–—:]?\s*(?P<words>[^().;]{2,60})",
    re.IGNORECASE,
)

_KAZAKH: Final = (
    r"\w{2,}(?:[лдт][ае]н|[ыі]л|[ыі]н)"
    r"(?:ады|еді|майды|мейді|[ыі]п|са|се|у[ыі]? тиіс|у[ғг][ае] тиіс)"
)
_RUSSIAN: Final = r"\w{2,}(?:ется|ются|ится|ятся|атся)|\w{3,}(?:[аеяё]н|[ыиуя]т)(?:[оаы])"
_ENGLISH: Final = (
    r"(?:is|are|was|were|been|being|be)\s+(?:not\s+)?(?:\w+ly\s+)?"
    r"(?:\w{2,}ed|made|taken|given|held|kept|set|drawn|written|sent|paid|borne|done|put|built|laid)"
)
_PASSIVE: Final = {
    Language.KK: re.compile(rf"\b(?:{_KAZAKH})\b", re.IGNORECASE),
    Language.RU: re.compile(rf"\b(?:{_RUSSIAN})\b", re.IGNORECASE),
    Language.EN: re.compile(rf"\b(?:{_ENGLISH})\b", re.IGNORECASE),
}
_ACTIVE: Final = re.compile(
    r"(?:явля|относ|наход|остав|стрем|сход|каса|отлич|нужда|станов|оказыва|возника|начина|заканчива"
    r"|истека|состо|счита|требу|оста[её]|име|распространя|обраща|пользу)\w*"
    r"|(?:орган|план|охран|стран|цен|сторон|замен|отмен|смен|перемен|район|экзамен|агент)\w*"
    r"|(?:необходим|обязан|должн)\w*"
    r"|табыл\w+",
    re.IGNORECASE,
)
"""Words that look like a passive and are none, or have no active form in the language of law."""


def advise(expression: Expression, glossary: Glossary, analyse: Analyse) -> list[Finding]:
    """Return advice on one text, in the order of its lines."""
    found = [
        *_of_sentences(expression),
        *_of_nesting(expression),
        *_of_terms(expression, glossary, analyse),
    ]
    return sorted(found, key=lambda one: one.line)


def advise_all(draft: Draft, glossary: Glossary, analyse: Analyse) -> tuple[Finding, ...]:
    """Return advice on the texts of a draft, language by language."""
    trees = (draft.expressions[language] for language in languages(draft))
    return tuple(found for tree in trees for found in advise(tree, glossary, analyse))


def _found(
    rule: Rule, expression: Expression, provision: Provision, at: int, **details: object
) -> Finding:
    line = line_of(provision, at)
    return Finding(rule, TEXTS[expression.language], line, {"eid": provision.eid, **details})


# Sentences


def _of_sentences(expression: Expression) -> Iterator[Finding]:
    limits = LIMITS[expression.language]
    for provision in expression.walk():
        if provision.kind in _UNCOUNTED:
            continue
        for sentence in sentences(provision.text, expression.language):
            count = _length(sentence)
            if count > limits.words:
                details = {"count": count, "most": limits.words, "words": _beginning(sentence.text)}
                yield _found(LONG, expression, provision, sentence.start, **details)
            passives = list(_passives(sentence.text, expression.language))
            if len(passives) >= limits.passives:
                told = ", ".join(f"“{words}”" for words in passives)
                found = {"count": len(passives), "words": told}
                yield _found(PASSIVE, expression, provision, sentence.start, **found)


def _length(sentence: Sentence) -> int:
    """Count the words of a sentence: a quoted title is one, and the numbers of a reference none."""
    words = _WORD.findall(_QUOTED_TITLE.sub("title", sentence.text))
    return sum(any(map(str.isalpha, word)) for word in words)


def _beginning(text: str) -> str:
    """Return the first words of a text, for a person to find it by."""
    words = " ".join(text.split()[:_SHOWN]).rstrip(",;:–")
    return f"{words}…"


def _passives(text: str, language: Language) -> Iterator[str]:
    for match in _PASSIVE[language].finditer(text):
        if not _ACTIVE.fullmatch(match[0]):
            yield match[0]


# Nesting


def _of_nesting(expression: Expression) -> Iterator[Finding]:
    for top in expression.provisions:
        yield from _deep(top, 0, expression)


def _deep(provision: Provision, depth: int, expression: Expression) -> Iterator[Finding]:
    for child in provision.children:
        below = depth + 1 if child.kind in _LEVELS else depth
        if below == MOST_LEVELS + 1 and child.kind in _LEVELS:
            yield _found(DEEP, expression, child, 0, depth=below, most=MOST_LEVELS)
        yield from _deep(child, below, expression)
    if provision.kind not in _UNCOUNTED:
        for match in _NESTED.finditer(provision.text):
            words = _beginning(match[0])
            yield _found(BRACKETS, expression, provision, match.start(), words=words)


# Terms


def _of_terms(expression: Expression, glossary: Glossary, analyse: Analyse) -> Iterator[Finding]:
    """Yield the words in quotation marks that nobody defined, each where it first stands.

    Titles of acts begin with a capital, and so do names; a term does not.
    """
    language, told = expression.language, set[str]()
    names = _names(expression, glossary)
    finder = TermFinder((analyse(name, language), name) for name in names)
    known = "\n".join(names).casefold()
    for provision in expression.walk():
        if provision.kind in _UNCOUNTED:
            continue
        for match in _QUOTED.finditer(provision.text):
            words = match["words"].strip()
            if _may_be_term(words) and words.casefold() not in told:
                told.add(words.casefold())
                is_part = (
                    words.casefold() in known
                )  # As «под ключ» is of «строительство «под ключ»».
                if not is_part and not any(finder.find(analyse(words, language))):
                    yield _found(UNDEFINED, expression, provision, match.start(), term=words)


def _may_be_term(words: str) -> bool:
    is_size_of_term = len(words) >= _LEAST_TERM and len(words.split()) <= _MOST_TERM
    return words[:1].islower() and is_size_of_term


def _names(expression: Expression, glossary: Glossary) -> list[str]:
    """Return what the glossary and the act itself have names for."""
    names = {name for term in glossary.terms.values() for name in term.names(expression.language)}
    names |= {name for one in definitions(expression) for name in one.names}
    return sorted(names | set(_introduced(expression.walk())))


def _introduced(provisions: Iterable[Provision]) -> Iterator[str]:
    """Yield the short names that a text gives in brackets: (далее – комитет)."""
    for provision in provisions:
        for match in _INTRODUCED.finditer(provision.text):
            yield match["words"].strip(" «»“”")
