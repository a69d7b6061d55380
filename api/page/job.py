"""``/page/jobs/{job}``: a job of any kind, from the queue to what it made."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import DraftReader
from api.access.role import Right
from api.access.scope import reachable_job
from api.files.search_stages import STAGES
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import Link, PagesDep, WebPage
from api.page.term_tabs import TermTab, term_tabs
from api.page.trails import HOME, read_term_trail
from api.page.views.job import JobView, Seeing, job_view
from api.services.goals import goal_document, goals
from api.services.job_history import JobHistory, Point, job_history
from api.services.jobs import shown_reason, shown_result
from api.settings import Settings
from api.state import DatabaseDep, SettingsDep
from api.storage.jobs import Job
from api.storage.schools import school_names

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/jobs/{job}")
def job_page(job: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, settings: SettingsDep) -> Response:
    """A job: its place in the queue, goals over time, what it made, or why it made nothing."""
    with database.read() as connection:
        found = reachable_job(connection, principal, job)
        history = with_end(job_history(connection, found.id), found)
        schools = school_names(connection, [entry["school_id"] for entry in found.params.get("entries") or ()])
    trail: tuple[Link, ...] = (HOME,)
    tabs: tuple[Link, ...] = ()
    if found.term_id is not None:
        trail = read_term_trail(database, principal, found.term_id)
        tabs = term_tabs(found.term_id, TermTab.SOLVE if found.kind == "solve" else None, principal)
    view = _view(found, principal, settings)
    drawn = view.charted and (view.open or bool(history.points) or view.plan is not None)
    values = {"job": found, "view": view, "drawn": drawn, "brought": {**_brought(found, view, history), "schools": schools}}
    return pages.answer(
        request, principal, WebPage("job.html", view.name, values, trail, tabs, ("job.js",), ("chart.css", "intake.css", "job.css"))
    )


def _view(job: Job, principal: Principal, settings: Settings) -> JobView:
    seeing = Seeing(principal.may(Right.PLAN), principal.may(Right.BATCH), principal.may(Right.PUPILS))
    reason, result = shown_reason(principal, job.reason), shown_result(principal, job.result)
    return job_view(job, reason, result, seeing, settings.default_seconds, settings.max_seconds)


def with_end(history: JobHistory, job: Job) -> JobHistory:
    """History with the figures with which the job ended, as the checker and the last bounds have them."""
    result = job.result or {}
    tiers = result.get("tiers") or ()
    if not job.ended or not tiers:
        return history
    seconds = max(float(result.get("seconds") or 0), history.points[-1].seconds if history.points else 0.0)
    final = Point(seconds, tuple(tier["value"] for tier in tiers), tuple(tier["bound"] for tier in tiers))
    names = tuple(tier["name"] for tier in tiers)
    points = (*history.points, final) if names == history.goals else (final,)
    return JobHistory(history.last, names, tuple(tier["scale"] for tier in tiers), points, history.newest, history.parts)


def _brought(job: Job, view: JobView, history: JobHistory) -> dict[str, object]:
    """Values for the page's module."""
    return {
        "job": job.id, "kind": job.kind, "open": view.open, "running": job.state == "running", "charted": view.charted,
        "seconds": view.seconds, "until": float((job.result or {}).get("seconds") or 0), "history": history.document(),
        "goals": {tier.name: goal_document(tier) for tier in goals().values()},
        "stages": {name: {"zh": zh, "en": en} for name, (zh, en) in STAGES.items()},
    }  # fmt: skip
