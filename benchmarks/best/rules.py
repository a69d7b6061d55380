"""When a plan or a bound takes the place of a stored one.

A plan does when the checker finds it free of violations and it is lexicographically better in the policy's order of
tiers (or when nothing sound is stored). A bound does when it applies to the plan that is best then, and is larger. A
bound that applies and lies above that plan's value is wrong, or the plan is: it is never stored, and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from benchmarks.best.entry import Best, BestTier, Bound, Source
from benchmarks.best.judge import Verdict
from benchmarks.record import Run


def source(run: Run) -> Source:
    return Source(run.label, run.code_sha256, run.seed, run.limit, run.workers, run.when)


def refusal(old: Best | None, verdict: Verdict) -> str | None:
    """Why a plan does not take the stored one's place, or None when it does. old: the stored one, if that is sound."""
    if verdict.faults:
        return "; ".join(verdict.faults)
    values = tuple(tier.value for tier in verdict.tiers)
    if old is None or values < old.values:
        return None
    return "as good as the stored plan" if values == old.values else "worse than the stored plan"


def successor(old: Best | None, run: Run, tiers: tuple[BestTier, ...]) -> tuple[Best, list[str]]:
    """The entry of a better plan, with those of the old bounds that apply to it, and what contradicts it."""
    best = Best(run.instance, run.request_sha256, tiers, source(run))
    if old is None:
        return best, []
    return tightened(best, [{tier.name: tier.bound for tier in old.tiers if tier.bound is not None}])


def bounds_of(run: Run) -> dict[str, Bound]:
    """The bounds that a run proved: each holds for plans that are as good as its own in the earlier tiers."""
    found: dict[str, Bound] = {}
    under: dict[str, int] = {}
    for tier in run.tiers:
        if tier.bound is not None:
            found[tier.name] = Bound(tier.bound, dict(under), source(run))
        under[tier.name] = tier.value
    return found


def tightened(best: Best, offered: Iterable[Mapping[str, Bound]]) -> tuple[Best, list[str]]:
    """The same plan with the largest bounds that apply to it, and a sentence for every bound that contradicts it."""
    values = best.by_name
    known: dict[str, Bound | None] = {tier.name: tier.bound for tier in best.tiers}
    wrong: list[str] = []
    for bounds in offered:
        for name, bound in bounds.items():
            if name not in values or not bound.applies_to(values):
                continue
            if bound.value > values[name]:
                by = f"{bound.source.label}, seed {bound.source.seed}, {bound.source.limit:g} s"
                plan = f"{best.instance}: {name} has a plan of {values[name]}"
                wrong.append(f"{plan} and a bound of {bound.value} ({by})")
                continue
            held = known[name]
            if held is None or bound.value > held.value:
                known[name] = bound
    return replace(best, tiers=tuple(replace(tier, bound=known[tier.name]) for tier in best.tiers)), wrong
