"""A text before it is committed: found is what a push would find, and whatever is given, no fault is ours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.analysis.words import analyse
from kb.access import Role, Viewer
from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.folder import METADATA as YAML
from kb.law.folder import MOST_BYTES
from kb.law.folder import TEXTS as FILES
from kb.law.identifiers import ActId
from kb.services import checking, previewing
from kb.services.examining import Examiner
from kb.services.previewing import Given, Preview
from kb.storage.acts import ExpressionRow, VersionRow
from tests.factories import METADATA, TEXTS, write_act
from tests.kb.services.desk import HEIGHT, Desk, known

EXAMINER = Examiner(known().procedure, known().glossary, analyse)
DRAFTER = Viewer(roles=frozenset({Role.DRAFTER}), drafts=frozenset({HEIGHT}))
WHOLE = {YAML: METADATA.encode(), **{FILES[lang]: t.encode() for lang, t in TEXTS.items()}}


@pytest.fixture
def stored(desk: Desk) -> Desk:
    desk.bring()
    return desk


def look(
    desk: Desk, files: dict[str, bytes], act: ActId | None = None, viewer: Viewer = DRAFTER
) -> Preview:
    with desk.database.reading() as db:
        return previewing.preview(db, viewer, EXAMINER, Given(files, act))


def rules(preview: Preview) -> list[str]:
    return [f"{f.file}:{f.line} {f.rule.name}" for f in preview.report.findings]


def test_a_whole_act_is_set_in_columns_and_nothing_is_found(stored):
    found = look(stored, WHOLE)

    assert rules(found) == []
    assert found.columns == tuple(Language)
    assert [row.eid for row in found.aligned] == ["art_1", "art_1__para_1"]
    assert "шектеледі" in (found.aligned[1].cells[0] or found.aligned[1].first).html


CHANGES = {
    "a figure": {"en.md": (b"limited", b"limited to 5 m")},
    "a lookalike": {"ru.md": ("Высота".encode(), "Bысота".encode())},
    "an unknown key": {YAML: (b"illustrative", b"colour: red\nillustrative")},
    "an unknown basis": {YAML: (b"illustrative", b"basis: [castles]\nillustrative")},
    "a basis that is there": {YAML: (b"illustrative", b"basis: [height#art_1]\nillustrative")},
    "not UTF-8": {"kk.md": ("Шек".encode(), b"\xff\xfe")},
    "a kind": {YAML: (b"regulatory-provision", b"poem")},
    "markup": {"en.md": (b"limited", b"<b>limited</b>")},
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_the_same_is_found_as_in_a_push(stored, collection, changes):
    files = WHOLE | {name: WHOLE[name].replace(*change) for name, change in changes.items()}
    write_act(collection)
    folder = write_act(collection, str(previewing.NAMELESS))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (pushed,) = checking.check(collection, [folder], analyse)

    assert rules(look(stored, files)) == [
        f"{f.file}:{f.line} {f.rule.name}" for f in pushed.findings
    ]


def test_what_is_not_given_is_taken_from_the_newest_version(stored):
    changed = {"en.md": WHOLE["en.md"].replace(b"limited", b"limited to 5 m")}

    found = look(stored, changed, HEIGHT)

    assert found.taken == ("act.yaml", "kk.md", "ru.md")
    assert rules(found) == ["en.md:5 parity.figures"]
    assert rules(look(stored, changed))[0] == "act.yaml:1 metadata.missing"


def test_a_file_that_is_too_large_is_a_finding(stored):
    found = look(stored, WHOLE | {"en.md": b"a" * (MOST_BYTES + 1)})

    assert "en.md:1 file.kind" in rules(found)


@pytest.mark.parametrize(
    "viewer", [Viewer(), Viewer(roles=frozenset({Role.EXPERT}), drafts=DRAFTER.drafts)]
)
@pytest.mark.parametrize("act", [None, HEIGHT, ActId("castles")])
def test_who_may_not_read_all_drafts_looks_at_nothing(stored, viewer, act):
    """What is found in a text tells which acts there are."""
    with pytest.raises(ActNotFoundError):
        look(stored, WHOLE, act, viewer)


def test_an_act_that_there_is_not_is_told(stored):
    with pytest.raises(ActNotFoundError):
        look(stored, WHOLE, ActId("castles"))


def test_nothing_is_stored(stored):
    with stored.database.reading() as db:
        before = (db.query(VersionRow).count(), db.query(ExpressionRow).count())
    look(stored, WHOLE | {"en.md": b"# Brand new words\n"})

    with stored.database.reading() as db:
        assert (db.query(VersionRow).count(), db.query(ExpressionRow).count()) == before


HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=120).map(lambda text: text.encode(errors="surrogatepass")),
    st.lists(
        st.sampled_from(
            ["# О", "### Статья 1. А", "\n\n", "1. ", "   1) ", "(", "“", "|a|b|\n|-|-|\n|c|", "> Note. ",
             "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](y)", "&#8238;", "---", "\x00",
             "kind: rules\n", "title: {en: ", "commencement: [", "behind: [kk]\n", "&a *a", "ст. 5 п. 2 "]
        ),
        max_size=12,
    ).map(lambda parts: "".join(parts).encode()),
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.dictionaries(st.sampled_from([YAML, *FILES.values()]), HOSTILE, max_size=4),
    act=st.sampled_from([None, HEIGHT]),
)
def test_whatever_is_given_comes_back_as_findings_and_harmless_rows(stored, files, act):
    found = look(stored, files, act)

    html = "".join(cell.html for row in found.aligned for cell in row.cells if cell)
    assert "<script" not in html
    assert "javascript:" not in html.partition('href="')[2][:12]
    assert all(f.message and f.cure and f.line >= 1 for f in found.report.findings)
    assert files or act or rules(found) == ["act.yaml:1 metadata.missing"]
