"""Laying a profile's paper duties, or a request's changes of them, over those so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from solver.errors import Path
from solver.policy.duty import BEARERS, DAY_NAMES, DUES, DUTY_LEVELS, NEEDED, PaperDuty
from solver.policy.merge import lay_numbers, read_source
from solver.policy.rule import Number, Source
from solver.problem.findings import Findings

DUTIES_KEY = "duties"
DUTY_ID = re.compile(r"[A-I]\d\d[A-Z]?")
PROFILE_KEYS = ("zh", "en", "due", "who", "level", "source", "numbers", *DAY_NAMES)
OVERRIDE_KEYS = ("level", "numbers")
_EMPTY = PaperDuty("", "", "", "", "school", "hard", Source("", ""))


@dataclass(slots=True)
class _Open:
    """The numbers of a duty while they are laid, as :func:`solver.policy.merge.lay_numbers` asks for them."""

    numbers: dict[str, Number] = field(default_factory=dict)

    def known_number(self, name: str) -> Number | None:
        return self.numbers.get(name)

    def known_names(self) -> tuple[str, ...]:
        return tuple(self.numbers)


def lay_duties(
    duties: dict[str, PaperDuty], tables: object, path: Path, documents: Mapping[str, str], found: Findings
) -> None:
    """Lay a profile's ``[duties]``: it may add duties and change inherited ones."""
    if not isinstance(tables, Mapping):
        found.wrong_type(path, tables, "对象", "an object")
        return
    for name, table in tables.items():
        here = (*path, str(name))
        if not isinstance(name, str) or not DUTY_ID.fullmatch(name):
            found.wrong_type(here, name, "规则编号，如 I02 或 I09A", "an id such as I02 or I09A")
        elif not isinstance(table, Mapping):
            found.wrong_type(here, table, "对象", "an object")
        else:
            duty = duties.get(name, replace(_EMPTY, id=name))
            _unknown_keys(table, PROFILE_KEYS, here, found)
            duty = replace(
                duty, zh=_text(table, "zh", duty.zh, here, found), en=_text(table, "en", duty.en, here, found)
            )
            if "source" in table:
                duty = replace(duty, source=read_source(table["source"], (*here, "source"), documents, found))
            duty = replace(
                duty,
                due=_word(table, "due", DUES, duty.due, here, found),
                who=_word(table, "who", BEARERS, duty.who, here, found),
                level=_word(table, "level", DUTY_LEVELS, duty.level, here, found),
            )
            duty = _days(duty, {key: table[key] for key in DAY_NAMES if key in table}, here, found)
            duties[name] = _numbers(duty, table.get("numbers", {}), (*here, "numbers"), found, profile=True)


def change_duty(duty: PaperDuty, table: object, path: Path, found: Findings) -> PaperDuty:
    """A request's change: its level, its numbers, and the days of one with dates (``numbers = {last = "2025-03-31"}``)."""
    if not isinstance(table, Mapping):
        found.wrong_type(path, table, "对象", "an object")
        return duty
    _unknown_keys(table, OVERRIDE_KEYS, path, found)
    duty = replace(duty, level=_word(table, "level", DUTY_LEVELS, duty.level, path, found))
    numbers = table.get("numbers", {})
    if duty.due == "date" and isinstance(numbers, Mapping):
        duty = _days(duty, {key: numbers[key] for key in DAY_NAMES if key in numbers}, (*path, "numbers"), found)
        numbers = {key: value for key, value in numbers.items() if key not in DAY_NAMES}
    return _numbers(duty, numbers, (*path, "numbers"), found, profile=False)


def check_duties(duties: Mapping[str, PaperDuty], rules: Collection[str], found: Findings) -> None:
    """Faults that show only when all layers lie over one another."""
    for duty in duties.values():
        here: Path = (duty.id,)
        if duty.id in rules:
            found.repeated(here, duty.id, "编号（已有同号的规则）", "id (a rule bears it)")
        needed = [name for name in NEEDED.get(duty.due, ()) if name not in duty.numbers]
        if not duty.due or not duty.source.quote or needed or (duty.due == "date" and duty.last is None):
            found.add(
                here,
                duty.id,
                "书面义务缺少 due、来源、数值或日期。",
                "The paper duty lacks its due, its source, a number or its date.",
                hint_zh="可能编号写错了，成了一条新的；after_start 要 days，termly、yearly 要 times，share 要 percent，date 要 last。",
                hint_en="Maybe its id is misspelt and makes a new one; after_start needs days, termly and yearly times, share "
                "percent, date last.",
            )
        elif duty.first is not None and duty.last is not None and duty.first > duty.last:
            found.add((*here, "first"), duty.first, "开始应不晚于结束。", "The first day must not come after the last.",
                      hint_zh="可能把两个日期写反了。", hint_en="Maybe the two dates were swapped.")  # fmt: skip


def _unknown_keys(table: Mapping[str, object], keys: tuple[str, ...], here: Path, found: Findings) -> None:
    for key in table:
        if key not in keys:
            found.unknown((*here, str(key)), key, "字段", "field", keys)


def _text(table: Mapping[str, object], key: str, default: str, here: Path, found: Findings) -> str:
    value = table.get(key, default)
    if isinstance(value, str) and value.strip():
        return value
    found.wrong_type((*here, key), value, "文字", "text")
    return default


def _word(
    table: Mapping[str, object], key: str, words: tuple[str, ...], default: str, here: Path, found: Findings
) -> str:
    value = table.get(key, default)
    if isinstance(value, str) and (value in words or key not in table):
        return value
    found.unknown((*here, key), value, "取值", "value", words)
    return default


def _days(duty: PaperDuty, days: Mapping[str, object], here: Path, found: Findings) -> PaperDuty:
    read: dict[str, date] = {}
    for key, raw in days.items():
        try:
            read[key] = raw if isinstance(raw, date) else date.fromisoformat(str(raw))
        except ValueError:
            found.wrong_type((*here, key), raw, "日期，如 2024-03-31", "a date such as 2024-03-31")
    return replace(duty, first=read.get("first", duty.first), last=read.get("last", duty.last))


def _numbers(duty: PaperDuty, numbers: object, here: Path, found: Findings, *, profile: bool) -> PaperDuty:
    kept = _Open(dict(duty.numbers))
    lay_numbers(kept, numbers, here, found, profile=profile)
    return replace(duty, numbers=kept.numbers)
