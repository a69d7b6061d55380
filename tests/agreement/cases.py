"""Cases: a tiny problem, a policy and a plan near the edge of its rules.

A school gives plans of four kinds: solutions of its model, solutions with a little damage, solutions of the model without
one rule or family (they keep everything else), and a solution with one number of the policy on either side of the point at
which the verdict turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from solver.check.report import check
from solver.model.build import Model, build
from solver.model.context import ModelContext
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.registry import FAMILIES
from solver.model.scope import everything
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.construct.complete import construct
from solver.search.soft_policy import softened
from tests.agreement.familiar import with_familiar
from tests.agreement.furnish import furnished
from tests.agreement.menu_targets import ALL
from tests.agreement.modules import with_modules
from tests.agreement.money import MONEY, capped, moneyed, to_the_fen
from tests.agreement.people import with_people
from tests.agreement.plans import damage, random_solution
from tests.agreement.policies import HARD_NUMBERS, tiny_policy, turning_point, with_level
from tests.agreement.problems import tiny_problem
from tests.agreement.replans import remembering
from tests.agreement.siblings import with_siblings
from tests.agreement.targets import Target

Family = Callable[[ModelContext], None]


@dataclass(frozen=True)
class Case:
    """What checker and model are asked about.

    about: the rule that the case is made for, or "". edge: the number of the policy that decides, if one does.
    """

    seed: int
    problem: Problem
    policy: Policy
    plan: Plan
    about: str = ""
    edge: tuple[str, str] | None = None


SCORING = frozenset({
    "peak", "choice", "breadth", "hand_overs", "rotation", "load_range", "care", "outside_minutes", "spending", "short_nights",
    "changes", "own_and_near", "faces", "week_after_week", "main_subjects", "youngest_first", "near_siblings",
})  # fmt: skip
"""Families that state no hard rule."""
HARD_FAMILIES = tuple(family for family in FAMILIES if family.__name__ not in SCORING)
AIMS = 7
"""Targets that a school aims at."""
BY_RULE: dict[str, list[Target]] = {rule: [x for x in ALL if x.rule == rule] for rule in dict.fromkeys(x.rule for x in ALL)}
TRIES = 3
"""Plans drawn for a target until one breaks its rule alone."""
MODULES_SHARE = 0.3
"""Part of the schools that use optional modules."""
LEFT_OUT = ("D07", "H01", "H07", "I04", "K01", "K03", "K06", "D08", "B06", "D03")
"""Rules that keep columns away, or share their family with another rule: the policy switches them off."""


def whole(problem: Problem, policy: Policy, left_out: Family | None = None) -> Model:
    """The model of everything, less one family."""
    families = [family for family in FAMILIES if family is not left_out]
    return build(Instance(problem, policy), everything(problem, policy), Current(Plan()), families)


def drawn_from(problem: Problem, policy: Policy, left_out: Family | None = None) -> Model:
    """The model of the rules that may be hard, less one family: plans are drawn from it, so that no goal makes the draw longer."""
    families = [family for family in HARD_FAMILIES if family is not left_out]
    return build(Instance(problem, policy), everything(problem, policy), Current(Plan()), families)


def school(seed: int, modules: bool = True) -> tuple[Problem, Policy, Random]:
    """The problem and policy of a seed, and the rest of its random numbers; some schools use optional modules."""
    rng = Random(seed)
    problem = tiny_problem(rng)
    problem, policy = moneyed(problem, tiny_policy(rng, problem), Random(seed + MONEY))
    problem, policy = with_modules(problem, policy, Random(f"modules {seed}"))
    dice = Random(f"blocks {seed}")
    if modules and dice.random() < MODULES_SHARE:
        problem, policy = furnished(problem, policy, dice)
    problem, policy = with_people(problem, policy, Random(f"people {seed}"))
    problem, policy = with_familiar(problem, policy, Random(f"familiar {seed}"))
    problem, policy = with_siblings(problem, policy, Random(f"siblings {seed}"))
    return *remembering(problem, policy, Random(f"replan {seed}")), rng


def plans_of(problem: Problem, policy: Policy, seed: int, rng: Random) -> list[Plan]:
    """Two solutions, or what comes nearest to them."""
    model = drawn_from(problem, policy)
    found = [plan for _ in range(2) if (plan := random_solution(model, rng)) is not None]
    if not found:
        nearest = random_solution(drawn_from(problem, softened(policy)), rng)
        found.append(nearest or construct(Instance(problem, softened(policy)), seed))
    return found


def eased(problem: Problem, policy: Policy, ease: Family | str, rng: Random) -> Plan | None:
    """A solution of the model without a family or rule."""
    if isinstance(ease, str):
        return random_solution(drawn_from(problem, with_level(policy, ease, "off")), rng)
    return random_solution(drawn_from(problem, policy, ease), rng)


def aimed(seed: int, problem: Problem, policy: Policy, target: Target, rng: Random) -> Case | None:
    """A plan that keeps everything but the rule of a target, in a school where that rule bites."""
    problem, policy = target.spoil(problem, policy, rng)
    easier = with_level(policy, target.rule, target.level) if target.level else policy
    plan = random_solution(drawn_from(problem, easier, target.family), rng, eager=True)
    if plan is not None and target.edit is not None:
        plan = target.edit(plan, problem, policy.number("D02", "weeks"), rng).canonical()
    return None if plan is None else Case(seed, problem, policy, plan, target.rule)


def _target(number: int) -> Target:
    """The target of a turn: rules take turns, and so do the targets of each, so that no rule waits for another's many."""
    turn, place = divmod(number, len(BY_RULE))
    own = BY_RULE[list(BY_RULE)[place]]
    return own[turn % len(own)]


