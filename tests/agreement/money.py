"""Money in tiny schools: tiers, categories, caps and roundings, and plans whose accounts come out to the fen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from solver.check.families import accounts
from solver.check.plan_index import PlanIndex
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import EXEMPT_CATEGORIES, Contract, Expense, FeeItem, PayTier, Problem
from tests.agreement.policies import with_level, with_number

School = tuple[Problem, Policy]
Spoil = Callable[[Problem, Policy, Random], School]
MONEY = 10**6
"""Added to a seed, so that the money of a school does not follow its other random numbers."""
TIERS = (PayTier("A", 7500), PayTier("B", 5000))


def moneyed(problem: Problem, policy: Policy, rng: Random) -> School:
    """The school with pay by tiers, categories of exemption, caps of agreements and other roundings, each now and then."""
    if rng.random() < 0.4:
        policy = with_number(policy, "G02", "rounding", rng.randint(0, 3))
    if rng.random() < 0.4:
        policy = with_number(policy, "G10", "rounding", rng.randint(0, 3))
    if rng.random() < 0.3:
        staff = tuple(replace(x, tier=rng.choice((None, "A", "B"))) for x in problem.staff)
        problem = replace(problem, staff=staff, money=replace(problem.money, tiers=TIERS))
    if rng.random() < 0.3:
        problem = categorised(problem, policy, rng)[0]
    if rng.random() < 0.15:
        outside = tuple(replace(x, contract_cap=rng.choice((None, 9000, 20_000, 60_000))) for x in problem.outside)
        contracts = (Contract("org", rng.choice((20_000, 80_000))),) if outside else ()
        problem = replace(problem, outside=outside, money=replace(problem.money, contracts=contracts))
    if rng.random() < 0.15:
        policy = with_number(with_level(policy, "G04", "soft"), "G04", "percent", rng.choice((0, 10)))
        problem = replace(problem, money=replace(problem.money, subsidy=rng.choice((0, 100_000, 300_000))))
    return problem, policy


def categorised(problem: Problem, policy: Policy, rng: Random) -> School:
    """Most pupils have a category in place of a percentage."""
    pupils = tuple(
        replace(x, exempt=0, category=rng.choice(EXEMPT_CATEGORIES)) if rng.random() < 0.8 else x for x in problem.pupils
    )
    return replace(problem, pupils=pupils), policy


def fortnights(problem: Problem) -> Problem:
    """The same weekdays in three weeks: those of the first week of the template come twice, those of the second once."""
    term, days = problem.term, len(problem.weekdays)
    last = term.first + timedelta(days=14 + days - 1)
    free = [term.first + timedelta(days=n) for n in range(15 + days)]
    holidays = tuple(day for day in free if day.weekday() < 5 and day.weekday() >= days and day <= last)
    moved = timedelta(days=14)
    outside = tuple(
        replace(x, approved_to=x.approved_to and x.approved_to + moved, insured_to=x.insured_to and x.insured_to + moved)
        for x in problem.outside
    )
    return replace(problem, term=replace(term, last=last, holidays=holidays), outside=outside)


def supported(problem: Problem, policy: Policy, rng: Random) -> School:
    """Income somewhere about the cost, and a band that is wide or narrow (G04)."""
    money = replace(problem.money, subsidy=rng.choice((50_000, 150_000, 250_000, 350_000, 450_000)))
    policy = with_number(with_level(policy, "G04", "hard"), "G04", "percent", rng.choice((5, 60, 90)))
    return fortnights(replace(problem, money=money)), policy


def unlike(problem: Problem, policy: Policy, rng: Random) -> School:
    """A fee that is the local one, or a fen more or less (G01)."""
    return problem, with_number(with_level(policy, "G01", "hard"), "G01", "fen_per_classhour", 200 + rng.choice((-1, 0, 1)))


def unpublished(problem: Problem, policy: Policy, rng: Random) -> School:
    """Charges made public a day before the service, on its first day, a day too late, or never (G03)."""
    first = problem.term.first
    day = rng.choice((None, first - timedelta(days=1), first, first + timedelta(days=1)))
    return replace(problem, money=replace(problem.money, published=day)), with_level(policy, "G03", "hard")


def unasked(problem: Problem, policy: Policy, rng: Random) -> School:
    """The same of the teachers' agreement (G12)."""
    first = problem.term.first
    day = rng.choice((None, first - timedelta(days=1), first, first + timedelta(days=1)))
    return replace(problem, money=replace(problem.money, agreed=day)), with_level(policy, "G12", "hard")


