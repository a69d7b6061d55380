"""Given sections by themselves, as one exact model: squads and dream classes with their times, rooms, leaders and pupils, nothing else.

A relaxation of the school: a plan's given sections keep every row, so that what is infeasible here leaves no plan.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from solver.explain.refusal.fact import Conflict, Fact
from solver.explain.refusal.given import dream_fact, offering_words, squad_fact
from solver.explain.refusal.wording import stated, told
from solver.explain.wording import names
from solver.model.build import build
from solver.model.current import Current
from solver.model.families.staffing import COVERAGE
from solver.model.given import GivenSeats
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.scope import Scope
from solver.plan import Plan
from solver.policy.policy import Policy
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.feasibility.given_sections import GIVEN_FAMILIES
from solver.search.soft_policy import COVERAGE_RULES
from solver.words import days_en, days_zh

EFFORT = 1.0
"""Deterministic effort of one solve. Raising it proves more of many sections at once and takes longer."""
MOST_SEATS = 3_000
"""Possible seats (pupil and section) above which dream classes, or all given sections, are left to the linear program. Raising it proves
more of schools with many pupils of low grades, and takes minutes for the largest.
"""
UNTOLD = ("K00", "B08", "B11", "C01")
"""Rules whose rows only say what a given section is."""


class GivenModel:
    """The given sections of an instance of the caller's policy.

    shut: offerings that are refused already and are left out. over: whether time has run out; nothing more is proven then.
    """

    def __init__(self, instance: Instance, shut: Collection[str] = (), over: Callable[[], bool] = lambda: False) -> None:
        self._over = over
        self.instance = Instance(instance.problem, _of_sections(instance.policy))
        self.given: GivenSeats = instance.given
        policy, problem = instance.policy, instance.problem
        squads = [name for name, members in self.given.squads.items() if members] if policy.hard("B11") else []
        dreams = [o.id for o in problem.offerings if o.dream] if policy.hard("B08") and self.given.due else []
        candidates = ([name for name in names if name not in shut] for names in ([*squads, *dreams], squads))
        self.offerings = next((names for names in candidates if self._seats(names) <= MOST_SEATS), [])

    def _seats(self, offerings: Sequence[str]) -> int:
        """Pairs of a pupil and a section of the offerings in which the pupil may sit."""
        sections = {name: self.instance.problem.offering_of[name].max_sections for name in offerings}
        return sum(
            sections.get(name, 0)
            for pupil in self.instance.problem.pupils
            for name in {*(pupil.choices if pupil.clubs else ()), *self.given.to(pupil.id)}
        )

    def conflicts(self) -> Iterator[Conflict]:
        """Independent conflicts: the fewest sections that cannot be together, and the rules that keep them apart."""
        left = list(self.offerings)
        while left and self._infeasible(left):
            core = left
            for name in left:
                rest = [other for other in core if other != name]
                if rest and self._infeasible(rest):
                    core = rest
            yield self._conflict(core)
            left = [name for name in left if name not in core]

    def _conflict(self, core: Sequence[str]) -> Conflict:
        rows = self._rows(core)
        needed = list(dict.fromkeys([*rows.row_rule, *rows.broken]))
        for rule in list(needed):
            rest = [other for other in needed if other != rule]
            if not rows.broken and self._no_solution(rows, set(rest)):
                needed = rest
        return told([*self._sections(core), *self._rules(core, needed)], "exact", irreducible=not rows.broken and not self._over())

    def _sections(self, core: Sequence[str]) -> list[Fact]:
        problem, policy = self.instance.problem, self.instance.policy
        squads = [name for name in core if name in self.given.squads]
        found = self._alike(squads) or [squad_fact(problem.offering_of[name], len(self.given.squads[name]), policy) for name in squads]
        dreams = [name for name in core if problem.offering_of[name].dream]
        if dreams:
            for due in sorted(set(self.given.due.values())):
                pupils = [p for p, n in self.given.due.items() if n == due and set(self.given.to(p)) & set(dreams)]
                found += [dream_fact(pupils, due, problem, policy)] if pupils else []
        return found

    def _alike(self, squads: Sequence[str]) -> list[Fact]:
        """Squads that train as often and on the same days, as one fact."""
        offerings = [self.instance.problem.offering_of[name] for name in squads]
        if len(offerings) < 2 or len({(o.sessions, o.weekdays) for o in offerings}) > 1:
            return []
        often, days = offerings[0].sessions, offerings[0].weekdays
        told_of = "、".join(f"{offering_words(o)}{len(self.given.squads[o.id])} 人" for o in offerings)
        return [stated(
            self.instance.policy, "B11", f"{len(offerings)} 个校队（{told_of}）的队员都要有座位，每队每周 {often} 次，都在{days_zh(days)}",
            f"{len(offerings)} squads ({', '.join(squads)}), whose members all sit in them, {often} times a week each on {days_en(days)}.",
            squads, measured=str(len(offerings)),
        )]  # fmt: skip

    def _rules(self, core: Sequence[str], rules: Sequence[str]) -> list[Fact]:
        """Rules of the conflict, with whom or what they bind here."""
        problem, policy = self.instance.problem, self.instance.policy
        found = []
        for rule in sorted(rules, key=lambda rule: rule != "K02"):  # who is in several is what a school can change
            if rule in UNTOLD or rule not in policy.rules:
                continue
            zh, en = policy.rules[rule].zh, policy.rules[rule].en
            subjects: tuple[str, ...] = ()
            if rule in ("D08", "K01"):
                subjects = tuple(dict.fromkeys(p for name in core for p in self.instance.leaders[name]))
                n, who = len(subjects), names(subjects)
                zh, en = f"能带这些班的只有 {n} 人：{who}", f"Only {n} may lead them: {who}."
            elif rule == "K02":
                twice = self._twice(core)
                zh, en, subjects = "一个人同一时间只能在一处", "Nobody is in two places at once.", tuple(twice)
                if twice:
                    zh = f"其中 {len(twice)} 名学生同在几个班，同一时间只能在一处：{names(twice)}"
                    en = f"{len(twice)} pupils are in several of them, and in one place at a time: {names(twice)}."
            elif rule in ("H07", "I04"):
                kinds = dict.fromkeys(problem.offering_of[name].room_type for name in core)
                subjects = tuple(room.id for room in problem.rooms if room.type in kinds)
                zh, en = f"能用的场地：{names(subjects)}", f"Rooms for them: {names(subjects)}."
            found.append(stated(policy, rule, zh.rstrip("。"), en, subjects))
        return found

    def _twice(self, core: Sequence[str]) -> list[str]:
        return [p for p, offers in self.given.offers.items() if len(set(offers) & set(core)) > 1]

    def _infeasible(self, offerings: Sequence[str]) -> bool:
        rows = self._rows(offerings)
        return bool(rows.broken) or self._no_solution(rows, None)

    def _no_solution(self, rows: LinearModel, rules: set[str] | None) -> bool:
        if rows.broken or self._over():
            return False
        return CpSat(rows, rules).minimise([], SolveLimits(None, EFFORT, 1), stop=self._over).status == "infeasible"

    def _rows(self, offerings: Sequence[str]) -> LinearModel:
        """The rows of these offerings alone: members of other squads owe them nothing here."""
        problem, kept = self.instance.problem, set(offerings)
        sections = frozenset((o.id, number) for o in problem.offerings if o.id in kept for number in range(1, o.max_sections + 1))
        pupils = frozenset(
            p.id for p in problem.pupils if kept & {*(p.choices if p.clubs else ()), *self.given.to(p.id)}
        )
        grades = {problem.grade_of_pupil[pupil] for pupil in pupils}
        people = {p for name in offerings for p in self.instance.leaders[name]}
        people |= set(self.instance.assistants) if any(problem.offering_of[name].assistants for name in offerings) else set()
        scope = Scope(
            slots=frozenset(problem.window_of),
            tutoring=frozenset((grade, day) for grade in grades for day in self.instance.days),
            sections=sections, seat_sections=sections, seat_pupils=pupils, people=frozenset(people), led=sections,
        )  # fmt: skip
        return build(self._only(kept), scope, Current(Plan()), GIVEN_FAMILIES).rows

    def _only(self, offerings: Collection[str]) -> Instance:
        """The instance in which nothing else is given."""
        problem = self.instance.problem
        if all(name in offerings for name in self.offerings):
            return self.instance
        others = tuple(o if o.id in offerings else replace(o, members=(), dream=False) for o in problem.offerings)
        return Instance(replace(problem, offerings=others), self.instance.policy)


def _of_sections(policy: Policy) -> Policy:
    """The policy in which no post but those of sections must be filled: nobody is there for the others."""
    rules = {
        name: replace(rule, level="soft", tier=COVERAGE) if name in COVERAGE_RULES and name != "D08" and rule.level == "hard" else rule
        for name, rule in policy.rules.items()
    }
    return replace(policy, rules=rules)
