"""A session of PostgreSQL that holds a transaction and does nothing keeps nobody waiting for ever."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.exc import DBAPIError

from api.jobs.engine import engine_url
from api.storage.database import Database
from api.storage.migrate import migrate
from api.storage.tables import schools
from tests.service.conftest import fresh_postgres
from tests.service.office import PATIENCE


def test_a_frozen_session_loses_its_locks(postgres_server: str, postgres_template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_postgres(postgres_server, postgres_template) as url, closing(Database(url)) as other:
        migrate(other)
        monkeypatch.setattr("api.storage.database.IDLE_SECONDS", 1)  # only of the one that freezes: a busy machine pauses too
        with closing(Database(url)) as frozen:
            held = select(schools).with_for_update()
            with frozen.engine.connect() as connection:
                connection.exec_driver_sql("LOCK TABLE schools")
                with other.write() as another:
                    another.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE:.0f}s'")
                    another.execute(held)
                with pytest.raises(DBAPIError):
                    connection.execute(held)
            with frozen.read() as connection:  # and goes on with a session of its own
                assert connection.execute(select(schools.c.id)).all() == []


def test_the_engine_of_jobs_has_the_same_limit_and_keeps_what_the_address_says() -> None:
    url = make_url(engine_url(make_url("postgresql+psycopg://u:p@host/db?options=-c%20geqo%3Doff&sslmode=require")))
    assert url.query["options"] == "-c geqo=off -c idle_in_transaction_session_timeout=20000"
    assert (url.query["sslmode"], url.password, url.database) == ("require", "p", "db")


def test_a_connection_in_use_while_the_database_closes_is_closed_when_it_comes_back(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        database.close()
        connection.execute(select(1))
    with pytest.raises(Exception, match=r"(?i)closed"):  # each driver has an exception of its own for it
        raw.cursor().execute("select 1")
