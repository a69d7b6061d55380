"""Backup and restore of all that the service keeps, with every reason to refuse in plain words."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from api.services.outputs import PRIVATE, Outputs, output_faults, write_file
from api.services.readiness import PATIENCE
from api.storage.backup.read import UnreadableError
from api.storage.backup.restore import is_empty, restore_backup
from api.storage.backup.write import write_backup
from api.storage.database import Database
from api.storage.figures import live
from api.storage.migrate import state
from solver import Fault


class BackupError(Exception):
    """Why nothing was done."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.en)
        self.fault = fault


def backup(database: Database, path: Path, *, force: bool = False) -> dict[str, int]:
    """Write a backup that only its owner may read; the service may run meanwhile. How many rows of each table.

    force: a file that is there is replaced. Raises BackupError.
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
    """Put a backup into a database that holds nothing (or whatever it holds, by force), while no worker runs.

    How many rows of each table. Raises BackupError.
    """
    _reached(database)
    empty = is_empty(database)
    if not empty and _live_workers(database):
        raise BackupError(Fault(("database",), database.name, "服务正在运行。", "The service is running.",
                                "可能要先停止服务。", "Maybe stop it first."))  # fmt: skip
    if not empty and not force:
        raise BackupError(Fault(("database",), database.name, "数据库里已有内容。", "The database holds something already.",
                                "可能选错了数据库；确要全部替换请加 --force。",
                                "Maybe it is the wrong database; --force replaces all of it."))  # fmt: skip
    try:
        return restore_backup(database, path)
    except UnreadableError as error:
        raise BackupError(Fault(("FILE",), str(path), error.zh, error.en, "可能选错了文件，或传输时损坏。",
                                "Maybe it is the wrong file, or it was damaged on its way.")) from None  # fmt: skip
    except OSError as error:
        raise BackupError(Fault(("FILE",), str(path), f"读不到文件：{error.strerror}。", f"Cannot be read: {error.strerror}.",
                                "可能路径有误。", "Maybe the path is wrong.")) from None  # fmt: skip


def _live_workers(database: Database) -> int:
    try:
        with database.read() as connection:
            return live(connection, PATIENCE)
    except SQLAlchemyError:  # tables of another release
        return 0


def _reached(database: Database) -> None:
    try:
        database.now()
    except (SQLAlchemyError, OSError):
        raise BackupError(Fault(("AFTERBELL_DATABASE_URL",), database.name, "数据库无法连接。",
                                "The database cannot be reached.",
                                "可能地址有误，或数据库未启动。", "Maybe the address is wrong, or it is down.")) from None  # fmt: skip
