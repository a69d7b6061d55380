"""Random single changes of a stored school, each re-planned from its best plan with few changes.

    python -m benchmarks.single_changes fengjin --changes 50 --seconds 5 --seed 1 [--cold 10 --cold-seconds 60]

One line a change: how the re-plan ended, seconds until the first valid plan, posts left empty, changes with their lower bound, and
pupils who lost a seat; medians below. A change that the school's data do not allow is drawn again. The first ``--cold`` changes are
planned anew as well, without regard to the plan before: what keeping it costs in each goal, in per cent of the goal's scale.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter

import solver
from api.services.loading import choose_policy, load_request
from benchmarks.best.store import plan_path
from benchmarks.instance import find
from benchmarks.spread import table
from solver.plan.again import go_on
from solver.plan.decisions import decisions_of
from solver.problem.replan import Decisions

FEW_CHANGES = {"B14": {"level": "soft"}}
DAYS = ["周一", "周二", "周三", "周四", "周五"]
HEADS = ("change", "status", "first valid s", "all s", "empty", "changes", "at least", "pupils moved")


@dataclass(frozen=True, slots=True)
class Replanned:
    """One change and its re-plan. empty: posts; changes, at_least: against the plan before; pupils: those who lost a seat; values: by
    tier."""

    change: str
    status: str
    first: float | None
    seconds: float
    empty: int
    changes: int
    at_least: int
    pupils: int
    values: dict[str, int]

    def cells(self) -> list[str]:
        first = "-" if self.first is None else f"{self.first:.1f}"
        figures = (self.empty, self.changes, self.at_least, self.pupils)
        return [self.change, self.status, first, f"{self.seconds:.1f}", *map(str, figures)]


def phrases(problem: solver.Problem, plan: solver.Plan, rng: Random) -> Iterator[str]:
    """Single changes without end, each of a kind drawn evenly."""
    stands = sorted({a.person for a in plan.assignments if a.person in problem.staff_of})
    used = sorted({x.room for s in plan.sections for x in s.sessions})
    open_courses = sorted({s.offering for s in plan.sections})
    kinds: Sequence[Callable[[], str]] = (
        lambda: f"leave {rng.choice(stands)}",
        lambda: f"absent {rng.choice(stands)} {rng.choice(DAYS)}",
        lambda: f"cap_days {rng.choice(stands)} -1",
        lambda: f"maximum -{rng.randint(1, 6)} offerings={rng.choice(open_courses)}",
        lambda: f"minimum +{rng.randint(1, 4)} offerings={rng.choice(open_courses)}",
        lambda: f"close_room {rng.choice(used)} weekdays={rng.choice(DAYS)}",
        lambda: f"course_days {rng.choice(open_courses)} drop={rng.choice(DAYS)}",
        lambda: f"demand +{rng.randint(2, 10)}% grades={rng.choice(sorted(problem.window_of))}",
        lambda: "join subject",
    )
    while True:
        yield rng.choice(kinds)()


def replan(problem: solver.Problem, policy: solver.Policy, plan: solver.Plan, phrase: str, seconds: float) -> Replanned:
    """The plan after one change, in so many seconds. Raises ProblemError where the change does not fit in the data."""
    applied = solver.apply_changes(problem, policy, [solver.parse_change(phrase)])
    again = go_on(applied.problem, plan, Decisions())
    begun = perf_counter()
    result = solver.solve(again.problem, applied.policy, solver.Params(seconds=seconds, workers=2), again.start)
    took = perf_counter() - begun
    tiers = {tier.name: tier for tier in result.tiers}
    after = decisions_of(result.plan).seats if result.plan is not None else ()
    moved = {seat[0] for seat in set(decisions_of(plan).seats) - set(after)}
    stability = tiers.get("stability")
    return Replanned(
        phrase, result.status, result.first_plan_seconds, took,
        tiers["coverage"].value if tiers else 0,
        stability.value if stability is not None else 0,
        stability.bound or 0 if stability is not None else 0,
        len(moved), {name: tier.value for name, tier in tiers.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """Price of keeping the plan of a changed school. goals: tier -> per cent of its scale by which the re-plan is worse than one made anew;
    below 0: better."""

    change: str
    goals: dict[str, float]

    def cells(self, goals: Sequence[str]) -> list[str]:
        return [self.change, *(f"{self.goals[goal]:+.1f}" for goal in goals)]


def cold(problem: solver.Problem, policy: solver.Policy, phrase: str, after: dict[str, int], seconds: float) -> Kept:
    """The changed school planned anew in so many seconds, beside the values (by tier) of its re-plan."""
    applied = solver.apply_changes(problem, policy, [solver.parse_change(phrase)])
    result = solver.solve(applied.problem, applied.policy, solver.Params(seconds=seconds, workers=2))
    return Kept(phrase, {tier.name: 100 * (after[tier.name] - tier.value) / tier.scale for tier in result.tiers if tier.name in after})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", default="fengjin")
    parser.add_argument("--changes", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cold", type=int, default=0, help="changes planned anew as well")
    parser.add_argument("--cold-seconds", type=float, default=60.0)
    chosen = parser.parse_args(arguments)
    request = load_request(find(chosen.instance).document(), ".json")
    policy, anew = choose_policy(request, None, FEW_CHANGES), choose_policy(request)
    plan = solver.load_plan(json.loads(gzip.decompress(plan_path(chosen.instance).read_bytes())))
    found: list[Replanned] = []
    kept: list[Kept] = []
    for phrase in phrases(request.problem, plan, Random(chosen.seed)):
        if len(found) == chosen.changes:
            break
        try:
            found.append(replan(request.problem, policy, plan, phrase, chosen.seconds))
        except solver.ProblemError as error:
            sys.stderr.write(f"{phrase}: {error.faults[0].en}\n")
            continue
        sys.stderr.write(" ".join(found[-1].cells()) + "\n")
        if len(kept) < chosen.cold:
            kept.append(cold(request.problem, anew, phrase, found[-1].values, chosen.cold_seconds))
            sys.stderr.write(" ".join(f"{goal} {worse:+.1f}" for goal, worse in kept[-1].goals.items()) + "\n")
    sys.stdout.write("\n".join(table(HEADS, [each.cells() for each in found])) + "\n\n")
    if kept:
        goals = list(kept[0].goals)
        sys.stdout.write("Worse than planned anew, in per cent of each goal's scale:\n")
        sys.stdout.write("\n".join(table(("change", *goals), [each.cells(goals) for each in kept])) + "\n\n")
    valid = sum(each.status in ("valid", "optimal") for each in found)
    first = [each.first for each in found if each.first is not None]
    ratio = [each.changes / each.at_least for each in found if each.at_least]
    sys.stdout.write(
        f"valid {valid} of {len(found)}; first valid plan after {median(first or [0.0]):.1f} s in the median; changes over their bound "
        f"{median(ratio or [1.0]):.2f} in the median; seed {chosen.seed}, {chosen.seconds:g} s\n"
    )
    return 0 if valid == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
