"""A round on an act that came from a real repository, and answers that adopt wordings."""

from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from kb.git import Repository
from kb.history import History
from kb.language import Language
from kb.law.identifiers import EId
from kb.origin import Origin
from kb.review.comments import CommentId
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.services import accounts, importing
from tests.kb.services.reviewing import Review
from tests.repositories import GitRepository

PARAGRAPH = EId("art_1__para_1")
ACT = "acts/development/height"
BRANCH = "refs/heads/review/height/1"
TEXTS = {
    Language.KK: "# Биіктік туралы\n\n### 1-бап. Шек\n\n1. Биіктік шектеледі.\n\n2. Оны кеңес белгілейді.\n",
    Language.RU: "# О высоте\n\n### Статья 1. Предел\n\n1. Высота ограничивается.\n\n2. Его ставит совет.\n",
    Language.EN: "# On Height\n\n### Article 1. Limit\n\n1. Height is limited.\n\n2. The council sets it.\n",
}


@dataclass
class Amended:
    """A review whose draft, in version 2, is a commit of a bare repository that drafters push to."""

    review: Review
    drafter: GitRepository
    bare: Path

    @classmethod
    def create(cls, review: Review, folder: Path, texts=TEXTS) -> "Amended":
        """Bring the draft in from a repository, and hold a round on it."""
        drafter = GitRepository.create(folder / "drafter")
        drafter.catalogues()
        drafter.act(texts=texts)
        drafter.commit()
        made = cls(review, drafter, drafter.bare(folder / "texts.git"))
        made.take_in()
        review.hold(version=2)
        return made

    @property
    def origin(self) -> Origin:
        """Where the texts come from."""
        return Origin(Repository(self.bare), "acts")

    def take_in(self) -> None:
        """Import what is new in the repository."""
        history = History(Repository(self.bare), "acts", "main")
        with self.review.desk.database.writing() as db:
            mark = importing.marks(db, "acts").get(history.source)
            with closing(history.revisions(mark)) as revisions:
                for revision in revisions:
                    self.review.desk.importer.take(db, revision)
            importing.mark(db, history.source, history.tip, self.review.desk.clock())

    def publish(self, texts, message: str = "Change the texts") -> str:
        """Let a drafter push other texts to the main branch, which are taken in."""
        self.drafter.act(texts=texts)
        commit = self.drafter.commit(message)
        self.drafter.git("push", "--quiet", str(self.bare), "main")
        self.take_in()
        return commit

    def git(self, *arguments: str) -> str:
        """Ask the bare repository."""
        return Repository(self.bare).run(*arguments).strip()

    def adopts(self, eid: EId = PARAGRAPH, verdict=Verdict.ACCEPTED, **wording: str) -> Answer:
        """Return an answer that adopts a wording."""
        given = tuple((one, wording[one]) for one in Language if one in wording)
        adoption = Adoption(eid, given, "") if given else None
        return Answer(verdict=verdict, reply="Да.", adoption=adoption)

    def commented(self, count: int) -> list[CommentId]:
        """Let experts comment, and the answering begin."""
        comments = [self.review.says(name) for name in islice(cycle(("aigul", "john")), count)]
        self.review.ends()
        return comments

    def answered(self, *answers: Answer) -> list[CommentId]:
        """Let experts comment, and let their comments be answered so."""
        comments = self.commented(len(answers))
        for comment, answer in zip(comments, answers, strict=True):
            self.review.settles(comment, answer)
        return comments

    def addressed(self, name: str, email: str) -> None:
        """Give somebody an address."""
        with self.review.desk.database.writing() as db:
            accounts.named(db, name).email = email
