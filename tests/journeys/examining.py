"""What holds on every page: it fits a small screen in every look, and axe finds nothing to mend."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from kb.language import Language
from tests.journeys.visitors import NARROW, WIDE

LONGEST_WORDS = Language.KK
"""Colours are the same in all languages: they are looked at in the one with the longest words."""

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
OF_SIZES = ["target-size"]
"""The rules of axe whose answers depend on colours and sizes; all others are asked once, in the light."""

LOOKS = {
    "dark": {"theme": "dark", "contrast": "normal"},
    "high contrast": {"theme": "light", "contrast": "high"},
}
_PLAIN = {"theme": "light", "contrast": "normal", "size": "normal"}
_SIZES = ({"size": "huge"}, {"size": "normal", "contrast": "high"}, _PLAIN)
_LOOK = "(look) => Object.assign(document.documentElement.dataset, look)"
_SHORTEN = """() => {
  const isLikeOthers = (row, at) => at > 20 && !row.querySelector("table, .mark, .cell--gap");
  const rows = [...document.querySelectorAll(".text > .row, .glossary tr")];
  rows.filter(isLikeOthers).forEach((row) => row.remove());
}"""
"""Leaves of a long text the first rows and those unlike others: axe takes seconds for hundreds."""

_TOO_WIDE = """async (looks) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const found = [];
  for (const look of looks) {
    Object.assign(document.documentElement.dataset, look);
    await frame();
    const wide = [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .filter((one) => !one.closest(".table, pre, .hidden"))
      .map((one) => one.tagName + "." + one.className + ": " + one.textContent.trim().slice(0, 60));
    if (document.documentElement.scrollWidth > innerWidth) wide.push("the page");
    found.push(...wide.map((one) => `${JSON.stringify(look)} ${one}`));
  }
  return found;
}"""
"""What sticks out of the window in some looks, each looked at when it has been drawn."""

_FOUND_BY_AXE = """async ([runOnly, without]) => {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const found = await axe.run({ resultTypes: ["violations"], runOnly, rules });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}"""


def in_two_languages(pages: Mapping[str, tuple[str, str]]) -> list[Any]:
    """Return parameters for pages with those who read them: in Kazakh, and in one of the others in turn."""
    others = cycle(one for one in Language if one is not LONGEST_WORDS)
    return [
        pytest.param(path, who, lang.value, id=f"{name} in {lang}")
        for (name, (path, who)), other in zip(pages.items(), others, strict=False)
        for lang in (LONGEST_WORDS, other)
    ]


def examine(page: Page) -> None:
    """Hold what is shown to what holds on every page.

    The scripts run beside the page's own, where its policy does not reach.
    """
    looks = page.evaluate("document.documentElement.lang") == LONGEST_WORDS
    assert "<" not in page.title(), "a title is plain text"
    _resize(page, NARROW)
    too_wide = page.evaluate(_TOO_WIDE, list(_SIZES))
    assert too_wide == [], f"{page.url}: {too_wide}"
    page.evaluate(_SHORTEN)
    page.evaluate(AXE_SCRIPT)
    if looks:
        _ask(page, OF_SIZES, _PLAIN)
    _resize(page, WIDE)
    _ask(page, LEVELS, _PLAIN, without=() if looks else OF_COLOURS)
    for look in LOOKS.values() if looks else ():
        _ask(page, OF_COLOURS, look)
    page.evaluate(_LOOK, _PLAIN)


def _resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def _ask(
    page: Page, rules: list[str], look: Mapping[str, Any], without: Sequence[str] = ()
) -> None:
    """Fail with what axe finds to mend by some rules."""
    page.evaluate(_LOOK, look)
    assert page.evaluate(_FOUND_BY_AXE, [rules, list(without)]) == [], (page.url, look)
