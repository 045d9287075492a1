"""A whole installation for a journey: a site, a mail server, a repository that is pushed to, people."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from indexer.analysis import ANALYSIS_VERSION
from indexer.analysis.words import analyse
from kb.access import Role
from kb.cli import mail as post_office
from kb.cli.environment import Environment
from kb.cli.git_hooks import install
from kb.language import Language
from kb.review.calendar import next_working
from kb.services import accounts
from kb.services.accounts import NewPerson
from kb.settings import MailSecurity, Settings
from tests.journeys.server import served
from tests.journeys.visitors import PASSWORD, Visitors
from tests.repositories import GitRepository
from tests.smtp import MailServer, serving
from tests.worlds import World
from webapp import posting
from webapp.app import create_app
from webapp.background import Errand

TITLES: Final = {
    Language.KK: "Мұнаралар туралы",
    Language.RU: "О башнях",
    Language.EN: "On Towers",
}
METADATA: Final = """\
kind: regulatory-provision
title: {kk: Мұнаралар туралы, ru: О башнях, en: On Towers}
summary: {kk: Мұнаралардың биіктігі., ru: Высота башен., en: The height of towers.}
adopting_body: council
topics: [zoning]
illustrative: true
"""
TEXTS: Final = {
    Language.KK: "# Мұнаралар туралы\n\n### 1-бап. Биіктік\n\n"
    "1. Мұнараның биіктігі 60 метрден аспайды.\n\n2. Биіктік жер бетінен өлшенеді.\n\n"
    "### 2-бап. Жарық\n\n1. Мұнараның көлеңкесі мектепке түспейді.\n",
    Language.RU: "# О башнях\n\n### Статья 1. Высота\n\n"
    "1. Высота башни не превышает 60 метров.\n\n2. Высота измеряется от поверхности земли.\n\n"
    "### Статья 2. Свет\n\n1. Тень башни не падает на школу.\n",
    Language.EN: "# On Towers\n\n### Article 1. Height\n\n"
    "1. A tower is at most 60 metres high.\n\n2. Height is measured from the surface of the ground.\n\n"
    "### Article 2. Light\n\n1. The shadow of a tower does not fall on a school.\n",
}
PEOPLE: Final = {
    "coordinator": (Role.COORDINATOR, "Гүлнар Сейітова"),
    "drafter": (Role.DRAFTER, "Данияр Ахметов"),
    "approver": (Role.APPROVER, "Сәуле Оразова"),
}
_FOLDER: Final = "acts/development/towers"


@dataclass
class Ahead:
    """The clock of the machine, put forward by some days."""

    days: int = 0

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)


@dataclass
class Office:
    """The installation, its clock, those who come to it, the letters it sends, and the drafter's clone."""

    clock: Ahead
    people: Visitors
    mail: MailServer
    clone: GitRepository

    def link(self, recipient: str) -> str:
        """Return the address in the newest letter to somebody."""
        letter = [one for one in self.mail.got if one["To"] == recipient][-1]
        body = letter.get_body(("plain",))
        assert body is not None
        found = re.search(r"https?://[^/\s]+(/\S+)", body.get_content())
        assert found is not None
        return found[1]

    def subjects(self, recipient: str) -> list[str]:
        """Return what the letters to somebody are about, the oldest first."""
        return [one["Subject"].strip() for one in self.mail.got if one["To"] == recipient]

    def at_work(self, name: str, sign_in: tuple[str, str, str, str], **options: object) -> Page:
        """Return the page of somebody who came from the front page in their language, and signed in.

        The words are those of the language: its short name, “Sign in”, “Sign-in name”, “Password”.
        """
        language, enter, name_, password = sign_in
        page = self.people("/", **options)
        page.get_by_role("link", name=language).first.click()
        page.get_by_role("banner").get_by_role("link", name=enter).click()
        page.get_by_label(name_, exact=True).fill(name)
        page.get_by_label(password, exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name=enter).click()
        page.wait_for_url(re.compile(r"/\w\w/$"))
        return page

    def push(self, message: str) -> None:
        """Commit what was changed in the clone, and push it through the hooks."""
        self.clone.git("add", "--all")
        self.clone.git("commit", "--quiet", f"--message={message}")
        self.clone.git("push", "--quiet", "origin", "main")

    def change(self, language: Language, before: str, after: str = "") -> None:
        """Change words of a text in the clone."""
        file = self.clone.folder / _FOLDER / f"{language}.md"
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[Office]:
    """Set everything up; the hooks of git and the site go by the same clock, that of the machine."""
    clock = Ahead()
    world = World(folder, clock)
    _employ(world)
    with serving() as mail, pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        settings = _with_mail(world.settings, mail)
        patched.setattr(posting, "start_mail", _Postman(settings, world))
        patched.setattr(Errand, "ask", lambda _, start: start())
        clone = _clone(settings, folder)
        with served(create_app(settings, world.now)) as site:
            come = Visitors(browser, site)
            yield Office(clock, come, mail, clone)
            come.close()
            assert not come.complaints
    world.close()


@dataclass
class _Postman:
    """Sends the letters before the answer, in this process: a process of its own takes seconds."""

    settings: Settings
    world: World
    turn: Lock

    def __init__(self, settings: Settings, world: World) -> None:
        self.settings, self.world, self.turn = settings, world, Lock()

    def __call__(self, _settings: Settings) -> None:
        environment = Environment(self.settings, analyse, ANALYSIS_VERSION)
        environment.__dict__["database"] = self.world.database
        with self.turn:
            post_office.drain(environment)


def _with_mail(settings: Settings, mail: MailServer) -> Settings:
    return replace(
        settings,
        secret_key="s" * 32,
        smtp_host="127.0.0.1",
        smtp_port=mail.port,
        smtp_tls=MailSecurity.NONE,
        mail_from="acts@alatau.example",
    )


def _employ(world: World) -> None:
    """Open the accounts of those who work on drafts."""
    with world.database.writing() as db:
        for name, (role, full_name) in PEOPLE.items():
            person = NewPerson(name=name, full_name=full_name, roles=(role,))
            accounts.create(db, person, PASSWORD, world.now)


def _clone(settings: Settings, folder: Path) -> GitRepository:
    """Make a repository with the hooks, and push the first version of the draft to it."""
    bare = install(folder / "texts.git", settings)
    clone = GitRepository.create(folder / "clone")
    clone.git("remote", "add", "origin", str(bare.directory))
    clone.catalogues()
    clone.act(_FOLDER, METADATA, TEXTS)
    clone.commit("Towers")
    clone.git("push", "--quiet", "origin", "main")
    return clone


def later(days: int) -> str:
    """Return a working day to come, as a field for days takes it."""
    return next_working(datetime.now(UTC).date() + timedelta(days=days)).isoformat()
