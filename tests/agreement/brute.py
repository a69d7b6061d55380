"""The best plan of a really tiny school by trying every plan, judged by the checker alone.

Decisions are tried component by component. A part is thrown away only when the checker refuses it by itself: with the filling
of posts left open, more assignments and grants never mend a plan. The first two tiers (seated, coverage) are counted before
the check, which spares plans that are already worse than the best one found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from random import Random
from typing import TypeVar

from solver.check.report import check
from solver.plan import (
    FLEX_KINDS,
    TUTORING_KINDS,
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.policy import Policy
from solver.problem import Block, Busy, Problem, Room, Window
from solver.search.soft_policy import softened
from tests.agreement.money import MONEY, moneyed
from tests.agreement.plans import BLOCK_POSTS
from tests.agreement.policies import COVERAGE_RULES, tiny_policy, with_level, with_number, with_weight
from tests.agreement.problems import tiny_problem

T = TypeVar("T")
Values = tuple[int, ...]
Crew = tuple[str, ...]
DAY = 1
WEEK = 1


def toy(seed: int) -> tuple[Problem, Policy]:
    """One class, one or two periods, two or three pupils, three adults, an offering or none, one weekday and week."""
    rng = Random(seed)
    whole = tiny_problem(rng)
    policy = tiny_policy(rng, whole)
    home = whole.classes[0]
    window = whole.window_of[home.grade]
    offerings = tuple(
        replace(o, grades=(home.grade,), weekdays=(DAY,), sessions=1, max_sections=1, assistants=0)
        for o in whole.offerings[:1]
    )
    names = tuple(o.id for o in offerings)
    pupils = tuple(
        replace(p, class_id=home.id, choices=names, clubs=rng.randint(0, len(names)), weekdays=(DAY,) if p.weekdays else ())
        for p in whole.pupils[:3]
    )
    bought = whole.outside[: len(names)]
    problem = replace(
        whole,
        term=replace(whole.term, last=whole.term.first),
        windows=(Window(home.grade, window.start, window.periods[:2], window.dismissals, window.gates),),
        classes=(home,),
        pupils=pupils,
        staff=whole.staff[: 3 - len(bought)],
        outside=tuple(replace(x, weekdays=(DAY,)) for x in bought),
        rooms=tuple(x for x in whole.rooms if x.id in (home.room, "hall", "den")),
        offerings=offerings,
        posts=tuple(replace(x, weekdays=(DAY,)) for x in whole.posts[:1]),
        lessons=tuple(x for x in whole.lessons if x.weekday == DAY and x.staff_id in (None, *(s.id for s in whole.staff[:2]))
                      and x.class_id in (None, home.id)),
    )  # fmt: skip
    problem, policy = moneyed(problem, with_number(policy, "D02", "weeks", 1), Random(seed + MONEY))
    for rule in COVERAGE_RULES:
        policy = with_level(with_weight(policy, rule, 1), rule, "soft" if rng.random() < 0.8 else "hard")
    return problem, policy


def toy_with_block(seed: int) -> tuple[Problem, Policy]:
    """A toy school with lunch or evening study for all of its pupils, in one room with one adult."""
    problem, policy = toy(seed)
    block = (
        Block("meal", "lunch", 700, 740, (DAY,), ("canteen",)) if seed % 2
        else Block("study", "evening", 1100, 1160, (DAY,), ("canteen",))
    )  # fmt: skip
    problem = replace(
        problem,
        rooms=(*problem.rooms, Room("canteen", "canteen", 9, "B")),
        pupils=tuple(replace(p, blocks=(block.id,)) for p in problem.pupils),
        staff=tuple(replace(s, consents=("evening",)) for s in problem.staff),
        blocks=(block,),
    )
    policy = with_number(with_level(policy, "A07", "soft"), "A07", "from_grade", 1)
    return problem, with_number(with_level(policy, "A06", "soft"), "A06", "load_percent", 50)


def toy_with_slots(seed: int) -> tuple[Problem, Policy]:
    """A toy school that may leave at three times, and where a rule or a person makes some of them impossible; of siblings, or not."""
    problem, policy = toy(seed)
    rng = Random(seed)
    window = problem.windows[0]
    slots = tuple(max(window.dismissals) + more for more in (0, 15, 30))
    family = "f" if seed % 2 else ""
    pupils = tuple(
        replace(p, family=family, late_until=None if p.late_until is None else slots[-1] + 20) for p in problem.pupils
    )
    problem = replace(problem, windows=(replace(window, dismissals=slots),), pupils=pupils)
    turn, at = rng.choice(("end of work", "absence", "minutes")), rng.choice(slots)
    if turn == "end of work":
        policy = with_number(with_level(policy, "A03", "hard"), "A03", "waiver_minutes", 0)
        return replace(problem, term=replace(problem.term, work_end=at)), policy
    for rule in ("D08", "H04"):
        policy = with_level(policy, rule, "hard")
    if turn == "absence":
        away = Busy(DAY, at + 11, 24 * 60)
        staff = tuple(replace(person, unavailable=(*person.unavailable, away)) for person in problem.staff)
        return replace(problem, staff=staff), policy
    most = max(window.periods[-1].end, at) + 10 - window.periods[-1].start
    return problem, with_number(policy, "D10", "minutes_per_day", most)


def left_at(problem: Problem, minute: int) -> Problem:
    """The toy school with one of its slots alone."""
    return replace(problem, windows=(replace(problem.windows[0], dismissals=(minute,)),))


def subsets(items: Iterable[T], most: int | None = None) -> Iterator[tuple[T, ...]]:
    """All subsets, smallest first."""
    found = tuple(items)
    return chain.from_iterable(combinations(found, k) for k in range((len(found) if most is None else most) + 1))


@dataclass
class Brute:
    """Tries every plan of one problem."""

    problem: Problem
    policy: Policy

    def __post_init__(self) -> None:
        self.open = with_level(softened(self.policy), "G04", "off")  # more people do mend what is left of an income
        self.lone = with_level(self.open, "D01", "off")
        self.tried = 0
        self._fits: dict[tuple[str, frozenset[Post], tuple[Section, ...]], Plan | None] = {}

    def best(self) -> Values | None:
        """The least vector of tiers over all accepted plans, or None when there is none."""
        best: Values | None = None
        for skeleton in self.skeletons():
            posts = self.posts(skeleton)
            places = sum(headcount for _, headcount in posts)
            for crews in self.crews(skeleton, posts):
                missing = places - sum(len(crew) for crew in crews)
                if best is None or (0, missing) <= best[:2]:
                    value = self.value(self.staffed(skeleton, posts, crews))
                    best = value if best is None or (value is not None and value < best) else best
        return best

    def value(self, plan: Plan) -> Values | None:
        """The tiers of a plan that the checker accepts."""
        self.tried += 1
        report = check(self.problem, self.policy, plan)
        return tuple(tier.value for tier in report.tiers) if report.valid else None

    # the school's part ----------------------------------------------------------------------------------------------

    def skeletons(self) -> Iterator[Plan]:
        """All plans without people that break nothing but the filling of posts."""
        window = self.problem.windows[0]
        dismissals = [Dismissal(window.grade, m, e) for m in window.dismissals for e in window.gates]
        fees = self.fees()
        for dismissal, tutoring, late in product(dismissals, self.tutorings(window), self.lates()):
            base = Plan(dismissals=(dismissal,), tutoring=tutoring, late_care=late, fees=fees)
            if self.mendable(base):
                for sections, seats in self.clubs(window):
                    bare = replace(base, sections=sections, seats=seats)
                    if self.mendable(bare):
                        yield from self.with_groups(bare, window)

    def mendable(self, plan: Plan) -> bool:
        """Whether care groups could still make the plan good: they mend nothing but A01 and A04."""
        return {v.rule for v in check(self.problem, self.open, plan).violations} <= {"A01", "A04"}

    def with_groups(self, plan: Plan, window: Window) -> Iterator[Plan]:
        home = self.problem.classes[0].id
        for held in subsets(range(len(window.periods))):
            found = replace(plan, care_groups=tuple(CareGroup(DAY, p, home, (home,)) for p in held))
            if check(self.problem, self.open, found).valid:
                yield found

    def fees(self) -> tuple[Fee, ...]:
        """The fee of each pupil: it touches nothing else, so each is found alone."""
        found = []
        for pupil in self.problem.pupils:
            for fen in range(2_001) if pupil.weekdays else ():
                report = check(self.problem, self.policy, Plan(fees=(Fee(pupil.id, fen),)))
                if not any(v.rule == "G02" and v.subjects == (pupil.id,) for v in report.violations):
                    found.append(Fee(pupil.id, fen))
                    break
        return tuple(found)

    def tutorings(self, window: Window) -> list[tuple[Tutoring, ...]]:
        """No tutoring, or one period of it; of kinds that the checker takes, which only B02 asks, the first will do."""
        found: list[tuple[Tutoring, ...]] = [()]
        for period in range(len(window.periods)):
            for kind in TUTORING_KINDS:
                record = (Tutoring(window.grade, DAY, period, kind),)
                report = check(self.problem, self.policy, Plan(tutoring=record))
                if not any(v.rule == "B02" for v in report.violations):
                    found.append(record)
                    break
        return found

    def lates(self) -> list[tuple[LateCare, ...]]:
        return [(), *((LateCare(DAY, rooms),) for rooms in subsets(x.id for x in self.problem.rooms) if rooms)]

    def clubs(self, window: Window) -> Iterator[tuple[tuple[Section, ...], tuple[Seat, ...]]]:
        yield (), ()
        for offering in self.problem.offerings:
            for period, room in product(window.periods, self.problem.rooms):
                section = Section(offering.id, 1, (Session(DAY, period.start, room.id),))
                for pupils in subsets(p.id for p in self.problem.pupils):
                    yield (section,), tuple(Seat(pupil, offering.id, 1) for pupil in pupils)

    # the people's part ----------------------------------------------------------------------------------------------

    def posts(self, plan: Plan) -> list[tuple[Post, int]]:
        """Every post of a plan with its headcount, as the table of the plan has them."""
        found = [(Post("care", DAY, g.host, g.period), 1) for g in plan.care_groups]
        found += [(Post("lead", 0, s.offering, s.number), 1) for s in plan.sections]
        found += [(Post("gate", DAY, x.gate, x.minute), self.problem.gate_of[x.gate].staff) for x in plan.dismissals]
        found += [(Post("fixed", DAY, x.id, 0), x.headcount) for x in self.problem.posts]
        found += [(Post(BLOCK_POSTS.get(b.kind, "block"), DAY, b.id, 0), 1) for b in self.problem.blocks]
        late = sum(1 for p in self.problem.pupils if p.late_until is not None and p.weekdays)
        if late:
            each, least = self.policy.number("A08", "pupils_per_adult"), self.policy.number("A08", "min_adults")
            found.append((Post("late", DAY, "", 0), max(least, -(-late // each))))
        return found

    def crews(self, plan: Plan, posts: list[tuple[Post, int]]) -> Iterator[tuple[Crew, ...]]:
        """Every way to man the posts in which each person alone is accepted, with most people first."""
        people = (*self.problem.staff_of, *self.problem.outside_of)
        options = [
            [crew for crew in subsets(people, min(headcount, len(people))) if all(self.fit(plan, p, {post}) for p in crew)]
            for post, headcount in posts
        ]
        ways = [
            crews
            for crews in product(*options)
            if all(self.fit(plan, p, {post for (post, _), crew in zip(posts, crews, strict=True) if p in crew}) for p in people)
        ]
        yield from sorted(ways, key=lambda crews: -sum(map(len, crews)))

    def fit(self, plan: Plan, person: str, posts: set[Post]) -> Plan | None:
        """The plan with this person alone on the posts and the most flex grants the checker takes, or None."""
        key = person, frozenset(posts), plan.sections
        if key not in self._fits:
            stands = tuple(Assignment(post, 0 if post.kind == "lead" else WEEK, person) for post in posts)
            alone = replace(plan, assignments=stands)
            own = person in self.problem.staff_of
            kinds: tuple[tuple[str, ...], ...] = (*((kind,) for kind in FLEX_KINDS), ()) if own else ((),)
            tries = (replace(alone, flex=tuple(Flex(person, WEEK, DAY, kind) for kind in kinds_)) for kinds_ in kinds)
            self._fits[key] = next((x for x in tries if check(self.problem, self.lone, x).valid), None)
        return self._fits[key]

    def staffed(self, plan: Plan, posts: list[tuple[Post, int]], crews: tuple[Crew, ...]) -> Plan:
        assignments: list[Assignment] = []
        flex: list[Flex] = []
        for person in (*self.problem.staff_of, *self.problem.outside_of):
            own = {post for (post, _), crew in zip(posts, crews, strict=True) if person in crew}
            alone = self.fit(plan, person, own)
            assert alone is not None
            assignments += alone.assignments
            flex += alone.flex
        return replace(plan, assignments=tuple(assignments), flex=tuple(flex))
