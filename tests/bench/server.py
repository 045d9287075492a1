"""`kb serve` as a process of its own, and a reader who asks it for pages."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Final, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from kb.language import Language
from tests.bench.machine import children, cpu_seconds
from tests.bench.timing import Took
from tests.worlds import World

LONGEST: Final = 30.0
PASSWORD: Final = "only-for-demonstration"
_TOKEN: Final = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
_ACT: Final = re.compile(r"<loc>[^<]*?/ru/acts/([a-z0-9-]+)/</loc>")


@dataclass(frozen=True, slots=True)
class Served:
    """A server, with one worker unless more are asked for, and how long it took to answer first."""

    process: int
    address: str
    start: Took
    _reader: OpenerDirector

    @classmethod
    @contextmanager
    def of(cls, world: World, workers: int = 1) -> Iterator[Self]:
        """Serve an installation as long as this lasts."""
        bind = f"127.0.0.1:{_free_port()}"
        environment = world.environment() | {"KB_BIND": bind, "KB_WORKERS": str(workers)}
        command = Path(sys.executable).with_name("kb")
        reader = build_opener(HTTPCookieProcessor(CookieJar()))
        started = time.perf_counter()
        with subprocess.Popen([command, "serve"], env=environment, stderr=subprocess.DEVNULL) as kb:
            try:
                _wait(reader, f"http://{bind}/ru/", kb)
                wall = time.perf_counter() - started
                yield cls(kb.pid, f"http://{bind}", Took(wall, _cpu(kb.pid)), reader)
            finally:
                kb.terminate()

    def cpu(self) -> float:
        """Return the CPU time that the server has used."""
        return _cpu(self.process)

    def get(self, path: str) -> str:
        """Return a page."""
        with self._reader.open(f"{self.address}{path}", timeout=LONGEST) as answer:
            return str(answer.read().decode())

    def search(self, language: Language, text: str) -> None:
        """Search as a reader of an interface."""
        self.get(f"/{language}/search/?q={quote(text)}")

    def sign_in(self, name: str) -> None:
        """Sign in as somebody of the demonstration."""
        token = _TOKEN.search(self.get("/ru/sign-in"))
        assert token is not None
        form = {"name": name, "password": PASSWORD, "csrf_token": token[1]}
        with self._reader.open(f"{self.address}/ru/sign-in", urlencode(form).encode()) as answer:
            assert "/sign-in" not in answer.url, "the sign-in failed"

    def read_everything(self) -> None:
        """Read every published act in every language, alone and beside the others."""
        acts = _ACT.findall(self.get("/sitemap.xml"))
        assert acts
        for act in acts:
            for language in Language:
                for columns in (language, "kk,ru,en"):
                    self.get(f"/{language}/acts/{act}/?text={columns}")


def _wait(reader: OpenerDirector, address: str, kb: subprocess.Popen[bytes]) -> None:
    """Ask until there is an answer."""
    end = time.monotonic() + LONGEST
    while not _answers(reader, address):
        if kb.poll() is not None or time.monotonic() > end:
            problem = f"`kb serve` did not answer; it ended with {kb.poll()}"
            raise RuntimeError(problem)
        time.sleep(0.005)


def _answers(reader: OpenerDirector, address: str) -> bool:
    try:
        with reader.open(address, timeout=LONGEST) as answer:
            return bool(answer.read())
    except HTTPError:
        raise
    except URLError:
        return False


def _cpu(master: int) -> float:
    return sum(cpu_seconds(process) for process in (master, *children(master)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
