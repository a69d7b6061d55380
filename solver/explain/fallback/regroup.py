"""Care groups put right after pupils have come back to care: nobody is alone (A04), and no merged group is too large (K03)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from solver.check.plan_index import PlanIndex
from solver.explain.fallback.roster import Roster
from solver.model.instance import Instance
from solver.plan.plan import Assignment, CareGroup, Flex, Plan, Post
from solver.policy.policy import Policy
from solver.problem.bells import Interval
from solver.problem.problem import Band, Problem
from solver.units import Minute, Weekday


@dataclass(frozen=True)
class Lacking:
    """A class that no adult or no room can be found for, on a weekday and in a period (0-based); ``""``: another rule forbids it."""

    home: str
    weekday: Weekday
    period: int


def regrouped(instance: Instance, plan: Plan) -> Plan | Lacking:
    """The plan with every class in care that has pupils there; groups that fit are left as they are.

    A class without a group joins one of its band if that stays within the limits of K03 (in the last period one that leaves when
    and where it does), else it gets its own room and the least burdened adult; classes leave merged groups that have become too
    large.
    """
    view = PlanIndex(instance.problem, instance.policy, plan)
    roster = Roster(instance, plan)
    leaving = {item.grade: (item.gate, item.minute) for item in plan.dismissals}
    groups = {(g.weekday, g.period, g.host): g for g in plan.care_groups}
    adults: list[Assignment] = []
    for band in instance.problem.bands:
        for weekday in instance.days:
            for period in range(len(band.periods)):
                here = {g.host: g for (d, p, host), g in groups.items()
                        if (d, p) == (weekday, period) and host in instance.classes_of_band[band.id]}  # fmt: skip
                for home in _homeless(instance, view, band, here, (weekday, period)):
                    # Classes of a group of the last period leave together (D14).
                    last = period == len(band.periods) - 1
                    able = {host: g for host, g in here.items() if not last or _together(instance, leaving, host, home)}
                    host = _host(instance, view, able, home, (weekday, period))
                    if host is not None:
                        here[host] = here[host]._replace(classes=tuple(sorted((*here[host].classes, home))))
                        continue
                    span = band.periods[period]
                    if last:  # the class waits in its room until it leaves (H07)
                        _, until = leaving.get(instance.problem.class_of[home].grade, ("", span.end))
                        span = Interval(span.start, max(span.end, until))
                    if not _room_free(instance, view, home, weekday, span):
                        return Lacking(home, weekday, period)
                    here[home] = CareGroup(weekday, period, home, (home,))
                    post = Post("care", weekday, home, period)
                    for week in instance.weeks:
                        person = roster.take(post, week)
                        if person is None:
                            return Lacking(home, weekday, period)
                        adults.append(Assignment(post, week, person))
                groups |= {(weekday, period, host): g for host, g in here.items()}
    return replace(plan, care_groups=tuple(groups.values()), assignments=(*plan.assignments, *adults))


def _homeless(
    instance: Instance, view: PlanIndex, band: Band, here: dict[str, CareGroup], when: tuple[Weekday, int]
) -> list[str]:
    """Classes with pupils in care that have no group, or had to leave one that is too large; largest first."""
    found = []
    for host, group in list(here.items()):
        kept = list(group.classes)
        while len(kept) > 1 and not _fits(instance, view, host, kept, when):
            leaving = max((c for c in kept if c != host), key=lambda c: (view.stay(c, *when), c))
            kept.remove(leaving)
            found.append(leaving)
        here[host] = group._replace(classes=tuple(kept))
    grouped = {home for group in here.values() for home in group.classes}
    homes = instance.classes_of_band[band.id]
    found += [home for home in homes if home not in grouped and home not in found]
    return sorted((home for home in found if view.stay(home, *when) > 0), key=lambda c: (-view.stay(c, *when), c))


def _host(instance: Instance, view: PlanIndex, here: dict[str, CareGroup], home: str, when: tuple[Weekday, int]) -> str | None:
    """The group that the class can join: the smallest of those that stay within the limits."""
    able = [host for host, group in here.items() if _fits(instance, view, host, [*group.classes, home], when)]
    return min(able, key=lambda h: (sum(view.stay(c, *when) for c in here[h].classes), h), default=None)


def _together(instance: Instance, leaving: Mapping[int, tuple[str, Minute]], host: str, home: str) -> bool:
    """Whether two classes leave at one minute by one gate."""
    grades = (instance.problem.class_of[name].grade for name in (host, home))
    return len({leaving.get(grade) for grade in grades}) == 1


def _room_free(instance: Instance, view: PlanIndex, home: str, weekday: Weekday, span: Interval) -> bool:
    """Whether nobody else is in the class's own room then (H07, I04)."""
    room = instance.problem.class_of[home].room
    uses = [(use.start, use.end) for use in view.room_uses.get((room, weekday), ())]
    if instance.policy.hard("I04"):
        uses += [(x.start, x.end) for x in instance.problem.lessons if (x.room_id, x.weekday) == (room, weekday)]
    return all(end <= span.start or span.end <= start for start, end in uses)


def _fits(instance: Instance, view: PlanIndex, host: str, classes: list[str], when: tuple[Weekday, int]) -> bool:
    """K03, for more than one class."""
    policy, problem = instance.policy, instance.problem
    if not policy.hard("K03"):
        return True
    grades = [problem.class_of[c].grade for c in classes]
    heads = sum(view.stay(c, *when) for c in classes)
    room = problem.room_of[problem.class_of[host].room].capacity
    return (
        len(classes) <= policy.number("K03", "classes")
        and max(grades) - min(grades) <= policy.number("K03", "grade_span")
        and heads <= min(policy.number("K03", "pupils"), room)
    )


def grants_that_hold(problem: Problem, policy: Policy, plan: Plan) -> Plan:
    """The plan without flex grants that duties now cross or no longer earn (D03), later ones first."""
    if not plan.flex or not policy.hard("D03"):
        return plan
    view = PlanIndex(problem, policy, plan)
    price = policy.number("D03", "duty_days_per_grant")
    left = {person: days // price for person, days in view.duty_days.items()}
    kept: list[Flex] = []
    for item in sorted(plan.flex, key=lambda f: (f.week, f.weekday, f.person, f.kind)):
        crossed = item.kind == "early_leave" and (item.person, item.week, item.weekday) in view.duties
        if not crossed and left.get(item.person, 0) > 0:
            left[item.person] -= 1
            kept.append(item)
    return replace(plan, flex=tuple(kept))
