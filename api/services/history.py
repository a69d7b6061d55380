"""Undo and redo of the edits of a plan: a revision with the content of an earlier one, found by the origins of the revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import CONFLICT, GONE, ApiError
from api.services.authors import author_label
from api.services.editing import Edited, plan_head, restore
from api.services.term_cache import TermCache
from api.storage.database import Database
from api.storage.plans import Origin, get_revision, list_origins

Direction = Literal["undo", "redo"]
NOTHING: dict[Direction, str] = {
    "undo": "没有可以撤销的修改 / there is no edit to undo",
    "redo": "没有可以重做的修改 / there is no edit to redo",
}


@dataclass(frozen=True, slots=True)
class History:
    """Steps of a plan. done: revisions whose edits stand, the first of them the plan as it was made. undone: those that were taken back,
    the next to be made again at the end."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()

    def step(self, direction: Direction) -> tuple[int, int] | None:
        """(revision whose edit is taken back or made again, revision whose content the plan then has); None where there is none."""
        if direction == "undo":
            return (self.done[-1], self.done[-2]) if len(self.done) > 1 else None
        return (self.undone[-1], self.undone[-1]) if self.undone else None


def history(origins: Iterable[Origin]) -> History:
    """Origins of all revisions, oldest first -> the steps that stand and those that were undone. Any other new revision ends redoing."""
    done: list[int] = []
    undone: list[int] = []
    for origin in origins:
        kind = origin.why.get("kind")
        if kind == "undo" and len(done) > 1:
            undone.append(done.pop())
        elif kind == "redo" and undone:
            done.append(undone.pop())
        else:
            done.append(origin.number)
            undone.clear()
    return History(tuple(done), tuple(undone))


def step_plan(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, if_match: str | None, direction: Direction, *, dry_run: bool
) -> Edited:
    """Undo the last edit of a plan that stands, or redo the last undone one, by any author; locks are those of that revision.

    Stored as a new revision. Raises 404, 410, 412, 428, 409 where there is nothing to undo or redo.
    """
    head = plan_head(database, cache, principal, plan_id, if_match)
    with database.read() as connection:
        step = history(list_origins(connection, head.row.id)).step(direction)
        if step is None:
            raise ApiError(CONFLICT, NOTHING[direction])
        revision = get_revision(connection, head.row.id, step[1])
        if revision is None:
            raise ApiError(GONE, head.row.id)
        plan = cache.plan(connection, revision)
    return restore(database, cache, principal, head, plan, revision, {"kind": direction, "revision": step[0]}, dry_run=dry_run)


def author(connection: Connection, who: str) -> str:
    """Label of the key or member that an origin names; the text itself for unknown ones."""
    return author_label(connection, who) or who
