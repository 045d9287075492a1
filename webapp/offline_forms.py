"""The form with which comments from a Word document are looked over and submitted."""

from collections.abc import Iterable
from typing import Final

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, SelectField, StringField
from wtforms.validators import AnyOf

from kb.errors import KBError, msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.offline.model import MOST_NOTES
from kb.review.anchors import Anchor
from kb.review.comments import CommentType, Content, Severity
from kb.review.rounds import Round
from kb.services.commenting import Remark
from kb.services.offline import Brought, Written
from webapp import refusals, review_labels
from webapp.locale import gettext
from webapp.publishing_forms import line
from webapp.review_forms import text_field

NOT_CHOSEN: Final = msg("Please choose.")
_NOTHING: Final = ("", "–")


class NoteForm(Form):
    """A comment as it was written into the document; what Word does not ask for is chosen here."""

    take = BooleanField(default=True)
    eid = StringField(filters=[line])
    exact = HiddenField()
    token = HiddenField()
    author = HiddenField()
    sure = HiddenField()
    type = SelectField(default="")
    severity = SelectField(default="")
    text = text_field()
    reasoning = text_field()

    def is_complete(self) -> bool:
        """Tell whether everything was chosen, and write beside the fields what was not."""
        for field in (self.type, self.severity):
            field.errors = [] if field.data else [gettext(NOT_CHOSEN)]
        return not (self.type.errors or self.severity.errors)

    def remark(self, asked: Round, read_in: Language, language: Language) -> Remark:
        """Return the comment to be submitted."""
        where = Anchor(
            eid=EId(self.eid.data or ""),
            language=read_in,
            version=asked.version,
            exact=self.exact.data or "",
        )
        content = Content(
            type=CommentType(self.type.data),
            severity=Severity(self.severity.data),
            language=language,
            text=(self.text.data or "").strip(),
            reasoning=(self.reasoning.data or "").strip(),
        )
        return Remark(where, content, self.token.data or "")

    def tell(self, error: KBError) -> None:
        """Write beside the comment why it was not taken."""
        self.text.errors = [refusals.told(error)]


class NotesForm(Form):
    """All comments of a document; `language` is the one that they are written in."""

    read_in = HiddenField(validators=[AnyOf([one.value for one in Language])])
    language = SelectField()
    notes = FieldList(FormField(NoteForm), max_entries=MOST_NOTES)

    @property
    def languages(self) -> tuple[Language, Language]:
        """The language of the text, and the one that the comments are written in."""
        known = set(Language)
        given = (self.read_in.data, self.language.data)
        text, spoken = (Language(one) if one in known else Language.RU for one in given)
        return text, spoken

    @property
    def forms(self) -> list[NoteForm]:
        """The forms of the comments."""
        return [entry.form for entry in self.notes]

    def keep(self, left: Iterable[NoteForm]) -> None:
        """Leave only some comments in the form: those that are still to be submitted."""
        kept = {id(form) for form in left}
        self.notes.entries = [one for one in self.notes if id(one.form) in kept]


def form_of(brought: Brought, asked: Round, language: Language) -> NotesForm:
    """Return the form with what a document brought."""
    notes = [_given(one) for one in brought.written]
    given = {"read_in": brought.language.value, "language": language.value, "notes": notes}
    return _with_choices(NotesForm(data=given), asked)


def form_sent(sent: MultiDict[str, str], asked: Round) -> NotesForm:
    """Return the form as it was sent."""
    return _with_choices(NotesForm(sent), asked)


def _given(one: Written) -> dict[str, object]:
    return {
        "take": True,
        "eid": one.where.eid,
        "exact": one.where.exact,
        "token": one.token,
        "author": one.author,
        "sure": one.sure.value,
        "text": one.text,
    }


def _with_choices(form: NotesForm, asked: Round) -> NotesForm:
    languages = [one for one in Language if one in asked.languages]
    form.language.choices = [(one.value, one.endonym) for one in languages]
    for note in form.forms:
        types = ((one.value, review_labels.type_of(one)) for one in CommentType)
        severities = ((one.value, review_labels.severity(one)) for one in Severity)
        note.type.choices = [_NOTHING, *types]
        note.severity.choices = [_NOTHING, *severities]
    return form
