"""Changes as JSON and TOML data: ``{"kind": "absent", "people": ["T012"], "weekdays": ["周一", 3]}``, read strictly, all faults at once.

The keys are the fields of the kind's class; those with a default may be left out. Weekdays are numbers 1..7 or names (``周一``,
``Mon``), times ``HH:MM``, dates ISO texts or dates of TOML, amounts as in :mod:`solver.changes.amount`; one name may stand for a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any

from solver.changes.amount import Amount, parse_amount, parse_fen, written_fen
from solver.changes.change import Change
from solver.changes.registry import KINDS
from solver.errors import Path, ProblemError
from solver.problem.findings import Findings
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, clock, parse_clock

MOST = 200
"""Changes of one scenario; raising it lets longer documents be read."""
LARGEST_NUMBER = 10**6
"""Largest whole number of a field."""
_BAD = object()
_LIST = "tuple["


def dump(change: Change) -> dict[str, Any]:
    """The change as a JSON-ready dict, its kind first; fields at their default are left out."""
    document: dict[str, Any] = {"kind": change.kind}
    for field in fields(change):  # type: ignore[arg-type] # every change is a dataclass
        value = getattr(change, field.name)
        if field.default is MISSING or value != field.default:
            document[field.name] = _written(value, str(field.type))
    return document


def _written(value: object, annotation: str) -> object:
    if isinstance(value, tuple):
        return [_written(part, annotation) for part in value]
    if isinstance(value, Amount):
        return written_fen(value) if annotation == "FenAmount" else value.written
    if isinstance(value, date):
        return value.isoformat()
    return clock(value) if "Minute" in annotation and isinstance(value, int) else value


def read_changes(document: object, path: Path = ("changes",)) -> tuple[Change, ...]:
    """The changes of a list. Raises ProblemError with every fault; whether what they name exists is asked when they are applied."""
    found = Findings()
    changes = note_changes(document, path, found)
    if found.faults:
        raise ProblemError(found.faults)
    return changes


def note_changes(document: object, path: Path, found: Findings) -> tuple[Change, ...]:
    """The changes of a list, faults noted."""
    if not isinstance(document, list | tuple):
        found.wrong_type(path, document, "列表", "a list")
        return ()
    if len(document) > MOST:
        found.outside(path, len(document), 0, MOST)
        return ()
    return tuple(change for i, raw in enumerate(document) if (change := read_change(raw, (*path, i), found)) is not None)


def read_change(raw: object, path: Path, found: Findings) -> Change | None:
    """One change, or None after noting its faults."""
    if not isinstance(raw, Mapping):
        found.wrong_type(path, raw, "对象", "an object")
        return None
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        found.unknown((*path, "kind"), kind, "变动", "kind of change", KINDS)
        return None
    return make(KINDS[kind], {key: value for key, value in raw.items() if key != "kind"}, path, found)


def make(kind: type[Change], raw: Mapping[str, object], path: Path, found: Findings) -> Change | None:
    """A change of a kind from the raw values of its fields, or None after noting their faults."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type] # every change is a dataclass
    for key in raw:
        if key not in known:
            found.unknown((*path, str(key)), key, "字段", "field", known)
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in raw and not (raw[name] is None and field.default is None):
            values[name] = _value(raw[name], str(field.type), (*path, name), found)
        elif field.default is MISSING:
            found.add((*path, name), "", f"缺少字段 {name}。", f"The field {name} is missing.",
                      hint_zh=f"可能的写法：{kind.phrase}", hint_en=f"Maybe as in: {kind.phrase}")  # fmt: skip
            values[name] = _BAD
    if set(raw) - set(known) or any(value is _BAD for value in values.values()):
        return None
    return kind(**values)


def _value(raw: object, annotation: str, path: Path, found: Findings) -> object:
    if annotation.startswith(_LIST):
        parts = [raw] if isinstance(raw, str | int) else raw
        if not isinstance(parts, Sequence):
            found.wrong_type(path, raw, "列表", "a list")
            return _BAD
        inner = annotation.removeprefix(_LIST).removesuffix(", ...]")
        values = [_value(part, inner, (*path, index), found) for index, part in enumerate(parts)]
        return _BAD if any(value is _BAD for value in values) else tuple(values)
    value = _READERS[annotation.removesuffix(" | None")](raw)
    if value is None:
        found.wrong_type(path, raw, *_TOLD[annotation.removesuffix(" | None")])
        return _BAD
    if isinstance(value, str) and (found.holds_unseen(path, value) or (not value.strip() and path[-1] != "weeks")):
        return _BAD
    return value


def _text(raw: object) -> str | None:
    return raw.strip() if isinstance(raw, str) else None


def _whole(raw: object) -> int | None:
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) <= len(str(LARGEST_NUMBER)):
        return int(raw)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) <= LARGEST_NUMBER else None


def _minute(raw: object) -> int | None:
    try:
        return parse_clock(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _day(raw: object) -> date | None:
    if isinstance(raw, datetime):
        return None
    try:
        return raw if isinstance(raw, date) else date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _weekday(raw: object) -> int | None:
    if isinstance(raw, str) and raw:
        text = raw.strip().replace("星期", "周").replace("周天", "周日")
        if text in WEEKDAYS_ZH[1:]:
            return WEEKDAYS_ZH.index(text)
        if text[:3].title() in WEEKDAYS_EN[1:]:
            return WEEKDAYS_EN.index(text[:3].title())
    return _whole(raw)


_READERS = {
    "str": _text, "int": _whole, "Minute": _minute, "date": _day, "Weekday": _weekday, "Amount": parse_amount,
    "FenAmount": parse_fen,
}  # fmt: skip
"""Annotation -> the value that it reads, or None."""
_TOLD = {
    "str": ("文字", "text"), "int": ("整数", "a whole number"), "Minute": ("“HH:MM”时间", 'a time "HH:MM"'),
    "date": ("日期，如 2026-10-08", "a date, as 2026-10-08"), "Weekday": ("星期，如 周一 或 1", "a weekday, as Mon or 1"),
    "Amount": ("数量，如 25、+1、-10%、<=25、17:40", "an amount, as 25, +1, -10%, <=25, 17:40"),
    "FenAmount": ("带单位的金额，如 3元、+0.5元、300分、-10%", "money with its unit, as 3元 (yuan), +0.5元, 300分 (fen), -10%"),
}  # fmt: skip
