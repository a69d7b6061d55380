"""Club wishes against seats (C01, C04): pupils with fewer clubs than they asked for, first choices refused, and the reasons.

A pupil asks for ``min(clubs, choices)`` clubs; seats count where they were chosen. A reason is found from the plan as it stands:
the first of :data:`REASONS` that holds for any section of the offering, so ``full`` says that a place was all that was missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from solver.check.families.companions import would_part
from solver.check.names import Words
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.papers.attendance import capacity, may_attend
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil

REASONS: dict[str, Words] = {
    "left": ("有空位，本方案没有编入", "a place is left, this plan does not use it"),
    "companions": ("同伴安排", "because of companions"),
    "full": ("名额已满", "full"),
    "basic_care": ("当天要留一节基础托管", "one period of the day is kept for basic care"),
    "clash": ("与已上的课程时间冲突", "clashes with another club of the pupil"),
    "days": ("上课日没有报名参加", "meets on a day the pupil does not attend"),
    "hours": ("不在本年级可上课的时间", "outside the hours in which the grade may attend"),
    "barred": ("不符合课程条件", "the pupil is not admitted"),
    "closed": ("没有开班", "not opened"),
}
"""Reason -> words, from the one that came nearest to a seat to the one that came least near."""
_ORDER = tuple(REASONS)


@dataclass(frozen=True)
class Refusal:
    """One choice without a seat. rank: of the choice, from 1. reason: of :data:`REASONS`."""

    offering: str
    rank: int
    reason: str


@dataclass(frozen=True)
class Unmet:
    """A pupil with fewer clubs than asked for. refusals: the choices without a seat, by rank."""

    pupil: str
    class_id: str
    asked: int
    got: int
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class FirstChoices:
    """First choices of one offering. sections: opened. refused: pupils by reason."""

    offering: str
    sections: int
    asked: int
    seated: int
    refused: tuple[tuple[str, int], ...]

    @property
    def refusals(self) -> int:
        return self.asked - self.seated


@dataclass(frozen=True)
class WishReport:
    """Wishes of a plan. seekers: pupils who ask for clubs; none, fewer: of these, with no club, with fewer than asked for.

    unmet: each of them once, without a club first, then by class and id; shorter where not everybody may be told of all
    pupils. first: of every offering that is somebody's first choice, most refusals first, then in the school's order.
    """

    seekers: int
    none: int
    fewer: int
    unmet: tuple[Unmet, ...]
    first: tuple[FirstChoices, ...]

    @property
    def met(self) -> int:
        return self.seekers - self.none - self.fewer

    @property
    def refused(self) -> int:
        """First choices refused, of all offerings."""
        return sum(item.refusals for item in self.first)

    def told(self, pupils: Collection[str]) -> WishReport:
        """The same figures with the names of these pupils alone."""
        return replace(self, unmet=tuple(item for item in self.unmet if item.pupil in pupils))


def seekers(problem: Problem) -> list[Pupil]:
    """Pupils who ask for a club at least and name their choices."""
    return [pupil for pupil in problem.pupils if pupil.clubs and pupil.choices]


def wishes(view: PlanIndex) -> WishReport:
    """Wishes and seats of a plan, however damaged."""
    unmet: list[Unmet] = []
    first: Counter[str] = Counter()
    seated: Counter[str] = Counter()
    refused: dict[str, Counter[str]] = {}
    found = seekers(view.problem)
    for pupil in found:
        taken = {offering for offering, _ in view.kept.seats_of.get(pupil.id, ())}
        best = pupil.choices[0]
        first[best] += 1
        if best in taken:
            seated[best] += 1
        else:
            refused.setdefault(best, Counter())[refusal(view, pupil, best)] += 1
        asked, got = min(pupil.clubs, len(pupil.choices)), len(taken.intersection(pupil.choices))
        if got < asked:
            refusals = tuple(
                Refusal(offering, rank, refusal(view, pupil, offering))
                for rank, offering in enumerate(pupil.choices, start=1)
                if offering not in taken
            )
            unmet.append(Unmet(pupil.id, pupil.class_id, asked, got, refusals))
    sections = Counter(offering for offering, _ in view.opened)
    choices = [
        FirstChoices(item.id, sections[item.id], first[item.id], seated[item.id], _by_reason(refused.get(item.id, Counter())))
        for item in view.problem.offerings
        if first[item.id]
    ]
    return WishReport(
        seekers=len(found),
        none=sum(1 for item in unmet if not item.got),
        fewer=sum(1 for item in unmet if item.got),
        unmet=tuple(sorted(unmet, key=lambda item: (item.got > 0, item.class_id, item.pupil))),
        first=tuple(sorted(choices, key=lambda item: -item.refusals)),
    )


def refusal(view: PlanIndex, pupil: Pupil, offering: str) -> str:
    """The reason why a pupil has no seat in an offering of the choices, one of :data:`REASONS`."""
    reasons = [_reason(view, pupil, opened) for key, opened in view.opened.items() if key[0] == offering]
    return min(reasons, key=_ORDER.index, default="closed")


def _by_reason(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((reason, counts[reason]) for reason in _ORDER if counts[reason])


def _reason(view: PlanIndex, pupil: Pupil, opened: OpenedSection) -> str:
    problem, offering = view.problem, opened.offering
    squad = offering.id in view.given.members and pupil.id not in view.given.members[offering.id]
    passed = not view.policy.on("B16") or frozenset(offering.requires) <= frozenset(pupil.passed)
    if squad or not passed or pupil.id in view.given.barred or problem.grade_of_pupil[pupil.id] not in offering.grades:
        return "barred"
    if not may_attend(view, opened, problem.grade_of_pupil[pupil.id]):
        return "hours"
    if any(session.weekday not in pupil.weekdays for session in opened.sessions):
        return "days"
    if _clashes(view, pupil, opened):
        return "clash"
    if view.policy.on("B06") and _fills_a_day(view, pupil, opened):
        return "basic_care"
    if opened.seats >= capacity(view, opened):
        return "full"
    return "companions" if would_part(view, pupil.id, opened.key) else "left"


def _spans(view: PlanIndex, opened: OpenedSection) -> list[tuple[int, int, int]]:
    """(weekday, start, end) of every session, the way to a venue included."""
    return [
        (session.weekday, session.start - way, session.start + opened.offering.minutes + way)
        for session in opened.sessions
        for way in [view.travel(session.room)]
    ]


def _clashes(view: PlanIndex, pupil: Pupil, opened: OpenedSection) -> bool:
    own = [span for key in view.kept.seats_of.get(pupil.id, ()) for span in _spans(view, view.opened[key])]
    return any(
        day == other_day and start < other_end and other_start < end
        for day, start, end in _spans(view, opened)
        for other_day, other_start, other_end in own
    )


def _fills_a_day(view: PlanIndex, pupil: Pupil, opened: OpenedSection) -> bool:
    """Whether a seat would leave no period of a day without a session (B06)."""
    window = view.problem.window_of[view.problem.grade_of_pupil[pupil.id]]
    for session in opened.sessions:
        end = session.start + opened.offering.minutes
        more = sum(1 for period in window.periods if session.start <= period.start and end >= period.end)
        if more and view.presence.whole.get((pupil.id, session.weekday), 0) + more >= len(window.periods):
            return True
    return False
