"""Parts of the Whoosh engine, each on a folder of the test's own."""

import pytest

from indexer.whoosh_engine.index import WhooshIndex


@pytest.fixture
def index(tmp_path):
    """One index, which is there and empty."""
    index = WhooshIndex(tmp_path / "index")
    index.rebuild(())
    return index
