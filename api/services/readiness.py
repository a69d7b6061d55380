"""Whether the service can do its work, and if not, what is missing."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from api.jobs.pace import Pace
from api.storage.database import Database
from api.storage.figures import live
from api.storage.migrate import revision

LOG = logging.getLogger(__name__)
PATIENCE = int(Pace().patience * 1000)
"""A worker that has said nothing for so many milliseconds does not count; it is that of the workers' own reaper."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that is not there. ``where``: database, migrations or workers."""

    where: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str

    def document(self) -> dict[str, str]:
        """As an entry of ``errors``."""
        return {"where": self.where, "value": "", "zh": self.zh, "en": self.en, "hint_zh": self.hint_zh, "hint_en": self.hint_en}


DATABASE = Missing("database", "数据库无法读取。", "The database cannot be read.",
                   "可能地址有误，或数据库未启动。", "Maybe the address is wrong, or the database is not running.")  # fmt: skip
MIGRATIONS = Missing("migrations", "数据库的结构与本版程序不符。", "The database is not in the state that this release needs.",
                     "可能正在升级，或程序版本不一。", "Maybe an upgrade is under way, or releases are mixed.")  # fmt: skip
WORKERS = Missing("workers", "没有在运行的求解进程，任务会排队等待。", "No worker process lives; jobs wait.",
                  "可能要启动 afterbell worker。", "Maybe start `afterbell worker`.")  # fmt: skip


def missing_parts(database: Database, need: str | None) -> list[Missing]:
    """Everything that is missing; nothing when the service is ready. need: the revision of this release."""
    try:
        if revision(database) != need:
            return [MIGRATIONS]
        with database.read() as connection:
            return [] if live(connection, PATIENCE) else [WORKERS]
    except (SQLAlchemyError, OSError):
        LOG.warning("the database cannot be read", exc_info=True)
        return [DATABASE]
