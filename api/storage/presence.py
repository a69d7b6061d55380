"""Presence of processes on a database: a lock file beside a SQLite file, session names on PostgreSQL.

A restore replaces the database under a running service, which would continue with stale caches: it checks here first.
"""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sqlalchemy import text

from api.storage.database import SESSION_PREFIX, Database

TRIES = 20
"""Attempts to register, ``PAUSE_SECONDS`` apart, before another process is reported. Raising it waits longer for a restore that
is about to end."""
PAUSE_SECONDS = 0.1
"""Seconds between two attempts to lock the file; another process that starts has it exclusively for an instant. Raising it
makes starts slower where several processes begin together."""


@dataclass(frozen=True, slots=True)
class User:
    """Process that uses a database. role: serve, web, worker or restore. host: its machine, empty for this one."""

    role: str
    pid: int
    host: str = ""

    def __str__(self) -> str:
        return f"{self.role}（进程 pid {self.pid}{f'，{self.host}' if self.host else ''}）"


class InUseError(Exception):
    """Other processes use the database. users: may be empty where they cannot be identified."""

    def __init__(self, users: tuple[User, ...]) -> None:
        super().__init__(f"in use by {', '.join(map(str, users)) or 'somebody'}")
        self.users = users


@contextmanager
def present(database: Database, role: str) -> Iterator[None]:
    """Context in which this process is registered as a user of the database. Raises InUseError while another process has it
    exclusively.

    On PostgreSQL the session name is the registration (:class:`Database`, ``session``).
    """
    if database.file is None:
        yield
        return
    with _opened(database.file) as users:
        if _lock(users, fcntl.LOCK_EX):
            users.truncate(0)  # nobody is there: the names are of processes that are gone
        if not any(_lock(users, fcntl.LOCK_SH, pause) for pause in [PAUSE_SECONDS] * TRIES):
            raise InUseError(_named(users))
        _note(users, role)
        yield


@contextmanager
def exclusive_use(database: Database, role: str) -> Iterator[None]:
    """Context with exclusive use of the database: on SQLite no process can register meanwhile. Raises InUseError where others
    use it."""
    if database.file is None:
        if found := users_of(database):
            raise InUseError(found)
        yield
        return
    with _opened(database.file) as users:
        if not _lock(users, fcntl.LOCK_EX):
            raise InUseError(_named(users))
        users.truncate(0)
        _note(users, role)
        yield


def users_of(database: Database) -> tuple[User, ...]:
    """Other processes that use the database."""
    if database.file is not None:
        if not _place(database.file).exists():
            return ()
        with _opened(database.file) as users:
            return () if _lock(users, fcntl.LOCK_EX) else _named(users)
    with database.read() as connection:
        query = text(
            "SELECT DISTINCT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE :names"
        )
        names = [str(name) for (name,) in connection.execute(query, {"names": f"{SESSION_PREFIX}%"})]
    return tuple(sorted((_of_session(name) for name in names), key=str))


def session_name(role: str) -> str:
    """``application_name`` of this process's PostgreSQL sessions, at most 63 bytes."""
    return f"{SESSION_PREFIX}{role} {os.getpid()} {socket.gethostname()}"[:63]


def _of_session(name: str) -> User:
    role, pid, host = (*name.removeprefix(SESSION_PREFIX).split(" "), "", "")[:3]
    return User(role, int(pid) if pid.isdigit() else 0, host)


def _place(file: Path) -> Path:
    return file.with_name(f"{file.name}.users")


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    place = _place(file)
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+", encoding="utf-8") as users:
        yield users


def _lock(users: TextIO, kind: int, pause: float = 0.0) -> bool:
    """Try to lock a file without waiting; the lock is released when the file is closed or the process dies."""
    try:
        fcntl.flock(users, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        time.sleep(pause)
        return False
    return True


def _note(users: TextIO, role: str) -> None:
    users.write(f"{role} {os.getpid()}\n")
    users.flush()


def _named(users: TextIO) -> tuple[User, ...]:
    """Registered processes that are alive; all of them where none seems alive, as seen from another container."""
    users.seek(0)
    noted = []
    for line in users.read().splitlines():
        role, _, pid = line.partition(" ")
        if pid.isdigit():
            noted.append(User(role, int(pid)))
    return tuple(user for user in noted if _lives(user.pid)) or tuple(noted)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
