"""The forms of a round's reviewers: a comment, a reply, a declaration of interest."""

from collections.abc import Callable, Mapping
from secrets import token_urlsafe
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from kb.errors import KBError, msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.review import comments
from kb.review.anchors import Anchor
from kb.review.comments import CommentType, Content, Severity, Suggestion, flaws
from kb.review.obstacle import Obstacles, RefusedError
from kb.review.rounds import Round
from kb.services.commenting import NO_WORDS, Rejoinder
from webapp import refusals, review_labels
from webapp.locale import current, gettext

LONGEST: Final = 20_000
"""Characters of one field; a chapter has fewer."""
_LONGEST_QUOTE: Final = 5_000

NOTHING_CHANGED: Final = msg(
    "You gave a reason, but no wording differs from the text. Change the wording, or empty the reason."
)
CHOOSE: Final = msg("Please choose one.")
TOO_LONG: Final = msg("This is too long: at most %(most)s characters.")
SAY_WHICH: Final = msg("Say what your interest in this act is.")

_AT: Final = {
    comments.SAYS_NOTHING: "text",
    comments.NO_REASONING: "reasoning",
    comments.NO_REASON: "reason",
    comments.NOT_ASKED_IN: "language",
}
"""The field beside which is told what is missing in a comment."""


def clean(typed: str | None) -> str:
    r"""Return what was typed, with its lines and indents, and without characters that nobody sees.

    >>> clean("1. One\x00\r\n\r\n   1) two \u202e\n")
    '1. One\n\n   1) two'
    """
    lines = (typed or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(c for c in line if c == "\t" or _is_seen(c)).rstrip() for line in lines)
    return "\n".join(kept).strip("\n")


def _is_seen(character: str) -> bool:
    return character.isprintable() or character.isspace()


def _most(most: int) -> Callable[[Form, Field], None]:
    """Return what refuses a field that is too long."""

    def check(form: Form, field: Field) -> None:
        del form
        if len(field.data or "") > most:
            raise ValidationError(gettext(TOO_LONG) % {"most": most})

    return check


def text_field() -> TextAreaField:
    """Return a field for words of any length that is taken."""
    return TextAreaField(filters=[clean], validators=[_most(LONGEST)])


class CommentForm(Form):
    """What a comment says. What it is on, and its token, go along unseen."""

    eid = HiddenField(validators=[_most(300)])
    read_in = HiddenField()
    exact = HiddenField(validators=[_most(_LONGEST_QUOTE)])
    prefix = HiddenField(validators=[_most(_LONGEST_QUOTE)])
    suffix = HiddenField(validators=[_most(_LONGEST_QUOTE)])
    token = HiddenField(validators=[_most(64)])
    revision = IntegerField(default=0, validators=[NumberRange(0)])
    type = SelectField(validators=[InputRequired()])
    severity = RadioField(validators=[InputRequired()])
    language = SelectField()
    text = text_field()
    reasoning = text_field()
    wording_kk = text_field()
    wording_ru = text_field()
    wording_en = text_field()
    reason = text_field()

    def wording(self, language: Language) -> Field:
        """Return the field of the wording in a language."""
        return self[f"wording_{language}"]

    def where(self, version: int) -> Anchor:
        """Return what the comment is on."""
        read_in = self.read_in.data
        return Anchor(
            eid=EId(self.eid.data or ""),
            language=Language(read_in) if read_in in set(Language) else current(),
            version=version,
            exact=self.exact.data or "",
            prefix=self.prefix.data or "",
            suffix=self.suffix.data or "",
        )

    def content(self, said: Mapping[Language, str]) -> Content:
        """Return what the comment says; a wording that is as the text has it suggests nothing."""
        typed = {one: self.wording(one).data or "" for one in said}
        wording = tuple((one, text) for one, text in typed.items() if _differs(text, said[one]))
        reason = (self.reason.data or "").strip()
        return Content(
            type=CommentType(self.type.data),
            severity=Severity(self.severity.data),
            language=Language(self.language.data),
            text=(self.text.data or "").strip(),
            reasoning=(self.reasoning.data or "").strip(),
            suggestion=Suggestion(wording, reason) if wording or reason else None,
        )

    def accepts(self, asked: Round, said: Mapping[Language, str]) -> bool:
        """Tell whether it can be submitted in a round; beside the fields stands what is wrong."""
        if not self.validate():
            for name in ("type", "severity", "language"):
                if self[name].errors:
                    self[name].errors = [gettext(CHOOSE)]
            return False
        content = self.content(said)
        self._tell(flaws(content, asked))
        if content.suggestion and not content.suggestion.wording:
            self.reason.errors = [gettext(NOTHING_CHANGED)]
        return not any(field.errors for field in self)

    def tell(self, error: KBError) -> tuple[str, ...]:
        """Write what was refused beside the fields, and return what belongs to none of them."""
        if not isinstance(error, RefusedError):
            return refusals.reasons(error)
        return self._tell(error.obstacles)

    def _tell(self, obstacles: Obstacles) -> tuple[str, ...]:
        for one in obstacles:
            if one.message in _AT:
                self[_AT[one.message]].errors = [refusals.obstacle(one)]
        return tuple(refusals.obstacle(one) for one in obstacles if one.message not in _AT)


