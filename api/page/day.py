"""``/page/plans/{plan}/day``: one date of a plan to scale, from the start of the service to the last pupil."""

from __future__ import annotations

from datetime import date as date_type

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import PublishedReader
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import Ident, PlanPage, Search
from api.page.views.day import ROWS, DayRows, service_dates
from api.page.views.words import PlanWords
from api.services.exporting import date_faults
from api.services.replayed_day import ReplayedDay, replayed_day
from api.services.replaying import visible_classes
from api.services.term_cache import TermCache
from api.state import DatabaseDep, TermCacheDep
from api.storage.audit import record
from api.storage.database import Database
from solver import Fault, ProblemError

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
PATH = "date"
KINDS = {"class": "classes", "adult": "adults", "room": "rooms", "pupil": "pupils"}
"""Kind of an entry of the search -> rows of the chart in which it is."""


@router.get("/plans/{plan}/day")
def day(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    date: Ident = "", by: Ident = "", of: Ident = "", q: Search = "",
) -> Response:  # fmt: skip
    """A date by the revision that stands on it; without a date, or for one without service, the plan's first."""
    wanted, faults = date_faults(date or None, PATH)
    shown, others = _replayed(database, cache, principal, plan, wanted)
    faults += others
    page = PlanPage(request, principal, shown.row, shown.bundle, "day")
    problem = page.words.problem
    classes = visible_classes(principal, problem)
    rows = [name for name in ROWS if (name != "classes" or classes) and (name != "pupils" or of in page.own_pupils)]
    named = page.finder(q)
    chosen = by if by in rows else rows[0]
    subjects = frozenset(entry.id for entry in named.found if KINDS.get(entry.kind) == chosen) if q else frozenset((of,) if of else ())
    view: dict[str, object] = {"view": None, "rows": [(name, ROWS[name]) for name in rows], "by": chosen, "of": of, "faults": faults,
                               "asked": date, "dates": ()}  # fmt: skip
    if shown.words is not None:
        dates = service_dates(page.words)
        places = {"adults": f"{page.address('adults')}?person=", "rooms": f"{page.address('rooms')}?room="}
        reader = DayRows(shown.words, page.words, page.own_pupils, classes, places)
        other = (shown.standing.plan_id, shown.standing.number) != (shown.found.plan_id, shown.found.number)
        view |= {"view": reader.view(chosen, subjects, dates, other), "dates": (dates[0], dates[-1])}
        if chosen in ("classes", "pupils"):
            with database.write() as connection:
                what = f"{shown.row.id}.{shown.found.number}"
                record(connection, principal, "read-day", what, shown.row.school_id, shown.row.district_id, personal=True)
    find = page.finder(q, {"date": date, "by": chosen})
    return page.answer(pages, database, ("一天", "A day"), view, find, ("strip.js",))


def _replayed(
    database: Database, cache: TermCache, principal: Principal, plan: str, wanted: date_type | None
) -> tuple[ReplayedDay, list[Fault]]:
    """Replay of a date, by default of the plan's first; of the next one with service, with the faults, where the date has none."""
    try:
        return replayed_day(database, cache, principal, plan, wanted, PATH), []
    except ProblemError as error:
        faults = list(error.faults)
    first = replayed_day(database, cache, principal, plan, None, PATH)
    later = [day for day in service_dates(PlanWords(first.bundle.problem, first.bundle.view.weeks)) if wanted is not None and day > wanted]
    try:
        return (replayed_day(database, cache, principal, plan, later[0], PATH) if later else first), faults
    except ProblemError:  # a day of the term for which this plan does not stand
        return first, faults
