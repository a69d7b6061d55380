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
from solver.check.names import code, day, when
from solver.check.plan_index import PlanIndex
from solver.check.violation import Violation
from solver.units import Week, Weekday


def late_adults(view: PlanIndex) -> Iterator[Violation]:
    """A08: extended care has enough adults."""
    yield from unfilled(view, "A08")


def waiting(view: PlanIndex) -> Iterator[Violation]:
    """A09: somebody waits for late parents, in a room for it."""
    yield from unfilled(view, "A09")
    if not view.problem.late_rooms:
        zh, en = "没有延时托管场地，无法安排延时备勤", "There is no late room, in which somebody could wait for late parents"
        yield Violation("A09", (), "", None, "0", "1", zh, en)


def escort(view: PlanIndex) -> Iterator[Violation]:
    """H04: gates have enough adults at every wave."""
    yield from unfilled(view, "H04")


def patrol(view: PlanIndex) -> Iterator[Violation]:
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
                yield Violation("H01", (person,), "", stand.post.weekday, role, allowed, zh, en)
    limit = view.number("H01", "patrols_per_day")
    for weekday in view.days:
        found = sum(post.headcount for post in view.problem.posts if post.kind == "patrol" and weekday in post.weekdays)
        if found < limit:
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：巡察岗位只有{found}人次，应不少于{limit}人次"
            en = f"{on_en}: patrol posts for {found} persons, at least {limit} are asked for"
            yield Violation("H01", (), "", weekday, str(found), str(limit), zh, en)
    if view.number("H01", "zones"):
        yield from _zones(view)


def _zones(view: PlanIndex) -> Iterator[Violation]:
    """H01: every zone with a care group or a session has its patrol that day."""
    watched = {(post.zone, day_) for post in view.problem.posts if post.kind == "patrol" for day_ in post.weekdays}
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
    for (weekday, zone), who in sorted(used.items()):
        if (zone, weekday) not in watched:
            (on_zh, on_en), subjects = day(weekday), tuple(dict.fromkeys(who))
            zh = f"{on_zh}：区域“{zone}”有课后服务，没有行政巡察岗"
            en = f"{on_en}: there is service in zone {zone} and no patrol post for it"
            yield Violation("H01", subjects, "", weekday, "0", "1", zh, en)
