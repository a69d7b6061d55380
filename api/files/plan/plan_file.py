"""A plan as its file holds it: the assignments, and of which school and term they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.files.plan.search_run import SearchRun
from solver.plan.plan import Plan


@dataclass(frozen=True)
class PlanFile:
    """A plan read from a file. school, term: names, empty where the file has none. run: the search that made it, if it is told."""

    plan: Plan
    school: str = ""
    term: str = ""
    run: SearchRun | None = None

    def canonical(self) -> PlanFile:
        """The same with its plan in canonical order."""
        return replace(self, plan=self.plan.canonical())
