"""A fallback for every section that somebody from outside leads: who takes over, or where its pupils go (E08).

S4: 对不合格机构、师资及时清退. When an instructor has to go, the school must know at once what becomes of the sections. One
instructor at a time is taken away, with all of his or her sections, and for each section the first of these is taken that
gives a plan in which the checker finds nothing that it did not find before, and no more empty posts:

1. ``own``: another of the own staff leads it, the least burdened first.
2. ``outside``: an outside instructor of another organisation leads it.
3. ``merge``: its pupils go to another section of the same offering that the instructor does not lead.
4. ``close``: its pupils go back to care; groups are regrouped and further adults found where that is needed.
5. ``none``: none of these; ``lacking`` says when and for which class an adult or a room is missing.

The fallbacks of one instructor hold together: each is found in the plan that the ones before it leave. Those of different
instructors are found independently of one another, each in the plan as it is. Nothing else of the plan is moved, except that
flex grants are withdrawn where they no longer hold (D03). All is computed from problem, policy and plan, without a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from solver.check.report import check
from solver.explain.fallback.regroup import Lacking, grants_that_hold, regrouped
from solver.explain.fallback.roster import Roster
from solver.model.instance import Instance
from solver.plan.plan import Assignment, Plan, Post, Section
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK

KINDS = ("own", "outside", "merge", "close", "none")
COVERAGE = "coverage"


@dataclass(frozen=True)
class Fallback:
    """What becomes of one section when ``leader`` is gone.

    kind: of :data:`KINDS`. person: who takes over (own, outside). into: the section that takes the pupils in (merge).
    pupils: who is moved (merge, close). groups: (class, weekday, period, host) of those whose care group is another one then.
    adults: further assignments to care that this needs. lacking: what is missing (none). plan: the plan after this and the
    instructor's earlier fallbacks, or None.
    """

    leader: str
    section: tuple[str, int]
    kind: str
    person: str = ""
    into: tuple[str, int] | None = None
    pupils: tuple[str, ...] = ()
    groups: tuple[tuple[str, int, int, str], ...] = ()
    adults: tuple[Assignment, ...] = ()
    lacking: Lacking | None = None
    plan: Plan | None = None


class Fallbacks:
    """The fallbacks of one plan."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan) -> None:
        self.problem = problem
        self.policy = policy
        self.plan = plan.canonical()
        self.instance = Instance(problem, policy)
        report = check(problem, policy, self.plan)
        self._known = frozenset(report.violations)
        self.whole = not any(violation.rule == "K00" for violation in report.violations)
        self._empty = {tier.name: tier.value for tier in report.tiers}.get(COVERAGE, 0)

    def all(self) -> tuple[Fallback, ...]:
        """For every outside instructor who leads, in the problem's order, and every section, in the plan's order."""
        return tuple(found for person in self.problem.outside for found in self.of(person.id))

    def of(self, leader: str) -> Iterator[Fallback]:
        """The fallbacks of one instructor's sections, each in the plan that the earlier ones leave."""
        plan = self.plan
        for section in _led_by(plan, leader):
            found = self._first(plan, section, leader)
            plan = found.plan or plan
            yield found

    def _first(self, plan: Plan, section: Section, leader: str) -> Fallback:
        fallback = Fallback(leader, (section.offering, section.number), "none")
        for person, kind in self._leaders(plan, section, leader):
            made = self._sound(_led(plan, section, person))
            if made is not None:
                return replace(fallback, kind=kind, person=person, plan=made)
        seated = tuple(s.pupil for s in plan.seats if (s.offering, s.number) == fallback.section)
        closed = _closed(plan, section)
        for other in self._sisters(plan, section, leader):
            seats = tuple(s._replace(number=other.number) for s in plan.seats if (s.offering, s.number) == fallback.section)
            tried = self._settled(replace(closed, seats=(*closed.seats, *seats)), plan)
            if not isinstance(tried, Lacking):
                return replace(tried, leader=leader, section=fallback.section, kind="merge",
                               into=(other.offering, other.number), pupils=seated)  # fmt: skip
        tried = self._settled(closed, plan)
        if isinstance(tried, Lacking):
            return replace(fallback, lacking=tried)
        return replace(tried, leader=leader, section=fallback.section, kind="close", pupils=seated)

    def _leaders(self, plan: Plan, section: Section, leader: str) -> Iterator[tuple[str, str]]:
        """(person, kind) of those who may lead the section and are free, the least burdened of the own staff first."""
        problem, eligibility = self.problem, self.instance.eligibility
        roster = Roster(self.instance, plan)
        there = {a.person for a in plan.assignments if (a.post.subject, a.post.detail) == (section.offering, section.number)}
        able = [p for p in self.instance.leaders[section.offering] if p not in there and roster.may_lead(p, section)]
        own = sorted((p for p in able if p in problem.staff_of), key=lambda p: (roster.minutes(p), p))
        yield from ((person, "own") for person in own)
        organisation = problem.outside_of[leader].organisation
        for person in able:
            other = problem.outside_of.get(person)
            if other is None or other.organisation == organisation:
                continue
            if all(eligibility.vetted(other, session.weekday) is None for session in section.sessions):
                yield person, "outside"

    def _sisters(self, plan: Plan, section: Section, leader: str) -> list[Section]:
        """Other sections of the offering with room for all pupils, those that meet at the same times first."""
        heads = dict.fromkeys(((s.offering, s.number) for s in plan.sections), 0)
        for seat in plan.seats:
            heads[seat.offering, seat.number] += 1
        own = heads[section.offering, section.number]
        most = self.problem.offering_of[section.offering].maximum if self.policy.hard("C06") else 10**9
        gone = {(s.offering, s.number) for s in _led_by(plan, leader)}
        times = [(x.weekday, x.start) for x in section.sessions]
        found = [
            s for s in plan.sections
            if s.offering == section.offering and (s.offering, s.number) not in gone
            and heads[s.offering, s.number] + own <= most
        ]  # fmt: skip
        return sorted(found, key=lambda s: ([(x.weekday, x.start) for x in s.sessions] != times, s.number))

    def _settled(self, plan: Plan, before: Plan) -> Fallback | Lacking:
        """The plan with its care groups put right, as a fallback without its names; or what is missing."""
        made = regrouped(self.instance, plan)
        if isinstance(made, Lacking):
            return made
        sound = self._sound(made)
        if sound is None:
            return Lacking("", 0, 0)
        old = set(before.assignments)
        adults = tuple(a for a in sound.assignments if a not in old)
        hosts = {(home, g.weekday, g.period): g.host for g in before.care_groups for home in g.classes}
        moved = tuple(
            (home, g.weekday, g.period, g.host)
            for g in sound.care_groups
            for home in g.classes
            if hosts.get((home, g.weekday, g.period)) != g.host
        )
        return Fallback("", ("", 0), "", groups=moved, adults=adults, plan=sound)

    def _sound(self, plan: Plan) -> Plan | None:
        """The plan without flex grants that no longer hold, if the checker finds nothing new and no post more is empty."""
        made = grants_that_hold(self.problem, self.policy, plan)
        report = check(self.problem, self.policy, made)
        empty = {tier.name: tier.value for tier in report.tiers}.get(COVERAGE, 0)
        return made if self._known.issuperset(report.violations) and empty <= self._empty else None


