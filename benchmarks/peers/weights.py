"""One weighted sum for tiers that have an order: as strict as the numbers of a solver allow.

With spans ``n_1, n_2, …`` (how far each tier's value can go, most important first), the weights
``w_i = Π_{j>i} (n_j + 1)`` make the sum strict: one unit of a tier outweighs everything below it. The sum may not pass
``MOST``; where it would, every factor is raised to the same power ``s < 1``, the largest with which the sum fits. The order of
the tiers then still shows in the weights, and one unit of a tier outweighs ``(n + 1)^s`` units of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

MOST = 2**52
"""Largest sum: CP-SAT computes in 64-bit integers but reports objectives as doubles, which are exact up to 2^53."""
HALVINGS = 40


def weights(spans: Sequence[int]) -> tuple[list[int], float]:
    """Weights for spans (>= 0) in the order of the tiers, and the power ``s`` (1 = strict)."""
    strict = _raised(spans, 1.0)
    if _sum(strict, spans) <= MOST:
        return strict, 1.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _sum(_raised(spans, middle), spans) <= MOST else (low, middle)
    return _raised(spans, low), low


def _raised(spans: Sequence[int], power: float) -> list[int]:
    found: list[int] = []
    weight = 1
    for span in reversed(spans):
        found.append(weight)
        weight *= span + 1 if power == 1.0 else max(1, ceil((span + 1) ** power))
    return found[::-1]


def _sum(found: Sequence[int], spans: Sequence[int]) -> int:
    return sum(weight * span for weight, span in zip(found, spans, strict=True))
