"""Database connections: read, write and snapshot transactions, with the same semantics on SQLite and PostgreSQL."""

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
"""SQLite's busy timeout in seconds: how long a writer waits for the write lock. Raising it fails fewer requests under load, and
makes them wait longer behind a frozen writer."""
PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON",
)  # fmt: skip
"""SQLite pragmas of every connection. ``secure_delete`` overwrites deleted rows, so that erased pupils cannot be recovered from
the file."""
CHECKPOINT_MS = 2_000
"""Busy timeout of a WAL checkpoint in ms. Raising it completes more checkpoints while readers are active, and delays the caller."""
CONNECT_SECONDS = 5
"""Timeout of a new PostgreSQL connection in seconds. Raising it suits slow networks, and reports an unreachable server later."""
SESSION_PREFIX = "afterbell "
"""Prefix of ``application_name`` of this service's PostgreSQL sessions."""
IDLE_SECONDS = 20
"""PostgreSQL's ``idle_in_transaction_session_timeout`` in seconds: a frozen process or an unreachable machine loses its row
locks after it. Raising it tolerates longer pauses, and blocks takeover of its jobs for longer."""


class Database:
    """Connection pool of one database; belongs to one process.

    url: ``sqlite:///file`` or ``postgresql://…``. session: ``application_name`` of its PostgreSQL sessions
    (:func:`api.storage.presence.session_name`).

    On SQLite a write transaction begins with ``BEGIN IMMEDIATE``: upgrading a read transaction to a write fails at once,
    regardless of the busy timeout, where two transactions try. Error messages omit the parameters of statements, which could
    name pupils.
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
        """URL of the database without the password."""
        return self.url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """Path of the SQLite file; None for PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read transaction: sees one state of the database and is rolled back at the end of the block."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            try:
                yield connection
            finally:
                transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Write transaction: committed at the end of the block, rolled back when it raises."""
        engine = self.engine.execution_options(afterbell_write=True) if self.is_sqlite else self.engine
        with engine.begin() as connection:
            yield connection

    @contextmanager
    def write_soon(self, patience_ms: int) -> Iterator[Connection]:
        """Write transaction as :meth:`write`, with a lock timeout of ``patience_ms`` ms. Raises DBAPIError when it expires."""
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
        """Current time of the database's clock, in milliseconds since 1970."""
        with self.read() as connection:
            return int(connection.execute(select(Now())).scalar_one())

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Read transaction as :meth:`read` in which all statements see the same snapshot (``REPEATABLE READ`` on PostgreSQL)."""
        engine = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection, connection.begin() as transaction:
            try:
                yield connection
            finally:
                transaction.rollback()

    def checkpoint(self) -> None:
        """SQLite: run ``PRAGMA wal_checkpoint(TRUNCATE)``, so that erased rows do not survive in the WAL file. Best effort
        while readers are active. No-op on PostgreSQL."""
        if not self.is_sqlite:
            return
        with self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={CHECKPOINT_MS}")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

    def close(self) -> None:
        """Close all connections; those that threads still use are closed when they are returned to the pool."""
        self._closed = True
        self.engine.dispose()


def known_address(url: str) -> bool:
    """Whether a string is the URL of a SQLite or PostgreSQL database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        return False
    return parsed.get_backend_name() == "postgresql" or (parsed.get_backend_name() == "sqlite" and bool(parsed.database))


def shown_address(url: str) -> str:
    """URL without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _normal(url: str) -> URL:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def with_idle_timeout(url: URL) -> URL:
    """PostgreSQL URL with ``idle_in_transaction_session_timeout`` set to ``IDLE_SECONDS``."""
    given = url.query.get("options", ())
    options = (given,) if isinstance(given, str) else given
    limit = f"-c idle_in_transaction_session_timeout={IDLE_SECONDS * 1000}"
    return url.update_query_dict({"options": " ".join((*options, limit))})


def _postgresql(url: URL, pool_size: int, session: str) -> Engine:
    named = {"application_name": session} if session else {}
    return create_engine(
        with_idle_timeout(url), pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, hide_parameters=True,
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
