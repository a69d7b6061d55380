"""No bound is ever above the value of a plan it is said to hold for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.plan import Assignment, Plan, Post, Seat, Section, Session
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Interval, Problem, Staff
from solver.search.bounds.combinatorial import combinatorial_bounds as quick_bounds
from solver.search.bounds.store import Bounds
from solver.search.bounds.worker import BoundWorker
from solver.search.construct.complete import construct
from solver.search.evaluated import evaluate
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from tests.agreement.brute import Brute, toy
from tests.agreement.cases import school, whole
from tests.agreement.people import with_helpers
from tests.agreement.plans import random_solution
from tests.check import builders
from tests.search.known_bounds import known

SCHOOLS = range(9_300, 9_330)
HELPED = range(9_330, 9_350)
"""Schools with volunteers and parents, who cost nothing and take posts from others."""
PLANS = 6
TOYS = range(12)
LEAST_TOYS = 8
LEAST_TOLD = 40
"""Bounds above zero that the cases must show together, so that the comparison means something."""


@cache
def _told(seed: int) -> tuple[int, list[str]]:
    """How many bounds above zero the plans of a school met, and which of them were wrong."""
    problem, policy, rng = school(seed)
    if seed in HELPED:
        problem = with_helpers(problem, rng, 2)
    instance = Instance(problem, softened(policy))
    model = whole(problem, policy)
    plans = [plan for _ in range(PLANS) if (plan := random_solution(model, rng, eager=True)) is not None]
    standings = [s for s in (evaluate(instance, plan) for plan in plans) if not s.report.violations]
    told, wrong = 0, []
    for one in standings[:2]:
        told_of = known(instance, one.values)
        for other in standings:
            for tier, bound in told_of.at(other.values).items():
                told += bound > 0
                if bound > other.values[tier]:
                    wrong.append(f"{tier} {other.values[tier]} below its bound {bound}")
    return told, wrong


@pytest.mark.parametrize("seed", [*SCHOOLS, *HELPED])
def test_no_plan_is_better_than_its_bound(seed: int) -> None:
    assert _told(seed)[1] == []


def test_enough_bounds_say_something() -> None:
    assert sum(_told(seed)[0] for seed in SCHOOLS) >= LEAST_TOLD


def test_whole_numbers_prove_more_of_a_village_school(monkeypatch: pytest.MonkeyPatch) -> None:
    preset = presets()["village"]
    instance = Instance(generate(preset, 1), softened(load_policy(preset.policy["profile"], preset.policy["overrides"])))
    values = {tier.name: 10**9 for tier in instance.policy.tiers} | {"coverage": 0, "choice": 0, "breadth": 0}
    whole = known(instance, values).at(values)
    monkeypatch.setattr("solver.search.bounds.worker.INTEGER_COLUMNS", 0)
    fractions = known(instance, values).at(values)
    assert whole["cost"] > fractions["cost"]
    assert all(whole[tier] >= bound for tier, bound in fractions.items())


@pytest.mark.slow
def test_bounds_hold_for_the_best_of_all_plans() -> None:
    compared = 0
    for seed in TOYS:
        problem, policy = toy(seed)
        best = Brute(problem, policy).best()
        if best is not None:  # else there is nothing to bound
            values = dict(zip((tier.name for tier in policy.tiers), best, strict=True))
            met = known(Instance(problem, softened(policy)), values).at(values)
            assert {tier: bound for tier, bound in met.items() if bound > values[tier]} == {}
            compared += 1
    assert compared >= LEAST_TOYS


def test_who_never_ran_beside_a_search_still_bounds_after_it() -> None:
    """Repeatable searches bound the plan they end with, after they were told to stop."""
    preset = presets()["mid"]
    instance = Instance(generate(preset, 1), softened(load_policy(preset.policy["profile"], preset.policy["overrides"])))
    current = evaluate(instance, construct(instance, 1))
    found = Bounds()
    worker = BoundWorker(instance, found, lambda: current.values)
    worker.finish()
    worker.tighten_all(current.values, lambda: None)
    assert found.at(current.values)["cost"] > 0


def test_bounds_under_the_values_themselves_are_no_weaker_than_those_with_slack() -> None:
    """Slack lets a bound still count when wishes move a little; once they stand still, nothing need be given away."""
    preset = presets()["fengjin"]
    instance = Instance(generate(preset, 1), softened(load_policy(preset.policy["profile"], preset.policy["overrides"])))
    values = evaluate(instance, construct(instance, 1)).values
    told = []
    for slack in (True, False):
        found = Bounds()
        worker = BoundWorker(instance, found, lambda: values)
        worker.tighten_all(worker.slackened(values) if slack else values, lambda: None)
        told.append(found.at(values))
    loose, exact = told
    assert exact.keys() == loose.keys()
    assert all(loose[name] <= exact[name] <= values[name] for name in loose)
    assert sum(exact.values()) > sum(loose.values())


def test_a_cancelled_search_bounds_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round takes many seconds for a large school; whoever cancels waits for none."""
    preset = presets()["village"]
    rounds: list[int] = []
    monkeypatch.setattr(BoundWorker, "tighten_all", lambda *_: rounds.append(1))
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    params = Params(seconds=None, effort=5.0, seed=1)
    solve(generate(preset, 1), policy, params, cancelled=lambda: bool(rounds))
    assert rounds == [1]


