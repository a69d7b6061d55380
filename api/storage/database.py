"""Connections: reads and writes apart, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from api.storage.clock import Now

BUSY_SECONDS = 20
"""How long a writer waits for another on SQLite before it gives up."""
PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON",
)  # fmt: skip
"""Of SQLite. What is deleted is overwritten: erased pupils are not to be found in the file."""
SETTLE_MS = 2_000
"""How long tidying up waits for others."""
CONNECT_SECONDS = 5
"""How long PostgreSQL may take to answer a new connection."""
SESSION_PREFIX = "afterbell "
"""How the names of our sessions on PostgreSQL begin."""
IDLE_SECONDS = 20
"""How long a session may hold a transaction of PostgreSQL and ask nothing. A process that is frozen, or a machine that is cut
off, would otherwise keep its rows locked for ever, and whoever takes over its jobs would wait as long."""


class Database:
    """One database. ``url``: ``sqlite:///file`` or ``postgresql://…``; belongs to one process. ``session``: what
    its sessions are called on PostgreSQL (:func:`api.storage.presence.session_name`).

    On SQLite a write begins with the lock of the writer: one that first reads and then writes could otherwise meet
    another such, and one of both would fail at once, whatever the waiting time. Errors never show what a statement was
    given: it could name pupils.
    """

    def __init__(self, url: str, pool_size: int = 10, session: str = "") -> None:
        self.url = _normal(url)
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url, pool_size, session)
        self._closed = False

        @event.listens_for(self.engine, "checkin")
        def returned(_raw: Any, record: Any) -> None:
            if self._closed:  # of a thread that was still reading: its pool is gone, and nobody else would close it
                record.invalidate()

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def name(self) -> str:
        """Which database this is, without the password."""
        return self.url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The file that holds it; None for one that is elsewhere."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and changes nothing."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            try:
                yield connection
            finally:
                transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, rolled back when it raises."""
        engine = self.engine.execution_options(afterbell_write=True) if self.is_sqlite else self.engine
        with engine.begin() as connection:
            yield connection

    @contextmanager
    def write_soon(self, patience_ms: int) -> Iterator[Connection]:
        """Like :meth:`write`, but others who write are waited for at most so many ms. Raises DBAPIError when they take longer."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                with connection.begin():
                    for limit in ("lock_timeout", "statement_timeout"):
                        connection.exec_driver_sql(f"SET LOCAL {limit} = {int(patience_ms)}")
                    yield connection
                return
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={int(patience_ms)}")
            try:
                with connection.execution_options(afterbell_write=True).begin():
                    yield connection
            finally:
                raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

    def now(self) -> int:
        """The database's clock, in milliseconds since 1970."""
        with self.read() as connection:
            return int(connection.execute(select(Now())).scalar_one())

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Like :meth:`read`, and every statement sees the same state, however long it takes."""
        engine = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection, connection.begin() as transaction:
            try:
                yield connection
            finally:
                transaction.rollback()

    def settle(self) -> None:
        """On SQLite, move what was written into the database's own file, so that the log beside it holds nothing that was
        deleted; as far as it goes while others read. PostgreSQL tidies up by itself."""
        if not self.is_sqlite:
            return
        with self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={SETTLE_MS}")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

    def close(self) -> None:
        """Close every connection; those that threads still use, as soon as they hand them back."""
        self._closed = True
        self.engine.dispose()


def known_address(url: str) -> bool:
    """Whether a text is the address of a database of a kind that we know."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        return False
    return parsed.get_backend_name() == "postgresql" or (parsed.get_backend_name() == "sqlite" and bool(parsed.database))


def shown_address(url: str) -> str:
    """An address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _normal(url: str) -> URL:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def impatient(url: URL) -> URL:
    """The address of a PostgreSQL database that ends our sessions once they idle in a transaction (``IDLE_SECONDS``)."""
    given = url.query.get("options", ())
    options = (given,) if isinstance(given, str) else given
    limit = f"-c idle_in_transaction_session_timeout={IDLE_SECONDS * 1000}"
    return url.update_query_dict({"options": " ".join((*options, limit))})


def _postgresql(url: URL, pool_size: int, session: str) -> Engine:
    named = {"application_name": session} if session else {}
    return create_engine(
        impatient(url), pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_SECONDS, **named},
    )  # fmt: skip


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # transactions begin where `begin` below says so, not where the driver guesses
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("afterbell_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
