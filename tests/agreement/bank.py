"""A bank of cases on which every mutant of a rule shows itself: near-edge plans, with what checker and model say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, islice
from random import Random

from solver.check.report import Report, check
from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.scope import everything
from solver.plan import Seat
from tests.agreement.cases import Case, aimed, cases, drawn_from, school
from tests.agreement.fixing import Held, Verdict
from tests.agreement.menu_targets import ALL
from tests.agreement.money import capped, to_the_fen
from tests.agreement.plans import random_solution
from tests.agreement.policies import HARD_NUMBERS, SOFT_NUMBERS, turning_point, with_level, with_number
from tests.agreement.siblings import ORDER
from tests.agreement.targets import Target
from tests.agreement.time_targets import HOURS, SPANNING

SEEDS = range(9_000, 9_018)
WIDE_SECTIONS = (9_042,)
"""Schools with plans in which a section ends by the grades that sit there, not by all that may attend."""
AIMED = range(9_100, 9_140)
LONGER = 800
"""Minutes by which a patrol may be longer."""
FURTHER = range(9_200, 9_260)
ENOUGH = 5
"""Schools after which a target does without plans that keep its rule."""
TIRED = 12
"""Schools after which half as many plans that break its rule alone are enough: few targets get there, and then find one in ten."""
BLOCK_RULES = {"block": "A06", "evening": "A07", "weekend": "A14", "qa": "B05"}
"""Kind of post -> the rule that it is filled."""
AIMED_AT_ONE = 4
"""Plans of each target that break its rule alone, and as many that keep it where it bites."""
TURNS = 2
"""Turning points of each number."""
TRIES = 150


@dataclass(frozen=True)
class Item:
    """A case, the sound model of its problem with the plan as its hints, and the sound answers."""

    case: Case
    model: Model
    report: Report
    said: Verdict

    @cached_property
    def activities(self) -> list[int]:
        """The value of every row at the hints."""
        rows = self.model.rows
        return [
            sum(rows.coefficients[i] * rows.hint[rows.columns[i]] for i in range(rows.starts[row], rows.starts[row + 1]))
            for row in range(len(rows.row_rule))
        ]

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules that the plan breaks."""
        return frozenset(v.rule for v in self.report.violations)


def _aimed(targets: Iterable[Target]) -> Iterator[Case]:
    """For each of the targets, a few plans that break its rule and nothing else, and a few that keep it where it bites."""
    for target in targets:
        broken = kept = 0
        for seed in AIMED:
            problem, policy, rng = school(seed, modules=False)
            case = aimed(seed, problem, policy, target, rng)
            if case is None:
                continue
            rules = {v.rule for v in check(case.problem, case.policy, case.plan).violations}
            if rules == {target.rule} and broken < AIMED_AT_ONE:
                broken += 1
                yield case
                sound = random_solution(drawn_from(case.problem, case.policy), rng, eager=True)
                if sound is not None:
                    yield replace(case, plan=sound)
            elif not rules and kept < AIMED_AT_ONE:
                kept += 1
                yield case
            tried = seed - AIMED[0]
            wanted = AIMED_AT_ONE if tried < TIRED else AIMED_AT_ONE // 2
            if broken >= wanted and (kept == AIMED_AT_ONE or tried >= ENOUGH):
                break


def _more(rule: str) -> Iterator[Case]:
    """Sound plans of further schools in which the rule bites, as long as somebody asks."""
    for seed in FURTHER:
        for target in ALL:
            if target.rule == rule:
                problem, policy, rng = school(seed, modules=False)
                problem, policy = target.spoil(problem, policy, rng)
                plan = random_solution(drawn_from(problem, policy), rng, eager=True)
                if plan is not None:
                    yield Case(seed, problem, policy, plan, rule)


def _one_short(accepted: Iterable[Case]) -> Iterator[Case]:
    """Plans with 100 * own minutes one less than the percentage of all minutes (D01), by a patrol that begins earlier."""
    for case in accepted:
        minutes = check(case.problem, case.policy, case.plan).facts.minutes
        bought = sum(minutes[person] for person in case.problem.outside_of)
        patrol, *others = case.problem.posts
        turns = sum(a.post.subject == patrol.id for a in case.plan.assignments)
        for earlier in range(LONGER) if bought and turns else ():
            own = sum(minutes.values()) - bought + turns * earlier
            percent, left = divmod(100 * own + 1, own + bought)
            if not left and percent <= 100:
                posts = (replace(patrol, start=patrol.start - earlier), *others)
                policy = with_number(with_level(case.policy, "D01", "hard"), "D01", "percent", percent)
                policy = with_level(policy, "D10", "off")
                short = replace(case, problem=replace(case.problem, posts=posts), policy=policy, about="D01")
                if {v.rule for v in check(short.problem, short.policy, short.plan).violations} == {"D01"}:
                    yield short
                    break