def badly_paid(problem: Problem, policy: Policy, rng: Random) -> School:
    """A floor at the lowest rate, or a fen above it (G05)."""
    problem = tiered(problem)
    return problem, with_number(with_level(policy, "G05", "hard"), "G05", "fen_per_classhour", 5000 + rng.choice((0, 0, 1)))


def well_paid(problem: Problem, policy: Policy, rng: Random) -> School:
    """A cap at the highest rate, or a fen below it; and as many tiers as are asked for, or one less (G06)."""
    problem = tiered(problem)
    policy = with_number(with_level(policy, "G06", "hard"), "G06", "fen_per_classhour", 7500 - rng.choice((0, 0, 1)))
    return problem, with_number(policy, "G06", "tiers", rng.choice((2, 2, 3)))


def tiered(problem: Problem) -> Problem:
    """Everybody in one of two tiers, and both are held."""
    staff = tuple(replace(x, tier="AB"[i % 2], takes_part=True) for i, x in enumerate(problem.staff))
    return replace(problem, staff=staff, money=replace(problem.money, tiers=TIERS))


def spent(kind: str) -> Spoil:
    """Money spent on something (G07)."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        items = (Expense("x", kind, 100),) if rng.random() < 0.7 else ()
        return replace(problem, money=replace(problem.money, expenses=items)), with_level(policy, "G07", "hard")

    return spoil


def charged(kind: str) -> Spoil:
    """Families charged for something (G13)."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        items = (FeeItem("x", kind, 100),) if rng.random() < 0.7 else ()
        return replace(problem, money=replace(problem.money, fee_items=items)), with_level(policy, "G13", "hard")

    return spoil


def to_the_fen(problem: Problem, policy: Policy, plan: Plan, percent: int) -> Iterator[School]:
    """Schools whose accounts under the plan are even, a fen short, as much over as is allowed, and a fen more (G04)."""
    policy = with_number(with_level(policy, "G04", "hard"), "G04", "percent", percent)  # less than 100
    bare = replace(problem, money=replace(problem.money, subsidy=0, fee_items=()))
    comes = accounts.income(bare, policy)
    bare = replace(bare, money=replace(bare.money, expenses=(Expense("x", "volunteer", comes + 1),)))
    cost = accounts.cost(PlanIndex(bare, policy, plan))
    most = 100 * cost // (100 - percent)  # the largest income of which the cost leaves no more than the percentage
    for total in (cost, cost - 1, most, most + 1):
        yield replace(bare, money=replace(bare.money, subsidy=total - comes)), policy


def capped(problem: Problem, policy: Policy, plan: Plan) -> Iterator[School]:
    """Agreements that are used up to the fen by the plan, and a fen less; of a person and of an organisation (G10C)."""
    policy = with_level(policy, "G10C", "hard")
    free = replace(
        problem,
        outside=tuple(replace(x, contract_cap=None) for x in problem.outside),
        money=replace(problem.money, contracts=()),
    )
    paid = {person: fen for person, fen in accounts.term_pay(PlanIndex(free, policy, plan)).items() if person in problem.outside_of and fen}
    for less in (0, 1) if paid else ():
        caps = tuple(replace(x, contract_cap=paid[x.id] - less if x.id in paid else None) for x in free.outside)
        yield replace(free, outside=caps), policy
        contracts = (Contract("org", sum(paid.values()) - less),)
        yield replace(free, money=replace(free.money, contracts=contracts)), policy
