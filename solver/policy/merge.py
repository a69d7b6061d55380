"""Laying one profile, or the overrides of a request, over a policy draft. Every fault is kept, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Protocol

from solver.errors import Path
from solver.policy.draft import PolicyDraft, RuleDraft
from solver.policy.policy import Tier
from solver.policy.rule import LEVELS, Number, Source
from solver.problem.findings import Findings
from solver.units import clock, parse_clock

MAX_WEIGHT = 1000
CLOCK = "clock"
"""Units that end so are minutes of the day."""
PERCENT = "percent"
"""Units that end so are hundredths."""
RULE_KEYS = ("zh", "en", "level", "levels", "tier", "weight", "source", "numbers", "numbers_like")
OVERRIDE_KEYS = ("level", "weight", "numbers")
TIER_TEXTS = ("zh", "en", "unit_zh", "unit_en")
PER_UNIT = "per_unit"
OPTIONAL = "optional"


def lay_rules(
    draft: PolicyDraft,
    rules: object,
    path: Path,
    *,
    base: bool,
    found: Findings,
    documents: Mapping[str, str] | None = None,
) -> None:
    """Lay a table of rules over the draft.

    base: whether rules may be new. documents: short names of sources, or None for the overrides of a request, which may
    set level, weight and the values of numbers only.
    """
    if not isinstance(rules, Mapping):
        found.wrong_type(path, rules, "对象", "an object")
        return
    for name, table in rules.items():
        here = (*path, str(name))
        rule = draft.rules.get(name) if isinstance(name, str) else None
        if rule is None:
            if not base or not isinstance(name, str):
                found.unknown(here, name, "规则", "rule", draft.rules)
                continue
            rule = draft.rules.setdefault(name, RuleDraft(name))
        if not isinstance(table, Mapping):
            found.wrong_type(here, table, "对象", "an object")
            continue
        keys = RULE_KEYS if documents is not None else OVERRIDE_KEYS
        for key in table:
            if key not in keys:
                found.unknown((*here, str(key)), key, "字段", "field", keys)
        if documents is not None:
            _lay_text(rule, table, here, documents, found)
        _lay_level(rule, table, here, found)
        if "numbers" in table:
            lay_numbers(rule, table["numbers"], (*here, "numbers"), found, profile=documents is not None)


def lay_tiers(draft: PolicyDraft, tiers: object, path: Path, found: Findings) -> None:
    """Take over a profile's table of tiers; their order is their importance."""
    if not isinstance(tiers, Mapping):
        found.wrong_type(path, tiers, "对象", "an object")
        return
    for name, table in tiers.items():
        here = (*path, str(name))
        texts = [table.get(key) for key in TIER_TEXTS] if isinstance(table, Mapping) else [None]
        if not isinstance(table, Mapping) or not all(isinstance(text, str) and text for text in texts):
            found.wrong_type(
                here, table, "zh、en、unit_zh、unit_en 四个文字", "an object of the texts zh, en, unit_zh, unit_en"
            )
            continue
        for key in table:
            if key not in (*TIER_TEXTS, PER_UNIT, OPTIONAL):
                found.unknown((*here, str(key)), key, "字段", "field", (*TIER_TEXTS, PER_UNIT, OPTIONAL))
        per_unit = table.get(PER_UNIT, 1)
        if not isinstance(per_unit, int) or isinstance(per_unit, bool) or per_unit < 1:
            found.wrong_type((*here, PER_UNIT), per_unit, "正整数", "a whole number from 1 on")
            continue
        zh, en, unit_zh, unit_en = (str(text) for text in texts)
        draft.tiers[str(name)] = Tier(str(name), zh, en, unit_zh, unit_en, per_unit, table.get(OPTIONAL) is True)


def order_tiers(draft: PolicyDraft, order: object, path: Path, found: Findings) -> None:
    """Put the tiers into another order; every tier has to be named once.

    An optional tier may be left out and then stays behind the tier that it followed.
    """
    if not isinstance(order, list | tuple):
        found.wrong_type(path, order, "列表", "a list")
        return
    seen: list[str] = []
    before = len(found.faults)
    for index, name in enumerate(order):
        here = (*path, index)
        if not isinstance(name, str) or name not in draft.tiers:
            found.unknown(here, name, "目标层", "tier", draft.tiers)
        elif name in seen:
            found.repeated(here, name, "目标层", "tier")
        else:
            seen.append(name)
    for previous, name in pairwise(list(draft.tiers)):
        if draft.tiers[name].optional and name not in seen and previous in seen:
            seen.insert(seen.index(previous) + 1, name)
    missing = [name for name in draft.tiers if name not in seen]
    if missing:
        found.add(
            path,
            order,
            f"缺少目标层：{'、'.join(missing)}。",
            f"Tiers are missing: {', '.join(missing)}.",
            hint_zh="可能只写了要提前的目标；请按次序写出全部目标层。",
            hint_en="Maybe only those to come first were given; name all tiers in order.",
        )
    if len(found.faults) == before:
        draft.tiers = {name: draft.tiers[name] for name in seen}


def read_source(source: object, here: Path, documents: Mapping[str, str], found: Findings) -> Source:
    """``[document, quote]`` with a short name of ``documents``; an empty source where it is none."""
    texts = [text for text in source if isinstance(text, str)] if isinstance(source, list) else []
    if len(texts) == 2 and texts[0] in documents:
        return Source(documents[texts[0]], texts[1])
    found.wrong_type(
        here, source, "[文件, 引文]，文件须在 [documents] 中", "[document, quote] with a document of [documents]"
    )
    return Source("", "")


