"""What a provision is called, also where it has no number to be cited by."""

from typing import Final

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.citation.wording import cite
from kb.law.identifiers import NOWHERE, STEP, EId

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


_WHOLE: Final = {
    Language.KK: "тұтас акт",
    Language.RU: "акт в целом",
    Language.EN: "the act as a whole",
}


def place(eid: EId, language: Language) -> str:
    """Return a provision's citation, or the name of a part of the act that has no number.

    >>> place(EId("para_8__note_1"), Language.EN)
    'paragraph 8, note'
    """
    first, last = (_kind(step) for step in (eid.split(STEP)[0], eid.split(STEP)[-1]))
    called = cite(eid, language) or _UNNUMBERED.get(first, {}).get(language, "")
    added = _ADDED.get(last, {}).get(language, "")
    return ", ".join(filter(None, (called, added)))


def subject(eid: EId, language: Language) -> str:
    """Return what is spoken of, as it stands within a sentence: a provision, or the whole act.

    >>> subject(NOWHERE, Language.EN)
    'the act as a whole'
    """
    return place(eid, language) or eid if eid != NOWHERE else _WHOLE[language]


def _kind(step: str) -> str:
    return step.partition("_")[0]
