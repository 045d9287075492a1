"""How much changed, and what: for a contents list and a history."""

from kb.law.redline.change import ChangeKind
from kb.law.redline.summary import Changed, Counts, contents
from tests.kb.law.redline.acts import compared

OLD = """\
### Статья 1. Предел

1. Высота здания не превышает 12 метров.

2. Высота шпиля в расчет не принимается.

### Статья 2. Срок

Разрешение действует три года со дня выдачи.
"""
NEW = """\
### Статья 1. Предел

1. Высота здания не превышает 15 метров.

Пояснение стоит отдельной частью статьи.

### Статья 3. Срок

Разрешение действует три года со дня выдачи.

1. Новый пункт говорит о продлении.
"""


def test_the_contents_name_what_changed_and_where_it_is():
    assert contents(compared(OLD, NEW)) == (
        Changed(ChangeKind.CHANGED, "art_1__para_1", None, "1.", "пункт 1 статьи 1"),
        Changed(ChangeKind.DELETED, "art_1__para_2", None, "2.", "пункт 2 статьи 1"),
        Changed(ChangeKind.INSERTED, "art_1__al_1", None, "", "часть первая статьи 1"),
        Changed(ChangeKind.MOVED, "art_3", "art_2", "Статья 3. Срок", "статья 3"),
        Changed(ChangeKind.INSERTED, "art_3__para_1", None, "1.", "пункт 1 статьи 3"),
    )


def test_counts_say_how_many_provisions_became_what():
    counts = Counts.of(compared(OLD, NEW))

    assert {kind: number for kind, number in counts.by_kind.items() if number} == {
        ChangeKind.SAME: 1,
        ChangeKind.CHANGED: 1,
        ChangeKind.DELETED: 1,
        ChangeKind.INSERTED: 2,
        ChangeKind.MOVED: 1,
    }
    assert counts.total == 6
    assert counts.changed == 5


def test_the_share_is_that_of_provisions_with_other_words():
    counts = Counts.of(compared(OLD, NEW))

    assert counts.share == 4 / 6
    assert counts.is_mostly_new


def test_a_text_in_which_all_has_moved_is_not_a_new_one():
    counts = Counts.of(
        compared("1. Высота зданий города ограничена.", "2. Высота зданий города ограничена.")
    )

    assert counts.changed == 1
    assert counts.share == 0
    assert not counts.is_mostly_new


def test_what_is_only_carried_along_is_counted_but_not_listed():
    made = compared("### Статья 1. Предел\n\n1. Высота зданий города ограничена.",
                    "### Статья 2. Предел\n\n1. Высота зданий города ограничена.")  # fmt: skip

    assert Counts.of(made).by_kind[ChangeKind.MOVED] == 2
    assert [one.eid for one in contents(made)] == ["art_2"]


def test_texts_without_provisions_have_no_share():
    counts = Counts.of(compared("", ""))

    assert (counts.total, counts.share, counts.is_empty) == (0, 0.0, True)


def test_another_title_is_a_change_of_no_provision():
    counts = Counts.of(compared("# А", "# Б"))

    assert (counts.title, counts.changed, counts.is_empty) == (True, 0, False)
