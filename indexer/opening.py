"""Which engine the settings ask for."""

from indexer.engine import SearchEngine
from indexer.remarks.index import RemarkIndex
from indexer.whoosh_engine.engine import WhooshEngine
from indexer.whoosh_engine.remarks import WhooshRemarks
from kb.settings import EngineName, Settings


def open_engine(settings: Settings) -> SearchEngine:
    """Return the search engine of an installation; nothing is read before it is asked."""
    match settings.search_engine:
        case EngineName.WHOOSH:
            return WhooshEngine(settings.index_dir)


def open_remarks(settings: Settings) -> RemarkIndex:
    """Return the index of what is written in rounds; nothing is read before it is asked."""
    match settings.search_engine:
        case EngineName.WHOOSH:
            return WhooshRemarks(settings.index_dir / "remarks")