def _differs(wording: str, said: str) -> bool:
    return bool(wording.strip()) and wording.strip() != said.strip()


def comment_form(
    asked: Round, sent: MultiDict[str, str] | None = None, given: Mapping[str, object] | None = None
) -> CommentForm:
    """Return the form of a comment as it was sent, or with what is given."""
    form = CommentForm(sent, data={"token": token_urlsafe(16), **(given or {})})
    form.type.choices = [("", "–")] + [
        (one.value, review_labels.type_of(one)) for one in CommentType
    ]
    form.severity.choices = [(one.value, review_labels.severity(one)) for one in Severity]
    languages = [one for one in Language if one in asked.languages]
    form.language.choices = [(one.value, one.endonym) for one in languages]
    return form


def fields_as_in(form: CommentForm, where: Anchor, said: Mapping[Language, str]) -> None:
    """Let a form begin with the place of the comment, and with what the text says there."""
    for name in ("exact", "prefix", "suffix"):
        form[name].data = getattr(where, name)
    form.eid.data, form.read_in.data = where.eid, where.language.value
    for one, words in said.items():
        form.wording(one).data = form.wording(one).data or words


def place_in(given: Mapping[str, str]) -> dict[str, str]:
    """Return of what was sent the fields that say what a comment is on."""
    names = ("eid", "read_in", "exact", "prefix", "suffix")
    return {name: given[name] for name in names if name in given}


def fields_of(content: Content, said: Mapping[Language, str]) -> dict[str, object]:
    """Return what a comment says as the values of its form; beside it the text as it is."""
    suggestion = content.suggestion
    given = dict(suggestion.wording) if suggestion else {}
    return {
        "type": content.type.value,
        "severity": content.severity.value,
        "language": content.language.value,
        "text": content.text,
        "reasoning": content.reasoning,
        "reason": suggestion.reason if suggestion else "",
        **{f"wording_{one}": given.get(one, text) for one, text in said.items()},
    }


class ReplyForm(Form):
    """A reply to a comment."""

    token = HiddenField(validators=[_most(64)])
    language = SelectField()
    text = text_field()

    def accepts(self) -> bool:
        """Tell whether it can be given; beside the fields stands what is wrong."""
        if not self.validate():
            if self.language.errors:
                self.language.errors = [gettext(CHOOSE)]
            return False
        if not (self.text.data or "").strip():
            self.text.errors = [gettext(NO_WORDS)]
        return not self.text.errors

    def rejoinder(self) -> Rejoinder:
        """Return the reply."""
        language, token = Language(self.language.data), self.token.data or ""
        return Rejoinder(self.text.data or "", language, token)


def reply_form(language: Language, sent: MultiDict[str, str] | None = None) -> ReplyForm:
    """Return the form of a reply, to be written in any language."""
    form = ReplyForm(sent, data={"token": token_urlsafe(16), "language": language.value})
    form.language.choices = [(one.value, one.endonym) for one in Language]
    return form


_NO_OR_YES: Final[list[Any]] = ["no", "yes"]


class DeclarationForm(Form):
    """Whether somebody has an interest in an act, and which."""

    has_interest = RadioField(choices=_NO_OR_YES, validators=[InputRequired()])
    interest = TextAreaField(filters=[clean], validators=[_most(5_000)])

    def declared(self) -> str | None:
        """Return the interest; None if there is none."""
        return (self.interest.data or "") if self.has_interest.data == "yes" else None

    def accepts(self) -> bool:
        """Tell whether it is complete; beside the fields stands what is missing."""
        if not self.validate():
            if self.has_interest.errors:
                self.has_interest.errors = [gettext(CHOOSE)]
            return False
        if self.has_interest.data == "yes" and not (self.interest.data or "").strip():
            self.interest.errors = [gettext(SAY_WHICH)]
            return False
        return True
