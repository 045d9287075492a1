"""What a provision is called, also where it has no number to be cited by."""

from typing import Final

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.citation.wording import cite
from kb.law.identifiers import STEP, EId

_UNNUMBERED: Final[dict[str, dict[Language, str]]] = {
    ProvisionKind.PREAMBLE: {
        Language.KK: "кіріспе",
        Language.RU: "преамбула",
        Language.EN: "Preamble",
    },
    ProvisionKind.CONCLUSION: {
        Language.KK: "қорытынды бөлік",
        Language.RU: "заключительная часть",
        Language.EN: "Conclusion",
    },
}
_ADDED: Final[dict[str, dict[Language, str]]] = {
    ProvisionKind.NOTE: {Language.KK: "ескерту", Language.RU: "сноска", Language.EN: "note"},
    ProvisionKind.TABLE: {Language.KK: "кесте", Language.RU: "таблица", Language.EN: "table"},
}
"""What stands at a provision and is no unit of law: it is called after the provision."""


def place(eid: EId, language: Language) -> str:
    """Return a provision's citation, or the name of a part of the act that has no number.

    >>> place(EId("para_8__note_1"), Language.EN)
    'paragraph 8, note'
    """
    first, last = (_kind(step) for step in (eid.split(STEP)[0], eid.split(STEP)[-1]))
    called = cite(eid, language) or _UNNUMBERED.get(first, {}).get(language, "")
    added = _ADDED.get(last, {}).get(language, "")
    return ", ".join(filter(None, (called, added)))


def _kind(step: str) -> str:
    return step.partition("_")[0]
