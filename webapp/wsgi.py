"""What a WSGI server loads: the site of this process's environment."""

import os

from kb.settings import Settings
from kb.storage import schema
from kb.storage.database import Database
from webapp.app import create_app

settings = Settings.from_env(os.environ)
database = Database(settings.database_url)
schema.require(database)
database.close()

app = create_app(settings)
