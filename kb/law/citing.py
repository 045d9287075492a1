"""The references in a provision's words that nobody has made a link of."""

from kb.language import Language
from kb.law.act import Provision
from kb.law.citation.references import Reference, find
from kb.law.markup import links


def cited(provision: Provision, language: Language) -> tuple[Reference, ...]:
    """Return the references in the text of a provision, without those whose words are a link.

    A link says itself where it leads: "[пунктом 5](zoning#para_5) Правил" means no paragraph of
    this act, whatever its words would mean without it.
    """
    made = [(link.start, link.end) for link in links(provision.markup)]
    return tuple(
        reference
        for reference in find(provision.text, language)
        if all(reference.end <= start or end <= reference.start for start, end in made)
    )
