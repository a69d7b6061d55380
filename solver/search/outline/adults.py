"""Adults in an outline: nobody leads too much, and at every moment as many are there as are needed.

Rules: K02, K01, D10 of leaders; D02 in so far as the sections that somebody leads may not alone be more than a fair share;
D08 and D10 of everybody, counted over time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol

from solver.model.frame import Frame
from solver.model.rows import NO_UPPER, Rows, Term
from solver.plan import Post
from solver.problem import TEACHING_ROLES, Band, Problem, Staff
from solver.search.construct.groups import merge
from solver.search.outline.outline import Times
from solver.units import CENTI, Minute, Weekday

MOST_OVER = 10_000
"""Minutes a week beyond a fair share, at most: more than a week has."""
Session = tuple[Minute, Minute, int, int]
"""(start, end, adults, column)."""


class Sections(Protocol):
    """What this module needs of an outline model."""

    frame: Frame
    problem: Problem
    rows: Rows
    count: dict[tuple[str, Times], int]
    lead: dict[tuple[str, str, Times], int]
    club_days: tuple[Weekday, ...]

    def groups_at(self, day: Weekday, moment: Minute) -> list[Term]:
        """Care groups at a moment."""


def leaders(model: Sections) -> list[Term]:
    """Nobody leads two sections at once; outside people no more than agreed; few late duties a week.

    Returns the minutes a week that somebody leads beyond a fair share: no later duty could even them out.
    """
    frame, policy = model.frame, model.frame.policy
    after, most = policy.number("D10", "late_after"), policy.number("D10", "late_per_week")
    busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute, int]]] = defaultdict(list)
    late: dict[str, list[Term]] = defaultdict(list)
    led: dict[str, list[Term]] = defaultdict(list)
    work: dict[str, list[Term]] = defaultdict(list)
    for (person, name, times), column in model.lead.items():
        led[person].append((1, column))
        for day, start in times:
            shift = frame.session_shift(model.problem.offering_of[name], start)
            busy[person, day].append((shift.start, shift.end, column))
            work[person].append((shift.credit, column))
            if shift.end > after:
                late[person].append((1, column))
    for shifts in busy.values():
        for moment in sorted({start for start, _, _ in shifts}):
            model.rows.at_most_one("K02", [c for start, end, c in shifts if start <= moment < end])
    excess: list[Term] = []
    shares = fair_shares(frame) if policy.on("D02") else {}
    for person, terms in led.items():
        if person in model.problem.outside_of and policy.on("K01"):
            model.rows.linear("K01", terms, upper=model.problem.outside_of[person].max_sections)
        elif policy.hard("D10"):
            model.rows.linear("D10", late[person], upper=most)
        if person in shares:
            over = model.rows.integer(0, MOST_OVER, 0)
            model.rows.linear("D02", [*work[person], (-1, over)], upper=shares[person])
            excess.append((1, over))
    return excess


def fair_shares(frame: Frame) -> dict[str, int]:
    """Minutes a week that fall to each person among whom duty is balanced, estimated from the groups of all pupils (D02).

    A quarter of the tolerated range is added, and what is carried over from earlier terms taken off.
    """
    policy = frame.policy
    reduction = policy.number("D05", "reduction_percent") if policy.on("D05") else 0
    people = [s for s in frame.problem.staff if s.takes_part and s.role in TEACHING_ROLES]
    able = [s for s in frame.problem.staff if s.takes_part and frame.eligibility.role(s, "care", "")]
    parts = {s.id: _part(s, reduction) for s in people}
    minutes = sum(
        count * frame.care_shifts[frame.classes_of_band[band.id][0], period].credit
        for day in frame.days
        for band in frame.problem.bands
        if frame.classes_of_band[band.id]
        for period, count in enumerate(_groups(frame, day, band))
    )
    whole = sum(_part(s, reduction) for s in able)
    slack = policy.number("D02", "allowed_minutes_per_week") // 4
    repay, weeks = policy.number("D02", "repay_percent"), len(frame.weeks)
    return {
        s.id: (minutes // max(1, whole // 100) + slack) * parts[s.id] // 100
        - parts[s.id] * repay * s.balance // (100 * CENTI * weeks)
        for s in people
    }


def _part(person: Staff, reduction: int) -> int:
    """Percent of a full load that the person is to bear."""
    return max(10, person.share * (100 - (reduction if person.reasons else 0)) // 100)


def adults(model: Sections) -> dict[Weekday, int]:
    """At the beginning of every period and session own adults needed are at most those who are free.

    Returns the columns of adults needed at the busiest moment of each day.
    """
    frame, lead, problem = model.frame, model.lead, model.problem
    peaks: dict[Weekday, int] = {}
    if not all(frame.policy.on(rule) for rule in ("K01", "I04", "D08")):
        return peaks
    own = [(k, c) for k, c in lead.items() if k[0] in problem.staff_of]
    people = [s for s in problem.staff if s.takes_part and frame.eligibility.role(s, "care", "")]
    for day in model.club_days:
        leading = _sessions(model, day, [(name, times, 1, c) for (_, name, times), c in own])
        helping = [(n, t, problem.offering_of[n].assistants, c) for (n, t), c in model.count.items()]
        sessions = leading + _sessions(model, day, [x for x in helping if x[2]])
        starts = {start for start, _, _, _ in sessions}
        given = [frame.shift(Post("late", day, "", 0))] if day in frame.late_heads else []
        peaks[day] = model.rows.integer(0, len(people), 0)
        for moment in sorted({p.start for band in problem.bands for p in band.periods} | starts):
            free = sum(1 for s in people if frame.eligibility.free(s.id, day, moment, moment + 1))
            late = sum(s.headcount for s in given if s.start <= moment < s.end)
            need = [(heads, c) for start, end, heads, c in sessions if start <= moment < end]
            need += model.groups_at(day, moment)
            model.rows.linear("D08", need, upper=free - late)
            model.rows.linear("D10", [*need, (-1, peaks[day])], upper=-late)
    return peaks


def _sessions(model: Sections, day: Weekday, columns: list[tuple[str, Times, int, int]]) -> list[Session]:
    found = []
    for name, times, heads, column in columns:
        for on, start in times:
            if on == day:
                shift = model.frame.session_shift(model.problem.offering_of[name], start)
                found.append((shift.start, shift.end, heads, column))
    return found


def duty_days(frame: Frame, club_days: tuple[Weekday, ...]) -> int:
    """Duty days a week that the caps of D10 leave for the days with clubs, when the other days have their groups."""
    if not frame.policy.hard("D10"):
        return NO_UPPER
    most = frame.policy.number("D10", "days_per_week")
    people = [s for s in frame.problem.staff if s.takes_part and frame.eligibility.role(s, "care", "")]
    days = sum(most if s.max_days is None else min(most, s.max_days) for s in people)
    for day in frame.days:
        if day not in club_days:
            counts: Mapping[str, list[int]] = {band.id: _groups(frame, day, band) for band in frame.problem.bands}
            days -= max(
                sum(
                    counts[band.id][index]
                    for band in frame.problem.bands
                    for index, p in enumerate(band.periods)
                    if p.start <= moment < p.end
                )
                for moment in {p.start for band in frame.problem.bands for p in band.periods}
            )
    return days


def _groups(frame: Frame, day: Weekday, band: Band) -> list[int]:
    """Care groups of a band in each period when all pupils stay."""

    def staying(home: str, day: Weekday, _: int) -> int:
        return len(frame.attending.get((home, day), ()))

    return [len(merge(frame, day, band, index, staying, lambda *_: False)) for index in range(len(band.periods))]
