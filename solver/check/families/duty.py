"""Standing posts: A08 adults of extended care, A09 stand-by, H01 daily patrol and other fixed posts, H04 escort at the gates.

Formula: A08 max(min_adults, ceil(n_late / pupils_per_adult)) persons at every late post. H01 headcount persons at every fixed
post; persons on a patrol have one of its roles, with admin_only that of the administration; patrol headcount of every weekday
>= patrols_per_day (data); with zones, on every weekday a patrol of each zone with a care group or session. H04 gate.staff
persons at every gate post. A09 adults persons at every stand-by post, and the school has a late room (data).
With level soft the filling is left to the tier coverage.

Afterwards: gates, patrols and the late rooms are never without their adults.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.coverage import unfilled
from solver.check.measurement import AT_LEAST, PERSONS, Breaches, Measurement, Quantity, Unit
from solver.check.names import code, day, when
from solver.check.plan_index import PlanIndex
from solver.units import Week, Weekday


def _patrolling(view: PlanIndex) -> int:
    post_of = view.problem.post_of
    return sum(
        len({person for people in stand.people.values() for person in people})
        for stand in view.of_kind("fixed")
        if post_of[stand.post.subject].kind == "patrol"
    )


def _used_zones(view: PlanIndex) -> int:
    return len(_zone_users(view)) if view.number("H01", "zones") else 0


LATE_ROOMS = Quantity(
    "A09", "可供等候的延时托管场地", "late rooms in which somebody could wait", AT_LEAST, Unit("处", "rooms")
)
OTHER_ROLES = Breaches("H01", "非规定角色的巡察人员", "patrols by other roles than laid down", _patrolling)
PATROLS = Quantity("H01", "每日安排的巡察最少", "fewest patrols a day", AT_LEAST, PERSONS)
UNWATCHED = Breaches("H01", "有服务而无巡察岗的区域（按日）", "zones with service and no patrol, by day", _used_zones)


def late_adults(view: PlanIndex) -> Iterator[Measurement]:
    """A08: extended care has enough adults."""
    yield from unfilled(view, "A08")


def waiting(view: PlanIndex) -> Iterator[Measurement]:
    """A09: somebody waits for late parents, in a room for it."""
    yield from unfilled(view, "A09")
    rooms = len(view.problem.late_rooms)
    if view.gauge(LATE_ROOMS)(rooms, 1):
        zh, en = (
            "没有延时托管场地，无法安排延时备勤",
            "There is no late room, in which somebody could wait for late parents",
        )
        yield LATE_ROOMS.case(rooms, 1, (), "", None, zh, en)


def escort(view: PlanIndex) -> Iterator[Measurement]:
    """H04: gates have enough adults at every wave."""
    yield from unfilled(view, "H04")


def patrol(view: PlanIndex) -> Iterator[Measurement]:
    """H01: fixed posts are filled (when hard), patrols by their roles, and there is a patrol every day."""
    yield from unfilled(view, "H01")
    post_of, staff_of = view.problem.post_of, view.problem.staff_of
    admin_only = bool(view.number("H01", "admin_only"))
    for stand in view.of_kind("fixed"):
        post = post_of[stand.post.subject]
        if post.kind != "patrol":
            continue
        weeks_of: dict[str, list[Week]] = {}
        for week, people in stand.people.items():
            for person in people:
                weeks_of.setdefault(person, []).append(week)
        for person, weeks in weeks_of.items():
            role = staff_of[person].role if person in staff_of else "outside"
            if role not in post.roles or (admin_only and role != "admin"):
                on_zh, on_en = when(stand.post.weekday, weeks, view.weeks)
                label_zh, label_en = view.names.post(stand.post)
                who, allowed = view.names.person(person), "admin" if admin_only else ", ".join(post.roles)
                zh = f"{on_zh}：{who}（{code(role)}）不能担任巡察岗位“{label_zh}”（应由{code(allowed)}担任）"
                en = f"{on_en}: {who} ({role}) may not patrol at {label_en} (allowed: {allowed})"
                yield OTHER_ROLES.breach((person,), "", stand.post.weekday, role, allowed, zh, en)
    limit, few = view.number("H01", "patrols_per_day"), view.gauge(PATROLS)
    for weekday in view.days:
        found = sum(post.headcount for post in view.problem.posts if post.kind == "patrol" and weekday in post.weekdays)
        if few(found, limit):
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：巡察岗位只有{found}人次，应不少于{limit}人次"
            en = f"{on_en}: patrol posts for {found} persons, at least {limit} are asked for"
            yield PATROLS.case(found, limit, (), "", weekday, zh, en)
    if view.number("H01", "zones"):
        yield from _zones(view)


def _zones(view: PlanIndex) -> Iterator[Measurement]:
    """H01: every zone with a care group or a session has its patrol that day."""
    watched = {(post.zone, day_) for post in view.problem.posts if post.kind == "patrol" for day_ in post.weekdays}
    for (weekday, zone), who in sorted(_zone_users(view).items()):
        if (zone, weekday) not in watched:
            (on_zh, on_en), subjects = day(weekday), tuple(dict.fromkeys(who))
            zh = f"{on_zh}：区域“{zone}”有课后服务，没有行政巡察岗"
            en = f"{on_en}: there is service in zone {zone} and no patrol post for it"
            yield UNWATCHED.breach(subjects, "", weekday, "0", "1", zh, en)


def _zone_users(view: PlanIndex) -> dict[tuple[Weekday, str], list[str]]:
    """(weekday, zone) -> the care groups and sections there."""
    used: dict[tuple[Weekday, str], list[str]] = {}
    rooms, classes = view.problem.room_of, view.problem.class_of
    for group in view.kept.groups:
        home = rooms.get(classes[group.host].room)
        if home is not None:
            used.setdefault((group.weekday, home.zone), []).append(group.host)
    for opened in view.opened.values():
        for session in opened.sessions:
            if session.room in rooms:
                used.setdefault((session.weekday, rooms[session.room].zone), []).append(opened.section.id)
    return used
