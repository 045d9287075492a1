"""A site behind a real server, for a while."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  # As its base has it.
        """Say nothing."""


def _whole(app: Flask) -> WSGIApplication:
    """Return a site whose answers are read to the end: no file stays open when a browser goes away."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        said = app(environ, start)
        try:
            return [b"".join(said)]
        finally:
            getattr(said, "close", lambda: None)()

    return answer


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve a site on a free port of this machine, and give its address."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
