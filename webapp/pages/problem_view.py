"""An act that could not be taken in, as the pages of the desk tell of it."""

from dataclasses import dataclass
from typing import Self

from kb.language import Language
from kb.services.problems import Problem, Told
from webapp import refusals


@dataclass(frozen=True, slots=True)
class ProblemView:
    """An act that could not be taken in: each place with what is wrong there, and in which language."""

    problem: Problem
    findings: tuple[tuple[str, str, Language], ...]

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Return a problem with its findings in the reader's language, as far as they have words."""
        return cls(problem, tuple(map(_told, problem.findings)))


def _told(one: Told) -> tuple[str, str, Language]:
    sentences = (refusals.said(said.message, dict(said.values)) for said in (one.message, one.cure))
    return f"{one.file}:{one.line}", " ".join(sentences), refusals.spoken(one.message.message)
