"""The forms with which comments are answered, answers contested, and opinions given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict
from wtforms import (
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentId, Content
from kb.review.dispositions import ADOPTING, Adoption, Answer, Verdict
from kb.review.opinions import OpinionKind
from kb.services.disposing import Chosen
from kb.services.opining import View

LONGEST: Final = 20_000
"""Letters of a reply, a wording or a summary."""


def prose(typed: str | None) -> str:
    r"""Return what was typed, its lines as they are, without characters that nobody sees.

    >>> prose(" a\x00\r\n   b\n")
    'a\n   b'
    """
    lines = (typed or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(c for c in line if c.isprintable() or c == "\t").rstrip() for line in lines)
    return "\n".join(seen).strip()


def prose_field() -> StringField:
    """Return a field of several lines."""
    return StringField(filters=[prose], validators=[Length(max=LONGEST)])


def _word(typed: str | None) -> str:
    """Return what was typed without blanks; of an address, its last part."""
    return (typed or "").strip().rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a comment is on, what the pinned text says there, and the answer so far.

    A wording that the answer adopted already keeps the commit that brought it.
    """

    eid: EId
    said: Mapping[Language, str]
    answer: Answer | None


class AnswerForm(Form):
    """An answer to a comment; `revision` is that of the answer which was seen.

    `other` names an original that is not among those which are offered.
    """

    verdict = RadioField(coerce=Verdict, validators=[InputRequired()])
    reply = prose_field()
    language = SelectField(coerce=Language)
    translation = prose_field()
    translated = SelectField(coerce=Language)
    original = StringField(filters=[_word])
    other = StringField(filters=[_word])
    kk = prose_field()
    ru = prose_field()
    en = prose_field()
    serves = SelectMultipleField(validate_choice=False)
    revision = IntegerField(validators=[NumberRange(0)])

    def answer(self, on: Standing) -> Answer:
        """Return the answer to a comment, once the form is valid."""
        is_duplicate = self.verdict.data is Verdict.DUPLICATE
        translation = self.translation.data
        original = self.other.data or self.original.data
        return Answer(
            verdict=self.verdict.data,
            reply=self.reply.data or "",
            language=self.language.data,
            translations=((self.translated.data, translation),) if translation else (),
            original=CommentId(original) if is_duplicate and original else None,
            adoption=self._adoption(on) if self.verdict.data in ADOPTING else None,
        )

    def _adoption(self, on: Standing) -> Adoption | None:
        """Return what is adopted: a wording that is as the text has it is none."""
        typed = {one: self[one.value].data or "" for one in Language if one in on.said}
        wording = tuple(
            (one, text) for one, text in typed.items() if text and text != prose(on.said[one])
        )
        kept = on.answer.adoption if on.answer else None
        if kept and (kept.eid, kept.wording) == (on.eid, wording):
            return kept
        return Adoption(on.eid, wording, "") if wording else None


def answer_form(
    sent: MultiDict[str, str] | None = None, given: Mapping[str, object] | None = None
) -> AnswerForm:
    """Return the form as it was sent, or with what is given in it."""
    form = AnswerForm(sent, data=given)
    form.verdict.choices = [(one.value, one.value) for one in Verdict]
    languages = [(one.value, one.endonym) for one in Language]
    form.language.choices = form.translated.choices = languages
    return form


def of_answer(answer: Answer, said: Mapping[Language, str]) -> dict[str, object]:
    """Return what stands in the form for an answer; `said` is what the pinned text says."""
    translated, translation = next(iter(answer.translations), (_other(answer.language), ""))
    return {
        "verdict": answer.verdict,
        "reply": answer.reply,
        "language": answer.language,
        "translated": translated,
        "translation": translation,
        "original": answer.original or "",
        **_fields(said.items()),
        **_fields(answer.adoption.wording if answer.adoption else ()),
    }


def blank(content: Content, said: Mapping[Language, str]) -> dict[str, object]:
    """Return what stands in the form before a comment is answered: the wording that it suggests."""
    wording = content.suggestion.wording if content.suggestion else ()
    return {
        "language": content.language,
        "translated": _other(content.language),
        **_fields(said.items()),
        **_fields(wording),
    }


def _fields(wording: Iterable[tuple[Language, str]]) -> dict[str, str]:
    """Return the fields of wordings by their names."""
    return {language.value: text for language, text in wording}


def _other(language: Language) -> Language:
    """Return the language in which a reply is likely wanted too."""
    return Language.KK if language is Language.RU else Language.RU


class ContestForm(Form):
    """What is wrong with an answer."""

    reason = prose_field()


class OpinionForm(Form):
    """An opinion on a whole draft; `revision` is that of the opinion which was seen."""

    kind = RadioField(coerce=OpinionKind, validators=[InputRequired()])
    language = SelectField(coerce=Language)
    summary = prose_field()
    revision = IntegerField(default=0, validators=[NumberRange(0)])

    def view(self) -> View:
        """Return the opinion, once the form is valid."""
        return View(self.kind.data, self.language.data, self.summary.data or "")


def opinion_form(
    languages: Iterable[Language],
    sent: MultiDict[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> OpinionForm:
    """Return the form as it was sent, or with what is given in it."""
    form = OpinionForm(sent, data=given)
    form.kind.choices = [(one.value, one.value) for one in OpinionKind]
    form.language.choices = [(one.value, one.endonym) for one in languages]
    return form


def chosen(values: Iterable[str]) -> list[Chosen]:
    """Return the comments that were ticked, each with the revision of its answer; the rest is left out.

    >>> chosen(["c1.2", "c2", "c3.x"])
    [Chosen(comment='c1', revision=2)]
    """
    parted = (value.rpartition(".") for value in dict.fromkeys(values))
    return [
        Chosen(CommentId(id_), int(number))
        for id_, _, number in parted
        if id_ and number.isdecimal() and len(number) < len(str(2**31))
    ]
