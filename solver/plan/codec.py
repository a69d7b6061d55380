"""Writing a plan as JSON-ready data and reading it back, strictly: every fault at once, never another error.

Times are ``"HH:MM"``, money fen, tuples lists; the keys are the dataclasses' field names and all are required. A post's
``detail`` stays a plain number, because only a gate's is a minute. Whether what a plan names exists is rule K00, which
the checker asks.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from solver.errors import Path, PlanError
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
from solver.problem.codec import Json, encode
from solver.problem.findings import Findings
from solver.units import parse_clock

_CLASSES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Assignment, CareGroup, Dismissal, Fee, Flex, LateCare, Post, Seat, Section, Session, Tutoring)
}
_COLUMNS: dict[type[Any], tuple[tuple[str, str], ...]] = {
    kind: tuple((name, hint.__forward_arg__) for name, hint in kind.__annotations__.items()) for kind in _CLASSES.values()
}
PERIOD = ("effect", "until")
"""Fields of a plan that are dates, and that are written only where they are given."""
_COLUMNS[Plan] = tuple((field.name, str(field.type)) for field in fields(Plan) if field.name not in PERIOD)
"""Names and annotations of the plan and of each kind of entry."""
_PLAIN = frozenset({"str", "int", "Fen", "Week", "Weekday"})
_WHOLE = ("int", "Fen", "Week", "Weekday")
_BAD = object()


def dump(plan: Plan) -> dict[str, Json]:
    """The plan as a JSON-ready dict, keys in the dataclasses' order, entries in the plan's order."""
    lists: dict[str, Json] = {name: [_dumped(item) for item in getattr(plan, name)] for name, _ in _COLUMNS[Plan]}
    return lists | {name: day.isoformat() for name in PERIOD if (day := getattr(plan, name)) is not None}


def _dumped(item: object) -> dict[str, Json]:
    """One entry, its plain values as they are."""
    made = {}
    for name, annotation in _COLUMNS[type(item)]:
        value = getattr(item, name)
        if annotation in _PLAIN:
            made[name] = value
        else:
            made[name] = _dumped(value) if annotation in _CLASSES else _listed(value, annotation)
    return made


def _listed(value: object, annotation: str) -> Json:
    """A value that is no plain one: a time, a list of names or of entries."""
    if not isinstance(value, tuple):
        return encode(value, annotation)
    return [_dumped(part) if type(part) in _COLUMNS else part for part in value]


def load(doc: object) -> Plan:
    """Read what :func:`dump` writes. Raises PlanError with every fault: wrong types, unknown and missing keys."""
    found = Findings()
    dates = {name: _date(doc[name], (name,), found) for name in PERIOD if name in doc} if isinstance(doc, dict) else {}
    plan = _object({key: doc[key] for key in doc if key not in dates} if isinstance(doc, dict) else doc, Plan, (), found)
    if found.faults or not isinstance(plan, Plan):
        raise PlanError(found.faults)
    return replace(plan, effect=dates.get("effect"), until=dates.get("until"))


def _date(raw: object, path: Path, found: Findings) -> date | None:
    try:
        return None if raw is None else date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        found.wrong_type(path, raw, "日期，如 2026-10-08", "a date, as 2026-10-08")
        return None


def _object(raw: object, kind: type[Any], path: Path, found: Findings) -> object:
    if not isinstance(raw, dict):
        found.wrong_type(path, raw, "对象", "an object")
        return _BAD
    known = dict(_COLUMNS[kind])
    for key in raw:
        if key not in known:
            found.unknown((*path, str(key)), key, "字段", "field", known)
    values = {}
    for name, annotation in known.items():
        if name in raw:
            values[name] = _value(raw[name], annotation, (*path, name), found)
        else:
            found.add((*path, name), "", f"缺少字段 {name}。", f"The field {name} is missing.")
    complete = len(values) == len(known) and all(value is not _BAD for value in values.values())
    return kind(**values) if complete else _BAD


def _value(raw: object, annotation: str, path: Path, found: Findings) -> object:
    """One value by its annotation; ``_BAD`` after noting a fault."""
    if annotation.startswith("tuple["):
        return _list(raw, annotation.removeprefix("tuple[").removesuffix(", ...]"), path, found)
    if annotation in _CLASSES:
        return _object(raw, _CLASSES[annotation], path, found)
    if annotation == "Minute":
        if isinstance(raw, str):
            try:
                return parse_clock(raw)
            except ValueError:
                pass
        found.wrong_type(path, raw, "“HH:MM”时间", 'a time "HH:MM"')
        return _BAD
    if annotation in _WHOLE:
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        found.wrong_type(path, raw, "整数", "a whole number")
        return _BAD
    if isinstance(raw, str):
        return raw
    found.wrong_type(path, raw, "文字", "text")
    return _BAD


def _list(raw: object, annotation: str, path: Path, found: Findings) -> object:
    if not isinstance(raw, list | tuple):
        found.wrong_type(path, raw, "列表", "a list")
        return _BAD
    values = [_value(part, annotation, (*path, index), found) for index, part in enumerate(raw)]
    return _BAD if any(value is _BAD for value in values) else tuple(values)
