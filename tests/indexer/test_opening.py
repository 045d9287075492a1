from indexer.opening import open_engine
from indexer.whoosh_engine.engine import WhooshEngine
from kb.settings import Settings


def test_the_engine_of_an_installation_is_opened_and_nothing_is_read_or_made(tmp_path):
    engine = open_engine(Settings(index_dir=tmp_path / "index"))

    assert isinstance(engine, WhooshEngine)
    assert not (tmp_path / "index").exists()