def fallbacks(problem: Problem, policy: Policy, plan: Plan) -> tuple[Fallback, ...]:
    """The fallbacks of every section that an outside instructor leads; none where the school does it all by itself.

    Nor for a plan that names what does not exist (K00): there is nothing to rely on.
    """
    if not any(a.post.kind == "lead" and a.person in problem.outside_of for a in plan.assignments):
        return ()
    found = Fallbacks(problem, policy, plan)
    return found.all() if found.whole else ()


def _led_by(plan: Plan, leader: str) -> list[Section]:
    led = {(a.post.subject, a.post.detail) for a in plan.assignments if a.post.kind == "lead" and a.person == leader}
    return [s for s in plan.sections if (s.offering, s.number) in led]


def _led(plan: Plan, section: Section, person: str) -> Plan:
    """The plan with another leader of the section."""
    post = Post("lead", 0, section.offering, section.number)
    kept = tuple(a for a in plan.assignments if a.post != post)
    return replace(plan, assignments=(*kept, Assignment(post, EVERY_WEEK, person)))


def _closed(plan: Plan, section: Section) -> Plan:
    """The plan without the section, its seats and its posts."""
    key = section.offering, section.number
    return replace(
        plan,
        sections=tuple(s for s in plan.sections if s != section),
        seats=tuple(s for s in plan.seats if (s.offering, s.number) != key),
        assignments=tuple(
            a for a in plan.assignments if a.post.kind not in ("lead", "assist") or (a.post.subject, a.post.detail) != key
        ),
    )
