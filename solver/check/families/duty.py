"""Standing posts: A08 adults of extended care, H01 daily patrol and other fixed posts, H04 escort at the gates.

Formula: A08 max(min_adults, ceil(n_late / pupils_per_adult)) persons at every late post. H01 headcount persons at every fixed
post; persons on a patrol have one of its roles; patrol headcount of every weekday >= patrols_per_day (data). H04 gate.staff
persons at every gate post. With level soft the filling is left to the tier coverage.

Afterwards: gates, patrols and the late rooms are never without their adults.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.coverage import unfilled
from solver.check.names import code, day, when
from solver.check.view import View
from solver.check.violation import Violation
from solver.units import Week


def late_adults(view: View) -> Iterator[Violation]:
    """A08: extended care has enough adults."""
    yield from unfilled(view, "A08")


def escort(view: View) -> Iterator[Violation]:
    """H04: gates have enough adults at every wave."""
    yield from unfilled(view, "H04")


def patrol(view: View) -> Iterator[Violation]:
    """H01: fixed posts are filled (when hard), patrols by their roles, and there is a patrol every day."""
    yield from unfilled(view, "H01")
    post_of, staff_of = view.problem.post_of, view.problem.staff_of
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
            if role not in post.roles:
                on_zh, on_en = when(stand.post.weekday, weeks, view.weeks)
                label_zh, label_en = view.names.post(stand.post)
                who, allowed = view.names.person(person), ", ".join(post.roles)
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
