"""Diagnosis of the database: ownership, integrity, users, clock, workers, jobs, keys and backups."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

import solver
from api.access.role import Role
from api.services.backup import BACKED_UP
from api.services.diagnosis.finding import DiagnosisFinding, attention, ok, wrong
from api.storage.data_files import engine_file
from api.storage.database import Database
from api.storage.failure import DATABASE_ERRORS, UnfitDatabaseError, failure_of
from api.storage.figures import figures, size
from api.storage.migrate import newest, require_own, revision
from api.storage.presence import users_of
from api.storage.soundness import clock_lead_ms, count_holders, faults_of_file, last_action_at, version
from api.storage.workers import SILENT_MS, all_workers, live_workers

MEGABYTE = 1_000_000
"""Bytes."""
APART_MS = 5_000
"""Tolerated difference in ms between the clocks of this machine and the database. Raising it hides larger differences."""
AHEAD_MS = 60_000
"""Tolerated lead in ms of stored times over the database's clock. Raising it hides larger jumps."""
LONG_WAIT_MS = 3_600_000
"""Waiting time in ms of a job beyond which the queue needs attention. Raising it warns later."""
DAY_MS = 86_400_000
"""Milliseconds of a day."""
STALE_DAYS = 7
"""Age in days beyond which a backup is out of date. Raising it warns later."""


def of_database(database: Database) -> Iterator[DiagnosisFinding]:
    """Findings about a database. Where it cannot be used, only that; a missing SQLite file is not created."""
    part = ("database", "数据库")
    if database.file is not None and not database.file.exists():
        yield attention(*part, f"还没有：{database.file}。", f"It is not there yet: {database.file}.",
                        "可能要先启动一次 afterbell serve，或 AFTERBELL_DATA_DIR 写错了。",
                        "Maybe start `afterbell serve` once, or AFTERBELL_DATA_DIR is wrong.")  # fmt: skip
        return
    try:
        require_own(database)
        with database.read() as connection:
            yield ok(*part, f"{database.name}，{version(connection)}，{size(connection) / MEGABYTE:,.1f} MB。",
                     f"{database.name}, {version(connection)}, {size(connection) / MEGABYTE:,.1f} MB.")  # fmt: skip
        part = ("soundness", "数据完好")
        if database.file is not None:
            yield from _soundness(database.file)
        yield _users(database)
        if not _current(database):
            yield wrong("schema", "数据库结构", f"{revision(database) or '空'}，本版程序需要 {newest()}。",
                        f"{revision(database) or 'empty'}; this release needs {newest()}.",
                        "可能要先启动一次本版的 afterbell serve 或 afterbell web，它会升级。",
                        "Maybe start `afterbell serve` or `afterbell web` of this release once, which upgrades it.")  # fmt: skip
            return
        yield ok("schema", "数据库结构", f"{newest()}，与本版程序一致。", f"{newest()}, as this release needs.")
        with database.read() as connection:
            yield _clock(database, connection)
            yield _workers(connection)
            yield _jobs(connection)
            yield _keys(connection)
            yield _backups(connection, database.now())
    except (UnfitDatabaseError, *DATABASE_ERRORS) as error:
        failure = failure_of(error)
        if failure is None:
            raise
        yield wrong(*part, f"{database.name}：{failure.zh}", f"{database.name}: {failure.en}", failure.hint_zh, failure.hint_en)


def _current(database: Database) -> bool:
    return revision(database) == newest()


def _soundness(file: Path) -> Iterator[DiagnosisFinding]:
    part = ("soundness", "数据完好")
    found = faults_of_file(file)
    if found:
        yield wrong(*part, f"数据库文件有损坏：{'；'.join(found)}", f"The file is damaged: {'; '.join(found)}",
                    "可能磁盘有故障；请停止服务，留存原文件，用 afterbell restore 恢复最近的备份。",
                    "Maybe the disk is faulty: stop the service, keep the file, restore the last backup.")  # fmt: skip
    else:
        yield ok(*part, "逐页检查无误。", "Every page was looked at.")
    engine = engine_file(file)
    if not engine.exists():
        return
    try:
        broken = "; ".join(faults_of_file(engine))
    except DATABASE_ERRORS as error:
        failure = failure_of(error)
        if failure is None:
            raise
        broken = f"{failure.zh} {failure.en}"
    if broken:
        yield wrong("engine", "任务引擎", f"{engine} 读不出：{broken}", f"{engine} cannot be read: {broken}",
                    "可能要停止服务后移走这个文件再启动：里面没有独有的数据，任务会重新排队。",
                    "Maybe move it away while the service is stopped: it holds nothing of its own, and jobs are queued anew.")  # fmt: skip


