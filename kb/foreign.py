"""Histories in another layout than ours: each file an act, with front matter; a mapping says what is what."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from pydantic import Field

from kb.git import Objects, Repository
from kb.git_log import Changes
from kb.history import History
from kb.language import Language
from kb.law.folder import METADATA, TEXTS, ActFolder, Oddity
from kb.law.words import Strict
from kb.law.yaml_text import YamlError, load
from kb.source import Commit, Revision

_SUFFIX: Final = ".md"
_FENCE: Final = b"---\n"
_LARGE: Final = 1024 * 1024


class Rewriting(Strict):
    """A regular expression for lines of a text, and what they are in ours."""

    pattern: str
    becomes: str


class Layout(Strict):
    """Where the acts of a repository are, and which keys of their front matter say what.

    `kind` and `adopting_body` are those of procedure.yaml, and the same for all; `lines` turns headings
    into ours.
    """

    folder: str
    language: Language = Field(strict=False)
    kind: str
    adopting_body: str
    title: str
    requisite: str
    link: str | None = None
    approved_on: str | None = None
    most_megabytes: int = 2
    lines: tuple[Rewriting, ...] = ()

    def rewritten(self, text: bytes) -> bytes:
        """Return a text with its lines as ours are."""
        words = text.decode("utf-8", errors="surrogateescape")
        for one in self.lines:
            words = re.sub(one.pattern, one.becomes, words, flags=re.MULTILINE)
        return words.encode("utf-8", errors="surrogateescape")


class ForeignHistory(History):
    """The commits of a repository in another layout, as revisions of ours."""

    def __init__(self, repository: Repository, layout: Layout, revision: str) -> None:
        super().__init__(repository, layout.folder, revision)
        self.layout = layout

    def catalogues(self) -> dict[str, str]:
        """Return nothing: what acts may name is not in such a repository."""
        return {}

    def revisions(self, after: str | None) -> Iterator[Revision]:
        """Yield what each commit since `after` made of the acts."""
        with closing(Objects(self.repository)) as objects:
            for commit, changes in self._commits(after):
                yield self._revision(commit, changes, objects)

    def _revision(self, commit: Commit, changes: Changes, objects: Objects) -> Revision:
        mine = {path: entry for path, entry in sorted(changes.items()) if _is_act(path)}
        removed = tuple(_slug(path) for path, entry in mine.items() if entry is None)
        most = self.layout.most_megabytes * _LARGE
        changed = tuple(
            self._act(path, objects.read(entry.blob, most))
            for path, entry in mine.items()
            if entry is not None and entry.is_ordinary
        )
        return Revision(commit, changed, removed)

    def _act(self, path: str, content: bytes | None) -> ActFolder:
        name = TEXTS[self.layout.language]
        if content is None:
            return ActFolder(_slug(path), {}, {name: Oddity.TOO_LARGE})
        front, text = _divided(content)
        told = _told(front)
        metadata = front if told is None else _as_yaml(self._details(told))
        title = str((told or {}).get(self.layout.title, ""))
        files = {METADATA: metadata, name: self.layout.rewritten(_titled(text, title))}
        return ActFolder(_slug(path), files, {})

    def _details(self, told: dict[str, Any]) -> dict[str, Any]:
        layout, language = self.layout, self.layout.language.value
        official = {"requisite": {language: told.get(layout.requisite)}}
        if layout.link in told:
            official["link"] = {language: told[layout.link]}
        if layout.approved_on in told:
            official["approved_on"] = told[layout.approved_on]
        return {
            "kind": layout.kind,
            "title": {language: told.get(layout.title)},
            "adopting_body": layout.adopting_body,
            "official": official,
        }


def _is_act(path: str) -> bool:
    return path.endswith(_SUFFIX) and "/" not in path


def _slug(path: str) -> str:
    return path.removesuffix(_SUFFIX).lower()


def _divided(content: bytes) -> tuple[bytes, bytes]:
    """Return the front matter of a file, and the text after it."""
    if not content.startswith(_FENCE):
        return b"", content
    front, _, text = content[len(_FENCE) :].partition(b"\n" + _FENCE)
    return front, text


def _told(front: bytes) -> dict[str, Any] | None:
    """Return what a front matter says; None if it cannot be read, which the import will tell of."""
    try:
        value = load(front.decode("utf-8-sig")).value
    except (UnicodeDecodeError, YamlError):
        return None
    return value if isinstance(value, dict) else {}


def _as_yaml(details: dict[str, Any]) -> bytes:
    return json.dumps(details, ensure_ascii=False, default=str).encode()


def _titled(text: bytes, title: str) -> bytes:
    """Return a text that begins with its title; some leave that to the front matter."""
    stripped = text.lstrip()
    return (
        text
        if stripped.startswith(b"# ") or not title
        else b"# %b\n\n%b" % (title.encode(), stripped)
    )
