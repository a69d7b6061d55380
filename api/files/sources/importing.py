"""Import of the files of an office: all of them -> a problem, names, questions and an account of every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.files.sources.account import RowFate
from api.files.sources.mapping import ImportMapping
from api.files.sources.question import Question
from api.files.sources.source import SourceFile, SourcePlace
from solver.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives. names: pupil id -> name. questions: all that were asked; open: those whose guess was taken.

    accounts: the fates of every row that is not empty. mapping: to be kept for next time."""

    problem: Problem
    profile: str
    names: Mapping[str, str]
    questions: tuple[Question, ...]
    open: tuple[Question, ...]
    accounts: Mapping[SourcePlace, tuple[RowFate, ...]]
    mapping: ImportMapping


def import_files(sources: Iterable[SourceFile], answers: Mapping[str, str], mapping: ImportMapping, profile: str) -> Imported:
    """Read the files, recognise each sheet, assemble the school. Raises ProblemError with every fault."""
    raise NotImplementedError
