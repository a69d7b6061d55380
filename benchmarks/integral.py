"""The primal integral: how good the plan was on average while the run lasted, early plans counting as much as late ones.

After T. Berthold, Measuring the impact of primal heuristics, Operations Research Letters 41 (2013) 611-614. With the
incumbent x(t), the primal gap function p(t) is 1 while there is no incumbent and the primal gap of x(t) afterwards; the
primal integral is the integral of p from 0 to the limit T. It is measured in seconds, 0 <= P(T) <= T; smaller is better.

Here, with several tiers:

    p_i(t) = 1                                              while there is no complete valid plan
    p_i(t) = min(1, max(0, value_i(t) - reference_i) / scale_i(t))   afterwards
    P(T)   = mean over the tiers i of the integral of p_i from 0 to T

Berthold divides by the larger of the two absolute values. Most of our tiers can reach 0, where that quotient is 1 for
whatever value is left, so the tier's ``scale`` (what it could lose in all) stands there, as in every gap we print. 0 is
the spawn of the process, so loading counts. A value below the reference, which a plan that is worse in an earlier
tier may have, counts 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from benchmarks.record import Tier
from benchmarks.trajectory import Trajectory


def primal_gap(tier: Tier, reference: int) -> float:
    """Between 0 and 1."""
    return min(1.0, max(0, tier.value - reference) / tier.scale)


def primal_integral(way: Trajectory, reference: Mapping[str, int], limit: float) -> float:
    """Seconds, 0..limit. reference: value by tier; a tier without one counts against its final value.

    The plan that a run ends with stands until the limit.
    """
    last = {tier.name: tier.value for tier in way.steps[-1].tiers} | dict(reference)
    stamps = [min(step.at, limit) for step in way.steps] + [limit]
    total = stamps[0]
    for step, (begin, end) in zip(way.steps, pairwise(stamps), strict=True):
        gaps = [primal_gap(tier, last[tier.name]) for tier in step.tiers]
        total += (end - begin) * (sum(gaps) / len(gaps) if gaps else 1.0)
    return total
