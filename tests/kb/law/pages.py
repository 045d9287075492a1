"""Reading what was rendered, as strictly as a test can."""

import re
from html.parser import HTMLParser

VOID = frozenset({"br"})
TAGS = frozenset(
    {"a", "br", "code", "dfn", "div", "em", "p", "span", "strong"}
    | {"h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
)
ATTRIBUTES = frozenset({"class", "href", "role", "tabindex", "scope"})
OURS = ("http://", "https://", "mailto:", "title:", "#", "../")
RUNS = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


class Page(HTMLParser):
    """The words of a piece of HTML; whatever is not well-formed, or not safe, is an error.

    `only_ours` says that links lead where this project lets them lead, not merely to what is safe.
    """

    def __init__(self, html: str, *, only_ours: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self._only_ours = only_ours
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"{self._open} is not closed in {html}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name == "href":
                assert not RUNS.match(value or ""), value
                assert not self._only_ours or (value or "").startswith(OURS), value
                self.links.append(value or "")
        if tag == "a":
            assert "a" not in self._open, "a link in a link"
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = unknown_decl = handle_pi = handle_comment
