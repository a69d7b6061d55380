"""A job that no worker runs: its events are written by the test that watches its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.storage.database import Database
from api.storage.ending import end_event
from api.storage.events import add_events
from api.storage.ids import new_id
from api.storage.jobs import DONE, NewJob, add_job, claim, finish
from tests.service.town import Town

Figures = Mapping[str, tuple[int, int | None]]
"""Name of a goal -> value and bound, in the order of importance."""
SCALE = 1000
FIRST_PLAN = "first complete valid plan after 0.80 s"


@dataclass(frozen=True)
class ToldJob:
    """Job with this id."""

    database: Database
    id: str

    @property
    def path(self) -> str:
        """Its page."""
        return f"/page/jobs/{self.id}"

    def tell(self, kind: str, data: Mapping[str, Any]) -> None:
        """Write an event."""
        with self.database.write() as connection:
            add_events(connection, self.id, [(kind, data)])

    def begin(self) -> ToldJob:
        """Claim it, as a worker does."""
        with self.database.write() as connection:
            assert claim(connection, self.id, "w") is not None
            add_events(connection, self.id, [("start", {"attempt": 1, "worker": "w", "from": None})])
        return self

    def progress(self, seconds: float, figures: Figures, stage: str = "master", note: str = FIRST_PLAN) -> None:
        """Tell of the best plan so far."""
        self.tell("progress", {"stage": stage, "seconds": seconds, "note": note, "tiers": tiers(figures), "gap": None})

    def end(self, state: str = DONE, reason: Any = None, result: Any = None) -> None:
        """End it."""
        with self.database.write() as connection:
            finish(connection, self.id, 1, state, reason, result)
            add_events(connection, self.id, [end_event(state, reason, result)])


def tiers(figures: Figures) -> list[dict[str, Any]]:
    """Figures as events have them."""
    return [
        {"name": name, "value": value, "bound": bound, "scale": SCALE, "gap": None if bound is None else (value - bound) / SCALE}
        for name, (value, bound) in figures.items()
    ]


def told_solve(town: Town, database: Database, term: str, **params: Any) -> ToldJob:
    """A solve of a term, in the queue."""
    made = town.ask("planner", "POST", f"/v1/terms/{term}/jobs", {"kind": "solve", **params})
    assert made.status_code == 202, made.text
    return ToldJob(database, made.json()["id"])


def told_job(database: Database, kind: str, term: str | None, **params: Any) -> ToldJob:
    """A job of another kind in the queue: of a term of elm, or of the district."""
    owner = {"school_id": "elm", "tenant": "school:elm"} if term else {"tenant": "district:east"}
    new = NewJob(id=new_id(), kind=kind, created_by="key:x", lifetime=10**9, params=params, term_id=term, district_id="east", **owner)
    with database.write() as connection:
        add_job(connection, new)
        add_events(connection, new.id, [("queued", {})])
    return ToldJob(database, new.id)
