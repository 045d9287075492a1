"""The adopted wordings of a round as commits: downloaded as a patch, or pushed to a branch of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kb import git_writing
from kb.access import Permission, PersonId
from kb.errors import ConflictError, SourceError, msg
from kb.git import Repository
from kb.git_writing import Author, Change
from kb.language import Language
from kb.law.draft import as_kept
from kb.law.folder import TEXTS
from kb.origin import Origin
from kb.review import trailers
from kb.review.adopting import Adopted, Following, Source
from kb.review.amending import Amendment, amend
from kb.review.comments import CommentId
from kb.services import adoptions, audit
from kb.services.audit import Deed
from kb.services.seats import Seat
from kb.storage.acts import VersionRow
from kb.storage.people import PersonRow
from kb.storage.review import RoundRow

FOLDER = "acts"
"""Where repositories keep their texts, if nothing else is known."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What adopted wordings do to the newest version of an act.

    `homeless` are those whose provision it does not have any more, `wordless` comments that were
    accepted without a wording.
    """

    version: int
    amendment: Amendment
    homeless: tuple[Adopted, ...] = ()
    wordless: tuple[CommentId, ...] = ()


@dataclass(frozen=True, slots=True)
class Pushed:
    """The branch that holds the adopted wordings, its last commit, and how many commits are new."""

    branch: str
    commit: str
    commits: int


class NothingToPatchError(ConflictError):
    """No adopted wording is missing in the text, or none fits."""

    message = msg(
        "There is nothing to be patched: no adopted wording fits that is not in the text already."
    )


def prepare(db: Session, seat: Seat) -> Patch:
    """Return what the adopted wordings of a round do to the newest version."""
    seat.officer(Permission.SEE_REVIEWS)
    newest = adoptions.newest(db, db.get_one(RoundRow, seat.id))
    return _patch(db, seat, newest, adoptions.sources(db, newest))


def branch_of(seat: Seat) -> str:
    """Return the branch that a round's wordings are pushed to."""
    return f"review/{seat.asked.act}/{seat.asked.number}"


def mail(db: Session, seat: Seat, origin: Origin | None) -> bytes:
    """Return the commits as `git am` takes them; NothingToPatchError if there are none.

    They are for the newest version as it lies in the repository that it came from, and are written
    nowhere. Without that repository they are for the texts as they are kept here.
    """
    committer = _committer(db, seat)
    with _workshop(db, seat, origin) as (repository, base, folder, texts):
        made = _patch(db, seat, adoptions.newest(db, _row(db, seat)), texts)
        changes = list(_changes(db, seat, made.amendment, folder))
        if not changes:
            raise NothingToPatchError
        tip = git_writing.commit_all(repository, base, changes, committer)
        return git_writing.letters(repository, base, tip)


def push(db: Session, seat: Seat, origin: Origin) -> Pushed:
    """Put the commits on the round's branch: what stands on it already is not put there again.

    The database is only read, so that nobody waits for a repository elsewhere: `note` it afterwards.
    Raises OvertakenError if somebody else changes the branch at the same time, SourceError if the
    repository cannot be written to.
    """
    committer, branch = _committer(db, seat), branch_of(seat)
    origin.require_writable()
    repository, newest = origin.repository, adoptions.newest(db, _row(db, seat))
    old = _tip(origin, branch)
    start, folder = _start(origin, newest, old), origin.folder(newest.act.path)
    made = _patch(db, seat, newest, _sources_at(repository, start, folder))
    changes = list(_changes(db, seat, made.amendment, folder))
    if not changes and old is None:
        raise NothingToPatchError
    if not changes:
        return Pushed(branch, old or start, 0)
    new = git_writing.commit_all(repository, start, changes, committer)
    if origin.remote:
        git_writing.push(repository, origin.remote, branch, new, old)
    else:
        git_writing.move(repository, branch, new, old, committer)
    return Pushed(branch, new, len(changes))


def note(db: Session, seat: Seat, pushed: Pushed) -> None:
    """Note in the audit log that adopted wordings were pushed, new ones or not."""
    after = {"branch": pushed.branch, "commit": pushed.commit, "commits": pushed.commits}
    audit.note(db, seat.viewer, Deed.WORDINGS_PUSHED, _row(db, seat), at=seat.now, after=after)


