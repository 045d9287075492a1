"""Which engine the settings ask for."""

from indexer.engine import SearchEngine
from indexer.whoosh_engine.engine import WhooshEngine
from kb.settings import EngineName, Settings


def open_engine(settings: Settings) -> SearchEngine:
    """Return the search engine of an installation; nothing is read before it is asked."""
    match settings.search_engine:
        case EngineName.WHOOSH:
            return WhooshEngine(settings.index_dir)
