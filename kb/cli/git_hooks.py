"""The hooks of a bare repository: small scripts that call `kb` as it was when they were written."""

import shlex
import sys
from pathlib import Path
from typing import Final

from kb.errors import SourceError
from kb.git import Repository, find
from kb.settings import Settings

HOOKS: Final = ("pre-receive", "post-receive")
CONFIG: Final = {
    "receive.denyNonFastForwards": "true",
    "receive.fsckObjects": "true",
    "receive.maxInputSize": "64m",
    "core.logAllRefUpdates": "true",
}
"""What git itself is to refuse; the hooks say the rest."""

_MARK: Final = "# Written by `kb git init`, which writes it anew."
_SCRIPT: Final = """\
#!/bin/sh
{mark}
GIT_DIR=$(pwd) && export GIT_DIR
set -a && . {settings} && set +a
cd {folder} && exec {kb} git {hook} "$GIT_DIR"
"""
_SECRETS: Final = frozenset({"KB_SECRET_KEY", "KB_WEBHOOK_SECRET"})
"""What only the site needs."""


def install(place: Path, settings: Settings) -> Repository:
    """Make a bare repository, or take the one that is there, and give it its hooks."""
    repository = _repository(place)
    for name, value in CONFIG.items():
        repository.run("config", name, value)
    folder = repository.directory / "hooks"
    folder.mkdir(exist_ok=True)
    _write_settings(folder / "kb.env", settings)
    for hook in HOOKS:
        _write_hook(folder / hook, folder / "kb.env")
    return repository


def _repository(place: Path) -> Repository:
    if not place.exists() or not any(place.iterdir()):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Repository(place.resolve())
        made.run("init", "--quiet", "--bare", "--template=", "--initial-branch=main")
        return made
    found = find(place)
    is_here = found is not None and found[0].directory.resolve() == place.resolve()
    if not is_here or not Repository(place).is_bare():
        raise _refusal(
            place, "This is neither empty nor a bare repository.", "Name another folder."
        )
    for hook in HOOKS:
        _refuse_foreign(place / "hooks" / hook)
    return Repository(place.resolve())


def _refuse_foreign(script: Path) -> None:
    if script.exists() and _MARK not in script.read_text(encoding="utf-8", errors="replace"):
        raise _refusal(
            script, "There is another hook already.", "Move it away if it is not needed."
        )


def _write_settings(path: Path, settings: Settings) -> None:
    """Write the settings of now, but for the secrets, where only the owner reads them."""
    values = {name: text for name, text in settings.environ().items() if name not in _SECRETS}
    path.touch(mode=0o600)
    lines = (f"{name}={shlex.quote(text)}\n" for name, text in sorted(values.items()))
    path.write_text("".join([f"{_MARK}\n", *lines]), encoding="utf-8")


def _write_hook(path: Path, settings: Path) -> None:
    script = _SCRIPT.format(
        mark=_MARK,
        settings=shlex.quote(str(settings)),
        folder=shlex.quote(str(Path.cwd())),
        kb=shlex.quote(str(command())),
        hook=path.name,
    )
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


def command() -> Path:
    """Return the command `kb` of this installation: it lies beside the interpreter."""
    return Path(sys.executable).with_name("kb")


def _refusal(place: Path, problem: str, cure: str) -> SourceError:
    return SourceError(place=str(place), problem=problem, cure=cure)
