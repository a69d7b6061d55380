"""Retention: erasure of expired terms and rows, by command and once a day."""

from __future__ import annotations

from datetime import date

from api.access.principal import Principal
from api.access.role import Role
from api.services.terms import erase_term
from api.settings import Settings
from api.storage.database import Database
from api.storage.retention import RetentionDays, count_expired, delete_expired, expired_terms

RETENTION = Principal("retention", Role.BUREAU)
"""Principal of retention in the audit log."""
COUNTED = {
    "terms": "学期（清除学生数据） terms, their pupils erased",
    "sessions": "过期登录 expired sign-ins",
    "incumbents": "已结束任务的中间方案 best plans of ended jobs",
    "events": "任务进度记录 events of jobs",
    "job_parts": "任务中各情景的结果 results of scenarios of jobs",
    "answers": "重复请求的答复 answers kept for repeated requests",
    "audit": "审计记录 entries of the audit log",
}
"""Counted things, in Chinese and English."""


def retention_days(settings: Settings) -> RetentionDays:
    """Retention periods of the settings."""
    return RetentionDays(settings.keep_days_pupils, settings.keep_days_events, settings.keep_days_answers, settings.keep_days_audit)


def retain(database: Database, days: RetentionDays, *, dry_run: bool = False, today: date | None = None) -> dict[str, int]:
    """Erase expired terms and delete expired rows -> numbers by the keys of WORDS. With ``dry_run`` count only.

    today: default the database's date; for terms.
    """
    with database.read() as connection:
        due = expired_terms(connection, days.pupils, today)
        counts = count_expired(connection, days) if dry_run else {}
    if not dry_run:
        for term_id in due:  # one transaction each: others write in between
            with database.write() as connection:
                erase_term(connection, RETENTION, term_id)
        with database.write() as connection:
            counts = delete_expired(connection, days)
        database.checkpoint()  # also of what was erased while others read
    return {"terms": len(due), **counts}
