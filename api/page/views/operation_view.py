"""View of the operation: readiness part by part, workers, queue, jobs, backups and settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.views.school_view import JobRowView
from api.page.views.settings_words import SettingRow
from api.services.readiness import DATABASE, DISK, MIGRATIONS, WORKERS, WRITES, ReadinessState
from api.settings import Settings
from api.storage.workers import Worker

PARTS: tuple[tuple[str, Said, Said], ...] = (
    (DATABASE.where, ("数据库", "Database"), ("可以读取", "can be read")),
    (MIGRATIONS.where, ("数据库结构", "Schema"), ("与本版程序一致", "is of this release")),
    (WRITES.where, ("写入", "Writing"), ("可以保存", "changes are kept")),
    (DISK.where, ("磁盘空间", "Disk"), ("够用", "has room")),
    (WORKERS.where, ("求解进程", "Workers"), ("在运行", "are alive")),
)
"""Part of the service by its key, its name, and the words of its being well."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """Part of the service. well: None where an earlier fault leaves it unknown. hint: remedy, or empty."""

    name: Said
    well: bool | None
    said: Said
    hint: Said = ""


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """Worker process. job: address of the job that it runs, or empty."""

    host: str
    pid: int
    version: str
    since: int
    job: str


@dataclass(frozen=True, slots=True)
class BackupFile:
    """Backup in the data folder. at: ms since 1970."""

    name: str
    megabytes: float
    at: int


@dataclass(frozen=True, slots=True)
class HostView:
    """Parts of the page for the bureau alone. last_backup: time of the newest backup on record, ms since 1970; None without one."""

    workers: Sequence[WorkerRow]
    last_backup: int | None
    backups: Sequence[BackupFile]
    folder: str
    settings: Sequence[SettingRow]
    version: str
    database: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Retention of one kind of data. days: 0 for ever."""

    said: Said
    days: int


@dataclass(frozen=True, slots=True)
class OperationView:
    """Operation. waiting: waiting jobs in the visitor's scope; oldest: when the longest-waiting one was submitted. state: filter of
    the jobs, or empty. later: address of the next page of jobs, or empty. kept: retention periods in days, 0 for ever."""

    parts: Sequence[PartRow]
    ready: bool
    workers: int
    running: int
    waiting: int
    jobs: Sequence[JobRowView]
    state: str
    states: Sequence[tuple[str, Said]]
    later: str
    kept: Sequence[KeptRow]
    host: HostView | None


def part_rows(state: ReadinessState) -> Sequence[PartRow]:
    """Parts of the service in order; those after a fault of the database or its schema are unknown."""
    missing = {part.where: part for part in state.missing}
    rows: list[PartRow] = []
    blind = False
    for where, name, well in PARTS:
        fault = missing.get(where)
        if fault is not None:
            rows.append(PartRow(name, False, (fault.zh, fault.en), (fault.hint_zh, fault.hint_en)))
            blind = blind or where in (DATABASE.where, MIGRATIONS.where)
        elif blind:
            rows.append(PartRow(name, None, ("现在看不到", "cannot be seen now")))
        else:
            rows.append(PartRow(name, True, well))
    return tuple(rows)


def kept_rows(settings: Settings) -> Sequence[KeptRow]:
    """Retention periods of the settings."""
    return (
        KeptRow(("学期数据、方案和学生，自学期结束起", "Terms, plans and pupils, from the end of the term"), settings.keep_days_pupils),
        KeptRow(("任务的进度记录", "Progress of jobs"), settings.keep_days_events),
        KeptRow(("操作记录", "Audit log"), settings.keep_days_audit),
    )


def worker_rows(workers: Sequence[Worker]) -> Sequence[WorkerRow]:
    """Rows of live workers."""
    return tuple(
        WorkerRow(each.host, each.pid, each.version, each.started_at, f"{PREFIX}/jobs/{each.job_id}" if each.job_id else "")
        for each in workers
    )
