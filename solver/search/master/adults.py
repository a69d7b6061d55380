"""Adults in the master problem: rows that keep leaders within their caps, and at every moment the adults needed within those free.

Rules: K02, K01, D10 of leaders; D02 in so far as the sections that somebody leads may not alone be more than a fair share;
D08 and D10 of everybody, counted over time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from solver.model.instance import Instance
from solver.model.linear_model import NO_UPPER, LinearModel, Term
from solver.plan import Post
from solver.problem import Problem
from solver.search.construct.fair_share import fair_shares, full_groups
from solver.search.master_solution import SectionPlan, Times
from solver.units import Minute, Weekday

MAX_EXCESS_MINUTES = 10_000
"""Upper bound of a column of minutes a week beyond a fair share: more than a week has."""
Session = tuple[Minute, Minute, int, int]
"""(start, end, adults, column)."""


class SectionColumns(Protocol):
    """Columns of the master model that rows about adults refer to."""

    instance: Instance
    problem: Problem
    rows: LinearModel
    count: dict[tuple[str, Times], int]
    lead: dict[tuple[str, str, Times], int]
    club_days: tuple[Weekday, ...]

    def groups_at(self, day: Weekday, moment: Minute) -> list[Term]:
        """Care groups at a moment."""


def leaders(model: SectionColumns) -> list[Term]:
    """Nobody leads two sections at once; outside people no more than agreed; few late duties a week.

    Returns the minutes a week that somebody leads beyond a fair share: no later duty could even them out.
    """
    instance, policy = model.instance, model.instance.policy
    after, most = policy.number("D10", "late_after"), policy.number("D10", "late_per_week")
    busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute, int]]] = defaultdict(list)
    late: dict[str, list[Term]] = defaultdict(list)
    led: dict[str, list[Term]] = defaultdict(list)
    work: dict[str, list[Term]] = defaultdict(list)
    for (person, name, times), column in model.lead.items():
        led[person].append((1, column))
        for day, start in times:
            shift = instance.session_shift(model.problem.offering_of[name], start)
            busy[person, day].append((shift.start, shift.end, column))
            work[person].append((shift.credit, column))
            if shift.end > after:
                late[person].append((1, column))
    for shifts in busy.values():
        for moment in sorted({start for start, _, _ in shifts}):
            model.rows.at_most_one("K02", [c for start, end, c in shifts if start <= moment < end])
    excess: list[Term] = []
    shares = fair_shares(instance)
    for person, terms in led.items():
        if person in model.problem.outside_of and policy.on("K01"):
            model.rows.linear("K01", terms, upper=model.problem.outside_of[person].max_sections)
        elif policy.hard("D10"):
            model.rows.linear("D10", late[person], upper=most)
        if person in shares:
            over = model.rows.integer(0, MAX_EXCESS_MINUTES, 0)
            model.rows.linear("D02", [*work[person], (-1, over)], upper=shares[person])
            excess.append((1, over))
    return excess


def within_shares(instance: Instance, clubs: Sequence[SectionPlan]) -> list[SectionPlan]:
    """The clubs but for the smallest ones of leaders who lead more than a fair share (D02)."""
    left = fair_shares(instance)
    kept = []
    for club in sorted(clubs, key=lambda c: -len(c.pupils)):
        offering = instance.problem.offering_of[club.offering]
        minutes = sum(instance.session_shift(offering, start).credit for _, start in club.times)
        if left.get(club.leader, minutes) >= minutes:
            left[club.leader] = left.get(club.leader, minutes) - minutes
            kept.append(club)
    return kept


def adults(model: SectionColumns) -> dict[Weekday, int]:
    """At the beginning of every period and session own adults needed are at most those who are free.

    Returns the columns of adults needed at the busiest moment of each day.
    """
    instance, lead, problem = model.instance, model.lead, model.problem
    peaks: dict[Weekday, int] = {}
    if not all(instance.policy.on(rule) for rule in ("K01", "I04", "D08")):
        return peaks
    own = [(k, c) for k, c in lead.items() if k[0] in problem.staff_of]
    people = [s for s in problem.staff if s.takes_part and instance.eligibility.role(s, "care", "")]
    for day in model.club_days:
        leading = _sessions(model, day, [(name, times, 1, c) for (_, name, times), c in own])
        helping = [(n, t, problem.offering_of[n].assistants, c) for (n, t), c in model.count.items()]
        sessions = leading + _sessions(model, day, [x for x in helping if x[2]])
        starts = {start for start, _, _, _ in sessions}
        given = [instance.shift(Post("late", day, "", 0))] if day in instance.late_heads else []
        peaks[day] = model.rows.integer(0, len(people), 0)
        for moment in sorted({p.start for band in problem.bands for p in band.periods} | starts):
            free = sum(1 for s in people if instance.eligibility.free(s.id, day, moment, moment + 1))
            late = sum(s.headcount for s in given if s.start <= moment < s.end)
            need = [(heads, c) for start, end, heads, c in sessions if start <= moment < end]
            need += model.groups_at(day, moment)
            model.rows.linear("D08", need, upper=free - late)
            model.rows.linear("D10", [*need, (-1, peaks[day])], upper=-late)
    return peaks


def _sessions(model: SectionColumns, day: Weekday, columns: list[tuple[str, Times, int, int]]) -> list[Session]:
    found = []
    for name, times, heads, column in columns:
        for on, start in times:
            if on == day:
                shift = model.instance.session_shift(model.problem.offering_of[name], start)
                found.append((shift.start, shift.end, heads, column))
    return found


def duty_days(instance: Instance, club_days: tuple[Weekday, ...]) -> int:
    """Duty days a week that the caps of D10 leave for the days with clubs, when the other days have their groups."""
    if not instance.policy.hard("D10"):
        return NO_UPPER
    most = instance.policy.number("D10", "days_per_week")
    people = [s for s in instance.problem.staff if s.takes_part and instance.eligibility.role(s, "care", "")]
    days = sum(most if s.max_days is None else min(most, s.max_days) for s in people)
    for day in instance.days:
        if day not in club_days:
            counts = {band.id: full_groups(instance, day, band) for band in instance.problem.bands}
            days -= max(
                sum(
                    counts[band.id]
                    for band in instance.problem.bands
                    for p in band.periods
                    if p.start <= moment < p.end
                )
                for moment in {p.start for band in instance.problem.bands for p in band.periods}
            )
    return days