def _lay_text(
    rule: RuleDraft, table: Mapping[str, object], here: Path, documents: Mapping[str, str], found: Findings
) -> None:
    for key in ("zh", "en", "tier"):
        if key in table:
            value = table[key]
            if isinstance(value, str) and value.strip():
                setattr(rule, key, value)
            else:
                found.wrong_type((*here, key), value, "文字", "text")
    if "levels" in table:
        levels = table["levels"]
        if isinstance(levels, list) and levels and all(level in LEVELS for level in levels):
            rule.levels, rule.level = tuple(levels), levels[0]
        else:
            found.wrong_type((*here, "levels"), levels, f"{LEVELS} 的列表", f"a list of {LEVELS}")
    if "source" in table:
        rule.source = read_source(table["source"], (*here, "source"), documents, found)
    if "numbers_like" in table:
        _lay_mould(rule, table["numbers_like"], (*here, "numbers_like"), found)


def _lay_mould(rule: RuleDraft, like: object, here: Path, found: Findings) -> None:
    """Pattern, unit and bounds of further numbers; for a single one, what holds while it is not given."""
    table: Mapping[str, object] = like if isinstance(like, Mapping) else {}
    mould, pattern = _read_number(table.get("number"), here, found), table.get("pattern")
    if mould is None or not isinstance(pattern, str) or not _compiles(pattern):
        found.wrong_type(here, like, "pattern 与 number", "a pattern and a number")
        return
    rule.number_pattern, rule.number_like, rule.unset = pattern, mould, None
    zh, en = table.get("unset_zh"), table.get("unset_en")
    if isinstance(zh, str) and zh and isinstance(en, str) and en and re.fullmatch(r"[a-z_]+", pattern):
        rule.unset = zh, en
    elif zh is not None or en is not None:
        found.wrong_type(
            here, like, "unset_zh、unset_en 两个文字和作为 pattern 的名称", "texts unset_zh and unset_en, and a name as pattern"
        )


def _lay_level(rule: RuleDraft, table: Mapping[str, object], here: Path, found: Findings) -> None:
    if "level" in table:
        level = table["level"]
        if level not in LEVELS:
            found.unknown((*here, "level"), level, "级别", "level", LEVELS)
        elif level not in rule.levels:
            may = [known for known in LEVELS if known in rule.levels]
            found.add(
                (*here, "level"),
                str(level),
                f"规则 {rule.id} 只能取：{'、'.join(may)}。",
                f"Rule {rule.id} may only be: {', '.join(may)}.",
                hint_zh=f"可能要写 {may[-1]}。" if may else "",
                hint_en=f"Maybe {may[-1]} is meant." if may else "",
            )
        else:
            rule.level = str(level)
    if "weight" in table:
        weight = table["weight"]
        if not isinstance(weight, int) or isinstance(weight, bool):
            found.wrong_type((*here, "weight"), weight, "整数", "a whole number")
        elif not 1 <= weight <= MAX_WEIGHT:
            found.outside((*here, "weight"), weight, 1, MAX_WEIGHT)
        else:
            rule.weight = weight


class HasNumbers(Protocol):
    """What has numbers to be laid: a rule or a paper duty while it is read."""

    numbers: dict[str, Number]

    def known_number(self, name: str) -> Number | None: ...

    def known_names(self) -> tuple[str, ...]: ...


def lay_numbers(target: HasNumbers, numbers: object, path: Path, found: Findings, *, profile: bool) -> None:
    """Lay a table of numbers; a profile may bring new ones as ``[value, min, max, unit]``, a request may not."""
    if not isinstance(numbers, Mapping):
        found.wrong_type(path, numbers, "对象", "an object")
        return
    for name, raw in numbers.items():
        here = (*path, str(name))
        if profile and isinstance(raw, list):
            number = _read_number(raw, here, found)
        else:
            known = target.known_number(name) if isinstance(name, str) else None
            if known is None:
                found.unknown(here, name, "数值", "number", target.known_names())
                continue
            value = _whole(raw, known.unit)
            if value is None:
                found.wrong_type(here, raw, f"整数（{known.unit}）", f"a whole number ({known.unit})")
                continue
            number = Number(value, known.unit, known.minimum, known.maximum)
        if number is None:
            continue
        if number.minimum <= number.value <= number.maximum:
            target.numbers[str(name)] = number
        else:
            low, high = str(number.minimum), str(number.maximum)
            if number.unit.endswith(CLOCK):
                low, high = clock(number.minimum), clock(number.maximum)
            found.outside(here, number.value, low, f"{high} {number.unit}")


def _read_number(raw: object, here: Path, found: Findings) -> Number | None:
    """``[value, min, max, unit]``, or ``[min, max, unit]`` for a mould."""
    parts = list(raw) if isinstance(raw, list) else []
    whole = [_whole(part, CLOCK) for part in parts[:-1]]
    numbers = [value for value in whole if value is not None]
    if len(numbers) != len(whole) or len(numbers) not in (2, 3) or not isinstance(parts[-1], str):
        found.wrong_type(here, raw, "[值, 最小, 最大, 单位]", "[value, min, max, unit]")
        return None
    return Number(numbers[0], parts[-1], numbers[-2], numbers[-1])


def _whole(raw: object, unit: str) -> int | None:
    """An integer; with a clock unit also one written ``HH:MM``, with percent also one written ``50%``."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return raw
    if isinstance(raw, str) and unit.endswith(CLOCK):
        try:
            return parse_clock(raw)
        except ValueError:
            return None
    if isinstance(raw, str) and unit.endswith(PERCENT) and (written := re.fullmatch(r"(\d{1,6})%", raw, re.ASCII)):
        return int(written[1])
    return None


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
