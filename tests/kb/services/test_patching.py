"""Adopted wordings as commits: a patch that git applies, and a branch that nobody overwrites."""

import subprocess
from contextlib import nullcontext
from dataclasses import replace

import pytest

from kb.errors import ForbiddenError, SourceError
from kb.git import Repository
from kb.git_writing import OvertakenError
from kb.language import Language
from kb.law.identifiers import EId
from kb.origin import Origin
from kb.review.dispositions import Verdict
from kb.services import patching
from kb.services.audit import Deed
from kb.services.patching import NothingToPatchError, Pushed
from kb.storage.audit import AuditRow
from tests.kb.services.amended import ACT, BRANCH, TEXTS, Amended
from tests.kb.services.reviewing import REJECTED, Review

RU, SECOND = Language.RU, EId("art_1__para_2")
NEW = TEXTS | {RU: TEXTS[RU].replace("Высота ограничивается.", "Высота зданий ограничена.")}


@pytest.fixture
def amended(desk, tmp_path) -> Amended:
    made = Amended.create(Review(desk).set_up(), tmp_path)
    made.addressed("drafter", "daniyar@example.kz")
    return made


def mail(amended, origin=None, name="drafter") -> bytes:
    return amended.review.do(name, patching.mail, origin)


def push(amended, name="drafter") -> Pushed:
    return amended.review.do(name, patching.push, amended.origin)


def apply(amended, letters: bytes) -> None:
    amended.drafter.git("am", "--quiet", stdin=letters)


def shown(amended, *arguments: str) -> str:
    return amended.drafter.git("log", "-1", *arguments)


def text(amended, language=RU) -> str:
    return (amended.drafter.folder / ACT / f"{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("knows_origin", [True, False])
def test_a_patch_is_applied_by_git_and_says_whose_work_it_is(amended, knows_origin):
    (comment,) = amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))

    apply(amended, mail(amended, amended.origin if knows_origin else None))

    assert text(amended) == NEW[RU]
    assert amended.drafter.git("diff", "--name-only", "HEAD~1") == f"{ACT}/ru.md"
    assert shown(amended, "--format=%an <%ae>") == "Drafter <daniyar@example.kz>"
    assert shown(amended, "--format=%s") == "Adopt a new wording of Article 1(1) of height"
    trailers = shown(amended, "--format=%(trailers:only,unfold)").strip().splitlines()
    assert trailers == [
        f"Comment: {comment}",
        "Round: height/1",
        f"Disposition: {comment} accepted",
    ]
    assert "still needed in Kazakh and English" in shown(amended, "--format=%b")


def test_commits_are_the_work_of_who_proposed_the_wording_whoever_asks_for_them(amended):
    amended.addressed("secretary", "gulnar@example.kz")
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))

    apply(amended, mail(amended, name="secretary"))
    pushed = push(amended, "secretary")

    assert shown(amended, "--format=%an <%ae>") == "Drafter <daniyar@example.kz>"
    told = Repository(amended.bare).run("log", "-1", "--format=%ae %ce", pushed.commit)
    assert told.strip() == "daniyar@example.kz gulnar@example.kz"


def test_a_patch_names_nobody_who_commented(amended):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))

    letters = mail(amended).decode().lower()
    assert "daniyar@example.kz" in letters
    assert "aigul" not in letters


def test_every_provision_has_a_commit_and_those_who_agree_share_it(amended):
    first = amended.adopts(ru="1. Высота зданий ограничена.")
    also = amended.adopts(verdict=Verdict.IN_PART, ru="1. Высота зданий  ограничена.")
    second = amended.adopts(SECOND, en="2. The council sets the limit.")
    comments = amended.answered(second, first, also)

    apply(amended, mail(amended, amended.origin))

    assert amended.drafter.git("rev-list", "--count", "HEAD") == "3"
    trailers = amended.drafter.git(
        "log", "-1", "--skip=1", "--format=%(trailers:key=Comment,valueonly)"
    )
    assert set(trailers.split()) == {comments[1], comments[2]}
    assert "2. The council sets the limit." in text(amended, Language.EN)


def test_windows_line_ends_and_marks_of_order_stay(desk, tmp_path):
    texts = {one: "\ufeff" + each.replace("\n", "\r\n") for one, each in TEXTS.items()}
    amended = Amended.create(Review(desk).set_up(), tmp_path, texts)
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))

    amended.drafter.git("am", "--quiet", "--keep-cr", stdin=mail(amended, amended.origin))

    written = (amended.drafter.folder / ACT / "ru.md").read_bytes().decode()
    assert written == "\ufeff" + NEW[RU].replace("\n", "\r\n")


def test_a_patch_is_for_the_newest_version_and_follows_the_provision(amended):
    amended.answered(amended.adopts(SECOND, ru="2. Его ставит маслихат."))
    added = TEXTS | {
        RU: TEXTS[RU].replace("\n2. ", "\n2. Исключений нет.\n\n3. "),
        Language.KK: TEXTS[Language.KK].replace("\n2. ", "\n2. Ерекшелік жоқ.\n\n3. "),
        Language.EN: TEXTS[Language.EN].replace("\n2. ", "\n2. There are no exceptions.\n\n3. "),
    }
    amended.publish(added)

    apply(amended, mail(amended, amended.origin))

    assert text(amended) == added[RU].replace("3. Его ставит совет", "3. Его ставит маслихат")


