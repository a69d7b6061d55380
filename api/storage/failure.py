"""Failures of a database by their cause: full, locked, read-only, damaged, foreign, newer, away, refused.

An error of SQLite or PostgreSQL goes in (:func:`failure_of`), its cause in words with a remedy comes out, or None where the
statement itself is wrong, which is a mistake of ours. Codes: sqlite.org/rescode.html and the appendix "PostgreSQL Error Codes".
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

DATABASE_ERRORS = (SQLAlchemyError, sqlite3.Error)
"""Exceptions that :func:`failure_of` classifies; PostgreSQL's are wrapped by SQLAlchemy's."""


class Cause(StrEnum):
    """Causes of database failures; the value stands in the type of a problem document."""

    FULL = "full"
    LOCKED = "locked"
    READ_ONLY = "read-only"
    DAMAGED = "damaged"
    NO_DATABASE = "no-database"
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    UNREADABLE = "unreadable"
    AWAY = "away"
    REFUSED = "refused"
    CROWDED = "crowded"


@dataclass(frozen=True, slots=True)
class Failure:
    """Database failure with its remedy. retry_seconds: delay after which the operation may succeed; None: an operator must act."""

    cause: Cause
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    retry_seconds: int | None = None


FAILURES: dict[Cause, Failure] = {failure.cause: failure for failure in (
    Failure(Cause.FULL, "数据库所在的磁盘已满，没有写入。", "The disk of the database is full; nothing was written.",
            "可能要腾出空间或换更大的磁盘，腾出后自动恢复。", "Maybe free some space; it goes on by itself then.", 60),
    Failure(Cause.LOCKED, "数据库正被别的程序占用。", "The database is locked by another program.",
            "可能稍后即可；若一直如此，可能有人用别的工具打开了它，或备份软件正在复制。",
            "Maybe a little later; if it stays so, somebody has it open in another tool, or a copy is being made.", 5),
    Failure(Cause.READ_ONLY, "数据库只读，写不进去。", "The database is read-only and takes no changes.",
            "可能文件属于别的用户，磁盘以只读方式挂载，或连到了备用库。",
            "Maybe the file is another user's, the disk is mounted read-only, or this is a standby."),
    Failure(Cause.DAMAGED, "数据库文件已损坏。", "The database is damaged.",
            "可能磁盘有故障，或文件在运行时被复制、改动；请停止服务，留存原文件，用 afterbell restore 恢复最近的备份。",
            "Maybe the disk is faulty, or the file was copied or changed while in use; stop the service, keep the file, and restore "
            "the last backup with `afterbell restore`."),
    Failure(Cause.NO_DATABASE, "这个文件不是数据库，或开头已损坏；没有改动。",
            "The file is no database, or its beginning is damaged; it was left as it is.",
            "可能 AFTERBELL_DATABASE_URL 写错了；若本来是课后铃的数据库，请留存原文件，用 afterbell restore 恢复最近的备份。",
            "Maybe AFTERBELL_DATABASE_URL is wrong; if it was Afterbell's, keep the file and restore the last backup with "
            "`afterbell restore`."),
    Failure(Cause.FOREIGN, "这个数据库属于别的程序，没有改动。", "This database belongs to another program; it was left as it is.",
            "可能 AFTERBELL_DATABASE_URL 或 AFTERBELL_DATA_DIR 写错了。",
            "Maybe AFTERBELL_DATABASE_URL or AFTERBELL_DATA_DIR is wrong."),
    Failure(Cause.NEWER, "数据库属于更新的课后铃，本版程序不认识，没有改动。",
            "The database belongs to a newer Afterbell that this release does not know; it was left as it is.",
            "可能要换用更新的程序，或恢复升级前的备份。", "Maybe take the newer program, or restore the backup made before the upgrade."),
    Failure(Cause.OLDER, "数据库的结构不是本版程序的。", "The database is not in the state that this release needs.",
            "可能要先启动一次本版的 afterbell serve 或 afterbell web。",
            "Maybe start `afterbell serve` or `afterbell web` of this release once.", 5),
    Failure(Cause.UNREADABLE, "数据库文件打不开。", "The file of the database cannot be opened.",
            "可能文件或文件夹的权限不对，路径有误，或磁盘有故障。", "Maybe rights or path are wrong, or the disk is faulty."),
    Failure(Cause.AWAY, "数据库没有应答。", "The database does not answer.",
            "可能地址或端口有误，数据库未启动或正在重启，或网络不通。",
            "Maybe address or port is wrong, it is down or starts anew, or the network is.", 10),
    Failure(Cause.REFUSED, "数据库拒绝了连接。", "The database refuses us.",
            "可能用户名、密码或库名有误，或没有这项权限。", "Maybe user, password or name is wrong, or a right is missing."),
    Failure(Cause.CROWDED, "数据库的连接已用完。", "The database has no connection to spare.",
            "可能稍后即可；若一直如此，可能要提高数据库的 max_connections。",
            "Maybe a little later; if it stays so, raise the database's max_connections.", 5),
)}  # fmt: skip

_SQLITE = {
    sqlite3.SQLITE_FULL: Cause.FULL, sqlite3.SQLITE_BUSY: Cause.LOCKED, sqlite3.SQLITE_LOCKED: Cause.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Cause.LOCKED, sqlite3.SQLITE_READONLY: Cause.READ_ONLY, sqlite3.SQLITE_CORRUPT: Cause.DAMAGED,
    sqlite3.SQLITE_NOTADB: Cause.NO_DATABASE, sqlite3.SQLITE_CANTOPEN: Cause.UNREADABLE, sqlite3.SQLITE_PERM: Cause.UNREADABLE,
    sqlite3.SQLITE_IOERR: Cause.UNREADABLE,
}  # fmt: skip
"""SQLite primary result code -> cause."""
_POSTGRESQL = {
    "53100": Cause.FULL, "55P03": Cause.LOCKED, "40P01": Cause.LOCKED, "40001": Cause.LOCKED, "25006": Cause.READ_ONLY,
    "XX001": Cause.DAMAGED, "XX002": Cause.DAMAGED, "57P01": Cause.AWAY, "57P02": Cause.AWAY, "57P03": Cause.AWAY,
    "25P03": Cause.AWAY, "28000": Cause.REFUSED, "28P01": Cause.REFUSED, "3D000": Cause.REFUSED, "42501": Cause.REFUSED,
    "53300": Cause.CROWDED,
}  # fmt: skip
"""SQLSTATE -> cause; class 08 (connection exceptions) is AWAY as well."""
_MESSAGES = (
    ("password authentication failed", Cause.REFUSED), ("no password supplied", Cause.REFUSED), ("no pg_hba.conf entry", Cause.REFUSED),
    ("does not exist", Cause.REFUSED), ("too many clients", Cause.CROWDED), ("connection slots are reserved", Cause.CROWDED),
)  # fmt: skip
"""Patterns of libpq messages -> cause: during connection there is no SQLSTATE, only the server's text (English where the
server's locale is)."""


class UnfitDatabaseError(Exception):
    """A database that was inspected and must not be used."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(FAILURES[cause].en)
        self.failure = FAILURES[cause]


def failure_of(error: BaseException) -> Failure | None:
    """Classify an exception of the database or its driver -> failure; None for a programming error."""
    if isinstance(error, UnfitDatabaseError):
        return error.failure
    if isinstance(error, PoolTimeoutError):
        return FAILURES[Cause.CROWDED]
    cause = _cause(getattr(error, "orig", None) or error)
    return None if cause is None else FAILURES[cause]


def _cause(raw: BaseException) -> Cause | None:
    code = getattr(raw, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF)  # the low byte is the primary code
    state = getattr(raw, "sqlstate", None)
    if isinstance(state, str):
        return Cause.AWAY if state.startswith("08") else _POSTGRESQL.get(state)
    if type(raw).__module__.partition(".")[0] == "psycopg" and type(raw).__name__ == "OperationalError":
        said = str(raw)
        return next((cause for words, cause in _MESSAGES if words in said), Cause.AWAY)
    return None
