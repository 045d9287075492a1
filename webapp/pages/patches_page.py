"""The adopted wordings of a round: what a patch has in it, what it has not, and what stands in the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from markupsafe import Markup, escape

from kb.access import Permission
from kb.errors import KBError, SourceError, msg
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.origin import Origin, origin
from kb.review.adopting import Adopted, Sources
from kb.review.amending import Conflict, Step
from kb.review.comments import CommentId
from kb.services import adoptions, importing, patching, pinned, threads, verifying
from kb.services.patching import Patch
from kb.services.seats import Seat
from kb.services.threads import Thread
from kb.services.verifying import Missing
from kb.settings import Settings
from kb.storage.review import RoundRow
from webapp import review_labels
from webapp.locale import gettext
from webapp.pages.comment_view import name_of, place_of, redline
from webapp.pages.redline_body import Pen
from webapp.pages.round_head import RoundHead, round_head
from webapp.refusals import told
from webapp.visit import Visit

_LONG: Final = 6
NO_ORIGIN: Final = msg("The texts do not come from a repository of this machine.")
GONE: Final = msg("Version %(number)s does not have this provision any more.")


@dataclass(frozen=True, slots=True)
class Change:
    """What an adopted wording makes of a provision in one language."""

    language: Language
    redline: Markup


@dataclass(frozen=True, slots=True)
class Named:
    """A comment, whose it is, and what was answered to it."""

    comment: CommentId
    by: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class StepView:
    """A commit of the patch: a provision, the comments that asked for it, what changes, what is needed."""

    place: str
    comments: tuple[Named, ...]
    changes: tuple[Change, ...]
    needed: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class ClashView:
    """Two wordings for the same words, each against what stands there."""

    place: str
    language: Language
    sides: tuple[tuple[Named, Markup], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A wording that is not in the patch, and why."""

    place: str
    comment: Named
    why: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Wordless:
    """An accepted comment that nobody adopted a wording for; no `eid` if it is on the act as a whole."""

    place: str
    eid: EId
    comment: Named


@dataclass(frozen=True, slots=True)
class Stray:
    """A wording that the text does not have: what stands there, and what was adopted.

    `found_in` is the version that had it, 0 if none had.
    """

    place: str
    comment: Named
    changes: tuple[Change, ...]
    gone: tuple[Language, ...]
    found_in: int


@dataclass(frozen=True, slots=True)
class Done:
    """How many commits were pushed or wordings found, or why that could not be done."""

    pushed: int | None = None
    found: int | None = None
    problem: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Return what an address says was done."""
        pushed, found = (
            int(number)
            if (number := asked.get(name, "")).isdecimal() and len(number) < _LONG
            else None
            for name in ("pushed", "found")
        )
        return cls(pushed, found)

    @classmethod
    def failed(cls, error: KBError) -> Self:
        """Return why something was not done; where on this machine git was asked is nobody's business."""
        return cls(problem=_of_git(error) if isinstance(error, SourceError) else told(error))


@dataclass(frozen=True, slots=True)
class PatchesPage:
    """All that the page shows; `done` is what became of what the viewer has just asked for.

    `unpushable` is why the patch cannot be pushed, if so.
    """

    head: RoundHead
    version: int
    steps: tuple[StepView, ...]
    clashes: tuple[ClashView, ...]
    left_out: tuple[LeftOut, ...]
    wordless: tuple[Wordless, ...]
    standing: tuple[LeftOut, ...]
    strays: tuple[Stray, ...]
    branch: str
    may_take: bool
    unpushable: str
    may_check: bool
    done: Done

    @property
    def is_empty(self) -> bool:
        """Whether no answer of the round adopts anything."""
        parts = (self.steps, self.clashes, self.left_out, self.wordless, self.standing, self.strays)
        return not any(parts)


NOTHING: Final = Done()
_IN_ENGLISH: Final = Markup('<span lang="en">{}</span>')


def _of_git(error: SourceError) -> Markup:
    """Return what keeps git from doing its work; its own words, which are English, marked as such."""
    values = dict(error.values)
    if "reason" in values:
        values["reason"] = _IN_ENGLISH.format(values["reason"])
    sentences = (escape(gettext(one)) for one in (error.problem, error.cure))
    return Markup(" ").join(one % values if values else one for one in sentences)


def origin_of(visit: Visit, settings: Settings) -> Origin | None:
    """Return the repository that the texts come from; None if there is none, or it cannot be read."""
    try:
        return origin(settings, importing.sources(visit.db))
    except SourceError:
        return None


def _unpushable(found: Origin | None) -> str:
    """Return why nothing can be pushed to where the texts come from, or an empty text."""
    if found is None:
        return gettext(NO_ORIGIN)
    try:
        found.require_writable()
    except SourceError as error:
        return _of_git(error)
    return ""


