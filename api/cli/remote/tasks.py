"""Dated tasks of a term at a running service: listing, and records of their completion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from api.cli.remote.commands import asked


@dataclass(frozen=True, slots=True)
class TaskChange:
    """Change of the records. done: task to be recorded as done on ``day``. undo: task whose record is deleted; at most one of both."""

    done: str | None
    undo: str | None
    day: date | None
    by: str
    note: str


def term_tasks(server: str, key: str, term: str, plan: str | None, on: str | None, change: TaskChange) -> tuple[str, list[dict[str, Any]]]:
    """Change the records of a term's tasks, if anything is to be changed -> heading (school and term), and documents of all tasks.

    plan: id of a plan of the term, from which tasks of outside people follow. Refusals of the service end the command.
    """
    at = f"/v1/terms/{quote(term, safe='')}"
    with asked(server, key) as service:
        about = service.get(at).json()
        if change.undo:
            service.delete(f"{at}/tasks/{quote(change.undo, safe='')}")
        elif change.done and change.day:
            body = {"done": change.day.isoformat(), "by": change.by.strip(), "note": change.note.strip()}
            service.put(f"{at}/tasks/{quote(change.done, safe='')}", json=body)
        query = urlencode({name: value for name, value in (("on", on), ("plan", plan)) if value is not None})
        found = service.get(f"{at}/tasks?{query}").json()["tasks"]
    return f"{about['school_id']} {about['name']}", found
