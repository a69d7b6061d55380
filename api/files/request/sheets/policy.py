"""The policy sheet: one setting a row <-> profile name and overrides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from api.files import labels
from api.files.request.columns import Heading as C
from api.files.request.columns import sheet
from api.files.table.cell import CellError, Formatted, Raw, plain_number
from api.files.table.columns import CellPlace, Places
from api.files.table.fault_list import FaultList
from api.files.table.kinds import CellKind, code
from api.files.table.number_kinds import parse_percent
from api.files.table.reader import TableRow
from api.files.table.texts import cell_text, protect, split, unprotect
from solver.errors import PolicyError
from solver.policy.load import load_policy
from solver.policy.merge import PERCENT
from solver.units import clock

DEFAULT_PROFILE = "national"


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One setting. item: profile, level, weight, number, setting or tiers; rule and name say of what."""

    item: str
    rule: str
    name: str
    value: str | int


def _parse_setting(raw: Raw) -> str | int:
    """A setting's value: a whole number stays one, a time becomes ``HH:MM``, a percentage ``50%``, anything else is text."""
    if isinstance(raw, Formatted) and raw.shown.endswith("%"):
        return raw.shown
    if isinstance(raw, float) and not raw.is_integer():
        raise CellError("这里要整数、时刻或文字，不能是小数", "a whole number, a time or text is expected, no fraction",
                        f"可能丢了格式；百分比写成 {plain_number(raw * 100)}%，时刻写成 17:30。",
                        f"Maybe the format was lost; write a percentage as {plain_number(raw * 100)}%, a time as 17:30.")  # fmt: skip
    if isinstance(raw, int | float) and not isinstance(raw, bool) and float(raw).is_integer():
        return int(raw)
    if isinstance(raw, time):
        return clock(raw.hour * 60 + raw.minute)
    text = unprotect(cell_text(raw))
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?%", plain, re.ASCII):
        return plain
    return int(plain) if re.fullmatch(r"[+-]?\d{1,9}", plain, re.ASCII) else text


def _show_setting(value: str | int) -> str | int:
    return value if isinstance(value, int) else protect(value, specials="", words=())


SETTING = CellKind("数值或文字", "number or text", _parse_setting, _show_setting)


POLICY = sheet("policy", "政策", "policy", "政策方案，以及本校改动的级别和数值。",
    "The policy profile, and the levels and numbers that the school changes.", PolicyRow, (
    C("item", "项目", "item", "方案/级别/权重/数值/设置/目标次序", "profile/level/weight/number/setting/tiers",
      kind=code(labels.POLICY_ITEMS, "项目", "item")),
    C("rule", "规则编号", "rule", "如 K03，设置如 U6；方案和目标次序留空",
      "such as K03, a setting U6; empty for profile and tiers", default=""),
    C("name", "数值名称", "number name", "如 classes；只用于“数值”", "such as classes; for numbers only", default="", width=18),
    C("value", "值", "value", "方案名、hard/soft/off、数、选项，或以“、”隔开的全部目标",
      "profile name, hard/soft/off, a number, an answer, or all tiers in order", kind=SETTING, width=30),
))  # fmt: skip


