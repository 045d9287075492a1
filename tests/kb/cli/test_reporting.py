"""How findings are printed."""

import pytest

from kb.cli.reporting import Format, Located, print_findings
from kb.law.finding import Finding, Rule, Severity

RULE = Rule("some.rule", Severity.ERROR, "Here is %(what)s.", "Mend it.")


def printed(capsys, format_, finding, path="a/ru.md"):
    print_findings([Located(path, finding)], format_)
    return capsys.readouterr().out


def test_a_line_can_be_jumped_from(capsys):
    line = printed(capsys, Format.TEXT, Finding(RULE, "ru.md", 7, {"what": "a fault"}))

    assert line == "a/ru.md:7: error: Here is a fault. Mend it. [some.rule]\n"


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.ADVICE, "notice")],
)
def test_github_has_a_level_for_each_severity(capsys, severity, level):
    finding = Finding(RULE, "ru.md", 7, {"what": "it"}, severity)

    assert printed(capsys, Format.GITHUB, finding).startswith(f"::{level} ")


def test_what_github_would_take_for_its_own_is_escaped(capsys):
    finding = Finding(RULE, "ru.md", 7, {"what": "100%\r\n::error::forged, a:b"})

    line = printed(capsys, Format.GITHUB, finding, "a,b:c%/ru\n.md")

    assert line == (
        "::error file=a%2Cb%3Ac%25/ru%0A.md,line=7,title=some.rule"
        "::Here is 100%25%0D%0A::error::forged, a:b. Mend it.\n"
    )


def test_nothing_found_is_an_empty_list_for_a_program(capsys):
    print_findings([], Format.JSON)

    assert capsys.readouterr().out == "[]\n"