def test_a_rule_that_shares_its_tier_is_bounded_all_the_same() -> None:
    """Rest after an evening (A07R) counts in the tier of care beside late duties (D05)."""
    preset = presets()["fengjin"]
    early = {rule: {"numbers": {"late_after": "17:20"}} for rule in ("D05", "D10")}  # care of the last period counts as late then
    instance = Instance(generate(preset, 1), softened(load_policy("fengjin", early)))
    assert instance.policy.tier_of("A07R") == instance.policy.tier_of("D05") == "care"
    current = evaluate(instance, construct(instance, 1))
    found = Bounds()
    BoundWorker(instance, found, lambda: current.values).tighten_all(current.values, lambda: None)
    assert quick_bounds(instance)["care"] < found.at(current.values)["care"] <= current.values["care"]


def _flagged(staff: tuple[Staff, ...], others: tuple[str, ...]) -> tuple[Staff, ...]:
    """The staff, all but the others with reasons to be spared late duties (D05)."""
    return tuple(replace(x, reasons=() if x.id in others else ("family",)) for x in staff)


def _care_is_not_overstated(problem: Problem, policy: Policy, plan: Plan) -> None:
    instance = Instance(problem, softened(policy))
    one = evaluate(instance, plan)
    assert one.report.violations == ()
    assert one.values["coverage"] == 0
    assert known(instance, one.values).at(one.values)["care"] <= one.values["care"]


def test_late_duties_of_people_who_do_not_take_part_are_no_burden_of_others() -> None:
    """With K01 off whoever does not take part may stand late all the same."""
    school = builders.problem()
    staff = tuple(replace(x, takes_part=x.id not in ("T1", "T5")) for x in _flagged(school.staff, ("T1", "T5")))
    policy = builders.policy(levels={"K01": "off"})
    _care_is_not_overstated(replace(school, staff=staff), policy, replace(builders.plan(), flex=()))


