"""The certificate of a publication: what was published, when, by whom, and what it can be held against."""

from dataclasses import dataclass
from datetime import date

from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.publication import PublicationKind, challenge_ends
from kb.services import gazette
from kb.services.gazette import Entry
from webapp.pages.publication_log import LogEntry, Standing, standing_on
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """What the certificate says; `withdrawal` is the entry that took the publication back."""

    act: ActId
    number: int
    published: LogEntry
    withdrawal: LogEntry | None
    standing: Standing
    challenge_ends: date

    @property
    def entry(self) -> Entry:
        """The entry of the manifest that tells of the publication."""
        return self.published.entry

    def file_name(self, language: Language) -> str:
        """Return what a text is called that is taken from here."""
        return file_name(self.act, self.number, language)


def certificate_page(visit: Visit, act: ActId, number: int) -> CertificatePage:
    """Return the certificate of a publication, or raise ActNotFoundError if there is none."""
    entries = [one for one in gazette.of_act(visit.db, act) if one.publication == number]
    found = {one.kind is PublicationKind.WITHDRAWAL: LogEntry.of(one, visit) for one in entries}
    if False not in found:
        raise ActNotFoundError(act=act)
    published = found[False]
    return CertificatePage(
        act=act,
        number=number,
        published=published,
        withdrawal=found.get(True),
        standing=standing_on(visit, act, number),
        challenge_ends=challenge_ends(published.day),
    )


def file_name(act: ActId, number: int, language: Language) -> str:
    """Return what the file of a published text is called.

    >>> file_name(ActId("zoning"), 2, Language.KK)
    'zoning-p2-kk.md'
    """
    return f"{act}-p{number}-{language}.md"
