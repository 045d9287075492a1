"""What a provision is called, also where it has no number to be cited by."""

from typing import Final

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.citation.wording import cite
from kb.law.identifiers import EId

_UNNUMBERED: Final = {
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


def place(eid: EId, language: Language) -> str:
    """Return a provision's citation, or the name of a part of the act that has no number."""
    cited = cite(eid, language)
    if cited:
        return cited
    kind = next((kind for kind in _UNNUMBERED if eid.startswith(kind)), None)
    return _UNNUMBERED[kind][language] if kind else ""
