"""Limits of one call of an engine; apart from the engine, so that parameters of a search load no solver."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SolveLimits:
    """When to stop: wall seconds, deterministic effort (None = no limit), seed, workers.

    repeatable: whether the same seed and effort must give the same answer whatever the machine does.
    linear: lean on the full linear relaxation; right for seats, whose relaxation is almost integral.
    presolve: whether to simplify the model first; without, a complete hint is a solution at once, and nothing is learnt of symmetries.
    near: only by the engine's own large neighbourhood search around the hint, which must be complete and a solution: right where a good
    solution is known and a better one is far from what propagation finds. One worker, whatever ``workers`` says.
    easy: presolve once over and look for no symmetries; right where any solution will do and is found at once.
    """

    seconds: float | None
    effort: float | None
    seed: int
    workers: int = 1
    repeatable: bool = False
    linear: bool = False
    easy: bool = False
    presolve: bool = True
    near: bool = False
