"""From running text to the terms that are indexed, one analysis for every engine."""

from typing import Final

ANALYSIS_VERSION: Final = 1
"""Goes up with every change of the terms or grams of some text: the index must be rebuilt then."""
