"""``afterbell serve``, ``afterbell web`` and ``afterbell worker``: the service on one machine, and its two roles apart."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import refusal
from api.cli.host import hold_engine, host_database, private_files, refusing_failures
from api.cli.surroundings import settings_and_log
from solver import Fault

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
    with private_files(settings), _present(settings, "serve"):
        _prepare(settings)
        hold_engine(settings)
        supervisor = Supervisor(settings, settings.worker_processes)
        supervisor.start()
        try:
            _answer(settings, host, port)
        finally:
            supervisor.end()


def web(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """只启动网页进程，任务由 afterbell worker 完成 Start the web process alone; jobs are done by `afterbell worker`."""
    settings = settings_and_log()
    with private_files(settings), _present(settings, "web"):
        _prepare(settings)
        _answer(settings, host, port)


def worker(
    parent: Annotated[int | None, typer.Option(help="上级进程；它结束时本进程也结束 a process without which this one ends")] = None,
) -> None:
    """启动一个求解进程，可在任意多台机器上 Start a process that does jobs, one at a time, on any number of machines."""
    from api.jobs.worker import WorkerProcess  # noqa: PLC0415 - no other command needs the service, and it is slow to load

    settings = settings_and_log()
    with private_files(settings), _present(settings, "worker"), refusing_failures(settings.database):
        _wait_for_migration(settings)
        hold_engine(settings)
        WorkerProcess(settings, parent=parent).run()


def _prepare(settings: Settings) -> None:
    """Bring the database to the newest state, and write the first key to a file where there is none: a log is read by many."""
    from api.services.keys import first_key  # noqa: PLC0415 - as above
    from api.services.outputs import PRIVATE, write_file  # noqa: PLC0415 - as above
    from api.storage.data_files import FIRST_KEY  # noqa: PLC0415 - as above
    from api.storage.migrate import migrate  # noqa: PLC0415 - as above

    file = settings.data_dir.absolute() / FIRST_KEY
    written: list[Path] = []
    with host_database(settings) as database:
        migrate(database)
        first_key(database, lambda secret: written.append(
            write_file(file, lambda opened: opened.write(f"{secret}\n".encode()), mode=PRIVATE)))  # fmt: skip
    for path in written:
        typer.echo(f"首次运行，教育局的密钥在此文件中，取出后请删除 / first run, the bureau's key is in this file; delete it once you "
                   f"have it: {path}", err=True)  # fmt: skip


@contextmanager
def _present(settings: Settings, role: str) -> Iterator[None]:
    """Within, a restore can see that this process uses the database; refuses while one is under way."""
    from api.storage.presence import InUseError, present  # noqa: PLC0415 - as above

    with host_database(settings) as database:
        database.close()  # of a server nothing is held meanwhile
        try:
            with present(database, role):
                yield
        except InUseError as error:
            users = "，".join(map(str, error.users))
            raise refusal([Fault(("database",), database.name, f"数据库正被独占：{users}。", f"The database is taken: {users}.",
                                 "可能正在恢复备份，完成后再启动。",
                                 "Maybe a backup is being restored: start once it is done.")]) from None  # fmt: skip


def _answer(settings: Settings, host: str, port: int) -> None:
    from api.main import create_app  # noqa: PLC0415 - as above
    from api.server import Web  # noqa: PLC0415 - as above
    from api.storage.presence import session_name  # noqa: PLC0415 - as above

    # Once the service has shut down, uvicorn raises the signal again for whoever handled it before: leave in good order.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    web = Web(create_app(settings, session=session_name("web")), host, port, lambda: _say_address(settings, host, port))
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # begun with nohup, it outlives its terminal
        signal.signal(signal.SIGHUP, web.handle_exit)  # of which uvicorn knows nothing
    web.run()


def _say_address(settings: Settings, host: str, port: int) -> None:
    """Print the address of the pages for a browser on this machine, or the public one where it is set."""
    everywhere, shown = host in ("0.0.0.0", "::", ""), f"[{host}]" if ":" in host else host  # noqa: S104 - compared, not bound
    address = settings.public_url or f"http://{'127.0.0.1' if everywhere else shown}:{port}"
    typer.echo(f"请用浏览器打开 / open in a browser: {address}/page", err=True)


def _wait_for_migration(settings: Settings) -> None:
    """Until the web process has brought the database to this release's state; refuses where it does not."""
    from api.storage.failure import UnfitDatabaseError  # noqa: PLC0415 - as above
    from api.storage.migrate import require_current  # noqa: PLC0415 - as above

    until = time.monotonic() + MIGRATION_SECONDS
    with host_database(settings) as database:
        while True:
            try:
                require_current(database)
            except UnfitDatabaseError:
                if time.monotonic() > until:
                    raise
            else:
                return
            time.sleep(0.5)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
