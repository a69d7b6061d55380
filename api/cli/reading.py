"""Reading everything that a command is given before it begins, and refusing with the faults of all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import typer

from api.cli.exits import refusal
from api.cli.notices import load_told
from api.files.plan.plan_file import PlanFile
from api.mapping.request import Request
from api.services.loading import choose_policy, load_plan
from solver import Fault, PlanError, Policy, PolicyError, ProblemError

T = TypeVar("T")


class FileReading:
    """Faults found so far, by file."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        self._faults: dict[Path | None, list[Fault]] = {}
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

    @property
    def wrong(self) -> bool:
        return bool(self._faults)

    def refusal(self) -> typer.Exit:
        """Print every fault, each file's under its name; the exception to raise."""
        ends = [refusal(faults, file) for file, faults in self._faults.items()]
        return ends[-1]
