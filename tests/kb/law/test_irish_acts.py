"""Thousands of acts of another tradition, which nobody here wrote, are read whole."""

import os
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.parse import parse
from kb.law.plain import lines
from kb.law.profile import GENERIC
from tests.corpus import IRISH_ACTS, needs

pytestmark = [pytest.mark.slow, needs(IRISH_ACTS)]

COUNT = 4_020
SHARES = 16
"""Two of the shares are read here, which is an eighth of the acts; `make bench` reads all."""

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@pytest.fixture(scope="session")
def acts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the files of the acts, in a clone of the bundle they come in."""
    folder = tmp_path_factory.mktemp("irish") / "acts"
    clone = [
        "git",
        "-c",
        "advice.detachedHead=false",
        "clone",
        "--quiet",
        str(IRISH_ACTS),
        str(folder),
    ]
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(clone, check=True, env=quiet)
    return sorted(folder.glob("ie/**/*.md"))


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("share", range(SHARES)[::8])
def test_every_act_is_read_whole_and_each_provision_has_an_address_of_its_own(acts, share):
    articles = 0
    for path in acts[share::SHARES]:
        text = path.read_text(encoding="utf-8")

        expression = parse(text, Language.EN, GENERIC)

        provisions = list(expression.walk())
        assert len({provision.eid for provision in provisions}) == len(provisions), path.name
        assert letters("".join(lines(expression))) == letters(
            unescape(FRONT_MATTER.sub("", text))
        ), path.name
        articles += any(provision.kind is ProvisionKind.ARTICLE for provision in provisions)

    assert articles > 0.9 * COUNT / SHARES


def test_there_are_as_many_as_are_said_to_be(acts):
    assert len(acts) >= COUNT