def overrides_of(records: list[TableRow], title: str, places: Places, faults: FaultList) -> tuple[str, dict[str, Any]]:
    """Profile and overrides; ``places`` learns where each stands, under paths that begin with ``policy``."""
    profile = DEFAULT_PROFILE
    overrides: dict[str, Any] = {}
    seen: set[tuple[str, str, str]] = set()
    words = {zh: level for level, zh in labels.LEVELS.items()}
    value_column = POLICY.index_of("value") or 0
    places.rows["policy",] = CellPlace(title, POLICY, 0)
    for record in records:
        row = PolicyRow(**record.values)
        key = (row.item, row.rule, row.name)
        if key in seen:
            faults.add(title, POLICY.cell(record.row, "item"), labels.POLICY_ITEMS[row.item],
                       "同一设置写了两次", "this setting appears twice", "可能复制了行；请删除一行。",
                       "Maybe the row was copied; delete one.")  # fmt: skip
        seen.add(key)
        wrong = _misplaced(row)
        if wrong:
            field, zh, en = wrong
            faults.add(title, POLICY.cell(record.row, field), str(getattr(row, field)), zh, en,
                       "可能填错了列。", "Maybe it belongs in another column.")  # fmt: skip
            continue
        here = CellPlace(title, POLICY, record.row, value_column)
        if row.item == "profile":
            profile = str(row.value)
            places.rows["policy",] = here
        elif row.item == "tiers":
            overrides["tiers"] = [unprotect(part) for part in split(str(row.value))]
            places.rows["policy", "tiers"] = here
        elif row.item == "setting":
            overrides[row.rule] = str(row.value)
            places.rows["policy", row.rule] = here
        else:
            rule = overrides.setdefault(row.rule, {})
            places.rows.setdefault(("policy", row.rule), CellPlace(title, POLICY, record.row, POLICY.index_of("rule") or 0))
            if row.item == "number":
                rule.setdefault("numbers", {})[row.name] = row.value
                places.rows["policy", row.rule, "numbers", row.name] = here
            else:
                rule[row.item] = words.get(str(row.value), row.value)
                places.rows["policy", row.rule, row.item] = here
    _read_percentages(profile, overrides, places, faults)
    return profile, overrides


def _read_percentages(profile: str, overrides: dict[str, Any], places: Places, faults: FaultList) -> None:
    """Percentages that are written with their sign become numbers; a 1 without one may mean 100% and is a fault."""
    for rule, name in _percentages(profile, overrides):
        numbers = overrides[rule]["numbers"]
        try:
            numbers[name] = parse_percent(numbers[name])
        except CellError as wrong:
            title, cell = places.find(("policy", rule, "numbers", name)) or (POLICY.title, "")
            faults.add(title, cell, str(numbers[name]), wrong.zh, wrong.en, wrong.hint_zh, wrong.hint_en)


def _percentages(profile: str, overrides: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Rule and name of the numbers among overrides that are percent; none of overrides that make no policy."""
    try:
        policy = load_policy(profile, overrides)
    except PolicyError:
        return []
    found = []
    for rule, changes in overrides.items():
        known = policy.rules.get(rule) or policy.duties.get(rule)
        if known and isinstance(changes, Mapping):
            there = {name: known.numbers.get(name) for name in changes.get("numbers", {})}
            found += [(rule, name) for name, number in there.items() if number and number.unit.endswith(PERCENT)]
    return found


def policy_rows(profile: str, overrides: Mapping[str, Any]) -> list[PolicyRow]:
    """The rows that say the same as profile and overrides."""
    rows = [PolicyRow("profile", "", "", profile)]
    percentages = _percentages(profile, overrides)
    for rule, changes in overrides.items():
        if rule == "tiers":
            rows.append(PolicyRow("tiers", "", "", "、".join(protect(tier) for tier in changes)))
            continue
        if isinstance(changes, str):
            rows.append(PolicyRow("setting", rule, "", changes))
            continue
        rows += [PolicyRow(item, rule, "", changes[item]) for item in ("level", "weight") if item in changes]
        rows += [
            PolicyRow("number", rule, name, f"{value}%" if (rule, name) in percentages and isinstance(value, int) else value)
            for name, value in changes.get("numbers", {}).items()
        ]
    return rows


def _misplaced(row: PolicyRow) -> tuple[str, str, str] | None:
    """A field that this kind of setting must or must not have: (field, zh, en)."""
    needs_rule = row.item in ("level", "weight", "number", "setting")
    if needs_rule != bool(row.rule):
        return ("rule", "这里要规则编号", "a rule id is needed here") if needs_rule else (
            "rule", "这一项不带规则编号", "this setting has no rule id")  # fmt: skip
    if (row.item == "number") != bool(row.name):
        return ("name", "这里要数值名称", "the name of a number is needed here") if row.item == "number" else (
            "name", "这一项不带数值名称", "this setting has no number name")  # fmt: skip
    return None
