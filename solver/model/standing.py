"""Shifts of posts that stand whatever the plan: fixed posts, blocks (A06, A07, A14) and stand-by (A09)."""

from __future__ import annotations

from collections.abc import Mapping

from solver.model.blocks import BLOCK_RULES, POST_OF_RULE, adults
from solver.model.shift import Shift
from solver.policy import Policy
from solver.problem import Problem
from solver.units import Weekday


def named_shifts(problem: Problem, policy: Policy) -> dict[tuple[str, str], Shift]:
    """Interval and headcount of fixed posts and of blocks, by id and kind of post."""
    found = {}
    for fixed in problem.posts:
        percent = policy.number("H01", "load_percent") if fixed.kind == "patrol" else 100
        shift = Shift(fixed.start, fixed.end, fixed.end - fixed.start, None, fixed.headcount, percent)
        found[fixed.id, "qa" if fixed.kind == "qa" else "fixed"] = shift
    for block in problem.blocks:
        rule = BLOCK_RULES[block.kind]
        length, heads = block.end - block.start, adults(problem, policy, block)
        percent = policy.number(rule, "load_percent")
        found[block.id, POST_OF_RULE[rule]] = Shift(block.start, block.end, length, None, heads, percent, rule == "A07")
    return found


def standby_shifts(problem: Problem, policy: Policy, late: Mapping[Weekday, Shift]) -> dict[Weekday, Shift]:
    """Who waits for late parents after the last slot, or after the last pupil of extended care, by service weekday (A09)."""
    found = {}
    last = max(max(window.dismissals) for window in problem.windows)
    for day in problem.weekdays:
        start, end = max(last, late[day].end) if day in late else last, last + policy.number("A09", "minutes")
        if start < end:
            found[day] = Shift(start, end, end - start, None, policy.number("A09", "adults"))
    return found
