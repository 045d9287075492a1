"""E-mail addresses: which can be written to."""

import re
from typing import Final

LONGEST: Final = 254
"""RFC 5321, 4.5.3.1.3, without the brackets."""
_LOCAL: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_MAILBOX: Final = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}", re.IGNORECASE)


def mailbox(typed: str) -> str:
    """Return an address as it is kept: however it is typed, it is one person's."""
    return typed.strip().lower()


def is_mailbox(address: str) -> bool:
    """Tell whether an address is one that any server takes: no name beside it, no comment, one line."""
    local = address.partition("@")[0]
    return len(address) <= LONGEST and len(local) <= 64 and bool(_MAILBOX.fullmatch(address))
