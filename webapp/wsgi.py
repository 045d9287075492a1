"""What a WSGI server loads: the site of this process's environment."""

import os

from kb.settings import Settings
from webapp import create_app

app = create_app(Settings.from_env(os.environ))