def _users(database: Database) -> DiagnosisFinding:
    part = ("processes", "服务进程")
    users = users_of(database)
    if users:
        told = "，".join(map(str, users))
        return ok(*part, f"正在运行：{told}。", f"Running: {told}.")
    return attention(*part, "没有进程在用这个数据库。", "No process uses the database.", "可能服务没有启动：afterbell serve。",
                     "Maybe the service is not running: `afterbell serve`.")  # fmt: skip


def _clock(database: Database, connection: Connection) -> DiagnosisFinding:
    part = ("clock", "时钟")
    before = time.time() * 1000
    apart = round((before + time.time() * 1000) / 2 - database.now())
    if abs(apart) > APART_MS:
        return attention(*part, f"本机与数据库相差 {apart / 1000:+.0f} 秒。",
                         f"This machine's is {apart / 1000:+.0f} s off the database's.",
                         "可能有一台没有对时；请启用 NTP。", "Maybe one of them is not synchronised: use NTP.")  # fmt: skip
    early = clock_lead_ms(connection)
    if early > AHEAD_MS:
        return attention(*part, f"记录的时间比时钟早到 {early // 1000} 秒。", f"What was noted is {early // 1000} s ahead of the clock.",
                         "可能时钟曾走快，或现在慢了；请启用 NTP。期间任务的时限和登录可能不准。",
                         "Maybe the clock was fast, or is slow now: use NTP. Deadlines and sign-ins may be off meanwhile.")  # fmt: skip
    return ok(*part, "与数据库一致。", "As the database's.")


def _workers(connection: Connection) -> DiagnosisFinding:
    part = ("workers", "求解进程")
    live = live_workers(connection, SILENT_MS)
    silent = [worker for worker in all_workers(connection) if worker not in live]
    told = "，".join(f"{worker.host} pid {worker.pid}" for worker in (live or silent)[:8])
    if not live:
        gone = f"；无心跳：{told}" if silent else ""
        return attention(*part, f"没有求解进程在运行{gone}。", f"None lives{f'; silent: {told}' if silent else ''}.",
                         "可能服务没有启动，或进程卡住、被杀；任务会排队等待。",
                         "Maybe the service is not running, or they hang or were killed.")  # fmt: skip
    others = sorted({worker.version for worker in live} - {solver.__version__})
    if others:
        return attention(*part, f"{len(live)} 个在运行，版本不一：{'，'.join(others)}。",
                         f"{len(live)} live, of other releases: {', '.join(others)}.",
                         "可能正在升级；升级完请全部重启。", "Maybe an upgrade is under way: restart all of them in the end.")  # fmt: skip
    return ok(*part, f"{len(live)} 个在运行：{told}。", f"{len(live)} live: {told}.")


def _jobs(connection: Connection) -> DiagnosisFinding:
    part = ("jobs", "任务")
    found = figures(connection, SILENT_MS)
    running = sum(count for (state, _), count in found.jobs.items() if state == "running")
    zh = f"{running} 个在求解，{found.queued} 个排队，最久等了 {found.oldest_queued // 60_000} 分钟。"
    en = f"{running} running, {found.queued} queued, the oldest for {found.oldest_queued // 60_000} min."
    if found.queued and not found.workers:
        return wrong(*part, zh, en, "可能求解进程没有启动：afterbell serve 或 afterbell worker。",
                     "Maybe no worker was started: `afterbell serve` or `afterbell worker`.")  # fmt: skip
    if found.oldest_queued > LONG_WAIT_MS:
        return attention(*part, zh, en, "可能求解进程不够，或时限太长：AFTERBELL_WORKERS，AFTERBELL_MAX_SECONDS。",
                         "Maybe there are too few workers, or time limits are long: AFTERBELL_WORKERS, AFTERBELL_MAX_SECONDS.")  # fmt: skip
    return ok(*part, zh, en)


def _keys(connection: Connection) -> DiagnosisFinding:
    part = ("keys", "教育局密钥")
    count = count_holders(connection, Role.BUREAU)
    if not count:
        return attention(*part, "没有有效的教育局密钥或成员。", "No key and no member of the bureau is good.",
                         f"可能要在本机发一个：afterbell key make --host --role bureau --label {socket.gethostname()}",
                         f"Maybe make one here: afterbell key make --host --role bureau --label {socket.gethostname()}")  # fmt: skip
    return ok(*part, f"{count} 个有效的密钥和成员。", f"Good keys and members: {count}.")


def _backups(connection: Connection, now: int) -> DiagnosisFinding:
    part = ("backup", "备份")
    last = last_action_at(connection, BACKED_UP)
    hint = ("可能要每天运行 afterbell backup 文件，并存到另一台机器。", "Maybe run `afterbell backup FILE` daily, and keep it elsewhere.")
    if last is None:
        return attention(*part, "没有备份记录。", "No backup is on record.", *hint)
    days = max(0, now - last) // DAY_MS
    zh, en = f"最近一次在 {days} 天前。", f"The last one was {days} days ago."
    return attention(*part, zh, en, *hint) if days >= STALE_DAYS else ok(*part, zh, en)
