"""A memory keeps what was asked for most recently."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.recent import Recent


def test_a_value_is_made_once():
    made = []
    recent: Recent[int] = Recent(2)

    values = [recent.get("a", lambda: made.append(1) or len(made)) for _ in range(3)]

    assert values == [1, 1, 1]
    assert made == [1]


def test_the_value_that_was_not_asked_for_longest_is_forgotten():
    recent: Recent[str] = Recent(2)
    for key in ("a", "b", "a", "c"):
        recent.get(key, lambda: "first")

    again = {key: recent.get(key, lambda: "made again") for key in ("a", "c")}

    assert again == {"a": "first", "c": "first"}
    assert recent.get("b", lambda: "made again") == "made again"


def test_nothing_is_a_value_too():
    recent: Recent[None] = Recent(1)
    recent.get("a", lambda: None)

    assert recent.get("a", lambda: pytest.fail("it is there")) is None


def test_what_could_not_be_made_is_asked_for_again():
    recent: Recent[int] = Recent(1)
    with pytest.raises(ZeroDivisionError):
        recent.get("a", lambda: 1 // 0)

    assert recent.get("a", lambda: 7) == 7


def test_many_threads_find_the_values_of_their_keys():
    recent: Recent[int] = Recent(3)
    keys = [n % 7 for n in range(2000)]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda key: recent.get(key, lambda: key), keys))

    assert found == keys
