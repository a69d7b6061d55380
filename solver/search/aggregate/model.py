"""Aggregated model: the columns of the aggregated school by meaning, and the linear rows stated about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import lcm

from solver.model.instance import Instance
from solver.model.linear_model import LinearModel, Term
from solver.problem import Offering, Problem
from solver.search.aggregate.exactness import Exactness
from solver.search.master_solution import Times
from solver.units import Minute, Weekday

Kind = tuple[int, tuple[Weekday, ...]]
"""Pupils who can be counted together: (grade, days of clubs on which they are there)."""
Meeting = tuple[str, Times]
"""Sections of an offering that meet at the same times: all sessions of a section, or a single one (see Exactness)."""


@dataclass(frozen=True, slots=True)
class AggregateObjective:
    """Value of a soft rule: (sum of terms + constant) / divisor."""

    terms: list[Term]
    constant: int = 0
    divisor: int = 1


@dataclass
class AggregateModel:
    """Rows, and columns by meaning.

    tutor: (grade, weekday, period) is tutoring. count: sections at a meeting. opened: terms that count the sections of an offering.
    times: of the meetings of an offering. lead: a person leads a section at a meeting. kinds: of pupils who want clubs. enrolled:
    a pupil of one club sits in the offering. kind_count: pupils of a kind at a meeting. seat: a pupil of several clubs sits at a
    meeting. heads: terms that count the pupils at a meeting; away: those of a band who are away from care in a period. groups: care
    groups by weekday, band and period. peaks: own adults that a weekday needs at its busiest moment. objectives: by soft rule.
    """

    instance: Instance
    exactness: Exactness
    rows: LinearModel = field(default_factory=LinearModel)
    tutor: dict[tuple[int, Weekday, int], int] = field(default_factory=dict)
    count: dict[Meeting, int] = field(default_factory=dict)
    opened: dict[str, list[Term]] = field(default_factory=dict)
    times: dict[str, list[Times]] = field(default_factory=lambda: defaultdict(list))
    lead: dict[tuple[str, str, Times], int] = field(default_factory=dict)
    enrolled: dict[tuple[str, str], int] = field(default_factory=dict)
    kind_count: dict[tuple[str, Times, Kind], int] = field(default_factory=dict)
    seat: dict[tuple[str, str, Times], int] = field(default_factory=dict)
    heads: dict[Meeting, list[Term]] = field(default_factory=lambda: defaultdict(list))
    away: dict[tuple[str, Weekday, int], list[Term]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[tuple[Weekday, str, int], int] = field(default_factory=dict)
    peaks: dict[Weekday, int] = field(default_factory=dict)
    objectives: dict[str, AggregateObjective] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        return self.instance.problem

    @property
    def bounding(self) -> bool:
        """Whether the rows must let every plan through."""
        return self.exactness is Exactness.BOUND

    @cached_property
    def club_days(self) -> tuple[Weekday, ...]:
        """Days on which clubs may meet."""
        return tuple(sorted({d for o in self.problem.offerings for d in self.instance.session_days[o.id]}))

    @cached_property
    def days(self) -> tuple[Weekday, ...]:
        """Days with columns of care groups and adults; an estimate takes the others as constant."""
        return self.instance.days if self.bounding else self.club_days

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Kind of each pupil."""
        days = self.club_days
        grades = self.problem.grade_of_pupil
        return {p.id: (grades[p.id], tuple(d for d in days if d in p.weekdays)) for p in self.problem.pupils}

    @cached_property
    def divisor(self) -> int:
        """Parts of a section that a meeting counts in, so that counts of sections are whole: 1 where meetings are whole sections."""
        return lcm(*(o.sessions for o in self.problem.offerings)) if self.bounding else 1

    def parts(self, o: Offering, times: Times) -> int:
        """Parts of a section that the meeting is, of ``divisor``."""
        return self.divisor * len(times) // o.sessions

    def meetings_of(self, o: Offering) -> int:
        """Meetings of one section."""
        return o.sessions if self.bounding else 1

    def groups_at(self, day: Weekday, moment: Minute) -> list[Term]:
        """Care groups at a moment."""
        return [
            (1, self.groups[day, band.id, i])
            for band in self.problem.bands
            for i, p in enumerate(band.periods)
            if p.start <= moment < p.end
        ]
