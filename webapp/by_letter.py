"""What pages have in common that somebody comes to by the link in a letter."""

from flask import Blueprint, Response

from kb.errors import LinkNotFoundError
from webapp.errors import answer, status_of


def init_bp(bp: Blueprint) -> None:
    """Let the pages of a blueprint answer alike for links that do not work, and keep addresses secret."""
    bp.register_error_handler(LinkNotFoundError, _no_link)
    bp.after_request(_keep_to_oneself)


def _no_link(error: LinkNotFoundError) -> Response:
    """Answer a link that does not work, whatever the reason, in the same words."""
    return answer(status_of(error), error.message)


def _keep_to_oneself(response: Response) -> Response:
    """Tell no other site from which address a reader comes: who has it can answer, or is let in."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
