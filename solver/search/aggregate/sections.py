"""Sections block: tutoring periods (B01), meetings and their leaders, who are within their caps (D08, D10, K01, K02, K05), and sizes.

D02 in an estimate: sections that somebody leads may not alone be more than a fair share.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product

from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.problem import Offering
from solver.search.aggregate.model import AggregateModel, AggregateObjective
from solver.search.construct.fair_share import fair_shares
from solver.search.master_solution import Times
from solver.units import Minute, Weekday

MAX_PATTERNS = 9
"""Time patterns of an offering above which a section starts at the same minute on each of its days. Raising it makes the model up
to three times as large for hardly any choice."""

MAX_EXCESS_MINUTES = 10_000
"""Upper bound of a column of minutes a week beyond a fair share: more than a week has."""


def add_tutoring(m: AggregateModel) -> None:
    """B01: one period of each grade and day is tutoring."""
    if not m.instance.policy.hard("B01"):
        return
    enough = m.instance.policy.number("B01", "minutes")
    for grade, window in m.problem.window_of.items():
        long = [i for i, p in enumerate(window.periods) if p.end - p.start >= enough]
        homes = [c.id for c in m.problem.classes if c.grade == grade]
        for day in m.club_days:
            if any(m.instance.attending.get((home, day)) for home in homes):
                for i in long:
                    m.tutor[grade, day, i] = m.rows.boolean(0)
                m.rows.exactly("B01", [m.tutor[grade, day, i] for i in long])


def add_sections(m: AggregateModel) -> None:
    """K05, D08: sections of an offering, counted by meeting, each with its leader."""
    rows = m.rows
    for o in m.problem.offerings:
        every: list[Term] = []
        for times in _meetings(m, o) if m.instance.rooms_for[o.id] else ():
            able = [p for p in m.instance.leaders[o.id] if _able(m, p, o, times)]
            if able and any(fits(m, o, grade, times) for grade in o.grades):
                column = m.count[o.id, times] = rows.integer(0, o.max_sections, 0)
                m.times[o.id].append(times)
                every.append((1, column))
                for person in able:
                    m.lead[person, o.id, times] = rows.boolean(0)
                rows.linear("D08", [*((1, m.lead[p, o.id, times]) for p in able), (-1, column)], 0, 0)
        m.opened[o.id] = every
        if m.meetings_of(o) == 1:
            rows.linear("K05", every, upper=o.max_sections)
        else:
            opened = rows.integer(0, o.max_sections, 0)
            m.opened[o.id] = [(1, opened)]
            rows.linear("K05", [*every, (-o.sessions, opened)], 0, 0)
            on_day: dict[Weekday, list[Term]] = defaultdict(list)
            for ((day, _),), term in zip(m.times[o.id], every, strict=True):
                on_day[day].append(term)
            for terms in on_day.values():
                rows.linear("K05", [*terms, (-1, opened)], upper=0)


def _meetings(m: AggregateModel, o: Offering) -> list[Times]:
    if m.bounding:
        return [((day, start),) for day in m.instance.session_days[o.id] for start in m.instance.starts[o.id]]
    return patterns(m.instance, o)


def patterns(instance: Instance, o: Offering) -> list[Times]:
    """Times at which a section of the offering may meet (K04, K05)."""
    days, starts = instance.session_days[o.id], instance.starts[o.id]
    found: list[Times] = []
    for chosen in combinations(days, o.sessions):
        if len(list(combinations(days, o.sessions))) * len(starts) ** o.sessions <= MAX_PATTERNS:
            found += [tuple(zip(chosen, minutes, strict=True)) for minutes in product(starts, repeat=o.sessions)]
        else:
            found += [tuple((day, start) for day in chosen) for start in starts]
    return found


def fits(m: AggregateModel, o: Offering, grade: int, times: Times) -> bool:
    """Whether pupils of the grade may be at the meeting (K04)."""
    return grade in o.grades and all(m.instance.within(grade, start, o.minutes) for _, start in times)


def _able(m: AggregateModel, person: str, o: Offering, times: Times) -> bool:
    eligibility, outside = m.instance.eligibility, m.problem.outside_of.get(person)
    for day, start in times:
        shift = m.instance.session_shift(o, start)
        if not eligibility.reaches(person, day, shift):
            return False
        if outside is not None and eligibility.vetted(outside, day) is not None:
            return False
    return True


def add_leaders(m: AggregateModel) -> None:
    """K02, K01, D10: nobody leads two sections at once; outside people no more than agreed; few late duties a week."""
    instance, policy = m.instance, m.instance.policy
    most = policy.number("D10", "late_per_week")
    busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute, int]]] = defaultdict(list)
    late: dict[str, list[Term]] = defaultdict(list)
    led: dict[str, list[Term]] = defaultdict(list)
    work: dict[str, list[Term]] = defaultdict(list)
    for (person, name, times), column in m.lead.items():
        o = m.problem.offering_of[name]
        led[person].append((m.parts(o, times), column))
        for day, start in times:
            shift = instance.session_shift(o, start)
            busy[person, day].append((shift.start, shift.end, column))
            work[person].append((shift.credit, column))
            if instance.ends_late(shift, "D10"):
                late[person].append((1, column))
    for shifts in busy.values():
        for moment in sorted({start for start, _, _ in shifts}):
            m.rows.at_most_one("K02", [c for start, end, c in shifts if start <= moment < end])
    excess: list[Term] = []
    shares = {} if m.bounding else fair_shares(instance)
    for person, terms in led.items():
        outside = m.problem.outside_of.get(person)
        if outside is not None and policy.on("K01"):
            m.rows.linear("K01", terms, upper=m.divisor * outside.max_sections)
        if outside is None and policy.hard("D10"):
            m.rows.linear("D10", late[person], upper=most)
        if person in shares:
            over = m.rows.integer(0, MAX_EXCESS_MINUTES, 0)
            m.rows.linear("D02", [*work[person], (-1, over)], upper=shares[person])
            excess.append((1, over))
    m.objectives["D02"] = AggregateObjective(excess)


def add_sizes(m: AggregateModel) -> None:
    """C06, H07: pupils at a meeting are at least the minimum and at most what sections and rooms hold."""
    policy = m.instance.policy
    for (name, times), column in m.count.items():
        o, heads = m.problem.offering_of[name], m.heads[name, times]
        most = max(m.problem.room_of[r].capacity for r in m.instance.rooms_for[name])
        most = most if policy.hard("H07") else len(m.problem.pupils)
        most = min(most, o.maximum) if policy.hard("C06") else most
        m.rows.linear("C06", [*heads, (-most, column)], upper=0)
        if policy.hard("C06"):
            m.rows.linear("C06", [*heads, (-o.minimum, column)], lower=0)
