"""A small installation whose every secret is known: published acts, drafts, people of all roles.

What nobody but its readers may learn is written with tokens of `Secrets`, so that a test can look for
them; what is published is the same in every town.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha1
from pathlib import Path
from shutil import copy, copytree

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from indexer.analysis.words import analyse
from kb.access import Role
from kb.language import Language
from kb.law.checks.context import Context
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import accounts, catalogues, publishing
from kb.services.importing import Importer, Outcome
from kb.services.publishing import Adoption, Happening
from kb.source import Commit, Revision, read_catalogues, read_folder
from kb.storage.acts import PublicationRow, VersionRow
from tests.factories import clock, write_act
from tests.webapp import town_discussion, town_rounds
from tests.webapp.called_for import BACKLOG
from tests.worlds import World

ACTS = Path(__file__).parent.parent.parent / "acts"
PASSWORD = "only-for-demonstration"

ROLES = {
    "invited": Role.EXPERT,
    "other": Role.EXPERT,
    "drafter": Role.DRAFTER,
    "coordinator": Role.COORDINATOR,
    "legal": Role.LEGAL_OFFICER,
    "approver": Role.APPROVER,
    "publisher": Role.PUBLISHER,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMINISTRATOR,
    "participant": Role.PARTICIPANT,
}
"""Who lives in the town, by sign-in name; `invited` is invited to the drafts under review."""


COOKIES = ("kb", "lang")
"""The cookies of a browser that somebody has signed in with."""


@dataclass
class Secrets:
    """Words that stand nowhere but in what is not public; each is used in one place only."""

    seed: int
    all: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """Those of the draft that no expert is invited to."""
    panel: list[str] = field(default_factory=list)
    """Those of an expert in a closed panel, which another expert in it may not learn."""
    begun: dict[str, list[str]] = field(default_factory=dict)
    """Those of texts that somebody has not submitted, by name: nobody else may learn them."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def latin(self) -> str:
        """Return a new word in Latin letters."""
        return self._made("zvkqxw", "aou")

    def cyrillic(self) -> str:
        """Return a new word in Cyrillic letters."""
        return self._made("жфщхцш", "эыю")

    def _made(self, consonants: str, vowels: str) -> str:
        pick = self._random.choice
        self.all.append(
            "".join(pick(consonants) + pick(vowels) for _ in range(5)) + pick(consonants)
        )
        return self.all[-1]


PUBLISHED = {
    Language.KK: "# Биіктік туралы\n\n## 1-тарау. Жалпы\n\n### 1-бап. Шек\n\n"
    "1. Ғимараттың биіктігі «Мұнаралар туралы» реттеуші ереженің 1-бабына сәйкес шектеледі.\n\n"
    "2. Шекті Кеңес белгілейді.\n\n### 2-бап. Өлшеу\n\n"
    "1. Биіктік осы реттеуші ереженің 1-бабы бойынша өлшенеді.\n",
    Language.RU: "# О высоте\n\n## Глава 1. Общее\n\n### Статья 1. Предел\n\n"
    "1. Высота здания ограничивается по статье 1 регуляторного положения «О башнях».\n\n"
    "2. Предел устанавливает Совет.\n\n### Статья 2. Измерение\n\n"
    "1. Высота измеряется по статье 1 настоящего регуляторного положения.\n",
    Language.EN: "# On Height\n\n## Chapter 1. General\n\n### Article 1. Limit\n\n"
    "1. The height of a building is limited under Article 1 of the regulatory provision “On Towers”.\n\n"
    "2. The limit is set by the Council.\n\n### Article 2. Measuring\n\n"
    "1. Height is measured under Article 1 of this regulatory provision.\n",
}
"""A published act that refers by its title to an act that may or may not be there as a draft."""

METADATA = """\
kind: regulatory-provision
title: {{kk: "{kk}", ru: "{ru}", en: "{en}"}}
summary: {{kk: "{summary}", ru: "{summary}", en: "{summary}"}}
adopting_body: council
topics: [{topic}]
illustrative: true
"""


def metadata(kk: str, ru: str, en: str, summary: str, topic: str = "zoning") -> str:
    """Return the contents of an act.yaml."""
    return METADATA.format(kk=kk, ru=ru, en=en, summary=summary, topic=topic)