def _rotating() -> Iterator[Case]:
    """Plans in which the last of the staff, as the only one for the patrol, stands there in both weeks (D02R)."""
    for seed in FURTHER:
        problem, policy, rng = school(seed, modules=False)
        *staff, last = (replace(x, role="subject") if x.role == "admin" else x for x in problem.staff)
        last = replace(last, role="admin", takes_part=True, unavailable=(), max_days=None)
        problem = replace(
            problem,
            staff=(*staff, last),
            pupils=tuple(replace(x, late_until=None) for x in problem.pupils),
            posts=problem.posts[:1],
        )
        policy = with_level(with_level(with_number(policy, "D02", "weeks", 2), "D02R", "soft"), "H01", "hard")
        plan = random_solution(drawn_from(problem, policy), rng)
        if plan is not None:
            yield Case(seed, problem, policy, plan, "D02R")


def _turns(accepted: list[Case]) -> Iterator[Case]:
    """For each number of a hard or soft rule, policies on both sides of a few turning points."""
    for index, (rule, name) in enumerate((*HARD_NUMBERS, *SOFT_NUMBERS)):
        order = [case for case in accepted if name in case.policy.rules[rule].numbers and case.policy.on(rule)]
        Random(index).shuffle(order)
        order.sort(key=lambda case: case.about != rule)
        found = 0
        for case in chain(order[:TRIES], _more(rule)):
            turn = turning_point(case.problem, case.policy, case.plan, rule, name)
            if turn is not None:
                for policy in turn:
                    yield Case(case.seed, case.problem, policy, case.plan, rule, (rule, name))
                found += 1
            if found == TURNS:
                break


def _accounts(accepted: Iterable[Case]) -> Iterator[Case]:
    """Accounts that come out to the fen, and a fen beside it (G04, G10C)."""
    used = 0
    for case in accepted:
        caps = list(capped(case.problem, case.policy, case.plan))
        if caps and used < AIMED_AT_ONE:
            used += 1
            for about, found in (("G04", to_the_fen(case.problem, case.policy, case.plan, 10)), ("G10C", caps)):
                for problem, policy in found:
                    yield Case(case.seed, problem, policy, case.plan, about)


def _unfilled(accepted: Iterable[Case]) -> Iterator[Case]:
    """Plans with one empty post of an optional module whose rule is soft: what the post weighs shows (A06, A07, A14, B05)."""
    used: Counter[str] = Counter()
    for case in accepted:
        for a in case.plan.assignments:
            rule = BLOCK_RULES.get(a.post.kind, "")
            if rule and case.policy.on(rule) and used[rule] < AIMED_AT_ONE:
                rest = tuple(other for other in case.plan.assignments if other != a)
                short = replace(case, policy=with_level(case.policy, rule, "soft"), plan=replace(case.plan, assignments=rest))
                if check(short.problem, short.policy, short.plan).valid:
                    used[rule] += 1
                    yield replace(short, about=rule)
                    break


def _leaving(accepted: Iterable[Case]) -> Iterator[Case]:
    """Plans in which somebody leaves on the last service date, and has a duty on its weekday (K01)."""
    for case in accepted:
        day, weekday = max(case.problem.term.service_dates())
        there = [a.person for a in case.plan.assignments if a.post.weekday == weekday and a.person in case.problem.staff_of]
        if there and case.policy.on("K01"):
            staff = tuple(replace(x, left=day) if x.id == min(there) else x for x in case.problem.staff)
            last = replace(case, problem=replace(case.problem, staff=staff), about="K01")
            if check(last.problem, last.policy, last.plan).valid:
                yield last


def _given_twice(accepted: Iterable[Case]) -> Iterator[Case]:
    """Plans in which somebody sits in one dream class more than is due (B08)."""
    for case in chain(accepted, _more("B08")):
        dreams = [x for x in case.plan.sections if case.problem.offering_of[x.offering].dream]
        for seat in case.plan.seats:
            for section in dreams:
                if section.offering != seat.offering:
                    seats = (*case.plan.seats, Seat(seat.pupil, section.offering, section.number))
                    twice = replace(case, plan=replace(case.plan, seats=seats).canonical(), about="B08")
                    if {v.rule for v in check(twice.problem, twice.policy, twice.plan).violations} == {"B08"}:
                        yield twice


@cache
def bank() -> list[Item]:
    """Every item, those that break a single rule first."""
    found = [case for seed in SEEDS for case in cases(seed)] + list(_aimed((*ALL, *HOURS, *ORDER)))
    accepted = [case for case in found if check(case.problem, case.policy, case.plan).valid]
    found += [*_turns(accepted), *_accounts(accepted), *islice(_rotating(), AIMED_AT_ONE)]
    found += [*_unfilled(accepted), *islice(_given_twice(accepted), AIMED_AT_ONE)]
    found += islice(_one_short(chain(accepted, _more("E04"))), AIMED_AT_ONE)
    found += _aimed(SPANNING)
    found += [case for seed in WIDE_SECTIONS for case in cases(seed)]
    found += islice(_leaving(accepted), AIMED_AT_ONE)
    items = []
    for case in found:
        model = build(Instance(case.problem, case.policy), everything(case.problem, case.policy), Current(case.plan))
        report = check(case.problem, case.policy, case.plan)
        items.append(Item(case, model, report, Held(model).verdict(case.plan)))
    return sorted(items, key=lambda item: (len(item.rules), item.case.seed))


@cache
def row_rules() -> frozenset[str]:
    """Rules that some row of the bank's models states."""
    counts: Counter[str] = Counter()
    for item in bank():
        counts.update(set(item.model.rows.row_rule))
    return frozenset(counts)
