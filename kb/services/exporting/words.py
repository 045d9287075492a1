"""What the documents of a round are called, and their headings: terms of the trade in three languages."""

from enum import Enum
from typing import Final

from kb.language import Language


class Word(Enum):
    """A heading or a phrase, in Kazakh, Russian and English."""

    COMMENTS = (
        "Ескертулердің жиынтық кестесі",
        "Сводная таблица замечаний",
        "Consolidated table of comments",
    )
    COMPARATIVE = ("Салыстырма кесте", "Сравнительная таблица", "Comparative table")
    APPROVAL = ("Келісу парағы", "Лист согласования", "Approval sheet")
    REPORT = ("Раунд туралы есеп", "Отчет о раунде", "Report of the round")
    DOSSIER = ("Құжаттар топтамасы", "Досье", "Dossier")

    ILLUSTRATIVE = (
        "Бұл мәтін – мысал ретінде жазылған жоба. Ол ресми емес және оның заңдық күші жоқ.",
        "Этот текст – иллюстративный проект. Он не является официальным и не имеет юридической силы.",
        "This text is an illustrative draft. It is not official and has no legal force.",
    )
    ROUND = ("Раунд", "Раунд", "Round")
    STATE = ("Раундтың күйі", "Состояние раунда", "State of the round")
    VERSION = ("Жобаның нұсқасы", "Версия проекта", "Version of the draft")
    TERM = ("Мерзімі", "Срок", "Term")
    EXTENDED = ("Мерзімі ұзартылды", "Срок продлен", "Extended")
    AS_OF = ("Мына уақыттағы күйі", "По состоянию на", "As of")

    NUMBER = ("Р/с №", "№ п/п", "No.")
    PROVISION = ("Құрылымдық элемент", "Структурный элемент", "Provision")
    WHOLE = ("жоба тұтастай", "проект в целом", "the draft as a whole")
    EID = (
        "eId (элементтің мәтіндегі мекенжайы)",
        "eId (адрес элемента в тексте)",
        "eId (address in the text)",
    )
    AUTHOR = ("Ескерту авторы", "Автор замечания", "Author")
    ORGANISATION = ("Ұйым", "Организация", "Organisation")
    TYPE = ("Түрі", "Вид", "Type")
    SEVERITY = ("Маңыздылығы", "Значимость", "Severity")
    COMMENT = ("Ескерту", "Замечание", "Comment")
    SUGGESTED = ("Ұсынылған редакция", "Предложенная редакция", "Suggested wording")
    DISPOSITION = ("Шешім", "Решение", "Disposition")
    REPLY = ("Жауап және негіздеме", "Ответ и обоснование", "Reply and reason")
    ADOPTED = ("Қабылданған редакция", "Принятая редакция", "Adopted wording")
    COMMIT = ("Коммит", "Коммит", "Commit")
    LANGUAGE = ("Ескертудің тілі", "Язык замечания", "Language of the comment")
    SUBMITTED = ("Жіберілген уақыты", "Время подачи", "Submitted")
    LATE = ("Кешігіп жіберілген", "С опозданием", "Late")
    STATUS = ("Қаралу күйі", "Состояние рассмотрения", "Status")
    DISCUSSION = ("Пікірлер", "Реплики", "Replies")
    IDENTIFIER = ("Сәйкестендіргіш", "Идентификатор", "Identifier")

    REASONING = ("Негіздеме: ", "Обоснование: ", "Reasoning: ")
    REASON_OF_WORDING = (
        "Редакцияның негіздемесі: ",
        "Обоснование редакции: ",
        "Reason for the wording: ",
    )
    CONTEST = ("Автордың қарсылығы: ", "Возражение автора: ", "Contested by the author: ")
    SAME_AS = ("№ %s ескертуді қараңыз", "См. замечание № %s", "See comment No. %s")
    WITHDRAWN = (
        "Ескерту кері қайтарып алынды.",
        "Замечание отозвано.",
        "The comment was withdrawn.",
    )
    WITHDRAWN_STATE = ("кері қайтарып алынды", "отозвано", "withdrawn")
    CONTESTED_STATE = (
        "жауапқа қарсылық білдірілді, қайта қаралып жатыр",
        "ответ оспорен, пересматривается",
        "answer contested, being reconsidered",
    )
    FOUND = (
        "жауап расталды, редакция %s-нұсқада бар",
        "ответ подтвержден, редакция есть в версии %s",
        "answer confirmed, wording verified in version %s",
    )
    LOST = (
        "жауап расталды, редакция %s-нұсқаға енгізілген, %s-нұсқада жоқ",
        "ответ подтвержден, редакция принята в версии %s, в версии %s ее нет",
        "answer confirmed, wording adopted in version %s, not in version %s",
    )
    NO_COMMENTS = ("Ескертулер жоқ.", "Замечаний нет.", "There are no comments.")
    YES = ("иә", "да", "yes")

    IN_FORCE = ("Қолданыстағы редакция", "Действующая редакция", "Current wording")
    OF_ROUND = (
        "Жобаның редакциясы (%s-нұсқа)",
        "Редакция проекта (версия %s)",
        "Wording of the draft (version %s)",
    )
    PROPOSED = ("Ұсынылатын редакция", "Предлагаемая редакция", "Proposed wording")
    PROPOSED_VERSION = (
        "Ұсынылатын редакция (%s-нұсқа)",
        "Предлагаемая редакция (версия %s)",
        "Proposed wording (version %s)",
    )
    REASON = ("Негіздеме", "Обоснование", "Reason")
    ABSENT = ("жоқ", "отсутствует", "none")
    DELETED = ("алып тасталсын", "исключить", "to be deleted")
    NO_CHANGES = ("Өзгерістер жоқ.", "Изменений нет.", "There are no changes.")
    OF_COMMENT = ("№ %s ескерту", "Замечание № %s", "Comment No. %s")
    TITLE_OF_ACT = ("Атауы", "Наименование", "Title")

    BODY = ("Орган, сарапшы", "Орган, эксперт", "Body or expert")
    POSITION = ("Ұстанымы", "Позиция", "Position")
    DATE = ("Күні", "Дата", "Date")
    REMARKS = ("Ескертпелер", "Примечания", "Remarks")
    SIGNATURE = ("Қолы", "Подпись", "Signature")
    NO_OPINION = ("қорытынды ұсынылмады", "заключение не представлено", "no opinion given")
    CONSENTS = (
        "үнсіздік келісім деп есептеледі",
        "молчание считается согласием",
        "silence counts as consent",
    )
    NOBODY_ASKED = ("Қорытындылар жоқ.", "Заключений нет.", "There are no opinions.")

    FIGURES = ("Жалпы көрсеткіштер", "Общие показатели", "Figures")
    FIGURE = ("Көрсеткіш", "Показатель", "Figure")
    COUNT = ("Саны", "Количество", "Number")
    SETTLED = (
        "Соның ішінде жауабы расталғандары",
        "В том числе с подтвержденным ответом",
        "Of these, with a confirmed answer",
    )
    TOTAL = ("Барлық ескертулер", "Всего замечаний", "Comments")
    ANSWERED = ("Жауабы расталған", "С подтвержденным ответом", "With a confirmed answer")
    WITHDRAWN_COUNT = ("Кері қайтарып алынған", "Отозвано", "Withdrawn")
    LATE_COUNT = ("Кешігіп жіберілген", "Подано с опозданием", "Submitted late")
    CONTESTED = ("Жауабына қарсылық білдірілген", "С возражением против ответа", "Answer contested")
    SUGGESTING = ("Редакция ұсынылған", "С предложенной редакцией", "With a suggested wording")
    ASKED = ("Пікірі сұралған сарапшылар", "Запрошено экспертов", "Experts asked")
    HEARD = ("Жауап берген сарапшылар", "Ответило экспертов", "Experts heard")
    CONSENTING = (
        "Үнсіздігі келісім деп есептелгендер",
        "Молчание сочтено согласием",
        "Silence counted as consent",
    )
    BY_TYPE = ("Түрлері бойынша", "По видам", "By type")
    BY_SEVERITY = ("Маңыздылығы бойынша", "По значимости", "By severity")
    BY_DISPOSITION = ("Шешімдер бойынша", "По решениям", "By disposition")
    BY_ORGANISATION = ("Ұйымдар бойынша", "По организациям", "By organisation")
    BY_LANGUAGE = ("Тілдер бойынша", "По языкам", "By language")
    BY_PROVISION = ("Құрылымдық элементтер бойынша", "По структурным элементам", "By provision")
    OPINIONS = ("Қорытындылар", "Заключения", "Opinions")
    OBJECTIONS = ("Шешілмеген қарсылықтар", "Неурегулированные возражения", "Unresolved objections")
    NO_OBJECTIONS = (
        "Шешілмеген қарсылықтар жоқ.",
        "Неурегулированных возражений нет.",
        "There are no unresolved objections.",
    )
    ALL_COMMENTS = (
        "Барлық ескертулер мен жауаптар",
        "Все замечания и ответы",
        "All comments and answers",
    )
    UNNAMED = ("көрсетілмеген", "не указано", "not shown")
    NOT_ANSWERED = ("жауап берілмеген", "нет ответа", "not answered")
    SUMMARY = ("Қысқаша мазмұны", "Краткое изложение", "Summary")
    QUESTIONS = ("Қатысушыларға сұрақтар", "Вопросы к участникам", "Questions to the reviewers")
    EARLIER = ("Бұрынғы қорытынды: ", "Прежнее заключение: ", "Earlier opinion: ")

    def __call__(self, language: Language, *details: object) -> str:
        """Return it in a language, with what it is about."""
        said = str(self.value[_ORDER.index(language)])
        return said % details if details else said


_ORDER: Final = tuple(Language)
