"""Choice of the policy of a search: the request's profile and overrides, then the caller's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from solver import Fault, Policy, load_policy
from solver.policy.difference import RuleChange, differences
from solver.problem.characters import unseen, visible

_SETTING = re.compile(r"(?P<rule>[A-Z]\d\d[A-Z]?)\.(?P<key>[A-Za-z]\w*)=(?P<value>.+)")
_CHOICE = re.compile(r"(?P<setting>U\d{1,2})=(?P<answer>\S+)")
"""Pattern of an answer to a setting, as U6=waiver."""
_OWN_KEYS = ("level", "weight")
"""Keys of a rule itself; every other key of a setting is one of its numbers."""

Overrides = Mapping[str, Any]


def parse_settings(settings: Sequence[str]) -> tuple[dict[str, Any], list[Fault]]:
    """Parse ``K03.classes=1``, ``D10.level=off`` or ``U6=waiver`` -> overrides, and a fault for each that cannot be parsed.

    Values are integers or text; the policy loader validates rules, numbers and values.
    """
    overrides: dict[str, Any] = {}
    faults: list[Fault] = []
    for setting in settings:
        choice = _CHOICE.fullmatch(setting.strip())
        if choice is not None:
            overrides[choice["setting"]] = choice["answer"]
            continue
        match = _SETTING.fullmatch(setting.strip())
        if match is None or unseen(setting) is not None:
            faults.append(Fault(("--set",), visible(setting), "应写成 规则.数字=值、规则.level=级别 或 设置=选项。",
                                "Must read RULE.number=value, RULE.level=level or SETTING=answer.",
                                "可能如 K03.classes=1、D10.level=off 或 U6=waiver。",
                                "Maybe K03.classes=1, D10.level=off or U6=waiver."))  # fmt: skip
            continue
        rule, key, text = match["rule"], match["key"], match["value"].strip()
        value: int | str = int(text) if re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII) else text
        entry = overrides.setdefault(rule, {})
        if key in _OWN_KEYS:
            entry[key] = value
        else:
            entry.setdefault("numbers", {})[key] = value
    return overrides, faults


def merge_overrides(below: Overrides, above: Overrides) -> dict[str, Any]:
    """Merge overrides by key; ``above`` takes precedence over ``below``."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = merge_overrides(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def changes(policy: Policy) -> tuple[RuleChange, ...]:
    """Differences of a policy from the packaged profile of its name, in the profile's order."""
    return differences(load_policy(policy.name), policy)
