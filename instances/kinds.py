"""Every kind of school that can be made up, by name: schools as they are, under a scarcity, and under a stress."""

from __future__ import annotations

from instances.generators import generate, presets
from instances.stress import Stress, stresses
from solver.problem.codec import dump
from solver.problem.problem import Problem


def kinds() -> tuple[str, ...]:
    """Names of all kinds, small to large, stresses last."""
    return (*presets(), *(stress.name for stress in stresses()))


def _stress(kind: str) -> Stress | None:
    return next((stress for stress in stresses() if stress.name == kind), None)


def problem(kind: str, seed: int) -> Problem:
    """The school of a kind; equal kind and seed give an equal problem. Raises KeyError for an unknown kind."""
    stress = _stress(kind)
    if stress is None:
        return generate(presets()[kind], seed)
    return stress.applied(generate(presets()[stress.base], seed), seed)


def policy(kind: str) -> dict[str, object]:
    """The policy part of its request: profile and overrides. Raises KeyError for an unknown kind."""
    stress = _stress(kind)
    return presets()[kind].policy if stress is None else stress.policy(presets()[stress.base])


def request(kind: str, drawn: Problem) -> dict[str, object]:
    """The request document ``{"version", "policy", "problem"}`` for a school drawn of a kind."""
    return {"version": 1, "policy": policy(kind), "problem": dump(drawn)}


def document(kind: str, seed: int) -> dict[str, object]:
    """The request document of a kind and a seed. Raises KeyError for an unknown kind."""
    return request(kind, problem(kind, seed))
