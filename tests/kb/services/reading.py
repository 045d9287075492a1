"""How an act is read at a desk."""

from kb.access import Viewer
from kb.services import library
from kb.services.library import Act, Edition
from tests.kb.services.desk import HEIGHT


def find(desk, viewer=None, act=HEIGHT, **edition) -> Act:
    """Return an act as somebody reads it; as anybody does, if nothing else is said."""
    with desk.database.reading() as db:
        return library.find(db, viewer or Viewer(), act, Edition(**edition))
