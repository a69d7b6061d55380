"""The database of the settings, for commands on the host; its failures end a command in plain words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from api.cli.exits import refusal
from solver import Fault

if TYPE_CHECKING:
    from api.settings import Settings
    from api.storage.database import Database
    from api.storage.failure import Failure


@contextmanager
def host_database(settings: Settings) -> Iterator[Database]:
    """The database, once it is known to be ours or empty; closed at the end. Failures of it leave with exit code 2."""
    from api.storage.database import Database  # noqa: PLC0415 - no other command needs the database, and it is slow to load
    from api.storage.migrate import require_own  # noqa: PLC0415 - as above

    with refusing_failures(settings.database):
        database = Database(settings.database)
        try:
            require_own(database)
            yield database
        finally:
            database.close()


@contextmanager
def refusing_failures(url: str) -> Iterator[None]:
    """Turn errors of a database into a refusal with cause, place (without the password) and remedy."""
    from api.storage.failure import DATABASE_ERRORS, UnfitDatabaseError, failure_of  # noqa: PLC0415 - as above

    try:
        yield
    except (UnfitDatabaseError, *DATABASE_ERRORS) as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise refusal([database_fault(failure, url)]) from None


def hold_engine(settings: Settings) -> None:
    """Refuse to start on a file of the engine of jobs that cannot be read. It holds nothing that our tables do not."""
    from api.storage.data_files import database_file, engine_file  # noqa: PLC0415 - as above
    from api.storage.failure import DATABASE_ERRORS, UnfitDatabaseError, failure_of  # noqa: PLC0415 - as above
    from api.storage.ownership import tables_of_file  # noqa: PLC0415 - as above

    file = database_file(settings.database)
    if file is None:
        return
    try:
        tables_of_file(engine_file(file))
    except (UnfitDatabaseError, *DATABASE_ERRORS) as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise refusal([Fault(("AFTERBELL_DATA_DIR",), str(engine_file(file)), failure.zh, failure.en,
                             "可能要停止服务后移走这个文件再启动：里面没有独有的数据，任务会重新排队。",
                             "Maybe move this file away while the service is stopped: it holds nothing of its own, and jobs are "
                             "queued anew.")]) from None  # fmt: skip


@contextmanager
def private_files(settings: Settings) -> Iterator[None]:
    """Within, whatever this process makes is for its user alone (umask 077). Data files that there are and that others may read
    are taken from them first, which is said."""
    from api.storage.data_files import database_file, tighten  # noqa: PLC0415 - as above

    usual = os.umask(0o077)
    try:
        for done in tighten(database_file(settings.database), settings.data_dir):
            typer.echo(f"已收紧权限，只限本用户 / now for its owner alone: {done.path} {done.before:04o} → {done.after:04o}", err=True)
        yield
    finally:
        os.umask(usual)


def database_fault(failure: Failure, url: str) -> Fault:
    """A failure of the database of the settings. ``url``: its address, whose password is not shown."""
    from api.storage.database import shown_address  # noqa: PLC0415 - as above

    return Fault(("AFTERBELL_DATABASE_URL",), shown_address(url), failure.zh, failure.en, failure.hint_zh, failure.hint_en)