def test_what_cannot_be_patched_is_told(amended):
    gone = amended.adopts(SECOND, ru="2. Его ставит маслихат.")
    one, other = (amended.adopts(ru=f"1. Высота ограничена {by}.") for by in ("советом", "законом"))
    comments = amended.answered(one, other, gone, amended.adopts(), REJECTED)
    amended.publish({each: words.split("\n\n2.")[0] + "\n" for each, words in TEXTS.items()})

    found = amended.review.do("drafter", patching.prepare)

    assert found.version == 3
    assert [{each.one.comment, each.other.comment} for each in found.amendment.conflicts] == [
        {comments[0], comments[1]}
    ]
    assert [each.comment for each in found.homeless] == [comments[2]]
    assert found.wordless == (comments[3],)
    assert found.amendment.steps == ()
    with pytest.raises(NothingToPatchError):
        mail(amended, amended.origin)
    with pytest.raises(NothingToPatchError):
        push(amended)


@pytest.mark.parametrize(
    ("name", "may_look"),
    [("lawyer", True), ("auditor", True), ("aigul", False), ("publisher", False)],
)
def test_others_than_those_who_answer_look_at_most(amended, name, may_look):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))

    with nullcontext() if may_look else pytest.raises(ForbiddenError):
        amended.review.do(name, patching.prepare)
    for verb in (patching.mail, patching.push):
        with pytest.raises(ForbiddenError):
            amended.review.do(name, verb, amended.origin)


def test_a_push_makes_a_branch_and_leaves_all_others_alone(amended):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))
    main, hook = amended.git("rev-parse", "main"), amended.bare / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch hook-was-run\nexit 1\n")
    hook.chmod(0o755)

    pushed = push(amended)

    assert pushed == Pushed("review/height/1", amended.git("rev-parse", BRANCH), 1)
    assert amended.git("show", f"{BRANCH}:{ACT}/ru.md") == NEW[RU].strip()
    assert amended.git("rev-parse", f"{BRANCH}^") == main == amended.git("rev-parse", "main")
    assert amended.git("for-each-ref", "--format=%(refname)").split() == ["refs/heads/main", BRANCH]
    assert not (amended.bare / "hook-was-run").exists()
    assert amended.git("fsck", "--strict") == ""
    amended.review.do("drafter", patching.note, pushed)
    with amended.review.desk.database.reading() as db:
        done = db.query(AuditRow).filter_by(deed=Deed.WORDINGS_PUSHED).one()
        assert (done.subject, done.line.count(pushed.commit)) == ("round 1", 1)


def test_a_second_push_adds_what_is_new_and_a_third_nothing(amended):
    comments = amended.commented(2)
    amended.review.settles(comments[0], amended.adopts(ru="1. Высота зданий ограничена."))
    first = push(amended)
    assert push(amended, "second") == replace(first, commits=0)
    amended.review.settles(comments[1], amended.adopts(SECOND, kk="2. Шекті мәслихат белгілейді."))

    second = push(amended, "second")

    assert second.commits == 1
    assert amended.git("rev-parse", f"{BRANCH}^") == first.commit
    assert push(amended) == replace(second, commits=0)


def test_a_branch_that_was_merged_starts_anew_from_the_main_one(amended):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))
    first = push(amended)
    amended.drafter.git("pull", "--quiet", "--ff-only", str(amended.bare), "review/height/1")
    tip = amended.publish(NEW | {RU: TEXTS[RU]}, "Take the wording back")

    again = push(amended)

    assert again.commits == 1
    assert amended.git("rev-parse", f"{BRANCH}^") == tip
    assert amended.git("merge-base", first.commit, again.commit) == first.commit


def test_of_two_pushes_at_once_one_is_told_of_the_other(amended, monkeypatch):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))
    write = patching.git_writing.commit_all

    def overtaken(repository, base, changes, author):
        made = write(repository, base, changes, author)
        Repository(amended.bare).run("update-ref", BRANCH, base)
        return made

    monkeypatch.setattr(patching.git_writing, "commit_all", overtaken)
    with pytest.raises(OvertakenError, match="review/height/1"):
        push(amended)
    monkeypatch.undo()

    assert push(amended).commits == 1


@pytest.mark.parametrize(
    ("break_", "told"),
    [
        (lambda bare: subprocess.run(["rm", "-r", bare / "objects"], check=True), "git|repository"),
        (lambda bare: (bare / "shallow").write_text("0" * 40 + "\n"), "shallow|git"),
        (
            lambda bare: subprocess.run(
                ["git", "-C", bare, "config", "core.bare", "false"], check=True
            ),
            "not bare",
        ),
    ],
)
def test_a_repository_that_cannot_be_written_to_is_told_of(amended, break_, told):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))
    break_(amended.bare)

    with pytest.raises(SourceError, match=told):
        push(amended)


def test_a_repository_without_the_version_is_told_of_and_the_patch_still_made(amended, tmp_path):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))
    amended.drafter.git("init", "--quiet", "--bare", str(tmp_path / "other.git"))
    other = Origin(Repository(tmp_path / "other.git"), "acts")

    with pytest.raises(SourceError, match="There is no commit"):
        amended.review.do("drafter", patching.push, other)
    apply(amended, mail(amended, other))

    assert text(amended) == NEW[RU]


def test_from_a_copy_it_is_pushed_to_where_the_copy_came_from(amended, tmp_path):
    amended.answered(amended.adopts(ru="1. Высота зданий ограничена."))
    copy = amended.drafter.bare(tmp_path / "copy.git")
    there = Origin(Repository(copy), "acts", str(amended.bare))

    pushed = amended.review.do("drafter", patching.push, there)
    again = amended.review.do("drafter", patching.push, there)

    assert amended.git("rev-parse", BRANCH) == pushed.commit
    assert again == replace(pushed, commits=0)
    assert Repository(copy).ask("rev-parse", "--verify", BRANCH) is None
    assert amended.git("show", f"{BRANCH}:{ACT}/ru.md") == NEW[RU].strip()
