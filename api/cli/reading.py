"""Reading everything that a command is given before it begins, and refusing with the faults of all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import typer

from api.cli.exits import refusal
from api.cli.marking import MarkedCopy, can_be_marked
from api.cli.notices import load_told
from api.files.plan.plan_file import PlanFile
from api.mapping.request import Request
from api.services.exporting import date_faults
from api.services.loading import choose_policy, load_plan
from solver import Fault, Plan, PlanError, Policy, PolicyError, Problem, ProblemError
from solver.plan.period import period_faults, within

T = TypeVar("T")
NOT_ASKED = MarkedCopy()


class FileReading:
    """Faults found so far, by file. marked: where a copy of a faulty workbook is written, and in which language its faults are told."""

    def __init__(self, faults: Sequence[Fault] = (), marked: MarkedCopy = NOT_ASKED) -> None:
        self._faults: dict[Path | None, list[Fault]] = {}
        self._requests: set[Path] = set()
        self._marked = marked
        self.add(faults)

    def add(self, faults: Sequence[Fault], file: Path | None = None) -> None:
        """Note faults, of a file if they are one's."""
        if faults:
            self._faults.setdefault(file, []).extend(faults)

    def read(self, load: Callable[[], T], file: Path | None = None) -> T | None:
        """Result of ``load``; None where it raises faults, which are noted."""
        try:
            return load()
        except (ProblemError, PolicyError, PlanError) as error:
            self.add(error.faults, file)
            if file is not None and isinstance(error, ProblemError):
                self._requests.add(file)
            return None

    def request(
        self, file: Path, policy: str | None, overrides: Mapping[str, Mapping[str, Any]]
    ) -> tuple[Request | None, Policy | None]:
        """Request of a file, and its policy with another profile and overrides over its own; None with its faults noted."""
        loaded = self.read(lambda: load_told(file), file)
        return loaded, None if loaded is None else self.read(lambda: choose_policy(loaded, policy, overrides))

    def plan(self, request: Request | None, file: Path, *, ignore_edits: bool = False) -> PlanFile | None:
        """A plan file, which must be of the request's school and term; None with its faults noted.

        ignore_edits: pass over what was edited by hand in its printed sheets.
        """
        return self.read(lambda: load_plan(file, ignore_edits=ignore_edits, request=request), file)

    def plans(self, request: Request | None, files: Sequence[Path], *, ignore_edits: bool = False) -> list[tuple[str, Plan]]:
        """Plans of files with their names, of those that could be read; the faults of the others are noted."""
        read = [(str(file), self.plan(request, file, ignore_edits=ignore_edits)) for file in files]
        return [(name, found.plan) for name, found in read if found is not None]

    def day(self, text: str | None, option: str) -> date | None:
        """A date given with an option; None for none, or with its fault noted."""
        found, faults = date_faults(text, option)
        self.add(faults)
        return found

    @property
    def wrong(self) -> bool:
        return bool(self._faults)

    def refusal(self) -> typer.Exit:
        """Print every fault, each file's under its name; the exception to raise.

        The first faulty workbook gets its marked copy where that was asked for and nothing is wrong with the options.
        """
        books = [file for file, faults in self._faults.items() if file is not None and can_be_marked(file, faults)]
        asked = self._marked.path is not None
        ends = []
        for file, faults in self._faults.items():
            told = file in books[:1] and None not in self._faults if asked else file in self._requests and file in books
            advice = [self._marked.write(file, faults)] if told and file is not None else []
            ends.append(refusal(faults, file, advice, self._marked.language))
        return ends[-1]


def planned_problem(reading: FileReading, request: Request | None, date: str | None, until: str | None) -> Problem | None:
    """The request's problem on the days from ``--date`` to ``--until``; None with the faults noted."""
    ends = reading.day(date, "--date"), reading.day(until, "--until")
    if request is None:
        return None
    reading.add(period_faults(request.problem.term, *ends, ("--date", "--until")))
    return None if reading.wrong else within(request.problem, *ends)
