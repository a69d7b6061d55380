"""Random policies for tiny schools, and policies with one number or level moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

from solver.check.report import check
from solver.plan import Plan
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.policy.rule import Number
from solver.problem import Problem

SELDOM_OFF = (
    "A03", "A11", "B01", "B02", "B06", "C06", "D01", "D03", "D07", "D10", "E02", "E03", "E05", "E06", "G02", "H03", "H07",
    "H08", "I04", "K01", "K03",
)  # fmt: skip
"""Rules that a random policy may switch off; the agreement test lifts the others one by one."""
COVERAGE_RULES = ("A08", "D08", "H01", "H04")


@cache
def national() -> Policy:
    """The base profile, read once."""
    return load_policy("national")


def with_number(policy: Policy, rule: str, name: str, value: int) -> Policy:
    """The policy with one number set; bounds are not asked."""
    old = policy.rules[rule]
    number = old.numbers.get(name, Number(value, "", 0, 24 * 60))
    numbers = {**old.numbers, name: replace(number, value=value)}
    return replace(policy, rules={**policy.rules, rule: replace(old, numbers=numbers)})


def with_level(policy: Policy, rule: str, level: str) -> Policy:
    """The policy with one level set; D03F goes off with D03, as in the loader."""
    rules = {**policy.rules, rule: replace(policy.rules[rule], level=level)}
    if rule == "D03" and level == "off":
        rules["D03F"] = replace(rules["D03F"], level="off")
    return replace(policy, rules=rules)


def with_weight(policy: Policy, rule: str, weight: int) -> Policy:
    """The policy with one weight set."""
    return replace(policy, rules={**policy.rules, rule: replace(policy.rules[rule], weight=weight)})


def tiny_policy(rng: Random, problem: Problem) -> Policy:
    """The national rules with numbers, levels and weights moved at random."""
    policy = national()
    for rule, name, value in _numbers(rng, problem):
        policy = with_number(policy, rule, name, value)
    for rule in SELDOM_OFF:
        if rng.random() < 0.04:
            policy = with_level(policy, rule, "off")
    for rule in COVERAGE_RULES:
        if rng.random() < 0.5:
            policy = with_level(policy, rule, "soft")
        if rng.random() < 0.3:
            policy = with_weight(policy, rule, 3)
    for rule in ("B07", "C04", "D02", "D02R", "D03F", "D05", "D08H", "D17", "D18", "E01", "G10", "H03P"):
        if rng.random() < 0.1:
            policy = with_level(policy, rule, "off")
        elif rng.random() < 0.2:
            policy = with_weight(policy, rule, 2)
    if rng.random() < 0.3:
        policy = with_level(policy, "A12", "hard")
    return policy


def _numbers(rng: Random, problem: Problem) -> Iterator[tuple[str, str, int]]:
    days = len(problem.weekdays)
    yield "A01", "days", days if rng.random() < 0.2 else 1
    yield "A02", "minutes", rng.choice((115, 120))
    yield "A03", "waiver_minutes", rng.choice((0, 5, 10))
    yield "A08", "min_adults", rng.choice((1, 2))
    yield "A08", "pupils_per_adult", rng.choice((1, 2, 30))
    if rng.random() < 0.3:
        window = rng.choice(problem.windows)
        yield "A12", f"g{window.grade}_start", window.start if rng.random() < 0.9 else window.start + 1
        yield "A12", f"g{window.grade}_end", rng.choice(window.dismissals)
    yield "B01", "minutes", 41 if rng.random() < 0.03 else 40
    yield "B02", "up_to_grade", rng.choice((0, 1, 2))
    yield "D01", "percent", rng.choice((40, 50, 80))
    yield "D02", "weeks", rng.choice((1, 1, 2))
    yield "D02", "allowed_minutes_per_week", rng.choice((0, 20, 40))
    yield "D03", "duty_days_per_grant", rng.choice((1, 2))
    yield "D03", "leave_from", rng.choice((900, 944, 945))
    if rng.random() < 0.5:  # else late is after the last dismissal
        yield "D05", "late_after", rng.choice((1029, 1030, 1039, 1040))
    yield "D08", "handover_minutes", rng.choice((5, 10))
    yield "D08", "walk_minutes", rng.choice((3, 5, 6))
    yield "D10", "days_per_week", rng.choice((2, 2, 2, 5)) if rng.random() < 0.9 else 1
    yield "D10", "minutes_per_day", rng.choice((130, 150, 240, 240))
    yield "D10", "late_per_week", rng.choice((1, 2, 2, 3))
    if rng.random() < 0.5:
        yield "D10", "late_after", rng.choice((1030, 1040, 1050))
    yield "D14", "escort_minutes", rng.choice((10, 15))
    yield "K03", "pupils", rng.choice((3, 5, 10))
    yield "K03", "classes", rng.choice((1, 2, 3))
    yield "K03", "grade_span", rng.choice((0, 1))


HARD_NUMBERS = (
    ("A01", "days"), ("A02", "minutes"), ("A03", "waiver_minutes"), ("A03", "work_end"), ("A08", "min_adults"), ("A08", "pupils_per_adult"),
    ("A12", "g1_start"), ("A12", "g1_end"), ("A12", "g2_start"), ("A12", "g2_end"),
    ("B01", "minutes"), ("B02", "up_to_grade"), ("B02", "activity_percent"),
    ("B03", "cap"), ("B03", "cap_from_grade"), ("B03", "cap_to_grade"), ("B04", "group"),
    ("B08", "last_grade"), ("B08", "times"), ("B11", "sessions"), ("B13", "adults"),
    ("C05", "first_grade"), ("C05", "last_grade"), ("D01", "percent"), ("D03", "duty_days_per_grant"),
    ("D03", "late_until"), ("D03", "leave_from"), ("D07", "level"), ("D08", "walk_minutes"), ("D08", "handover_minutes"),
    ("D10", "days_per_week"), ("D10", "minutes_per_day"), ("D10", "late_per_week"), ("D10", "late_after"),
    ("D14", "escort_minutes"), ("G01", "fen_per_classhour"), ("G02", "minutes_per_classhour"), ("G02", "rounding"),
    ("G02", "registered_percent"), ("G02", "allowance_percent"), ("G02", "hardship_percent"), ("G04", "percent"),
    ("G05", "fen_per_classhour"), ("G06", "fen_per_classhour"), ("G06", "tiers"), ("G07", "materials"), ("G07", "volunteer"),
    ("G13", "material"), ("G13", "agency"), ("H01", "patrols_per_day"),
    ("A06", "pupils_per_adult"), ("A07", "minutes"), ("A07", "latest"), ("A07", "from_grade"), ("A07", "evenings_per_week"),
    ("A09", "adults"), ("A09", "minutes"), ("A14", "pupils_per_adult"), ("B05", "adults"), ("B05", "subjects_per_week"),
    ("K03", "pupils"), ("K03", "classes"), ("K03", "grade_span"),
)  # fmt: skip
"""Numbers of rules that may be hard; each has a value at which the verdict on a plan turns."""
SOFT_NUMBERS = (
    ("B03", "points"), ("B11", "points"), ("C04", "points_1"), ("C04", "points_2"), ("C04", "bonus_a"),
    ("D02", "allowed_minutes_per_week"), ("D02", "repay_percent"), ("D02", "all_in_service"),
    ("A06", "load_percent"), ("A07", "load_percent"), ("A07R", "rest_minutes"), ("A14", "load_percent"), ("H01", "load_percent"),
    ("D16", "own_percent"), ("D16", "near_percent"), ("D16F", "adults"),
    ("D05", "late_after"), ("D05", "reduction_percent"), ("D18", "allowed_minutes"), ("D18", "step_minutes"),
    ("G10", "minutes_per_classhour"), ("G10", "rounding"),
    ("C10W", "points"),
)  # fmt: skip
"""Numbers that move nothing but the value of a tier (ranks beyond the second need more clubs than a tiny school has)."""


def turning_point(problem: Problem, policy: Policy, plan: Plan, rule: str, name: str) -> tuple[Policy, Policy] | None:
    """Two policies whose number differs by one, of which one accepts the plan and the other does not.

    For a number of a soft rule: of which the plan is worth more under one than under the other.
    """
    number = policy.rules[rule].numbers.get(name)
    if number is None or not policy.on(rule):
        return None

    scored = (rule, name) in SOFT_NUMBERS

    def verdict(value: int) -> tuple[object, ...]:
        report = check(problem, with_number(policy, rule, name, value), plan)
        return (report.valid, *((tier.value for tier in report.tiers) if scored else ()))

    here = verdict(number.value)
    for end in (number.minimum, number.maximum):
        if verdict(end) != here:
            near, far = number.value, end
            while abs(near - far) > 1:
                middle = (near + far) // 2
                if verdict(middle) == here:
                    near = middle
                else:
                    far = middle
            return with_number(policy, rule, name, near), with_number(policy, rule, name, far)
    return None