def _best_aimed(seed: int, problem: Problem, policy: Policy, target: Target, rng: Random) -> Case | None:
    """The first of a few plans that breaks the rule of the target alone, or the last of them."""
    case = None
    for _ in range(TRIES):
        case = aimed(seed, problem, policy, target, rng)
        if case is None or {v.rule for v in check(case.problem, case.policy, case.plan).violations} == {target.rule}:
            break
    return case


def edges(case: Case, rng: Random, tries: int = 6) -> Iterator[Case]:
    """The same plan under two policies that differ by one in one number, on both sides of the verdict."""
    for rule, name in rng.sample(HARD_NUMBERS, tries):
        turn = turning_point(case.problem, case.policy, case.plan, rule, name)
        if turn is not None:
            for policy in turn:
                yield Case(case.seed, case.problem, policy, case.plan, rule, (rule, name))
            return


def cases(seed: int) -> list[Case]:
    """Some fifteen cases of a school, or a few less."""
    problem, policy, rng = school(seed)
    plans = plans_of(problem, policy, seed, rng)
    weeks = policy.number("D02", "weeks")
    found = [Case(seed, problem, policy, plan) for plan in plans]
    for times in (1, 1, 1, 2):
        plan = rng.choice(plans)
        for _ in range(times):
            plan = damage(plan, problem, weeks, rng)
        found.append(Case(seed, problem, policy, plan))
    eases: tuple[Family | str, ...] = (*HARD_FAMILIES, *LEFT_OUT)
    loose = eased(problem, policy, eases[seed % len(eases)], rng)
    if loose is not None:
        found.append(Case(seed, problem, policy, loose))
    for step in range(AIMS):
        case = _best_aimed(seed, problem, policy, _target(AIMS * seed + step), rng)
        if case is not None:
            found.append(case)
    found += edges(found[0], rng)
    return found + list(_accounts(found[0]))


def _accounts(case: Case) -> Iterator[Case]:
    """The same plan where its accounts come out to the fen, and a fen beside it (G04, G10C)."""
    schools = to_the_fen(case.problem, case.policy, case.plan, case.seed % 7 * 4)
    for about, found in (("G04", schools), ("G10C", capped(case.problem, case.policy, case.plan))):
        for index, (problem, policy) in enumerate(found):
            if index // 2 == case.seed % 2:
                yield Case(case.seed, problem, policy, case.plan, about)


def lifted(case: Case, rules: frozenset[str]) -> Case | None:
    """The case under a policy without the only rule that its plan breaks, or None where that rule is always on."""
    if len(rules) != 1:
        return None
    (rule,) = rules
    if "off" not in case.policy.rules[rule].levels:
        return None
    return replace(case, policy=with_level(case.policy, rule, "off"), about=rule)
