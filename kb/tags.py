"""Publications as annotated, signed tags in the repository of the texts: pub/<act>/<number>."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.errors import SourceError
from kb.git import Repository

PUBLICATIONS: Final = "refs/tags/pub/"
"""What the tags of publications begin with; nobody pushes such a tag."""

_PREFIX: Final = "refs/tags/"


@dataclass(frozen=True, slots=True)
class Signature:
    """A tag's name, the commit it pins, what it says, and by whom it is signed."""

    name: str
    commit: str
    message: str


def name_of(act: str, number: int) -> str:
    """Return the name of a publication's tag."""
    return f"pub/{act}/{number}"


def sign(repository: Repository, tag: Signature, key: str, signer: str) -> None:
    """Write a signed tag; `key` is the file of an SSH key or the id of a GPG key.

    Raises SourceError if there is such a tag already, or the key cannot be used.
    """
    if tag.name in names(repository):
        raise SourceError(
            place=tag.name,
            problem="There is such a tag already.",
            cure="See what it is (git show), and if it is not the publication's, remove it where "
            "the texts are kept (git tag --delete).",
        )
    is_ssh = Path(key).is_file()
    repository.run(
        "-c", f"gpg.format={'ssh' if is_ssh else 'openpgp'}",
        "-c", f"user.name={signer}",
        "-c", "user.email=publisher@localhost",
        "tag", "--annotate", "--local-user", str(Path(key).absolute()) if is_ssh else key,
        "--message", tag.message, "--end-of-options", tag.name, tag.commit,
    )  # fmt: skip


def names(repository: Repository) -> set[str]:
    """Return the names of all publications' tags."""
    listed = repository.run("for-each-ref", "--format=%(refname)", PUBLICATIONS)
    return {line.removeprefix(_PREFIX) for line in listed.splitlines()}


def read(repository: Repository, name: str) -> Signature:
    """Return what a tag says, signed or not; the signature itself is left out of the message."""
    place = f"{_PREFIX}{name}"
    commit = repository.commit_of(place)
    whole = repository.run(
        "for-each-ref", "--format=%(contents:subject)%0a%0a%(contents:body)", place
    )
    return Signature(name, commit, whole.strip())


def is_signed_by(repository: Repository, name: str, signers: Path) -> bool:
    """Tell whether a tag bears a valid signature of one of those whom a file of signers allows."""
    if not signers.is_file():
        raise SourceError(
            place=str(signers),
            problem="There is no such file.",
            cure="Write a line for each signer: a name and a public key (see `man ssh-keygen`).",
        )
    allowed = f"gpg.ssh.allowedSignersFile={signers.absolute()}"
    return repository.ask("-c", allowed, "verify-tag", name) is not None
