"""A scope says which decisions are free; all others are constants taken from the current plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.plan import Post
from solver.policy import Policy
from solver.policy.template import template_weeks
from solver.problem import Problem
from solver.units import EVERY_WEEK, Week, Weekday

SectionKey = tuple[str, int]
"""(offering id, section number)."""


@dataclass(frozen=True)
class Scope:
    """The free part of a solve.

    slots: grades whose dismissal slot and gate are free. tutoring: (grade, weekday). sections: whose opening, times
    and rooms are free. seat_sections: sections whose seats are free, for the pupils in seat_pupils. groups: (weekday,
    band id, period) whose care groups are free. late_rooms: weekdays. people: persons whose weekly posts are free on
    the (week, weekday) of duty_days. led: sections whose leaders and assistants are free, among ``people``. flex:
    whether the grants of ``people`` are free. fees: whether fees are free. runs: whether the posts that one person now
    holds with a care group in periods that follow each other are handed on only together (groups are not free then).
    """

    slots: frozenset[int] = frozenset()
    tutoring: frozenset[tuple[int, Weekday]] = frozenset()
    sections: frozenset[SectionKey] = frozenset()
    seat_sections: frozenset[SectionKey] = frozenset()
    seat_pupils: frozenset[str] = frozenset()
    groups: frozenset[tuple[Weekday, str, int]] = frozenset()
    late_rooms: frozenset[Weekday] = frozenset()
    people: frozenset[str] = frozenset()
    duty_days: frozenset[tuple[Week, Weekday]] = frozenset()
    led: frozenset[SectionKey] = frozenset()
    flex: bool = False
    fees: bool = False
    runs: bool = False

    @property
    def moves_clubs(self) -> bool:
        """Whether the times of a section or a seat is free; else rules between pupils and sections are settled."""
        return bool(self.sections or (self.seat_pupils and self.seat_sections))

    def frees(self, post: Post, week: Week) -> bool:
        """Whether those among ``people`` may come to the post or leave it."""
        if week == EVERY_WEEK:
            return (post.subject, post.detail) in self.led
        return (week, post.weekday) in self.duty_days

    def frees_post(self, post: Post, week: Week, person: str) -> bool:
        return person in self.people and self.frees(post, week)


def weeks(problem: Problem, policy: Policy) -> range:
    """The weeks of the template, 1..W."""
    return range(1, template_weeks(problem, policy) + 1)


def all_sections(problem: Problem) -> Iterable[SectionKey]:
    """Every section that may be opened."""
    return ((o.id, number) for o in problem.offerings for number in range(1, o.max_sections + 1))


def everything(problem: Problem, policy: Policy) -> Scope:
    """The scope in which all is free: the exact solve of a small school."""
    days = problem.weekdays
    sections = frozenset(all_sections(problem))
    return Scope(
        slots=frozenset(problem.window_of),
        tutoring=frozenset((grade, day) for grade in problem.window_of for day in days),
        sections=sections,
        seat_sections=sections,
        seat_pupils=frozenset(problem.pupil_of),
        groups=frozenset((day, band.id, p) for day in days for band in problem.bands for p in range(len(band.periods))),
        late_rooms=frozenset(days),
        people=frozenset((*problem.staff_of, *problem.outside_of)),
        duty_days=frozenset((week, day) for week in weeks(problem, policy) for day in problem.post_days),
        led=sections,
        flex=True,
        fees=True,
    )
