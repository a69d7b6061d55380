"""``/page/operation``: readiness, workers, queue, jobs, backups, retention and settings."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

import solver
from api.access.rights import DraftReader
from api.access.role import Role
from api.guarded_route import GuardedRoute
from api.page.admin_tabs import admin_tabs
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.job_words import STATES
from api.page.views.operation_view import BackupFile, HostView, OperationView, kept_rows, part_rows, worker_rows
from api.page.views.school_view import job_row
from api.page.views.settings_words import setting_rows
from api.pagination import CursorDep
from api.services.backup import BACKED_UP
from api.services.jobs import jobs_in_scope
from api.settings import Settings
from api.state import DatabaseDep, ReadinessDep, SettingsDep
from api.storage.data_files import backup_files
from api.storage.database import Database
from api.storage.jobs import QUEUED, RUNNING, count_jobs
from api.storage.people_search import place_names
from api.storage.soundness import last_action_at
from api.storage.terms import terms_by_id
from api.storage.workers import SILENT_MS, Worker, live_workers

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
JobState = Annotated[Literal["", "queued", "running", "done", "failed", "cancelled", "refused"], Query()]


@router.get("/operation")
def operation_page(
    request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, readiness: ReadinessDep,
    cursor: CursorDep, state: JobState = "",
) -> Response:  # fmt: skip
    """Operation; hosts, backups and settings for the bureau alone."""
    ready = readiness.look(database)
    district = principal.district_id if principal.role is Role.DISTRICT else None
    with database.read() as connection:
        workers = live_workers(connection, SILENT_MS)
        found = jobs_in_scope(connection, principal, cursor, state or None, None, None)
        terms = {job.term_id for job in found.items if job.term_id}
        names = {term.id: term.name for term in terms_by_id(connection, sorted(terms))}
        names |= place_names(connection, {job.school_id for job in found.items if job.school_id}, ())
        counts = {each: count_jobs(connection, each, principal.school_id, district) for each in (RUNNING, QUEUED)}
    host = _host(database, settings, workers) if principal.role is Role.BUREAU else None
    following = urlencode({"state": state, "after": found.next} if state else {"after": found.next})
    rows = tuple(job_row(job, names) for job in found.items)
    view = OperationView(
        part_rows(ready), not ready.missing, len(workers), counts[RUNNING], counts[QUEUED], rows,
        state, tuple((key, words.said) for key, words in STATES.items()), f"{PREFIX}/operation?{following}" if found.next else "",
        kept_rows(settings), host,
    )  # fmt: skip
    page = WebPage(
        "operation.html", ("运行", "Operation"), {"view": view}, (HOME,), admin_tabs("operation", principal), styles=("people.css",)
    )
    return pages.answer(request, principal, page)


def _host(database: Database, settings: Settings, workers: tuple[Worker, ...]) -> HostView:
    with database.read() as connection:
        last = last_action_at(connection, BACKED_UP)
    files = tuple(BackupFile(each.name, each.bytes / 1e6, each.at) for each in backup_files(settings.data_dir))
    folder = str(settings.data_dir.absolute())
    return HostView(worker_rows(workers), last, files, folder, setting_rows(settings), solver.__version__, database.name)
