"""Real texts that are no part of the repository; a test that needs one skips where it is absent."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("KB_TEST_CORPUS") or ROOT.parent / "shared" / "corpus")
REAL_LAW = CORPUS / "alatau-2026"
IRISH_ACTS = CORPUS / "ie" / "ie-acts.bundle"


def needs(path: Path) -> pytest.MarkDecorator:
    """Return what skips a test where a part of the corpus is absent."""
    reason = f"there is no {path}; name the folder of real texts in KB_TEST_CORPUS"
    return pytest.mark.skipif(not path.exists(), reason=reason)
