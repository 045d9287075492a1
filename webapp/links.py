"""Addresses with the site's own name before them, for those who read them elsewhere."""

from typing import Any

from flask import url_for

from webapp.site import site


def absolute(endpoint: str, **values: Any) -> str:
    """Return the whole address of a page: below KB_BASE_URL, or as the site was called."""
    base = site().settings.base_url.rstrip("/")
    if base:
        return base + url_for(endpoint, **values)
    return url_for(endpoint, _external=True, **values)
