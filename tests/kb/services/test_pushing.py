"""Which of the errors in a pushed tree keep it out: those that the push makes."""

from indexer.analysis.words import analyse
from kb.git import Repository
from kb.history import History
from kb.services import pushing
from tests.factories import METADATA, TEXTS
from tests.repositories import GitRepository, changed

HEIGHT = "development/height"
BASED = METADATA.replace("О высоте", "О башнях").replace("On Height", "On Towers")
BASED = BASED.replace("Биіктік туралы", "Мұнаралар туралы") + "basis: [height#art_1]\n"
ON_TOWERS = {
    language: text.replace("О высоте", "О башнях")
    .replace("On Height", "On Towers")
    .replace("Биіктік туралы", "Мұнаралар туралы")
    for language, text in TEXTS.items()
}


def check(repository: GitRepository, old: str | None, new: str = "HEAD") -> list[tuple[str, str]]:
    git = Repository(repository.folder)
    before = History(git, "acts", old) if old else None
    found = pushing.check(History(git, "acts", new), before, analyse)
    return [(path, finding.rule.name) for path, finding in found]


def test_the_first_push_is_checked_whole(repository):
    repository.act()
    repository.act("acts/economy/bad", metadata=METADATA.replace("council", "nobody"))
    repository.commit()

    assert ("economy/bad", "metadata.unknown") in check(repository, None)
    assert all(path == "economy/bad" for path, _ in check(repository, None))


def test_what_did_not_change_is_not_told_again(repository):
    repository.act("acts/economy/bad", metadata=METADATA.replace("council", "nobody"))
    repository.act()
    old = repository.commit()
    repository.act(texts=changed("Граница"))
    repository.commit()

    assert check(repository, old) == []


def test_who_changes_a_wrong_act_hears_all_that_is_wrong_with_it(repository):
    bad = METADATA.replace("council", "nobody")
    repository.act("acts/economy/bad", metadata=bad)
    old = repository.commit()
    repository.act("acts/economy/bad", metadata=bad + "zones: [gate]\n")
    repository.commit()

    assert ("economy/bad", "metadata.unknown") in check(repository, old)


def test_an_act_that_others_refer_to_cannot_go_without_them(repository):
    folder = repository.act()
    repository.act("acts/development/towers", metadata=BASED, texts=ON_TOWERS)
    old = repository.commit()
    for path in folder.iterdir():
        path.unlink()
    repository.commit()

    assert check(repository, old) == [("development/towers", "metadata.basis")]


def test_what_an_act_no_longer_has_breaks_those_that_refer_to_it(repository):
    repository.act()
    repository.act("acts/development/towers", metadata=BASED, texts=ON_TOWERS)
    old = repository.commit()
    others = {
        language: text.replace("1-бап", "2-бап").replace("ья 1", "ья 2").replace("cle 1", "cle 2")
        for language, text in TEXTS.items()
    }
    repository.act(texts=others)
    repository.commit()

    assert ("development/towers", "metadata.basis") in check(repository, old)


def test_an_act_whose_metadata_cannot_be_read_breaks_no_other(repository):
    repository.act()
    repository.act("acts/development/towers", metadata=BASED, texts=ON_TOWERS)
    old = repository.commit()
    repository.act(metadata=METADATA + "odd: 1\n")
    repository.commit()

    assert check(repository, old) == [(HEIGHT, "metadata.value")]


def test_a_list_that_loses_what_acts_name_breaks_them(repository):
    repository.act()
    old = repository.commit()
    procedure = repository.folder / "acts" / "procedure.yaml"
    text = procedure.read_text(encoding="utf-8")
    procedure.write_text(text.replace("\n  regulatory-provision:", "\n  other-provision:"))
    repository.commit()

    assert (HEIGHT, "metadata.unknown") in check(repository, old)


def test_a_tree_whose_lists_were_missing_is_no_reason_to_refuse_the_one_that_has_them(repository):
    repository.git("rm", "--quiet", "acts/glossary.yaml")
    old = repository.commit()
    repository.catalogues()
    repository.act()
    repository.commit()

    assert check(repository, old) == []