def test_clubs_that_outside_people_lead_until_the_end_are_no_late_duties_of_the_staff() -> None:
    """Every day two sections of two pupils meet in the last period, each led by an instructor; nobody stays in care."""
    school = builders.problem()
    names = ("P1", "P2", "P4", "P5")
    pupils = tuple(replace(p, choices=("ball",), clubs=1) if p.id in names else replace(p, weekdays=(), choices=(), clubs=0,
                   late_until=None) for p in school.pupils)  # fmt: skip
    ball = replace(school.offerings[0], maximum=2, max_sections=2, sessions=5, assistants=0)
    problem = replace(
        school,
        staff=_flagged(school.staff, ("T5",)),
        pupils=pupils,
        rooms=(*school.rooms, replace(school.room_of["field"], id="field2")),
        outside=(*school.outside, replace(school.outside[0], id="O2")),
        offerings=(ball,),
    )
    base = builders.plan()
    kept = [a for a in base.assignments if a.post.kind in ("gate", "fixed") or (a.post.kind == "care" and a.post.detail == 0)]
    groups = [g for g in base.care_groups if g.period == 0]
    for week in (1, 2):
        for day in builders.WEEK:
            kept += [Assignment(builders.care(day, home, 1), week, who) for home, who in (("1A", "T1"), ("2A", "T2"))]
    plan = replace(
        base,
        sections=tuple(
            Section("ball", k, tuple(Session(day, 1010, room) for day in builders.WEEK)) for k, room in ((1, "field"), (2, "field2"))
        ),
        care_groups=(*groups, *(g._replace(period=1) for g in groups)),
        late_care=(),
        seats=tuple(Seat(pupil, "ball", 1 + i // 2) for i, pupil in enumerate(names)),
        assignments=(*kept, *(Assignment(Post("lead", 0, "ball", k), 0, f"O{k}") for k in (1, 2))),
        flex=(),
        fees=tuple(fee for fee in base.fees if fee.pupil in names),
    )
    policy = builders.policy({"K03": {"pupils": 2}}, {"D01": "off", "E05": "off"})
    _care_is_not_overstated(problem, policy, plan.canonical())


def test_one_section_may_hold_pupils_of_two_bands() -> None:
    """Both classes are small and of a band each; in two periods of every day all pupils sit in one section, with one adult."""
    school = builders.problem()
    names = ("P1", "P2", "P4", "P5")
    pupils = tuple(replace(p, choices=("ball", "chess"), clubs=2) if p.id in names else replace(p, weekdays=(), choices=(), clubs=0,
                   late_until=None) for p in school.pupils)  # fmt: skip
    early = replace(school.windows[1], start=925, periods=(Interval(925, 965), *school.windows[1].periods[1:]))
    offerings = tuple(replace(o, maximum=4, max_sections=1, sessions=5, assistants=0) for o in school.offerings)
    problem = replace(school, windows=(school.windows[0], early), pupils=pupils, offerings=offerings, lessons=())
    assert len(problem.bands) == 2
    base = builders.plan()
    kept = [a for a in base.assignments if a.post.kind in ("gate", "fixed", "lead") or (a.post.kind == "care" and a.post.detail == 0)]
    plan = replace(
        base,
        sections=(
            Section("ball", 1, tuple(Session(day, 970, "field") for day in builders.WEEK)),
            Section("chess", 1, tuple(Session(day, 1010, "lab") for day in builders.WEEK)),
        ),
        care_groups=tuple(g for g in base.care_groups if g.period == 0),
        late_care=(),
        seats=tuple(Seat(pupil, club, 1) for pupil in names for club in ("ball", "chess")),
        assignments=tuple(kept),
        flex=(),
        fees=tuple(fee for fee in base.fees if fee.pupil in names),
    ).canonical()
    policy = builders.policy(levels={"D01": "off", "E05": "off"})
    instance = Instance(problem, softened(policy))
    one = evaluate(instance, plan)
    assert one.report.violations == ()
    assert one.values["coverage"] == 0
    for tier, bound in known(instance, one.values).at(one.values).items():
        assert bound <= one.values[tier], tier


HASTY = """
import threading, time
from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import construct
from solver.search.limits import Params
from solver.search.soft_policy import softened
from solver.search.bounds.worker import CpSat, BoundWorker
from solver.search.evaluated import evaluate
from solver.search.limits import Clock

class Slow:
    def __del__(self, sleep=time.sleep):
        sleep(1.0)

slow, inside, minimise = Slow(), threading.Event(), CpSat.minimise

def watched(*args, **kwargs):
    inside.set()
    return minimise(*args, **kwargs)

CpSat.minimise = watched
preset = presets()["village"]
instance = Instance(generate(preset, 1), softened(load_policy(preset.policy["profile"], preset.policy["overrides"])))
values = evaluate(instance, construct(instance, 1)).values | {"coverage": 0}
worker = BoundWorker(instance, Bounds(), lambda: values)
worker.start(Clock(Params(seconds=60.0, seed=1)))
inside.wait()
time.sleep(0.05)
worker.finish(0.0)
"""
"""A program that ends while bounds are computed, with an interpreter that is slow to go."""


def test_a_program_may_end_in_the_middle_of_a_bound(root: Path) -> None:
    """A thread that came out of an engine into an interpreter that was gone aborted the whole program."""
    command = [sys.executable, "-c", HASTY]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
