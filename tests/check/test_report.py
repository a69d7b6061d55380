"""The registry is complete, reports read well, and no plan, however damaged, makes the checker raise."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from solver.check.coverage import KINDS_OF
from solver.check.registry import CHECKED_WHEN_SOFT, CHECKS, SCORES
from solver.plan.plan import (
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.policy.load import load_policy, profile_names
from tests.check.builders import care, plan, policy, problem, reassigned, staffed, verdict

TIERS = (
    "seated", "coverage", "fairness", "familiar", "choice", "order", "breadth", "care", "flex", "rotation", "peak", "outside", "cost",
    "handover",
)  # fmt: skip


@pytest.mark.parametrize("name", profile_names())
def test_registry_holds_every_rule_of_a_profile(name: str) -> None:
    for rule in load_policy(name).rules.values():
        assert (rule.id in CHECKS) == ("hard" in rule.levels)
        assert (rule.id in SCORES or rule.id in KINDS_OF) == ("soft" in rule.levels)


def test_registry_has_no_stranger() -> None:
    rules = load_policy("national").rules
    assert all({"hard", "soft"} <= set(rules[rule].levels) for rule in set(CHECKS) & set(SCORES))
    assert set(CHECKS) | set(SCORES) == set(rules)
    assert set(CHECKS) > CHECKED_WHEN_SOFT


def test_registry_functions_name_their_rule() -> None:
    for rule, function in (*CHECKS.items(), *SCORES.items()):
        assert (function.__doc__ or "").startswith(f"{rule}: ")


def test_tiers_come_in_the_policys_order() -> None:
    base = policy()
    assert tuple(item.name for item in verdict().tiers) == TIERS
    turned = replace(base, tiers=tuple(reversed(base.tiers)))
    assert tuple(item.name for item in verdict(by=turned).tiers) == TIERS[::-1]


def test_everything_off_leaves_only_the_two_tiers_that_are_always_there() -> None:
    off = policy(levels=dict.fromkeys(load_policy("national").rules, "off"))
    report = verdict(by=off, of=Plan())
    assert report.violations == ()
    assert [(item.name, item.value) for item in report.tiers if item.value] == [("seated", 5), ("coverage", 14)]
    assert all(item.scale == 1 for item in report.tiers[2:])


def test_sentences_name_people_and_posts() -> None:
    doubled = verdict(of=reassigned(plan(), care(1, "2A", 0), "T1", 1)).violations
    assert [item.zh for item in doubled] == ["第1周周一：李老师(T1)的岗位“1A看护”15:30–16:10与“2A看护”15:30–16:10时间冲突"]
    busy = replace(problem().staff[1], takes_part=False)
    said = verdict(staffed(problem(), busy)).violations[0]
    assert said.zh == "王老师(T2)不参加课后服务，却有12个岗位"
    assert said.en == "王老师(T2) takes no part and has 12 posts"


TEXTS = ("", "1A", "9Z", "T1", "T5", "O1", "P1", "P3", "ball", "chess", "R1", "late", "moon", "G1", "patrol", "“；\n")
NUMBERS = (-999, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 930, 970, 1010, 1050, 1060, 1440, 10**9)


def _maker(rng: Random) -> dict[str, Callable[[], Any]]:
    def text() -> str:
        return rng.choice(TEXTS)

    def number() -> int:
        return rng.choice(NUMBERS)

    def texts() -> tuple[str, ...]:
        return tuple(text() for _ in range(rng.randrange(4)))

    def post() -> Post:
        kind = rng.choice(("care", "lead", "assist", "gate", "fixed", "late", "", "nap"))
        return Post(kind, number(), text(), number())

    return {
        "dismissals": lambda: Dismissal(number(), number(), text()),
        "tutoring": lambda: Tutoring(number(), number(), number(), text()),
        "sections": lambda: Section(
            text(), number(), tuple(Session(number(), number(), text()) for _ in range(rng.randrange(4)))),
        "care_groups": lambda: CareGroup(number(), number(), text(), texts()),
        "late_care": lambda: LateCare(number(), texts()),
        "seats": lambda: Seat(text(), text(), number()),
        "assignments": lambda: Assignment(
            rng.choice((post, lambda: rng.choice(plan().assignments).post))(), number(), text()),
        "flex": lambda: Flex(text(), number(), number(), rng.choice(("late_start", "early_leave", "nap"))),
        "fees": lambda: Fee(text(), number()),
    }  # fmt: skip


def damaged(rng: Random) -> Plan:
    """The valid plan with up to twelve items dropped, doubled, replaced or added."""
    parts: dict[str, list[Any]] = {part: list(getattr(plan(), part)) for part in _maker(rng)}
    makers = _maker(rng)
    for _ in range(rng.randint(1, 12)):
        part = rng.choice(sorted(parts))
        items = parts[part]
        edit = rng.randrange(4)
        if edit == 0 and items:
            items.pop(rng.randrange(len(items)))
        elif edit == 1 and items:
            items.append(rng.choice(items))
        elif edit == 2 and items:
            index = rng.randrange(len(items))
            field = rng.choice([name for name in items[index]._fields if name not in {"post", "sessions", "classes", "rooms"}])
            junk = rng.choice(TEXTS if isinstance(getattr(items[index], field), str) else NUMBERS)
            items[index] = items[index]._replace(**{field: junk})
        else:
            items.append(makers[part]())
    return Plan(**{part: tuple(items) for part, items in parts.items()})


@pytest.mark.parametrize("seed", range(4))
def test_damaged_plans_never_raise(seed: int) -> None:
    rng = Random(seed)
    soft = dict.fromkeys(("A08", "D08", "H01", "H04"), "soft")
    levels: tuple[dict[str, str], ...] = ({}, {"K03": "off"}, soft, {"B01": "off", "K01": "off"})
    by = policy(levels=levels[seed])
    for _ in range(250):
        report = verdict(by=by, of=damaged(rng))
        assert all(item.value >= 0 for item in report.tiers if item.name != "choice")
        assert all(item.scale >= 1 for item in report.tiers)
        assert report.facts.posts_filled <= report.facts.posts
        for item in report.violations:
            assert item.rule in CHECKS
            assert item.en
            assert re.search(r"[\u4e00-\u9fff]", item.zh)
            assert all(isinstance(subject, str) for subject in item.subjects)


def test_order_of_a_plan_does_not_matter() -> None:
    rng = Random(7)
    for _ in range(20):
        base = plan()
        mixed = replace(base, **{part: tuple(rng.sample(getattr(base, part), len(getattr(base, part)))) for part in _maker(rng)})
        assert verdict(of=mixed) == verdict()
