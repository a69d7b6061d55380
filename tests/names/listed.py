"""A name for every pupil of a school, each found in a text by what it begins with and by nothing else."""

from __future__ import annotations

from api.files.names.name_list import NameList
from solver.problem.problem import Problem

PLANTED = "欧阳霏"
"""Beginning of every planted name; no document of ours has it."""


def listed(problem: Problem) -> NameList:
    """The list of a problem's pupils."""
    return NameList(problem.school, {pupil.id: planted(pupil.id) for pupil in problem.pupils})


def planted(pupil: str) -> str:
    """The name of one pupil."""
    return f"{PLANTED}·{pupil}"
