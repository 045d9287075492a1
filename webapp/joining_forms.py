"""The forms with which people come to take part in public discussions."""

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from kb import addresses
from kb.language import Language
from kb.services import consenting
from kb.services.accounts import LONGEST_TITLE
from kb.services.participating import Wish
from webapp.publishing_forms import line
from webapp.security import safe_target


class AgainForm(Form):
    """The address of somebody who has taken part before."""

    email = StringField(filters=[line], validators=[DataRequired(), Length(max=addresses.LONGEST)])
    next = HiddenField()

    def validate_email(self, field: StringField) -> None:
        """Refuse what no letter reaches."""
        if not addresses.is_mailbox(addresses.mailbox(field.data or "")):
            raise ValidationError

    def wish(self, language: Language) -> Wish:
        """Return what is wished for, once the form is valid; `language` is that of the site."""
        return Wish(email=self.email.data or "", language=language, next=self.back)

    @property
    def back(self) -> str:
        """The page of this site to return to."""
        return safe_target(self.next.data) or ""


class JoinForm(AgainForm):
    """Who would take part, as everybody will see it."""

    full_name = StringField(filters=[line], validators=[DataRequired(), Length(max=LONGEST_TITLE)])
    organisation = StringField(filters=[line], validators=[Length(max=LONGEST_TITLE)])
    language = SelectField(coerce=Language)
    agrees = BooleanField(validators=[DataRequired()])

    def wish(self, language: Language) -> Wish:
        """Return what is wished for; what was agreed to was read in the language of the site."""
        return Wish(
            email=self.email.data or "",
            language=self.language.data,
            full_name=self.full_name.data or "",
            organisation=self.organisation.data or "",
            agreed=consenting.text_hash(language),
            next=self.back,
        )


def join_form(
    language: Language, sent: MultiDict[str, str] | None = None, back: str = ""
) -> JoinForm:
    """Return the form, blank or as it was sent."""
    form = JoinForm(sent, data={"language": language, "next": back})
    form.language.choices = [(one.value, one.endonym) for one in Language]
    return form
