"""Which e-mail addresses can be written to."""

import pytest

from kb.addresses import is_mailbox, mailbox


@pytest.mark.parametrize(
    "address",
    ["a@b.example", "o'neil+acts@example.org", "x.y@sub-1.example.org", f"{'a' * 64}@b.example"],
)
def test_an_ordinary_address_can_be_written_to(address):
    assert is_mailbox(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@b.example",
        "a@",
        "a@b",
        "a@@b.example",
        "a b@c.example",
        ".a@b.example",
        "a..b@c.example",
        "a@-b.example",
        "a@b-.example",
        "a@b..example",
        "a@[127.0.0.1]",
        "Name <a@b.example>",
        "a@b.example,c@d.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example\n",
        "әйгүл@example.org",
        "a@қазақ.example",
        f"{'a' * 65}@b.example",
        f"a@{'b.' * 130}example",
    ],
)
def test_what_no_server_takes_for_one_address_is_none(address):
    assert not is_mailbox(address)


def test_an_address_is_one_however_it_is_typed():
    assert mailbox("  Aigul@Example.ORG ") == "aigul@example.org"
