"""Backup and restore of the database, with every refusal explained."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from api.access.principal import Principal
from api.services.outputs import PRIVATE, Outputs, output_faults, write_file
from api.storage.audit import record
from api.storage.backup.restore import is_empty, restore_backup
from api.storage.backup.stream import UnreadableError
from api.storage.backup.write import write_backup
from api.storage.database import Database
from api.storage.failure import DATABASE_ERRORS, UnfitDatabaseError, failure_of
from api.storage.migrate import state
from api.storage.presence import InUseError, exclusive_use
from api.storage.workers import SILENT_MS, Worker, live_workers
from solver import Fault

BACKED_UP, RESTORED = "backup", "restore"
"""Actions in the audit log."""


class BackupError(Exception):
    """Refusal of a backup or restore; nothing was changed."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.en)
        self.fault = fault


def backup(database: Database, path: Path, *, force: bool = False) -> dict[str, int]:
    """Write a backup that only its owner may read, also while the service runs -> number of rows of each table.

    force: replace an existing file. Raises BackupError.
    """
    faults = output_faults([Outputs("FILE", [path])], [database.file], force=force)
    if faults:
        raise BackupError(faults[0])
    _reached(database)
    have, need = state(database)
    if have != need:
        raise BackupError(Fault(("database",), have or "", "数据库结构与本版程序不符。", "The database is not of this release.",
                                "可能要先启动一次本版服务。", "Maybe start the service of this release once."))  # fmt: skip
    counts: dict[str, int] = {}
    try:
        write_file(path, lambda file: counts.update(write_backup(database, file)), force=force, mode=PRIVATE)
    except OSError as error:
        raise BackupError(Fault(("FILE",), str(path), f"写不出文件：{error.strerror}。",
                                f"Cannot be written: {error.strerror}.",
                                "可能文件夹不存在，或磁盘已满。", "Maybe there is no such folder, or no space.")) from None  # fmt: skip
    return counts


def restore(database: Database, path: Path, *, force: bool = False) -> dict[str, int]:
    """Restore a backup into an empty database (force: into any), while no worker runs -> number of rows of each table.

    Raises BackupError.
    """
    _reached(database)
    try:
        with exclusive_use(database, "restore"):
            return _restore(database, path, force=force)
    except InUseError as error:
        raise BackupError(in_use_fault(database, error.users)) from None


def in_use_fault(database: Database, users: Sequence[object]) -> Fault:
    """Fault: other processes use the database."""
    zh, en = ("，".join(map(str, users)) or "别的进程"), (", ".join(map(str, users)) or "another process")
    return Fault(("database",), database.name, f"正在使用：{zh}。", f"The service is running: {en}.",
                 "可能要先停止服务；--force 也不能在运行时替换。",
                 "Maybe stop it first; --force does not replace what is in use.")  # fmt: skip


def record_action(database: Database, principal: Principal, action: str, file: Path) -> None:
    """Record a backup (the diagnosis reports its age) or a restore in the audit log; skipped where the database accepts no writes."""
    with suppress(*DATABASE_ERRORS), database.write() as connection:
        record(connection, principal, action, file.name)


def _restore(database: Database, path: Path, *, force: bool) -> dict[str, int]:
    empty = is_empty(database)
    if not empty and (live := _live_workers(database)):
        users = [f"worker（进程 pid {worker.pid}，{worker.host}）" for worker in live]
        raise BackupError(in_use_fault(database, users))
    if not empty and not force:
        raise BackupError(Fault(("database",), database.name, "数据库里已有内容。", "The database holds something already.",
                                "可能选错了数据库；确要全部替换请加 --force。",
                                "Maybe it is the wrong database; --force replaces all of it."))  # fmt: skip
    try:
        return restore_backup(database, path)
    except UnfitDatabaseError as error:
        failure = error.failure
        raise BackupError(Fault(("database",), database.name, failure.zh, failure.en, failure.hint_zh, failure.hint_en)) from None
    except IntegrityError:  # sound by its checksum, and yet rows that refer to nothing: not written by `backup`
        raise BackupError(Fault(("FILE",), str(path), "备份的内容自相矛盾，没有恢复。",
                                "The backup contradicts itself; nothing was restored.",
                                "可能文件被改动过；请换一份备份。",
                                "Maybe the file was changed; take another backup.")) from None  # fmt: skip
    except UnreadableError as error:
        raise BackupError(Fault(("FILE",), str(path), error.zh, error.en, error.hint_zh, error.hint_en)) from None  # fmt: skip
    except OSError as error:
        raise BackupError(Fault(("FILE",), str(path), f"读不到文件：{error.strerror}。", f"Cannot be read: {error.strerror}.",
                                "可能路径有误。", "Maybe the path is wrong.")) from None  # fmt: skip


def _live_workers(database: Database) -> tuple[Worker, ...]:
    try:
        with database.read() as connection:
            return live_workers(connection, SILENT_MS)
    except SQLAlchemyError:  # tables of another release
        return ()


def _reached(database: Database) -> None:
    try:
        database.now()
    except DATABASE_ERRORS as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise BackupError(Fault(("AFTERBELL_DATABASE_URL",), database.name, failure.zh, failure.en, failure.hint_zh,
                                failure.hint_en)) from None  # fmt: skip
