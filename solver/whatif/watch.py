"""Watch of a run of scenarios: whom it tells, and whether it shall end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from solver.plan.result import Progress


@dataclass(frozen=True)
class Watch:
    """on_progress: called with every event of a search. cancelled: asked often; when true, the search under way ends soon."""

    on_progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], bool] | None = None

    @property
    def over(self) -> bool:
        return self.cancelled is not None and self.cancelled()
