"""Schools that are refused for one planted reason: the six teachers of four classes, with two patrols at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from solver.policy.policy import Policy
from solver.problem import Busy, FixedPost, Gate, Offering, Problem, Skill, Staff
from solver.problem.checks import DAY_END
from solver.search.limits import Params
from solver.units import Weekday
from tests.check import builders
from tests.check.builders import WEEK
from tests.explain.six_teachers import six_teachers

EFFORT = Params(seconds=None, effort=0.02, seed=1, workers=1)


def policy(numbers: Mapping[str, Mapping[str, int]] | None = None) -> Policy:
    """Every class has a group of its own; flex hours and fairness as in the national profile."""
    return builders.policy({"K03": {"classes": 1}, **(numbers or {})})


def school(away: Mapping[str, Collection[Weekday]] | None = None, caps: Mapping[str, int] | None = None, admins: int = 3) -> Problem:
    """Six teachers, a caretaker, and administrators for two patrols at the same time.

    away: person -> weekdays on which they cannot come. caps: person -> own cap of days a week.
    """
    base = six_teachers()
    staff = (*base.staff, *(Staff(f"A{n}", "admin") for n in range(1, admins + 1)))
    posts = tuple(FixedPost(name, "patrol", "A", 930, 1050, WEEK, name=name) for name in ("patrol-a", "patrol-b"))
    return replace(
        base,
        posts=posts,
        staff=tuple(
            replace(
                person,
                unavailable=tuple(Busy(day, 0, DAY_END) for day in (away or {}).get(person.id, ())),
                max_days=(caps or {}).get(person.id),
            )
            for person in staff
        ),
    )


def narrow_gate() -> Problem:
    """Four classes that need 4 times 200 seconds in one lane, within ten minutes."""
    return replace(school(), gates=(Gate("G1", lanes=1, seconds_per_class=200, staff=1),))


def squad(minimum: int = 1, room_type: str = "classroom", skill: str = "ball") -> Problem:
    """A squad of two pupils, led by T1."""
    base = school()
    staff = tuple(replace(p, skills=(Skill("ball", 1),)) if p.id == "T1" else p for p in base.staff)
    team = Offering("squad", "校队", "sports", (1,), minimum, 9, 40, room_type, skill, sessions=2, members=("P1A", "P1B"))
    return replace(base, staff=staff, offerings=(team,), rooms=(*base.rooms, replace(base.rooms[0], id="hall", type="hall")))
