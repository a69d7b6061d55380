"""A migrated database is what the tables say, and migrations can be taken back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fastapi.testclient import TestClient
from sqlalchemy import MetaData, insert, inspect, select

from api.access.principal import Principal
from api.access.role import Role
from api.main import create_app
from api.services.keys import create_key
from api.settings import Settings
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.keys import Key
from api.storage.migrate import downgrade, migrate, state
from api.storage.tables import metadata


def test_migrations_lead_to_the_tables(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    have, need = state(database)
    assert have == need is not None


def test_migrations_can_be_taken_back_and_made_again(database: Database) -> None:
    downgrade(database, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrate(database)
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())


FIRST = "0001"
FIRST_ROWS = Path(__file__).parent / "data" / "first_release.json"
"""What the first release kept of a day's work: a solved, locked and published plan, jobs in every state, an erased term."""


@pytest.fixture
def first(database_url: str) -> Iterator[Database]:
    """A database that the first release has filled."""
    made = Database(database_url)
    migrate(made, FIRST)
    tables = MetaData()
    tables.reflect(made.engine)
    kept = json.loads(FIRST_ROWS.read_text(encoding="utf-8"))["tables"]
    with made.write() as connection:
        for table in tables.sorted_tables:
            if kept.get(table.name):
                connection.execute(insert(table), [{name: _value(value) for name, value in row.items()} for row in kept[table.name]])
    yield made
    made.close()


def rows(database: Database, columns: dict[str, list[str]]) -> dict[str, list[Any]]:
    """Every row of these tables, in the order of their keys: these columns of it."""
    tables = MetaData()
    tables.reflect(database.engine)
    with database.read() as connection:
        return {
            name: [tuple(row) for row in connection.execute(
                select(*(tables.tables[name].c[each] for each in named)).order_by(*tables.tables[name].primary_key.columns)
            )]
            for name, named in columns.items()
        }  # fmt: skip


def test_what_the_first_release_kept_is_all_there_after_the_upgrade_and_after_the_way_back(first: Database) -> None:
    kept = json.loads(FIRST_ROWS.read_text(encoding="utf-8"))["tables"]
    columns = {name: list(found[0]) for name, found in kept.items()}
    before = rows(first, columns)
    assert {name: len(found) for name, found in before.items()} == {name: len(found) for name, found in kept.items()}
    migrate(first)
    assert rows(first, columns) == before
    downgrade(first, FIRST)
    assert rows(first, columns) == before
    migrate(first)
    assert rows(first, columns) == before


def test_the_service_goes_on_with_what_the_first_release_kept(first: Database) -> None:
    told = json.loads(FIRST_ROWS.read_text(encoding="utf-8"))
    url = first.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url))) as client:
        with first.write() as connection:
            secret = create_key(connection, Principal("test", Role.BUREAU), Key(new_id(), "of the test", "planner", school_id="elm"))
        client.headers["authorization"] = f"Bearer {secret}"
        plan = client.get(f"/v1/plans/{told['plan']}")
        assert plan.status_code == 200
        assert plan.json()["report"]["violations"] == []
        assert client.get("/v1/public/elm/timetable").status_code == 200
        states = sorted(job["state"] for job in client.get("/v1/jobs").json()["items"])
        assert states == ["cancelled", "done", "queued", "queued", "running"]
        [erased] = [term for term in client.get("/v1/schools/elm/terms").json()["items"] if term["erased_at"]]
        assert client.get(f"/v1/terms/{erased['id']}/request").status_code == 410


def _value(value: Any) -> Any:
    """A cell of the stored rows."""
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) and set(value) == {"bytes"} else value


def test_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, databases))
    assert all(have == need for have, need in map(state, databases))
    for one in databases:
        one.close()


def test_the_clock_of_the_database_tells_the_time(database: Database) -> None:
    import time

    assert abs(database.now() - time.time() * 1000) < 5_000
