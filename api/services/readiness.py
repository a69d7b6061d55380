"""Readiness of the service for reading, writing and solving, with every missing part."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from api.storage.database import Database
from api.storage.figures import live
from api.storage.migrate import revision
from api.storage.probe import free_bytes, write_probe
from api.storage.workers import SILENT_MS

LOG = logging.getLogger(__name__)
FRESH_SECONDS = 1.0
"""Seconds for which a result is cached. Raising it costs fewer queries, and reports faults later."""
LEAST_FREE = 64_000_000
"""Smallest free space in bytes on SQLite's disk; a large school's term with its plans takes some 20 MB. Raising it reports a
full disk earlier."""
READING, WRITING, SOLVING = "reading", "writing", "solving"
PURPOSES = (READING, WRITING, SOLVING)
"""Purposes; each needs all parts of those before it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Missing part. where: database, migrations, writes, disk or workers. purpose: the first that needs it."""

    purpose: str
    where: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str

    def document(self) -> dict[str, str]:
        """Entry of ``errors``."""
        return {"where": self.where, "value": "", "zh": self.zh, "en": self.en, "hint_zh": self.hint_zh, "hint_en": self.hint_en}


DATABASE = Missing(READING, "database", "数据库无法读取。", "The database cannot be read.",
                   "可能地址有误，或数据库未启动。", "Maybe the address is wrong, or the database is not running.")  # fmt: skip
MIGRATIONS = Missing(READING, "migrations", "数据库的结构与本版程序不符。", "The database is not in the state that this release needs.",
                     "可能正在升级，或程序版本不一。", "Maybe an upgrade is under way, or releases are mixed.")  # fmt: skip
WRITES = Missing(WRITING, "writes", "数据库可读，但写不进去。", "The database can be read, and takes no writes.",
                 "可能磁盘已满、只读，或被别的程序锁住。", "Maybe its disk is full or read-only, or locked by a program.")  # fmt: skip
DISK = Missing(WRITING, "disk", f"数据文件夹所在磁盘剩余不足 {LEAST_FREE // 1_000_000} MB。",
               f"Less than {LEAST_FREE // 1_000_000} MB are free on the disk of the data folder.",
               "可能要清理磁盘或换大的磁盘。", "Maybe make room, or take a larger disk.")  # fmt: skip
WORKERS = Missing(SOLVING, "workers", "没有在运行的求解进程，任务会排队等待。", "No worker process lives; jobs wait.",
                  "可能要启动 afterbell worker。", "Maybe start `afterbell worker`.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadinessState:
    """All missing parts at one moment."""

    missing: Sequence[Missing] = ()

    def missing_for(self, purpose: str) -> list[Missing]:
        """Missing parts of a purpose."""
        needed = PURPOSES[: PURPOSES.index(purpose) + 1]
        return [part for part in self.missing if part.purpose in needed]

    def document(self) -> Mapping[str, object]:
        """Map: purpose -> whether it is ready."""
        return {purpose: not self.missing_for(purpose) for purpose in PURPOSES}


@dataclass
class Readiness:
    """Readiness of one web process, cached for ``FRESH_SECONDS``. need: schema revision of this release."""

    need: str | None
    clock: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: tuple[float, ReadinessState] | None = None

    def look(self, database: Database) -> ReadinessState:
        """State, at most ``FRESH_SECONDS`` old; older only while another thread refreshes it."""
        known = self._known
        if known is not None and (self.clock() < known[0] + FRESH_SECONDS or self._lock.locked()):
            return known[1]
        with self._lock:
            found = state_of(database, self.need)
            self._known = (self.clock(), found)
            return found


def state_of(database: Database, need: str | None) -> ReadinessState:
    """State at this moment, uncached. need: schema revision of this release."""
    try:
        if revision(database) != need:
            return ReadinessState((MIGRATIONS,))
        with database.read() as connection:
            workers = live(connection, SILENT_MS)
    except (SQLAlchemyError, OSError):
        LOG.warning("the database cannot be read", exc_info=True)
        return ReadinessState((DATABASE,))
    missing = _missing_to_write(database)
    return ReadinessState((*missing, *(() if workers else (WORKERS,))))


def _missing_to_write(database: Database) -> list[Missing]:
    try:
        write_probe(database)
        free = free_bytes(database)
    except (SQLAlchemyError, OSError):
        LOG.warning("the database takes no writes", exc_info=True)
        return [WRITES]
    return [] if free is None or free >= LEAST_FREE else [DISK]
