"""``afterbell backup``, ``restore`` and ``retain``: what an operator does with all that the service keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import refusal
from api.cli.host import host_database, private_files
from api.cli.options import ForceOption
from api.cli.surroundings import read_settings

if TYPE_CHECKING:
    from api.storage.database import Database


def backup(
    file: Annotated[Path, typer.Argument(help="要写的备份文件 file to write, such as afterbell.backup")], force: ForceOption = False
) -> None:
    """备份服务的全部数据，服务可照常运行 Back up all that the service keeps, while it runs.

    The file holds pupils' data; only its owner may read it. Exit: 0 written, 2 nothing was done.
    """
    from api.services.administration import host_principal  # noqa: PLC0415 - no other command needs the database; slow to load
    from api.services.backup import BACKED_UP, record_action  # noqa: PLC0415 - as above
    from api.services.backup import backup as write  # noqa: PLC0415 - as above

    with _database() as database:
        counts = write(database, file, force=force)
        record_action(database, host_principal(), BACKED_UP, file)
    typer.echo(f"已备份 / backed up: {file}，{_told(counts)}")


def restore(
    file: Annotated[Path, typer.Argument(help="备份文件 a file that `backup` wrote")],
    force: Annotated[bool, typer.Option("--force", help="替换数据库中已有的全部内容 replace all that is there")] = False,
) -> None:
    """从备份恢复，可换数据库（SQLite 或 PostgreSQL） Restore a backup, into either kind of database.

    The service must be stopped: one that uses the database is refused by name, --force or not. Exit: 0 restored, 2 nothing was done.
    """
    from api.services.administration import host_principal  # noqa: PLC0415 - as above
    from api.services.backup import RESTORED, record_action  # noqa: PLC0415 - as above
    from api.services.backup import restore as read  # noqa: PLC0415 - as above

    with _database() as database:
        counts = read(database, file, force=force)
        record_action(database, host_principal(), RESTORED, file)
        typer.echo(f"已恢复 / restored: {database.name}，{_told(counts)}")


def retain(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只统计，不删除 only count")] = False,
) -> None:
    """清除过期数据；服务每天也会自行清除 Forget what is past its days; the service does so daily by itself.

    How long things are kept: AFTERBELL_KEEP_DAYS_PUPILS, _EVENTS, _ANSWERS, _AUDIT.
    """
    from api.services.retention import COUNTED, retention_days  # noqa: PLC0415 - as above
    from api.services.retention import retain as forget  # noqa: PLC0415 - as above

    with _database() as database:
        counts = forget(database, retention_days(read_settings()), dry_run=dry_run)
    said = "将清除 / would go" if dry_run else "已清除 / gone"
    for name, count in counts.items():
        typer.echo(f"{said}: {count:>8}  {COUNTED[name]}")


@contextmanager
def _database() -> Iterator[Database]:
    """The database of the settings, and its refusals in plain words."""
    from api.services.backup import BackupError  # noqa: PLC0415 - as above

    settings = read_settings()
    try:
        with private_files(settings), host_database(settings) as database:
            yield database
    except BackupError as error:
        raise refusal([error.fault]) from None


def _told(counts: Mapping[str, int]) -> str:
    return f"{counts.get('schools', 0)} 所学校 schools，{counts.get('terms', 0)} 个学期 terms，{sum(counts.values())} 行 rows"
