"""A school of two classes and three teachers, on which moves of the search are computed by hand.

Monday and Tuesday of one week. Classes 1A and 2A, two pupils each, who come on both days, share the band ``1-2``: two periods of 40
minutes, 15:00-15:40 and 15:40-16:20, in rooms R1 and R2. Both leave at 16:20 by the gate N, where one adult stands; nobody escorts
them there, and they leave at once, so that the gate counts no minutes.
T1, T2 and T3 teach no lessons and take a full share; each may look after a group and stand at the gate. There is a hall H, and no
club but those that a test adds. Every rule that may be off is off but for those that a test names. What is left asks for a group
for everybody who is in no club, for an adult at every post, and that nobody is in two places.

Both periods with a group are 80 minutes. Loads are in hundredths of a minute for a full share: 8,000. A range of 4,000 is tolerated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random

from solver.model.instance import Instance
from solver.plan import Assignment, CareGroup, Dismissal, Plan, Post, Seat, Section, Session
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.policy.rule import Number
from solver.problem import Gate, HomeClass, Interval, Money, Problem, Pupil, Room, Skill, Staff, Term, Window
from solver.problem.offerings import Offering
from solver.search.bounds.store import Bounds
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Clock, Params
from solver.search.lns.lns import LargeNeighbourhoodSearch
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.timing import Timing
from solver.search.workload.state import DutyBlock

MONDAY, TUESDAY = 1, 2
DAYS = (MONDAY, TUESDAY)
HOMES = ("1A", "2A")
EARLY, LATE, LEAVE = 900, 940, 980
PLACES = (("1A", 0), ("2A", 0), ("1A", 1), ("2A", 1))
"""Class and period of the first four names of a day; the fifth stands at the gate."""
ALONE = "T1 T2 T1 T2 T3"
"""A day on which T1 has 1A and T2 has 2A, and T3 the gate."""


def problem(*staff: Staff) -> Problem:
    """The school, with the staff that is named changed."""
    named = {person.id: person for person in staff}
    return Problem(
        school="by hand",
        term=Term("t", date(2026, 9, 7), date(2026, 9, 8), 960),
        windows=tuple(Window(g, EARLY, (Interval(EARLY, LATE), Interval(LATE, LEAVE)), (LEAVE,), ("N",)) for g in (1, 2)),
        classes=(HomeClass("1A", 1, "R1"), HomeClass("2A", 2, "R2")),
        pupils=tuple(Pupil(f"{home}{n}", home, DAYS) for home in HOMES for n in (1, 2)),
        staff=tuple(named.get(name, Staff(name, "subject")) for name in ("T1", "T2", "T3")),
        rooms=(Room("R1", "classroom", 40, "A"), Room("R2", "classroom", 40, "A"), Room("H", "hall", 40, "A")),
        gates=(Gate("N", 1, 0),),
        money=Money(200, 6000),
    )


def with_club(school: Problem, sections: int = 1, places: int = 2, minimum: int = 1) -> Problem:
    """Everybody wants the club, 40 minutes on Mondays in the hall, that T1, T2 and T3 can lead."""
    club = Offering("club", "社团", "arts", (1, 2), minimum, places, 40, "hall", "art", max_sections=sections, weekdays=(MONDAY,))
    return replace(
        school,
        offerings=(club,),
        staff=tuple(replace(person, skills=(Skill("art", 2),)) for person in school.staff),
        pupils=tuple(replace(pupil, choices=("club",), clubs=1) for pupil in school.pupils),
    )


def policy(*on: str, numbers: Mapping[str, Mapping[str, int]] | None = None) -> Policy:
    """The national policy for one week of two days; of the rules that may be off, those named alone are on, soft if they can be."""
    changed = {"A01": {"days": 2}, "D02": {"weeks": 1}, "D14": {"escort_minutes": 0}, **(numbers or {})}
    base = load_policy("national")
    rules = {}
    for rule in base.rules.values():
        level = "off" if rule.id not in on and "off" in rule.levels else "soft" if rule.id in on and "soft" in rule.levels else "hard"
        values = {name: Number(value, "", 0, 10_000) for name, value in changed.get(rule.id, {}).items()}
        rules[rule.id] = replace(rule, level=level, numbers={**rule.numbers, **values})
    return replace(base, rules=rules)


def instance(*on: str, school: Problem | None = None, numbers: Mapping[str, Mapping[str, int]] | None = None) -> Instance:
    return Instance(school or problem(), policy(*on, numbers=numbers))


def care(day: int, home: str, period: int) -> Post:
    return Post("care", day, home, period)


def gate(day: int) -> Post:
    return Post("gate", day, "N", LEAVE)


def groups() -> tuple[CareGroup, ...]:
    """Each class by itself in every period."""
    return tuple(CareGroup(day, period, home, (home,)) for day in DAYS for home, period in PLACES)


def staffed(monday: str, tuesday: str) -> tuple[Assignment, ...]:
    """Who has 1A and 2A in the first period, 1A and 2A in the second, and the gate; ``-`` for nobody."""
    found = []
    for day, names in zip(DAYS, (monday, tuesday), strict=True):
        posts = [*(care(day, home, period) for home, period in PLACES), gate(day)]
        found += [Assignment(post, 1, name) for post, name in zip(posts, names.split(), strict=True) if name != "-"]
    return tuple(found)


def plan(monday: str = ALONE, tuesday: str = ALONE) -> Plan:
    """Classes by themselves, with adults as in :func:`staffed`."""
    dismissals = tuple(Dismissal(grade, LEAVE, "N") for grade in (1, 2))
    return Plan(dismissals=dismissals, care_groups=groups(), assignments=staffed(monday, tuesday)).canonical()


def opened(*pupils: str) -> Plan:
    """The same with the club in the first period of Monday, led by T3, for some."""
    apart = plan()
    section = Section("club", 1, (Session(MONDAY, EARLY, "H"),))
    leader = Assignment(Post("lead", 0, "club", 1), 0, "T3")
    seats = tuple(Seat(pupil, "club", 1) for pupil in pupils)
    return replace(apart, sections=(section,), seats=seats, assignments=(*apart.assignments, leader)).canonical()


def holders(found: Plan) -> dict[Post, str]:
    """Who stands where."""
    return {a.post: a.person for a in found.assignments}


def posts_of(blocks: list[DutyBlock]) -> list[tuple[Post, ...]]:
    """What somebody holds, in order."""
    return sorted(block.posts for block in blocks)


def stepped(here: Instance, current: EvaluatedPlan, *neighbourhoods: Neighbourhood) -> EvaluatedPlan:
    """The plan after a step in each of the neighbourhoods, and then once more, without bounds and without the phases beside it."""
    search = LargeNeighbourhoodSearch(
        here, Clock(Params(seconds=None, effort=50.0)), Timing(), Random(1), Bounds(), lambda *_: None, lambda: None
    )
    for neighbourhood in neighbourhoods * 2:
        current = search.step(current, neighbourhood)
    return current