def _patch(db: Session, seat: Seat, newest: VersionRow, texts: Mapping[Language, Source]) -> Patch:
    """Return what adopted wordings do to texts that are those of a version, or follow it."""
    found = adoptions.of_round(db, seat.id)
    following = Following(adoptions.sources(db, _row(db, seat).version), texts)
    placed = [(one, following.of(one)) for one in found.worded]
    return Patch(
        version=newest.sequence,
        amendment=amend(texts, [there for _, there in placed if there is not None]),
        homeless=tuple(one for one, there in placed if there is None),
        wordless=found.wordless,
    )


def _changes(db: Session, seat: Seat, amendment: Amendment, folder: str) -> Iterator[Change]:
    """Yield a commit for each step, the work of who proposed the first of its wordings."""
    for step in amendment.steps:
        files = {f"{folder}/{TEXTS[one]}": step.after[one].text for one in step.changed}
        by = next((one.by for one in step.adopted if one.by is not None), None)
        author = _author(db, by, seat) if by is not None else None
        yield Change(files, trailers.message(seat.asked.act, seat.asked.number, step), author)


@contextmanager
def _workshop(
    db: Session, seat: Seat, origin: Origin | None
) -> Iterator[tuple[Repository, str, str, Mapping[Language, Source]]]:
    """Give a repository that is gone afterwards, a commit in it, the act's folder and its texts."""
    newest = adoptions.newest(db, _row(db, seat))
    texts = adoptions.sources(db, newest)
    theirs = _there(origin, newest, texts) if origin else None
    with git_writing.aside(origin.repository if origin and theirs else None) as repository:
        if origin and theirs and newest.commit:
            yield repository, newest.commit, origin.folder(newest.act.path), theirs
            return
        folder = f"{FOLDER}/{newest.act.path}"
        files = {f"{folder}/{TEXTS[one]}": source.text for one, source in texts.items()}
        change = Change(files, "The texts as they are kept\n")
        base = git_writing.commit_all(repository, None, [change], _committer(db, seat))
        yield repository, base, folder, texts


def _there(
    origin: Origin, version: VersionRow, texts: Mapping[Language, Source]
) -> Mapping[Language, Source] | None:
    """Return the texts of a version as they lie in a repository, or None if it has others."""
    if not version.commit or origin.repository.ask("cat-file", "-e", version.commit) is None:
        return None
    found = _sources_at(origin.repository, version.commit, origin.folder(version.act.path))
    kept = {one: as_kept(source.text.removeprefix("\ufeff")) for one, source in found.items()}
    return found if kept == {one: source.text for one, source in texts.items()} else None


def _sources_at(repository: Repository, commit: str, folder: str) -> Mapping[Language, Source]:
    names = ((one, f"{commit}:{folder}/{TEXTS[one]}") for one in Language)
    files = ((one, repository.ask("cat-file", "blob", name)) for one, name in names)
    return {one: Source.of(text, one) for one, text in files if text is not None}


def _start(origin: Origin, version: VersionRow, old: str | None) -> str:
    """Return on top of what new commits go: the branch, or the version if that has all of the branch."""
    if version.commit is None:
        raise SourceError(
            place=str(origin.repository.directory),
            problem=msg("Version %(version)s of the act did not come from a commit."),
            cure=msg("Download the patch instead."),
            version=version.sequence,
        )
    base = origin.repository.commit_of(version.commit)
    return base if old is None or origin.repository.has(old, base) else old


def _tip(origin: Origin, branch: str) -> str | None:
    if origin.remote:
        return git_writing.tip_elsewhere(origin.repository, origin.remote, branch)
    return git_writing.tip_of(origin.repository, branch)


def _committer(db: Session, seat: Seat) -> Author:
    """Return who asks, as the one who commits."""
    return _author(db, seat.officer(Permission.ANSWER_COMMENTS), seat)


def _author(db: Session, person: PersonId, seat: Seat) -> Author:
    """Return somebody as the author of commits; git wants an address of everybody."""
    row = db.get_one(PersonRow, person)
    return Author(row.full_name or row.name, row.email or f"{row.name}@localhost", seat.now)


def _row(db: Session, seat: Seat) -> RoundRow:
    return db.get_one(RoundRow, seat.id)