def plain(kk: str, ru: str, en: str, words: str, heading: str = "Alpha") -> dict[Language, str]:
    """Return the texts of an act of one article, with these words in it."""
    return {
        Language.KK: f"# {kk}\n\n### 1-бап. {heading}\n\n1. Мынадай норма бар: {words}.\n",
        Language.RU: f"# {ru}\n\n### Статья 1. {heading}\n\n1. Есть такая норма: {words}.\n",
        Language.EN: f"# {en}\n\n### Article 1. {heading}\n\n1. There is such a rule: {words}.\n",
    }


class Town(World):
    """An installation of a few small acts, taken in commit by commit."""

    def __init__(self, folder: Path, seed: int = 1, now: Callable[[], datetime] = clock) -> None:
        super().__init__(folder, now)
        self.secrets = Secrets(seed)
        self.root = folder / "acts"
        self._site: Flask | None = None
        self._cookies: dict[str, dict[str, str]] = {}

    def found(self) -> None:
        """Take in the catalogues, before anything else."""
        self.root.mkdir()
        for name in ("glossary.yaml", "procedure.yaml"):
            copy(ACTS / name, self.root / name)
        (self.root / "backlog.yaml").write_text(BACKLOG, encoding="utf-8")
        with self.database.writing() as db:
            catalogues.keep(db, read_catalogues(self.root), self.now)

    def copied(self, folder: Path) -> "Town":
        """Return another installation with the same in it."""
        with self.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        copytree(self.folder, folder)
        copy_ = Town(folder, self.secrets.seed, self.now)
        copy_.secrets = self.secrets
        copy_._cookies = dict(self._cookies)
        return copy_

    def commit(self, slug: str, author: str, message: str, number: int = 0) -> None:
        """Take in one act as it lies there now, as a commit of somebody."""
        known = catalogues.read(read_catalogues(self.root))
        importer = Importer(Context(known.procedure, known.glossary, analyse), self.now)
        changed = tuple(f for f in read_folder(self.root) if f.act == slug)
        at = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=number)
        commit = Commit(sha1(f"{slug} {number}".encode()).hexdigest(), author, at, message)
        with self.database.writing() as db:
            results = importer.take(db, Revision(commit, changed))
        assert [r.outcome for r in results if r.outcome is Outcome.BROKEN] == [], results

    def unpublished(self) -> set[str]:
        """Return the commits and the hashes of all versions that nobody was to see."""
        with self.database.reading() as db:
            public = {*db.scalars(select(PublicationRow.version_id)), *town_rounds.discussed(self)}
            versions = [row for row in db.scalars(select(VersionRow)) if row.id not in public]
            hashes = {row.hash_of(language) or "" for row in versions for language in Language}
            return hashes | {(row.commit or "")[:12] for row in versions}

    def publish(self, slug: str, version: int, day: date = date(2026, 10, 1)) -> None:
        """Publish a version of an act."""
        with self.database.writing() as db:
            viewer = accounts.viewer_of(db, "publisher")
            procedure = catalogues.stored(db).procedure
            adoption = Adoption(version, day, "№ 1", day)
            publishing.publish(db, viewer, procedure, ActId(slug), adoption, self.now)

    def befall(self, slug: str, happening: Happening) -> None:
        """Record what befalls a published act."""
        with self.database.writing() as db:
            viewer = accounts.viewer_of(db, "publisher")
            publishing.record(db, viewer, ActId(slug), happening, self.now)

    def move(self, slug: str, stage: Stage) -> None:
        """Put a draft at a stage of its way."""
        with self.database.writing() as db:
            publishing.move(db, ActId(slug), stage, self.now)

    def invite(self, name: str, slug: str) -> None:
        """Let an expert read a draft under review."""
        with self.database.writing() as db:
            accounts.invite(db, name, ActId(slug), self.now)

    def add_person(self, name: str, role: Role, full_name: str, organisation: str) -> None:
        """Open an account."""
        person = accounts.NewPerson(
            name=name, full_name=full_name, roles=(role,), organisation=organisation
        )
        with self.database.writing() as db:
            accounts.create(db, person, PASSWORD, self.now)

    @property
    def site(self) -> Flask:
        """The site, made once: what it remembers from one request it knows in the next."""
        if self._site is None:
            self._site = self.app()
        return self._site

    def browser(self, name: str | None = None) -> FlaskClient:
        """Return a browser of sorts on the one site; left open by somebody, if a name is given."""
        if name and name not in self._cookies:
            kept = map(self.newcomer(name).get_cookie, COOKIES)
            self._cookies[name] = {cookie.key: cookie.value for cookie in kept if cookie}
        client = self.site.test_client()
        for key, value in self._cookies.get(name or "", {}).items():
            client.set_cookie(key, value)
        return client

    def newcomer(self, name: str) -> FlaskClient:
        """Return a browser of sorts that somebody has just signed in with."""
        client = self.site.test_client()
        answer = client.post("/en/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client


def token_of(page: str) -> str:
    """Return the token that signs the first form of a page."""
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def build(folder: Path, seed: int = 1, *, more: bool = False) -> Town:
    """Return a town. `seed` changes its secrets; with `more` there are others of them, in another order."""
    town = Town(folder, seed)
    town.found()
    word = town.secrets.latin
    for name, role in ROLES.items():
        town.add_person(name, role, f"{word()} {word()}", word())
    if more:
        for number in range(3):
            town.add_person(f"more{number}", Role.EXPERT, word(), word())
            _draft(town, word(), "education", number)
    _published(town, town.secrets, drafts=3 if more else 1)
    if not more:
        _draft(town, "towers", "construction", 20, ("Мұнаралар туралы", "О башнях", "On Towers"))
        _review(town, "towers")
        town_rounds.add_expert_round(town)
    names = ("bridges туралы", "О bridges", "On bridges")
    town_rounds.add_public_round(town, metadata(*names, "bridges"), plain(*names, "bridges"))
    town_discussion.add_words(town)
    if not more:
        town_discussion.add_secrets(town)
    before = len(town.secrets.all)
    _draft(town, word(), "energy", 21)
    town.secrets.apart = town.secrets.all[before:]
    _review(town, "parks")
    town.index()
    return town


def _published(town: Town, secrets: Secrets, drafts: int) -> None:
    """Publish `height`, whose first versions nobody was to see, and `parks`, which has newer drafts."""
    author, message = secrets.latin(), secrets.latin()
    titles = ("Биіктік туралы", "О высоте", "On Height")
    about = metadata(*titles, "Height of buildings.")
    for number in range(drafts):
        write_act(town.root, "development/height", about, plain(*titles, secrets.latin()))
        town.commit("height", author, message, number)
    write_act(town.root, "development/height", about, PUBLISHED)
    town.commit("height", author, message, 8)
    town.publish("height", drafts + 1)
    titles = ("Саябақтар туралы", "О парках", "On Parks")
    parks = metadata(*titles, "Parks of the city.", "environment")
    write_act(town.root, "development/parks", parks, plain(*titles, "саябақ, парк, park"))
    town.commit("parks", author, message, 9)
    town.publish("parks", 1)
    for number in range(drafts):
        newer = plain(*titles, f"{secrets.latin()} {secrets.cyrillic()}", secrets.latin())
        newer = {one: f"{text}\n{_second(one)} {secrets.latin()}.\n" for one, text in newer.items()}
        about = metadata(*titles, f"Parks, {secrets.latin()}.", "water")
        write_act(town.root, "development/parks", about, newer)
        town.commit("parks", author, message, 10 + number)


def _second(language: Language) -> str:
    return {Language.KK: "2. Тағы", Language.RU: "2. Ещё", Language.EN: "2. More"}[language]


def _draft(
    town: Town, slug: str, topic: str, number: int, title: tuple[str, str, str] | None = None
) -> None:
    word, cyrillic = town.secrets.latin, town.secrets.cyrillic
    names = title or (f"{cyrillic()} туралы", f"О {cyrillic()}", f"On {word()}")
    texts = plain(*names, f"{word()}, {cyrillic()}", word())
    write_act(town.root, f"{word()}/{slug}", metadata(*names, word(), topic), texts)
    town.commit(slug, word(), word(), number)


def _review(town: Town, slug: str) -> None:
    town.move(slug, Stage.EXPERT_REVIEW)
    town.invite("invited", slug)
