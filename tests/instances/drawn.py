"""Problems and policies of stored entries, drawn once a test run."""

from __future__ import annotations

from functools import cache

from instances import catalogue, kinds
from solver import Policy, Problem, load_policy


@cache
def drawn(name: str) -> Problem:
    """The problem of a stored entry, freshly drawn."""
    entry = catalogue.entry(name)
    return kinds.problem(entry.preset, entry.seed)


def policy(name: str) -> Policy:
    """The policy that the entry's request names."""
    chosen = kinds.policy(catalogue.entry(name).preset)
    profile, overrides = chosen["profile"], chosen["overrides"]
    assert isinstance(profile, str)
    assert isinstance(overrides, dict)
    return load_policy(profile, overrides)
