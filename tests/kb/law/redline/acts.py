"""Small acts for redlines, written as drafters write them, and redlines as a person reads them."""

from kb.language import Language
from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.redline.change import ChangeKind, Redline
from kb.law.redline.comparing import redline
from kb.law.redline.marked import line


def compared(old: str, new: str, language: Language = Language.RU) -> Redline:
    """Return the redline of two Markdown texts."""
    return redline(parse(old, language), parse(new, language))


def read(made: Redline) -> list[str]:
    """Return what changed, a line for each provision: what became of it, where, in which words."""
    return [
        " ".join([change.kind, _places(change.before, change.after), line(change)]).strip()
        for change in made.changes
        if change.kind is not ChangeKind.SAME
    ]


def _places(*places) -> str:
    return ">".join(dict.fromkeys(place.eid for place in places if place is not None)) + ":"


def flat(texts: list[str], prefix: str = "") -> Expression:
    """Return an act of numbered paragraphs with these texts."""
    return Expression(
        language=Language.RU,
        provisions=tuple(
            Provision(
                kind=ProvisionKind.PARAGRAPH,
                eid=EId(f"para_{prefix}{number}"),
                number=f"{prefix}{number}",
                label=f"{prefix}{number}.",
                text=text,
            )
            for number, text in enumerate(texts, start=1)
        ),
    )
