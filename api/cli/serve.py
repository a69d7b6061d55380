"""``afterbell serve``, ``afterbell web`` and ``afterbell worker``: the service on one machine, and its two roles apart."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.surroundings import settings_and_log

if TYPE_CHECKING:
    from api.settings import Settings

Host = Annotated[str, typer.Option(help="监听地址 address to listen on")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="端口 port")]
MIGRATION_SECONDS = 60.0
"""How long a worker waits for the web process to bring the database to the newest state."""


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """启动完整服务：网页与求解进程；设置取自 AFTERBELL_* Start the whole service, web and workers; settings come from AFTERBELL_*."""
    from api.jobs.supervisor import Supervisor  # noqa: PLC0415 - no other command needs the service, and it is slow to load

    settings = settings_and_log()
    _prepare(settings)
    supervisor = Supervisor(settings, settings.worker_processes)
    supervisor.start()
    try:
        _answer(settings, host, port)
    finally:
        supervisor.end()


def web(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """只启动网页进程，任务由 afterbell worker 完成 Start the web process alone; jobs are done by `afterbell worker`."""
    settings = settings_and_log()
    _prepare(settings)
    _answer(settings, host, port)


def worker(
    parent: Annotated[int | None, typer.Option(help="上级进程；它结束时本进程也结束 a process without which this one ends")] = None,
) -> None:
    """启动一个求解进程，可在任意多台机器上 Start a process that does jobs, one at a time, on any number of machines."""
    from api.jobs.worker import WorkerProcess  # noqa: PLC0415 - no other command needs the service, and it is slow to load

    settings = settings_and_log()
    if not _migrated(settings):
        typer.echo("数据库结构不是本版本的 / the database is not at this release's revision: afterbell serve, afterbell web", err=True)
        raise typer.Exit(Exit.BAD_INPUT)
    WorkerProcess(settings, parent=parent).run()


def _prepare(settings: Settings) -> None:
    """Bring the database to the newest state, and show the first key where there is none: it is kept nowhere."""
    from api.services.keys import first_key  # noqa: PLC0415 - as above
    from api.storage.database import Database  # noqa: PLC0415 - as above
    from api.storage.migrate import migrate  # noqa: PLC0415 - as above

    database = Database(settings.database)
    try:
        migrate(database)
        secret = first_key(database)
    finally:
        database.close()
    if secret is not None:
        typer.echo(f"首次运行，教育局的密钥（只显示一次） first run, the bureau's key (shown this once): {secret}", err=True)


def _answer(settings: Settings, host: str, port: int) -> None:
    from api.main import create_app  # noqa: PLC0415 - as above
    from api.web import Web  # noqa: PLC0415 - as above

    # Once the service has shut down, uvicorn raises the signal again for whoever handled it before: leave in good order.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    Web(create_app(settings), host, port).run()


def _migrated(settings: Settings) -> bool:
    from api.storage.database import Database  # noqa: PLC0415 - as above
    from api.storage.migrate import state  # noqa: PLC0415 - as above

    database = Database(settings.database)
    until = time.monotonic() + MIGRATION_SECONDS
    try:
        while (revisions := state(database))[0] != revisions[1]:
            if time.monotonic() > until:
                return False
            time.sleep(0.5)
    finally:
        database.close()
    return True


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
