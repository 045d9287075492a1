"""A chain shows every change that is made to it afterwards."""

import random

import pytest

from kb.law.chain import BEGINNING, Break, Head, append, verify

ENTRIES = [
    {"act": "height", "kind": "adoption", "title": {"kk": "Биіктік туралы", "ru": "О высоте"}},
    {"act": "height", "kind": "suspension", "day": "2026-11-01", "ground": {"en": "A reason"}},
    {"act": "zoning", "kind": "adoption", "texts": {"kk": "ab" * 32, "ru": "cd" * 32}},
]


def chain() -> tuple[list[bytes], Head]:
    lines, head = [], Head()
    for entry in ENTRIES:
        line, head = append(head, entry)
        lines.append(line.encode() + b"\n")
    return lines, head


def test_a_chain_begins_with_zeros_and_each_line_holds_the_hash_before():
    lines, head = chain()

    assert f'"previous":"{BEGINNING}"'.encode() in lines[0]
    assert head.number == 3
    assert head.hash.encode() in lines[-1]
    assert verify(lines) == (head, None)
    assert verify([]) == (Head(), None)


@pytest.mark.parametrize("seed", range(10))
def test_any_byte_that_is_flipped_anywhere_breaks_the_chain(seed):
    whole = b"".join(chain()[0])
    dice = random.Random(seed)
    for _ in range(100):
        at, bit = dice.randrange(len(whole)), 1 << dice.randrange(8)
        flipped = whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]
        assert verify(flipped.splitlines(keepends=True))[1] is not None, (at, bit)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda lines: lines[1:], Break(1, "its number is 2, and 1 would follow")),
        (lambda lines: [lines[0], lines[2]], Break(2, "its number is 3, and 2 would follow")),
        (lambda lines: [*lines[:2], lines[2][:-1]], Break(3, "the line is cut off")),
        (lambda lines: [*lines, b"\n"], Break(4, "this is no line of a chain")),
        (lambda lines: [*lines, b"[" * 100_000 + b"\n"], Break(4, "this is no line of a chain")),
        (
            lambda lines: [lines[0].replace(b"height", b"weight"), *lines[1:]],
            Break(1, "its hash is not that of its contents"),
        ),
    ],
)
def test_what_is_left_out_changed_or_added_is_named_with_its_line(change, broken):
    lines, _ = chain()

    assert verify(change(lines))[1] == broken


def test_an_entry_that_is_exchanged_with_its_own_hash_breaks_the_line_after():
    lines, _ = chain()
    other, _ = append(Head(), {"act": "height", "kind": "repeal"})

    head, broken = verify([other.encode() + b"\n", *lines[1:]])

    assert head.number == 1
    assert broken == Break(2, "it does not follow the line before")
