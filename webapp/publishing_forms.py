"""The forms with which a publication, what befalls an act, and a withdrawal are proposed."""

from collections.abc import Sequence

from wtforms import BooleanField, DateField, Form, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from kb.language import Language
from kb.law.force import Force
from kb.law.publication import OF_FORCE
from kb.law.words import AllWords, Words
from kb.services.publishing import Adoption, Deed, Happening, Withdrawal
from webapp import labels


def line(typed: str | None) -> str:
    r"""Return what was typed as one line, without characters that nobody sees.

    >>> line(" No.\t1\x00 \r\n of May ")
    'No. 1 of May'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in typed or "").split())


def _words(most: int, *, required: bool = True) -> StringField:
    asked = [DataRequired()] if required else []
    return StringField(filters=[line], validators=[*asked, Length(max=most)])


class DeedForm(Form):
    """What all of them are: filled in by one person, carried out when another confirms it."""

    def deed(self) -> Deed:
        """Return what the form proposes, once it is valid."""
        raise NotImplementedError


class AdoptionForm(DeedForm):
    """The decision that a version rests on."""

    version = IntegerField(validators=[NumberRange(1, 999_999)])
    body = SelectField()
    decision = _words(300)
    adopted_on = DateField(validators=[InputRequired()])
    starts = DateField(validators=[InputRequired()])
    is_correction = BooleanField()

    def deed(self) -> Adoption:
        """Return the adoption."""
        return Adoption(**self.data)


class GroundForm(DeedForm):
    """The public reason, in all three languages."""

    kk = _words(1000)
    ru = _words(1000)
    en = _words(1000)

    def ground(self) -> Words:
        """Return the reason."""
        return AllWords(**{one.value: self[one.value].data for one in Language})


class HappeningForm(GroundForm):
    """What befalls a published act."""

    force = SelectField(coerce=Force)
    day = DateField(validators=[InputRequired()])
    until = DateField(validators=[Optional()])
    decision = _words(300, required=False)

    def deed(self) -> Happening:
        """Return what befalls the act."""
        told = {name: self[name].data for name in ("force", "day", "until", "decision")}
        return Happening(**told, ground=self.ground())


class WithdrawalForm(GroundForm):
    """A publication that was made in error."""

    publication = SelectField(coerce=int)

    def deed(self) -> Withdrawal:
        """Return the withdrawal."""
        return Withdrawal(self.publication.data, self.ground())


def forms_for(
    bodies: Sequence[tuple[str, str]], publications: Sequence[int]
) -> dict[str, DeedForm]:
    """Return the forms by the names that they have in addresses, with what may be chosen in them."""
    adoption, happening, withdrawal = AdoptionForm(), HappeningForm(), WithdrawalForm()
    adoption.body.choices = list(bodies)
    happening.force.choices = [(one.value, labels.publication(OF_FORCE[one])) for one in OF_FORCE]
    withdrawal.publication.choices = [(number, str(number)) for number in publications]
    return {"adoption": adoption, "happening": happening, "withdrawal": withdrawal}
