"""Repository of scenarios of a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from api.storage.clock import Now
from api.storage.packed import pack, unpack
from api.storage.page import Cursor, KeysetPage, page
from api.storage.tables import scenarios


@dataclass(frozen=True, slots=True)
class StoredScenario:
    """Scenario of a term. document: as :func:`solver.whatif.scenario.dump_scenario` writes it."""

    id: str
    term_id: str
    name: str
    document: Any
    created_at: int
    created_by: str


def add_scenario(
    connection: Connection, scenario_id: str, school_id: str, term_id: str, name: str, document: object, by: str
) -> StoredScenario:
    """Store a scenario; idempotent by its id."""
    known = get_scenario(connection, term_id, scenario_id)
    if known is not None:
        return known
    connection.execute(
        insert(scenarios).values(
            id=scenario_id, school_id=school_id, term_id=term_id, name=name, body=pack(document), created_at=Now(), created_by=by
        )
    )
    found = get_scenario(connection, term_id, scenario_id)
    if found is None:
        raise LookupError(scenario_id)
    return found


def get_scenario(connection: Connection, term_id: str, scenario_id: str) -> StoredScenario | None:
    """Scenario of this term by id, or None."""
    query = select(scenarios).where(scenarios.c.id == scenario_id, scenarios.c.term_id == term_id)
    row = connection.execute(query).mappings().first()
    return None if row is None else _scenario(row)


def list_scenarios(connection: Connection, cursor: Cursor, term_id: str) -> KeysetPage[StoredScenario]:
    """Page of a term's scenarios, newest first."""
    return page(connection, select(scenarios).where(scenarios.c.term_id == term_id), scenarios.c.id, cursor, _scenario, newest=True)


def all_scenarios(connection: Connection, term_id: str, most: int) -> Sequence[StoredScenario]:
    """Scenarios of a term in the order in which they were stored, the first ``most``."""
    query = select(scenarios).where(scenarios.c.term_id == term_id).order_by(scenarios.c.id).limit(most)
    return [_scenario(row) for row in connection.execute(query).mappings()]


def count_scenarios(connection: Connection, term_id: str) -> int:
    """Number of a term's scenarios."""
    return int(connection.execute(select(func.count()).select_from(scenarios).where(scenarios.c.term_id == term_id)).scalar_one())


def drop_scenario(connection: Connection, term_id: str, scenario_id: str) -> bool:
    """Delete a scenario of this term; False where there is none."""
    found = connection.execute(delete(scenarios).where(scenarios.c.id == scenario_id, scenarios.c.term_id == term_id))
    return found.rowcount > 0


def _scenario(row: RowMapping) -> StoredScenario:
    return StoredScenario(row["id"], row["term_id"], row["name"], unpack(row["body"]), row["created_at"], row["created_by"])
