"""The forms with which experts are invited, and with which they answer."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from werkzeug.datastructures import MultiDict
from wtforms import Form, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from kb import addresses
from kb.access import Panel, PersonId
from kb.language import Language
from kb.services import answering, passwords
from kb.services.accounts import LONGEST_TITLE, NewPerson
from kb.services.inviting import TAKING_PART, Invitation
from webapp import labels
from webapp.locale import countries
from webapp.publishing_forms import line

NONE: Final = ("", "–")


def _words(*, required: bool = False) -> StringField:
    asked = [DataRequired()] if required else [Optional()]
    return StringField(filters=[line], validators=[*asked, Length(max=LONGEST_TITLE)])


class ExpertForm(Form):
    """Who is invited."""

    email = StringField(filters=[line], validators=[DataRequired(), Length(max=addresses.LONGEST)])
    full_name = _words(required=True)
    organisation = _words(required=True)
    capacity = _words()
    country = SelectField(validators=[Optional()])
    panel = SelectField(validators=[DataRequired()])
    language = SelectField(
        coerce=lambda name: Language(name) if name else "", validators=[DataRequired()]
    )
    languages = SelectMultipleField(coerce=Language, validators=[DataRequired()])
    replaces = SelectField(coerce=int, default=0)

    def validate_email(self, field: StringField) -> None:
        """Refuse what no letter reaches."""
        if not addresses.is_mailbox(addresses.mailbox(field.data or "")):
            raise ValidationError

    def person(self) -> NewPerson:
        """Return who is invited, once the form is valid."""
        words = ("email", "full_name", "organisation", "capacity", "country")
        told = {name: self[name].data or "" for name in words}
        return NewPerson(
            name="",
            roles=(),
            panel=Panel(self.panel.data),
            language=self.language.data,
            languages=tuple(self.languages.data or ()),
            **told,
        )

    def replaced(self) -> PersonId | None:
        """Return who takes part no more, if anybody."""
        return PersonId(self.replaces.data) if self.replaces.data else None


def expert_form(
    invited: Iterable[Invitation],
    language: Language,
    sent: MultiDict[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> ExpertForm:
    """Return the form, with what may be chosen in it, as it was sent or with what is given."""
    form = ExpertForm(sent, data=given)
    form.country.choices = [NONE, *countries(language)]
    form.panel.choices = [NONE, *((one.value, labels.panel(one)) for one in Panel)]
    form.language.choices = [NONE, *((one.value, one.endonym) for one in Language)]
    form.languages.choices = [(one.value, one.endonym) for one in Language]
    there = [one for one in invited if one.state in TAKING_PART]
    form.replaces.choices = [(0, "–"), *((int(one.person), one.full_name) for one in there)]
    return form


def instead_of(one: Invitation) -> dict[str, object]:
    """Return what the form is filled with for whom somebody who declined has named."""
    first = (one.substitute or "").partition("\n")[0]
    found = re.search(r"[^\s,;<>()]+@[^\s,;<>()]+", first)
    name = first.replace(found[0], "").replace("<>", "") if found else first
    email = found[0] if found else ""
    return {"replaces": int(one.person), "email": email, "full_name": name.strip(" ,;()–-")}


def _prose() -> StringField:
    return StringField(filters=[_prose_of], validators=[Optional(), Length(max=answering.LONGEST)])


def _prose_of(typed: str | None) -> str:
    """Return what was typed, line by line, without characters that nobody sees."""
    return "\n".join(map(line, (typed or "").splitlines())).strip()


class PasswordForm(Form):
    """A new password, typed twice."""

    password = PasswordField(validators=[DataRequired(), Length(max=passwords.LONGEST)])
    again = PasswordField(validators=[Length(max=passwords.LONGEST)])

    @property
    def is_same(self) -> bool:
        """Whether both are the same."""
        return bool(self.password.data == self.again.data)


class DeclineForm(Form):
    """Why an expert declines, and who could take part instead."""

    reason = _prose()
    substitute = _prose()