def patches_page(visit: Visit, seat: Seat, settings: Settings, done: Done = NOTHING) -> PatchesPage:
    """Return what the adopted wordings of a round do to the newest version of the act."""
    patch = patching.prepare(visit.db, seat)
    row = visit.db.get_one(RoundRow, seat.id)
    newest = adoptions.sources(visit.db, adoptions.newest(visit.db, row))
    writer, amendment = _Writer.of(visit, seat, newest), patch.amendment
    may_take = seat.viewer.may(Permission.ANSWER_COMMENTS)
    has_steps = bool(amendment.steps)
    return PatchesPage(
        head=round_head(visit, seat, pinned.act(visit.db, seat)),
        version=patch.version,
        steps=tuple(map(writer.step, amendment.steps)),
        clashes=tuple(map(writer.clash, amendment.conflicts)),
        left_out=tuple(writer.left_out(patch)),
        wordless=tuple(map(writer.wordless, patch.wordless)),
        standing=tuple(writer.standing(one) for one in amendment.standing),
        strays=tuple(
            map(writer.stray, sorted(verifying.missing(visit.db, seat), key=writer.place))
        ),
        branch=patching.branch_of(seat),
        may_take=may_take and has_steps,
        unpushable=_unpushable(origin_of(visit, settings)) if may_take and has_steps else "",
        may_check=may_take,
        done=done,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what is shown of adopted wordings: whose comments they answer, what stands in the text."""

    threads: Mapping[CommentId, Thread]
    newest: Sources
    pen: Pen

    @classmethod
    def of(cls, visit: Visit, seat: Seat, newest: Sources) -> Self:
        """Return what writes for a viewer."""
        listed = {one.id: one for one in threads.listed(visit.db, seat)}
        return cls(listed, newest, Pen.ready())

    def step(self, step: Step) -> StepView:
        """Return a commit of the patch."""
        eid = step.eid
        changes = (
            Change(one, self._against(eid, one, step.after[one].passage(eid).wording))
            for one in step.changed
        )
        comments = tuple(map(self.named, step.adopted))
        return StepView(place_of(eid), comments, tuple(changes), step.needed)

    def clash(self, conflict: Conflict) -> ClashView:
        """Return two wordings side by side."""
        language = conflict.language
        sides = (
            (self.named(one), self._against(one.eid, language, dict(one.wording)[language]))
            for one in (conflict.one, conflict.other)
        )
        return ClashView(place_of(conflict.one.eid), language, tuple(sides))

    def left_out(self, patch: Patch) -> Iterator[LeftOut]:
        """Yield what is not in a patch, with the reason."""
        for unfit in patch.amendment.unfit:
            why, one = told(unfit.error), unfit.adopted
            yield LeftOut(place_of(one.eid), self.named(one), why, unfit.language)
        for one in patch.homeless:
            why = gettext(GONE) % {"number": patch.version}
            yield LeftOut(place_of(one.eid), self.named(one), why)

    def standing(self, one: Adopted) -> LeftOut:
        """Return what is in the text already."""
        return LeftOut(place_of(one.eid), self.named(one))

    def place(self, missing: Missing) -> tuple[int, CommentId]:
        """Return what puts missing wordings in the order of the text; what is gone comes last."""
        order = list(next(iter(self.newest.values())).passages) if self.newest else []
        eid = missing.adopted.eid
        return order.index(eid) if eid in order else len(order), missing.adopted.comment

    def stray(self, missing: Missing) -> Stray:
        """Return a wording that the newest version does not have."""
        adopted, standing = missing.adopted, missing.standing
        changes = (
            Change(language, redline(self.pen, standing[language], wording))
            for language, wording in adopted.wording
            if language in standing
        )
        gone = tuple(language for language, _ in adopted.wording if language not in standing)
        named = self.named(adopted)
        return Stray(place_of(adopted.eid), named, tuple(changes), gone, missing.found_in)

    def named(self, one: Adopted) -> Named:
        """Return the comment in whose answer a wording was adopted."""
        verdict = review_labels.verdict(one.verdict)
        return Named(one.comment, self._author(one.comment), verdict)

    def wordless(self, id_: CommentId) -> Wordless:
        """Return a comment whose answer has no wording, and where it stands."""
        eid = self.threads[id_].anchor.eid if id_ in self.threads else NOWHERE
        return Wordless(place_of(eid), eid, Named(id_, self._author(id_)))

    def _author(self, id_: CommentId) -> str:
        return name_of(self.threads[id_].author) if id_ in self.threads else ""

    def _against(self, eid: EId, language: Language, wording: str) -> Markup:
        """Return a wording as a redline against what stands at a provision."""
        source = self.newest.get(language)
        passage = source.passages.get(eid) if source else None
        return redline(self.pen, passage.wording if passage else "", wording)
