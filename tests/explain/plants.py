"""Schools made impossible on purpose, by edits of a stored one that has plans; and look-alikes that still have some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from solver.policy import Policy
from solver.problem import Busy, Offering, Problem, Staff
from solver.units import Minute, Weekday

School = tuple[Problem, Policy]


@dataclass(frozen=True)
class Plant:
    """An edit of ``mid``. causes: per cause planted, rule and words of which the answer names one at least; none: plans exist."""

    name: str
    edit: Callable[[Problem, Policy], School]
    causes: tuple[tuple[str, str], ...] = ()


def numbers(policy: Policy, rule: str, **values: int) -> Policy:
    """The policy with other numbers of a rule, which are written in if it has none."""
    found = policy.rules[rule]
    known = dict(found.numbers)
    for name, value in values.items():
        like = known.get(name) or next(iter(known.values()))
        known[name] = replace(like, value=value)
    return replace(policy, rules={**policy.rules, rule: replace(found, numbers=known)})


def level(policy: Policy, rule: str, to: str) -> Policy:
    """The policy with a rule at another level."""
    return replace(policy, rules={**policy.rules, rule: replace(policy.rules[rule], level=to)})


def staff_of(problem: Problem, change: Callable[[Staff], Staff]) -> Problem:
    return replace(problem, staff=tuple(change(person) for person in problem.staff))


def away(problem: Problem, people: Sequence[str], day: Weekday, start: Minute, end: Minute) -> Problem:
    """People who cannot be had at a time of a weekday."""
    busy = Busy(day, start, end)
    names = set(people)
    return staff_of(problem, lambda s: replace(s, unavailable=(*s.unavailable, busy)) if s.id in names else s)


def offering(problem: Problem, name: str, change: Callable[[Offering], Offering]) -> Problem:
    return replace(problem, offerings=tuple(change(o) if o.id == name else o for o in problem.offerings))


def squad(problem: Problem, name: str, members: Sequence[str]) -> Problem:
    """An offering as a squad: nobody chooses it any more, nor wants more clubs than are left."""
    left = {p.id: tuple(choice for choice in p.choices if choice != name) for p in problem.pupils}
    pupils = tuple(replace(p, choices=left[p.id], clubs=min(p.clubs, len(left[p.id]))) for p in problem.pupils)
    return offering(replace(problem, pupils=pupils), name, lambda o: replace(o, members=tuple(members)))


def fitting(problem: Problem, name: str, count: int) -> list[str]:
    """Pupils who could be members of a squad: of its grades, signed, on all of its days."""
    found = problem.offering_of[name]
    grades = problem.grade_of_pupil
    pupils = [p for p in problem.pupils if grades[p.id] in found.grades and set(found.weekdays) <= set(p.weekdays) and p.signed]
    return [p.id for p in pupils[:count]]


def without_rooms(problem: Problem, kind: str) -> Problem:
    kept = tuple(r for r in problem.rooms if r.type != kind)
    known = {room.id for room in kept}
    lessons = tuple(x if x.room_id is None or x.room_id in known else replace(x, room_id=None) for x in problem.lessons)
    return replace(problem, rooms=kept, lessons=lessons)


def admins(problem: Problem) -> list[str]:
    return [s.id for s in problem.staff if s.role == "admin"]


def _t1(problem: Problem, policy: Policy) -> School:
    names = [s.id for s in problem.staff if s.takes_part and s.role != "admin"][:32]
    return away(problem, names, 2, 970, 1060), policy


def _choir(problem: Problem, policy: Policy) -> School:
    return without_rooms(squad(problem, "K16", fitting(problem, "K16", 15)), "music"), policy


def _robotics(problem: Problem, policy: Policy) -> School:
    problem = squad(problem, "K05", fitting(problem, "K05", 15))
    problem = offering(problem, "K05", lambda o: replace(o, sessions=2))
    outside = tuple(replace(x, insured_to=date(2026, 12, 1)) if x.id == "X01" else x for x in problem.outside)
    return replace(problem, outside=outside), policy


def _lane(problem: Problem, policy: Policy) -> School:
    return replace(problem, gates=tuple(replace(g, lanes=1, seconds_per_class=110) for g in problem.gates)), policy


def _days(problem: Problem, policy: Policy) -> School:
    return problem, numbers(policy, "D10", days_per_week=2)


def _late(problem: Problem, policy: Policy) -> School:
    return problem, numbers(policy, "D10", late_per_week=1, late_after=1090)


def _small_squad(problem: Problem, policy: Policy) -> School:
    return squad(problem, "K01", fitting(problem, "K01", 9)), policy


def _lane_and_choir(problem: Problem, policy: Policy) -> School:
    return _lane(*_choir(problem, policy))


def _three_days(problem: Problem, policy: Policy) -> School:
    names = [s.id for s in problem.staff if s.takes_part and s.role != "admin"]
    for day, count in ((1, 27), (2, 28), (4, 28)):
        problem = away(problem, names[:count], day, 970, 1060)
    return problem, policy


def _patrols(problem: Problem, policy: Policy) -> School:
    return away(problem, admins(problem)[1:], 4, 0, 24 * 60), policy


def _admin_days(problem: Problem, policy: Policy) -> School:
    return staff_of(problem, lambda s: replace(s, max_days=1) if s.role == "admin" else s), policy


def _four_squads(problem: Problem, policy: Policy) -> School:
    names = fitting(problem, "K01", 14)
    for name in ("K01", "K02", "K10", "K15"):
        problem = squad(problem, name, names)
    return problem, policy


def _choir_wished(problem: Problem, policy: Policy) -> School:
    return without_rooms(problem, "music"), policy


def _unmerged(problem: Problem, policy: Policy) -> School:
    left = {s.id for s in [s for s in problem.staff if s.takes_part and s.role == "subject"][:14]}
    problem = staff_of(problem, lambda s: replace(s, takes_part=s.takes_part and s.id not in left))
    return problem, numbers(policy, "K03", classes=1)


MID = (
    Plant("T1", _t1, (("D08", "16:10"),)),
    Plant("T2", _choir, (("B11", "music"),)),
    Plant("T3", _robotics, (("B11", "X01"),)),
    Plant("T4", _lane, (("D14", "110 秒"),)),
    Plant("T5", _days, (("D10", "至少 99 人天"),)),
    Plant("T7", _late, (("D10", "至少有 69 次晚岗"),)),
    Plant("T8", _small_squad, (("B11", "9"),)),
    Plant("T9", _lane_and_choir, (("D14", "110 秒"), ("B11", "music"))),
    Plant("T10", _three_days, (("D08", "周一"), ("D08", "周二"), ("D08", "周四"))),
    Plant("T11", _patrols, (("H01", "周四"),)),
    Plant("T12", _admin_days, (("D10", "10"),)),
    Plant("T13", _four_squads, (("B11", "K15"),)),
    Plant("T2b", _choir_wished),
    Plant("T6", _unmerged),
)
"""On the stored school ``mid``."""
