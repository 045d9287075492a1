"""What the values of a round are called in its documents."""

from enum import StrEnum
from typing import Final

from kb.language import Language
from kb.law.procedure import RoundKind
from kb.review.comments import CommentType, Severity
from kb.review.dispositions import Status, Verdict
from kb.review.opinions import OpinionKind
from kb.review.rounds import RoundState

_NAMES: Final[dict[type[StrEnum], dict[StrEnum, tuple[str, str, str]]]] = {
    CommentType: {
        CommentType.ERROR: ("қате", "ошибка", "error"),
        CommentType.AMBIGUITY: ("екіұштылық", "неясность", "ambiguity"),
        CommentType.CONFLICT: (
            "жоғары тұрған нормаға қайшылық",
            "противоречие вышестоящей норме",
            "conflict with a higher norm",
        ),
        CommentType.TRANSLATION: (
            "аударманың сәйкессіздігі",
            "расхождение перевода",
            "translation mismatch",
        ),
        CommentType.POLICY: ("реттеудің мәні", "существо регулирования", "policy"),
        CommentType.DRAFTING: ("заң техникасы", "юридическая техника", "drafting"),
        CommentType.QUESTION: ("сұрақ", "вопрос", "question"),
    },
    Severity: {
        Severity.BLOCKING: ("қабылдауға кедергі", "препятствует принятию", "blocking"),
        Severity.IMPORTANT: ("маңызды", "существенное", "important"),
        Severity.MINOR: ("елеусіз", "незначительное", "minor"),
    },
    Verdict: {
        Verdict.ACCEPTED: ("қабылданды", "принято", "accepted"),
        Verdict.IN_PART: ("ішінара қабылданды", "принято частично", "accepted in part"),
        Verdict.REJECTED: ("қабылданбады", "отклонено", "rejected"),
        Verdict.NOTED: ("назарға алынды", "принято к сведению", "noted"),
        Verdict.OUT_OF_SCOPE: (
            "жобаның нысанасынан тыс",
            "вне предмета проекта",
            "out of scope",
        ),
        Verdict.DUPLICATE: (
            "басқа ескертуді қайталайды",
            "повторяет другое",
            "duplicate",
        ),
    },
    Status: {
        Status.SUBMITTED: ("жіберілді", "подано", "submitted"),
        Status.TRIAGED: ("қаралып жатыр", "в работе", "being worked on"),
        Status.PROPOSED: ("жауап ұсынылды", "ответ предложен", "answer proposed"),
        Status.CONFIRMED: ("жауап расталды", "ответ подтвержден", "answer confirmed"),
        Status.VERIFIED: (
            "жауап расталды, редакция тексерілді",
            "ответ подтвержден, редакция проверена",
            "answer confirmed, wording verified",
        ),
    },
    OpinionKind: {
        OpinionKind.SUPPORT: ("қолдайды", "поддерживает", "support"),
        OpinionKind.WITH_REMARKS: (
            "ескертулермен қолдайды",
            "поддерживает с замечаниями",
            "support with remarks",
        ),
        OpinionKind.REVISE: (
            "пысықтап, қайта ұсынуды сұрайды",
            "просит доработать и внести повторно",
            "revise and resubmit",
        ),
        OpinionKind.OBJECT: ("қарсылық білдіреді", "возражает", "object"),
        OpinionKind.CANNOT_REVIEW: (
            "қарай алмайды",
            "не может рассмотреть",
            "cannot review",
        ),
    },
    RoundKind: {
        RoundKind.EXPERT: ("сараптамалық талқылау", "экспертное рассмотрение", "expert review"),
        RoundKind.PUBLIC: ("жария талқылау", "публичное обсуждение", "public discussion"),
        RoundKind.AGENCY: (
            "мемлекеттік органдардың қарауы",
            "рассмотрение государственными органами",
            "review by state bodies",
        ),
        RoundKind.EXPERTISE: (
            "заңдық және лингвистикалық сараптама",
            "юридическая и лингвистическая экспертиза",
            "legal and linguistic expertise",
        ),
    },
    RoundState: {
        RoundState.SCHEDULED: ("жоспарланған", "запланирован", "scheduled"),
        RoundState.OPEN: ("ашық", "открыт", "open"),
        RoundState.CLOSED: ("жабылған", "закрыт", "closed"),
        RoundState.ANSWERING: ("жауап берілуде", "готовятся ответы", "being answered"),
        RoundState.REPORTED: ("есебі жасалған", "отчет составлен", "reported"),
    },
    Language: {
        Language.KK: ("қазақша", "казахский", "Kazakh"),
        Language.RU: ("орысша", "русский", "Russian"),
        Language.EN: ("ағылшынша", "английский", "English"),
    },
}
_ORDER: Final = tuple(Language)


def body(name: str, organisation: str) -> str:
    """Return whose an opinion is: the organisation above the name, as far as they are known."""
    return "\n".join(filter(None, (organisation, name))) or "–"


def called(value: StrEnum, language: Language) -> str:
    """Return what a value is called in a language."""
    return _NAMES[type(value)][value][_ORDER.index(language)]
