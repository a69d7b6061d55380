"""``/page/plans/{plan}/rooms``: rooms of a plan by weekday, the week of one, and those that are free at a time."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import Ident, PlanPage, Search
from api.page.views.rooms import RoomUses
from api.page.views.words import weekday
from api.services.seen_plan import counted_plan
from api.state import DatabaseDep, TermCacheDep
from solver.units import parse_clock

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/rooms")
def rooms(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    q: Search = "", room: Ident = "", day: Ident = "", time: Ident = "",
) -> Response:  # fmt: skip
    """Rooms; with ``day`` and ``time`` those that are free then and those that are not."""
    seen = counted_plan(database, cache, principal, plan)
    page = PlanPage(request, principal, seen.row, seen.bundle, "rooms")
    uses, find = RoomUses(page.words, seen.bundle.view, page.asks_all), page.finder(q or room)
    named = [entry.id for entry in find.found if entry.kind == "room"]
    one = uses.room(room or (named[0] if len(named) == 1 == len(find.found) else ""))
    days = page.words.problem.post_days
    on = int(day) if day.isdecimal() and day.isascii() and int(day) in days else None
    view: dict[str, object] = {
        "one": one, "all": None if one else uses.rooms(), "days": [(each, weekday(each)) for each in days], "day": on, "time": time,
        "at": None, "wrong": bool(time) and _minute(time) is None,
    }  # fmt: skip
    minute = _minute(time)
    if on is not None and minute is not None:
        view["at"] = (weekday(on), minute, uses.at(on, minute))
    return page.answer(pages, database, one.row.name if one else ("教室", "Rooms"), view, page.finder("" if one else q), ("strip.js",))


def _minute(text: str) -> int | None:
    """Clock time of a query, None where it is none."""
    try:
        return parse_clock(text)
    except ValueError:
        return None
