"""The forms with which a coordinator takes a draft on, and arranges and runs a round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, cast
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    Form,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from kb.access import Panel, PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.procedure import RoundKind, Shown
from kb.law.words import Words
from kb.review import calendar
from kb.services.rounds import Plan
from webapp import labels, rounds_labels
from webapp.publishing_forms import line
from webapp.site import site

LONGEST: Final = 1000
MOST_QUESTIONS: Final = 20
_ZONE: Final = ZoneInfo(calendar.ZONE)

PROBLEMS: Final = {
    "version": msg("Choose a version."),
    "opens": msg("Choose a day and an hour, from today on and within two years."),
    "last_day": msg(
        "Choose a day within two years, on or after that of the opening, or leave this empty."
    ),
    "panels": msg("Choose at least one panel."),
    "shown": msg("Please choose one."),
    "languages": msg("Choose at least one language."),
    "questions": msg("Write as many questions in each language of the round, one on a line."),
    "until": msg("Choose a later day than the one it was."),
    "reason": msg("Give the reason."),
    "person": msg("Choose an expert."),
}
"""What is said beside a field with which something is wrong."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen in the form of a round: its kind is given, and the versions of the act."""

    kind: RoundKind
    versions: tuple[tuple[int, str], ...]
    now: datetime


def _questions() -> TextAreaField:
    return TextAreaField(validators=[Length(max=LONGEST * MOST_QUESTIONS)])


class RoundForm(Form):
    """A round to be held; without a last day it lasts as long as is usual."""

    version = SelectField(coerce=int)
    opens = DateTimeLocalField(format="%Y-%m-%dT%H:%M", validators=[InputRequired()])
    last_day = DateField(validators=[Optional()])
    panels = SelectMultipleField(coerce=Panel)
    open_panel = BooleanField()
    shown = SelectField(coerce=Shown)
    languages = SelectMultipleField(coerce=Language)
    kk = _questions()
    ru = _questions()
    en = _questions()

    @classmethod
    def of(
        cls,
        choices: Choices,
        sent: MultiDict[str, str] | None = None,
        given: Mapping[str, object] | None = None,
    ) -> "RoundForm":
        """Return the form as it was sent, or with what is given."""
        form = cls(sent, data=given)
        form.choices = choices
        form.version.choices = list(choices.versions)
        form.panels.choices = [(one.value, labels.panel(one)) for one in Panel]
        form.shown.choices = [(one.value, rounds_labels.shown(one)) for one in Shown]
        form.languages.choices = [(one.value, one.endonym) for one in Language]
        return form

    choices: Choices

    def wrong(self) -> set[str]:
        """Return the fields with which something is wrong."""
        self.validate()
        found = {name for name in self.errors if name not in set(Language)}
        checks = {
            "opens": not self._is_in_reach(self.opens.data and self.opens.data.date()),
            "last_day": "last_day" not in found and self._ends_at_no_time(),
            "panels": not self.panels.data,
            "languages": not self.languages.data,
            "questions": not self._asks_alike(),
        }
        return found | {name for name, is_wrong in checks.items() if is_wrong}

    def plan(self) -> Plan:
        """Return the round, once nothing is wrong."""
        last = self.last_day.data
        return Plan(
            kind=self.choices.kind,
            version=self.version.data,
            opens=max(_local(cast(datetime, self.opens.data)), self.choices.now),
            closes=calendar.end_of(last) if last else None,
            panels=frozenset(self.panels.data or ()),
            open_panel=self.open_panel.data,
            shown=self.shown.data,
            questions=tuple(self._asked()),
            languages=frozenset(self.languages.data or ()),
        )

    def _is_in_reach(self, day: date | None) -> bool:
        return day is not None and calendar.is_in_reach(day, self.choices.now)

    def _ends_at_no_time(self) -> bool:
        """Tell whether there is a last day that is before the opening, or too far ahead."""
        opens, last = self.opens.data, self.last_day.data
        if last is None:
            return False
        return not self._is_in_reach(last) or (opens is not None and last < opens.date())

    def _asks_alike(self) -> bool:
        """Tell whether there are as many questions in all languages of the round, and not too many."""
        asked = set(self.languages.data or ())
        counts = {len(_lines(self[one.value].data)) for one in Language if one in asked}
        others = {len(_lines(self[one.value].data)) for one in Language if one not in asked} - {0}
        longest = max((len(one) for name in Language for one in _lines(self[name].data)), default=0)
        is_short = longest <= LONGEST and max(counts, default=0) <= MOST_QUESTIONS
        return len(counts) <= 1 and others <= counts and is_short

    def _asked(self) -> Iterable[Words]:
        told = {one.value: _lines(self[one.value].data) for one in Language}
        for at in range(max(map(len, told.values()))):
            yield Words(**{name: lines[at] for name, lines in told.items() if lines})


def _in_reach(_: Form, field: DateField) -> None:
    """Refuse a day that is over or too far ahead."""
    if field.data is None or not calendar.is_in_reach(field.data, site().clock()):
        raise ValidationError


class ExtensionForm(Form):
    """A later last day, with the reason."""

    until = DateField(validators=[InputRequired(), _in_reach])
    reason = StringField(filters=[line], validators=[DataRequired(), Length(max=LONGEST)])

    def closes(self) -> datetime:
        """Return the first moment that is too late."""
        return calendar.end_of(cast(date, self.until.data))


class ReasonForm(Form):
    """A reason."""

    reason = StringField(filters=[line], validators=[DataRequired(), Length(max=LONGEST)])


class AdmissionForm(ReasonForm):
    """Who is let in after the close, and why."""

    person = IntegerField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])

    def who(self) -> PersonId:
        """Return who is let in."""
        return PersonId(cast(int, self.person.data))


def said(sent: Mapping[str, str], language: Language) -> Words | None:
    """Return the reason that was sent: in each of the languages, or one in that of the page."""
    told = {one.value: line(sent.get(one.value))[:LONGEST] for one in Language}
    if not any(told.values()):
        told = {language.value: line(sent.get("reason"))[:LONGEST]}
    given = {name: words for name, words in told.items() if words}
    return Words(**given) if given else None


def lines(questions: Iterable[Words], language: Language) -> str:
    """Return questions as they are written in a field."""
    return "\n".join(one.get(language) for one in questions)


def _lines(typed: str | None) -> list[str]:
    return [one for one in map(line, (typed or "").splitlines()) if one]


def _local(typed: datetime) -> datetime:
    """Return a moment as it was typed by the clocks of Almaty, in UTC."""
    return typed.replace(tzinfo=_ZONE).astimezone(UTC)
