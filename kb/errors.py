"""Every error this project raises on purpose, as a tree.

KBError
├── NotFoundError            what was asked for is not there, or not this viewer's to know about
│   ├── ActNotFoundError
│   │   └── EditionNotFoundError
│   ├── ProvisionNotFoundError
│   ├── PersonNotFoundError
│   ├── LinkNotFoundError
│   └── WithdrawnError
├── InvalidError             what was given cannot be taken as it is
│   ├── SettingError
│   ├── CatalogueError
│   ├── SourceError
│   ├── SchemaError
│   │   └── NewerSchemaError
│   ├── ConflictError
│   └── WeakPasswordError
├── ForbiddenError           the viewer may know of it, but may not do that
├── SignInError              name and password do not go together
│   └── TooManyTriesError
│       └── TooOftenError
└── UnavailableError         the system cannot answer now, and nothing was lost
    ├── IndexUnavailableError
    ├── StorageBusyError
    └── StorageDamagedError

An error carries its data in `details`; `message` is for people, and marked for translation if it can
reach a page: webapp/refusals.py says it there in the reader's language.
"""

from collections.abc import Mapping


def msg(text: str) -> str:
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text


class KBError(Exception):
    """The root of every error this project raises on purpose."""

    message: str = msg("Something went wrong.")

    def __init__(self, message: str = "", /, **details: object) -> None:
        """Make one with the message of its kind, or with another over the same named details."""
        self.message = message or self.message
        super().__init__(_filled(self.message, details))
        self.details = details


def _filled(message: str, details: Mapping[str, object]) -> str:
    return message % details if details else message


class NotFoundError(KBError):
    """What was asked for is not there, or is not this viewer's to know about."""

    message = msg("There is nothing at this address.")


class ActNotFoundError(NotFoundError):
    """No act has this identifier, or none that the viewer may read."""

    message = msg("There is no act “%(act)s”.")


class EditionNotFoundError(ActNotFoundError):
    """The act has no such version or publication, or none that the viewer may read."""

    message = msg("“%(act)s” has no such version or publication.")


class ProvisionNotFoundError(NotFoundError):
    """The act has no provision with this address."""

    message = msg("The act “%(act)s” has no provision “%(eid)s”.")


class PersonNotFoundError(NotFoundError):
    """Nobody has this sign-in name."""

    message = msg("There is nobody with the sign-in name “%(name)s”.")


class LinkNotFoundError(NotFoundError):
    """A link that works once was used, has expired, was replaced by another, or never was one."""

    message = msg(
        "This link does not work: it was used, it has expired, a newer one was sent, or a part of it "
        "is missing. Open it from the newest letter, or ask for another."
    )


class WithdrawnError(NotFoundError):
    """What was asked for was published, and withdrawn; `ground` is the public reason, as Words."""

    message = msg("Publication No. %(number)s of “%(act)s” was withdrawn.")


class InvalidError(KBError):
    """What was given cannot be taken as it is."""


class SettingError(InvalidError):
    """A KB_* variable is unknown or malformed."""

    message = msg("%(variable)s: %(problem)s %(cure)s")


class CatalogueError(InvalidError):
    """glossary.yaml, procedure.yaml, backlog.yaml or demo.yaml cannot be read."""

    message = msg("%(path)s:%(line)s: %(problem)s")


class SourceError(InvalidError):
    """The folder or repository that acts are read from cannot be read.

    `problem` and `cure` are sentences over `values`; `place` is nobody's business but that of those
    who run the system.
    """

    message = "%(place)s: %(problem)s %(cure)s"

    def __init__(self, *, place: str, problem: str, cure: str, **values: object) -> None:
        said = {"problem": _filled(problem, values), "cure": _filled(cure, values)}
        super().__init__(place=place, **said)
        self.problem, self.cure, self.values = problem, cure, values


class SchemaError(InvalidError):
    """The database is not at the schema that this program needs."""

    message = msg("The database is at schema %(found)s, and %(needed)s is needed: kb db upgrade")


class NewerSchemaError(SchemaError):
    """The database was brought to its schema by a newer program than this."""

    message = (
        "The database is at schema %(found)s, this program at %(needed)s: install a newer program."
    )


class ConflictError(InvalidError):
    """What was asked for is at odds with what is there."""

    message = msg("This does not go together with what is there. Look at it again.")


class WeakPasswordError(InvalidError):
    """The password is too short, too common, or holds the name of its owner."""

    message = msg("The password is easily guessed; choose another.")


class ForbiddenError(KBError):
    """The viewer may know of it, but may not do that."""

    message = msg("Your role does not allow this.")


class SignInError(KBError):
    """Name and password do not go together."""

    message = msg("The name or the password is wrong.")


class TooManyTriesError(SignInError):
    """Too many failed sign-ins with this name or from this address."""

    message = msg("Too many failed attempts. Try again in %(minutes)s minutes.")


class TooOftenError(TooManyTriesError):
    """Something that anybody may do was done too often within a while."""

    message = msg("That was done too often. Try again in %(minutes)s minutes.")


class UnavailableError(KBError):
    """The system cannot answer now; nothing was lost."""

    message = msg("The service is busy. Nothing was lost; please try again.")


class IndexUnavailableError(UnavailableError):
    """There is no index that can be read."""

    message = msg("Search is not available now. The acts can be read as before.")


class StorageBusyError(UnavailableError):
    """The database is locked or full."""

    message = msg("Nothing can be saved just now. Nothing was lost; please try again.")


class StorageDamagedError(UnavailableError):
    """The database's file is no database, or parts of it are destroyed."""

    message = msg(
        "The database is damaged. Stop the site, move the file away, and run kb db restore."
    )
