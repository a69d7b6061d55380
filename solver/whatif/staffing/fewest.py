"""Fewest adults: proven by the joint relaxation, found by search, and the quality that so many adults reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from solver.changes.change import Case
from solver.changes.rules import Level
from solver.check.names import Names
from solver.check.report import check
from solver.errors import Fault, ProblemError
from solver.model.instance import Instance
from solver.plan import Plan, Progress, Result
from solver.plan.again import go_on
from solver.plan.prune import prune
from solver.policy import Policy
from solver.problem import Problem
from solver.problem.replan import Decisions
from solver.search.limits import Clock, Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from solver.search.staffing.fewer_people import with_fewer_people
from solver.units import CENTI, Percent
from solver.whatif.fees import with_due_fees
from solver.whatif.staffing.capacity import AdultCapacity, taking_part
from solver.whatif.staffing.fact_words import fact_words
from solver.whatif.staffing.least_staff import Fewest, GroupNeed, QualityPoint, WantedQuality
from solver.whatif.staffing.post_groups import only_theirs
from solver.whatif.staffing.telling import Cancelled, OnProgress, Telling

EVEN, CHOICE = "fairness", "choice"
"""Tiers of the two qualities."""
QUICK = 0.5
"""Share of the seconds of a search that a first plan of so many adults may take. Raising it finds fewer adults now and then, later."""
SHOWN_POSTS = 6
"""Posts named where one adult fewer is missed."""


@dataclass(frozen=True, slots=True)
class FewestParams:
    """search: limits of the search for each number of adults that is tried; its seconds are those of each linear program too.

    within: percent of the best choices that are still good, 0..100. steps: numbers of adults tried between the fewest found and all,
    for the table of quality, 0..20.
    """

    search: Params = field(default_factory=lambda: Params(seconds=20.0))
    within: Percent = 5
    steps: int = 3

    def checked(self) -> FewestParams:
        """The same. Raises ProblemError with every number that is out of its range."""
        wanted = (("within", self.within, 100), ("steps", self.steps, 20))
        faults = [
            Fault((name,), str(value), f"应在 0 到 {most} 之间。", f"It must be between 0 and {most}.",
                  "可能多写了一位。", "Maybe a digit too many.")
            for name, value, most in wanted if not 0 <= value <= most
        ]  # fmt: skip
        if faults:
            raise ProblemError(faults)
        return self


@dataclass(frozen=True, slots=True)
class _Found:
    """A plan that the checker passes. values: by tier."""

    adults: int
    left_out: tuple[str, ...]
    plan: Plan
    values: dict[str, int]


class _Hunt:
    """Search for plans with fewer and fewer adults, each from the plan before."""

    def __init__(
        self, problem: Problem, policy: Policy, params: FewestParams, telling: Telling, capacity: AdultCapacity, least: int
    ) -> None:
        """least: the number of adults below which no plan can be."""
        self.problem, self.policy, self.params, self.telling, self.capacity = problem, policy, params, telling, capacity
        self.least = least
        self.people = [person.id for person in taking_part(problem, policy)]
        self.found: dict[int, _Found] = {}
        self.tried: list[int] = []

    def all_of_them(self, plan: Plan | None) -> None:
        """The plan with everybody, given or searched."""
        if plan is not None and self._keep(plan, ()):
            return
        self._search(len(self.people), (), plan)

    def concentrate(self) -> None:
        """The duties of the plan with everybody, and of one without clubs, on as few people as hold them."""
        everybody = self.found.get(len(self.people))
        for start in (None if everybody is None else everybody.plan, self._without_clubs()):
            if start is not None:
                self._on_fewer(start)

    def _on_fewer(self, plan: Plan) -> None:
        """The weekly duties of a plan on as few people as the counted model finds."""
        if self.telling.over():
            return
        clock = Clock(self.params.search, self.telling.over)
        fewer = with_fewer_people(Instance(self.problem, softened(self.policy)), plan, clock)
        there = {assignment.person for assignment in fewer.assignments}
        gone = tuple(sorted(set(self.people) - there))
        self.telling.say("fewest", f"{len(self.people) - len(gone)}/{len(self.people)}")
        if gone:
            self._keep(fewer, gone)

    def _without_clubs(self) -> Plan | None:
        """A plan in which nobody sits in a course that was chosen: care alone needs the fewest adults."""
        pupils = tuple(replace(pupil, choices=(), clubs=0, clubs_assumed=False) for pupil in self.problem.pupils)
        plan = self._solved(replace(self.problem, pupils=pupils), None).plan
        return None if plan is None else with_due_fees(self.problem, self.policy, plan)

    def descend(self) -> None:
        """Bisect between the fewest that are not impossible and the fewest found, each number planned anew; then try one fewer from the
        plan with the fewest, and improve that plan.
        """
        low, high = self.least, min(self.found, default=0)
        while low < high and not self.telling.over():
            middle = (low + high) // 2
            if self._anew(middle):
                high = min(self.found)
            else:
                low = middle + 1
        while self.found and min(self.found) > self.least and self.attempt(min(self.found) - 1):
            continue
        if self.found and not self.telling.over():
            best = self.found[min(self.found)]
            result = self._solved(without(self.problem, best.left_out), best.plan)
            if result.plan is not None:
                self._keep(result.plan, best.left_out)

    def _anew(self, adults: int) -> bool:
        """The first plan of those whom the relaxation needs most, then on fewer of them; whether there is one. Fewer adults mean other
        sections, so that no plan with more of them is a good start.
        """
        self.telling.say("fewest", f"{adults}/{len(self.people)}")
        gone = tuple(sorted(set(self.people).difference(self.order[:adults])))
        kept: list[Plan] = []

        def hear(event: Progress) -> None:
            if not kept and event.plan is not None and self._keep(event.plan, gone):
                kept.append(event.plan)

        limit = self.params.search.seconds
        quick = replace(self.params.search, seconds=None if limit is None else QUICK * limit)
        solve(without(self.problem, gone), self.policy, quick, None, hear, lambda: bool(kept) or self.telling.over())
        if not kept:
            self.tried.append(adults)
            return False
        self._on_fewer(kept[0])
        return True

    @cached_property
    def order(self) -> list[str]:
        """Everybody, the most needed first when there are no more than must be."""
        mine = set(self.people)
        return [person for person in self.capacity.needed(self.least) if person in mine] or self.people

    def attempt(self, adults: int) -> bool:
        """Look for a plan with so many; whether one was found."""
        if adults in self.found:
            return True
        if self.telling.over():
            return False
        larger = [found for number, found in sorted(self.found.items()) if number > adults]
        spared = set(larger[0].left_out) if larger else set()
        mine = sorted(self.order, key=lambda person: person in spared)
        gone = tuple(sorted(set(self.people).difference(mine[:adults])))
        return self._search(adults, gone, larger[0].plan if larger else None)

    def _search(self, adults: int, gone: tuple[str, ...], start: Plan | None) -> bool:
        """Fill the posts of the start with few changes, then improve it; or plan anew."""
        self.telling.say("fewest", f"{adults}/{len(self.people)}")
        fewer = without(self.problem, gone)
        begun = None if start is None else self._refilled(fewer, start)
        result = self._solved(fewer, begun)
        if any(self._keep(plan, gone) for plan in (begun, result.plan) if plan is not None):
            return True
        self.tried.append(adults)
        return False

    def _solved(self, problem: Problem, start: Plan | None) -> Result:
        return solve(problem, self.policy, self.params.search, start, self.telling.search("fewest"), self.telling.over)

    def _refilled(self, fewer: Problem, start: Plan) -> Plan:
        """The start without those who are gone, its posts filled by others with few changes as far as that goes."""
        again = go_on(fewer, start, Decisions())
        policy = Level("B14", "soft").apply(Case(fewer, self.policy)).policy
        refilled = solve(
            again.problem, policy, self.params.search, again.start, self.telling.search("fewest"), self.telling.over
        )
        return prune(fewer, start) if refilled.plan is None else refilled.plan

    def _keep(self, plan: Plan, gone: tuple[str, ...]) -> bool:
        """Keep a plan that breaks no rule without those who are gone."""
        report = check(without(self.problem, gone), self.policy, plan)
        if report.violations:
            return False
        adults = len(self.people) - len(gone)
        values = {tier.name: tier.value for tier in report.tiers}
        known = self.found.get(adults)
        if known is None or list(values.values()) < list(known.values.values()):
            self.found[adults] = _Found(adults, gone, plan.canonical(), values)
        return True


def without(problem: Problem, gone: Sequence[str]) -> Problem:
    """The problem in which some own staff have no duty; they keep their lessons."""
    names = frozenset(gone)
    return replace(problem, staff=tuple(replace(p, takes_part=False) if p.id in names else p for p in problem.staff))


def fewest_adults(
    problem: Problem,
    policy: Policy,
    plan: Plan | None = None,
    params: FewestParams | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled | None = None,
) -> Fewest:
    """Problem, policy, and maybe a plan of it -> the fewest adults of the own staff for a plan without an empty post.

    A number is proven by the joint relaxation and found by a plan that the checker passes; between the two nothing is known.
    cancelled: asked often; what was found until then is handed back. Raises ProblemError for parameters out of range.
    """
    chosen, telling = (params or FewestParams()).checked(), Telling(on_progress, cancelled)
    seconds = None if chosen.search.effort is not None else chosen.search.seconds
    people = _grouped(problem, policy)
    capacity = AdultCapacity(problem, policy, telling, seconds, _named(people))
    telling.say("bounds", "")
    roles = _groups(problem, policy, capacity, people, "role")
    proven = capacity.fewest()
    hunt = _Hunt(problem, policy, chosen, telling, capacity, max(1, proven or 1))
    hunt.all_of_them(plan)
    hunt.concentrate()
    hunt.descend()
    telling.say("bounds", "")
    groups = (*roles, *_groups(problem, policy, capacity, people, "skill"))
    _fill(hunt, chosen.steps)
    points = _points(hunt, capacity)
    best = hunt.found[min(hunt.found)] if hunt.found else None
    names = Names(problem)
    missing = [] if not proven or proven < 2 else capacity.missing(proven - 1)
    return Fewest(
        len(hunt.people), proven, best.adults if best else None, best.left_out if best else (), best.plan if best else None, groups,
        tuple(fact_words(names, fact) for fact in missing[:SHOWN_POSTS]),
        _wishes(capacity, chosen.within, points), points, tuple(sorted(set(hunt.tried) - set(hunt.found))), not telling.stopped,
    )  # fmt: skip


def _grouped(problem: Problem, policy: Policy) -> dict[tuple[str, str], list[str]]:
    """People by role, and by skill that an offering asks for."""
    people, found = taking_part(problem, policy), {}
    for role in dict.fromkeys(person.role for person in people):
        found["role", role] = [person.id for person in people if person.role == role]
    for skill in dict.fromkeys(offering.skill for offering in problem.offerings if offering.skill):
        able = [person.id for person in people if any(one.name == skill for one in person.skills)]
        if able:
            found["skill", skill] = able
    return found


def _named(people: Mapping[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    """Groups by one word."""
    return {f"{kind} {name}": mine for (kind, name), mine in people.items()}


def _groups(
    problem: Problem, policy: Policy, capacity: AdultCapacity, people: Mapping[tuple[str, str], list[str]], wanted: str
) -> tuple[GroupNeed, ...]:
    """Fewest people proven of each group of a kind."""
    return tuple(
        GroupNeed(
            kind,
            name,
            len(mine),
            capacity.fewest_of(f"{kind} {name}"),
            only_theirs(problem, policy, mine) if kind == "role" else (),
        )
        for (kind, name), mine in people.items()
        if kind == wanted
    )


def _fill(hunt: _Hunt, steps: int) -> None:
    """Numbers of adults between the fewest found and all, largest first, so that each begins from a plan with few more."""
    if hunt.found:
        low, high = min(hunt.found), len(hunt.people)
        for step in range(steps, 0, -1):
            hunt.attempt(low + (high - low) * step // (steps + 1))


def _points(hunt: _Hunt, capacity: AdultCapacity) -> tuple[QualityPoint, ...]:
    """Table of quality, most adults first; every figure the least over as many adults or fewer."""
    found, uneven, choice = [], None, None
    for adults, each in sorted(hunt.found.items()):
        uneven = min(each.values.get(EVEN, 0), each.values.get(EVEN, 0) if uneven is None else uneven)
        choice = min(each.values.get(CHOICE, 0), each.values.get(CHOICE, 0) if choice is None else choice)
        found.append(QualityPoint(adults, -(-uneven // CENTI), choice, capacity.choice(adults)))
    found.reverse()
    bounds = [point.choice_bound for point in found]
    known = accumulate((bound or 0 for bound in bounds), max)  # fewer adults lose no less
    rows = zip(found, bounds, known, strict=True)
    return tuple(replace(point, choice_bound=None if bound is None else least) for point, bound, least in rows)


def _wishes(capacity: AdultCapacity, within: Percent, points: tuple[QualityPoint, ...]) -> tuple[WantedQuality, ...]:
    """Even loads, and choices within some percent of the best plan found."""
    if not points:
        return ()
    even = [point.adults for point in points if not point.uneven]
    most = points[0].choice * (100 + within) // 100
    good = [point.adults for point in points if point.choice <= most]
    return (
        WantedQuality("even", 0, None, min(even, default=None)),
        WantedQuality("choice", within, capacity.fewest(most), min(good, default=None)),
    )
