"""A text that is not committed, set and checked as a push of it would be."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from werkzeug.datastructures import FileStorage

from kb.law.finding import Severity
from kb.law.folder import METADATA, TEXTS
from kb.law.identifiers import ACT_ID, ActId
from kb.services import library, previewing, titles
from kb.services.library import Act
from kb.services.previewing import Given, Preview
from webapp.jinja import safe_html
from webapp.pages.act_body import Body, Setting
from webapp.pages.draft_page import Advised, Told, advised, told
from webapp.visit import Visit

FILES: Final = (METADATA, *TEXTS.values())
"""What may be given; a field of the form has the name of its file."""

_ACTS_FROM_THERE: Final = re.compile(r'(<a [^<>]*href=")\.\./(?!\.\./)')
"""A link to another act, which the text gives as seen from the page of an act."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with the form: texts by the names of files, the names that are none, the act."""

    files: Mapping[str, bytes]
    others: tuple[str, ...]
    act: str

    @classmethod
    def of(cls, fields: Mapping[str, str], uploads: Iterable[FileStorage]) -> Self:
        """Return it; what was pasted goes before what was uploaded under the same name."""
        files: dict[str, bytes] = {}
        others = []
        for upload in uploads:
            name = (upload.filename or "").replace("\\", "/").rpartition("/")[2]
            if name in FILES:
                files[name] = upload.read()
            elif name:
                others.append(name)
        pasted = {name: fields.get(name, "") for name in FILES}
        files |= {n: t.encode(errors="surrogatepass") for n, t in pasted.items() if t.strip()}
        return cls(files, tuple(others), fields.get("act", "").strip())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.files

    def given(self) -> Given:
        """Return it as the service takes it."""
        return Given(self.files, ActId(self.act) if ACT_ID.fullmatch(self.act) else None)


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """All that a preview shows; without a `preview` there is only the form."""

    acts: tuple[tuple[ActId, str], ...]
    act: str
    pasted: Mapping[str, str]
    others: tuple[str, ...] = ()
    preview: Preview | None = None
    findings: tuple[Told, ...] = ()
    advised: tuple[Advised, ...] = ()
    body: Body | None = None

    @property
    def errors(self) -> int:
        """How many findings would keep a push out."""
        return sum(one.severity == Severity.ERROR for one in self.findings)


def form_page(visit: Visit, act: str) -> PreviewPage:
    """Return the form alone."""
    return PreviewPage(_choices(library.catalogue(visit.db, visit.viewer), visit), act, {})


def preview_page(visit: Visit, sent: Sent) -> PreviewPage:
    """Return the form with what was sent, and what became of it."""
    acts = library.catalogue(visit.db, visit.viewer)
    made = previewing.preview(visit.db, visit.viewer, visit.lists.examiner, sent.given())
    setting = Setting(
        made.columns, {}, titles.by_words(titles.known(visit.db, visit.viewer)), visit.today
    )
    return PreviewPage(
        acts=_choices(acts, visit),
        act=sent.act,
        pasted={name: text.decode(errors="replace") for name, text in sent.files.items()},
        others=sent.others,
        preview=made,
        findings=tuple(map(told, made.report.findings)),
        advised=tuple(advised(made.report.advice, visit.language)),
        body=_from_here(setting.body(made.aligned)),
    )


def _choices(acts: Iterable[Act], visit: Visit) -> tuple[tuple[ActId, str], ...]:
    return tuple((act.act, act.metadata.title[visit.language]) for act in acts)


def _from_here(body: Body) -> Body:
    """Let links to other acts lead there from the page of the preview."""
    return safe_html(_ACTS_FROM_THERE.sub(r"\1../../acts/", str(body)))
