"""The documents of a round call things as the site does: a reader has both before them."""

import pytest

from kb.language import Language
from kb.services.exporting.making import ENDINGS, Export
from kb.services.exporting.names import called
from webapp import exports_labels, labels, review_labels
from webapp.locale import translations

SAME = review_labels.TYPES | review_labels.SEVERITIES | review_labels.VERDICTS
ROUNDS = labels.ROUNDS | labels.ROUND_STATES


@pytest.mark.parametrize("language", list(Language))
def test_documents_and_pages_have_the_same_names(language):
    translate = translations(language).gettext

    names = {
        value: (called(value, language), translate(words).lower())
        for value, words in (SAME | ROUNDS).items()
    }

    assert {value: both for value, both in names.items() if both[0] != both[1]} == {}


def test_every_document_and_every_format_is_called_something():
    assert set(exports_labels.PURPOSES) == set(Export)
    assert set(exports_labels.FORMATS) == {one for endings in ENDINGS.values() for one in endings}
