"""Edits by hand: what a planner asks to be changed in a plan, read strictly from JSON, with every fault at once.

An edit is an object with its kind under ``"edit"`` and the fields of its class; sections are written ``"offering#number"``,
times ``"HH:MM"``, posts as in a plan. Fields with a default may be left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from solver.errors import Path, PlanError
from solver.plan.plan import Post
from solver.problem.findings import Findings
from solver.units import EVERY_WEEK, Minute, Week, Weekday, parse_clock

MOST = 200
"""Edits in one request."""
_BAD = object()


@dataclass(frozen=True, slots=True)
class MoveSession:
    """The session of ``section`` on ``weekday`` goes to another day, start or room; what is not said stays."""

    section: str
    weekday: Weekday
    to_weekday: Weekday | None = None
    to_start: Minute | None = None
    to_room: str | None = None


@dataclass(frozen=True, slots=True)
class ReplaceAdult:
    """``new`` stands on ``post`` instead of ``old``; without ``old`` he is added, without ``new`` nobody replaces ``old``.

    week: 0 is every week, and the only one for leading and assisting.
    """

    post: Post
    week: Week = EVERY_WEEK
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class SwapAdults:
    """``person`` on ``post`` and ``other_person`` on ``other_post`` change places, in one week or (0) in all of them."""

    post: Post
    person: str
    other_post: Post
    other_person: str
    week: Week = EVERY_WEEK


@dataclass(frozen=True, slots=True)
class MoveSeat:
    """The pupil leaves section ``old`` for section ``new``; without ``old`` a seat is added, without ``new`` it is given up."""

    pupil: str
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class SwapSeats:
    """Two pupils change seats."""

    pupil: str
    section: str
    other_pupil: str
    other_section: str


@dataclass(frozen=True, slots=True)
class MoveDismissal:
    """The grade leaves at another minute, through the same gate or another one."""

    grade: int
    minute: Minute
    gate: str | None = None


@dataclass(frozen=True, slots=True)
class MergeCare:
    """All classes of the group of ``guest`` join that of ``host``, on one weekday and period (0-based)."""

    weekday: Weekday
    period: int
    host: str
    guest: str


@dataclass(frozen=True, slots=True)
class OpenCare:
    """Class ``home`` gets a group of its own, whether it was a guest elsewhere or in no group; nobody stands there yet."""

    weekday: Weekday
    period: int
    home: str


@dataclass(frozen=True, slots=True)
class CloseCare:
    """The group of ``host`` is closed."""

    weekday: Weekday
    period: int
    host: str


@dataclass(frozen=True, slots=True)
class CloseSection:
    """The section ends, and those who sit in it go by their next choices (:mod:`solver.plan.closing`)."""

    section: str


Edit = MoveSession | ReplaceAdult | SwapAdults | MoveSeat | SwapSeats | MoveDismissal | MergeCare | OpenCare | CloseCare | CloseSection
KINDS: Mapping[str, type[Any]] = {
    "move_session": MoveSession, "replace_adult": ReplaceAdult, "swap_adults": SwapAdults, "move_seat": MoveSeat,
    "swap_seats": SwapSeats, "move_dismissal": MoveDismissal, "merge_care": MergeCare, "open_care": OpenCare,
    "close_care": CloseCare, "close_section": CloseSection,
}  # fmt: skip
"""Kind as written -> its class."""
_WHOLE = {"int": (0, 10_000), "Week": (0, 53), "Weekday": (0, 7)}
"""Annotation of whole numbers -> what they may be."""


def read_edits(document: object, path: Path = ("edits",)) -> tuple[Edit, ...]:
    """The edits of a JSON list. Raises PlanError with every fault; whether what they name exists is asked when they are applied."""
    found = Findings()
    edits: list[Edit] = []
    if not isinstance(document, list | tuple):
        found.wrong_type(path, document, "列表", "a list")
    elif not 1 <= len(document) <= MOST:
        found.outside(path, len(document), 1, MOST)
    else:
        edits = [edit for i, raw in enumerate(document) if (edit := _edit(raw, (*path, i), found)) is not None]
    if found.faults:
        raise PlanError(found.faults)
    return tuple(edits)


def _edit(raw: object, path: Path, found: Findings) -> Edit | None:
    if not isinstance(raw, Mapping):
        found.wrong_type(path, raw, "对象", "an object")
        return None
    kind = raw.get("edit")
    if not isinstance(kind, str) or kind not in KINDS:
        found.unknown((*path, "edit"), kind, "改动", "edit", KINDS)
        return None
    made: Edit | None = read_record({k: v for k, v in raw.items() if k != "edit"}, KINDS[kind], path, found)
    return made


def read_record(raw: Mapping[str, object], kind: type[Any], path: Path, found: Findings) -> Any | None:
    """A dataclass or an entry of a plan, of plain fields, or None after noting its faults."""
    known = _known(kind)
    for key in raw:
        if key not in known:
            found.unknown((*path, str(key)), key, "字段", "field", known)
    values = {name: _field(raw, name, *column, (*path, name), found) for name, column in known.items()}
    if any(value is _BAD for value in values.values()) or set(raw) - set(known):
        return None
    return kind(**values)


def _known(kind: type[Any]) -> dict[str, tuple[str, object]]:
    """(annotation, default) by the name of the field."""
    if is_dataclass(kind):
        return {field.name: (str(field.type), field.default) for field in fields(kind)}
    return {name: (hint.__forward_arg__, MISSING) for name, hint in kind.__annotations__.items()}


def _field(
    raw: Mapping[str, object], name: str, annotation: str, default: object, path: Path, found: Findings
) -> object:
    optional = annotation.endswith(" | None")
    if name not in raw:
        if default is not MISSING:
            return default
        found.add(path, "", f"缺少字段 {name}。", f"The field {name} is missing.")
        return _BAD
    value = raw[name]
    if optional and value is None:
        return None
    return _value(value, annotation.removesuffix(" | None"), path, found)


def _value(value: object, annotation: str, path: Path, found: Findings) -> object:
    if annotation == "Post":
        if isinstance(value, Mapping):
            return read_record(value, Post, path, found) or _BAD
        found.wrong_type(path, value, "岗位（对象）", "a post (an object)")
    elif annotation == "Minute":
        if isinstance(value, str):
            try:
                return parse_clock(value)
            except ValueError:
                pass
        found.wrong_type(path, value, "“HH:MM”时间", 'a time "HH:MM"')
    elif annotation in _WHOLE:
        low, high = _WHOLE[annotation]
        if isinstance(value, int) and not isinstance(value, bool):
            if low <= value <= high:
                return value
            found.outside(path, value, low, high)
        else:
            found.wrong_type(path, value, "整数", "a whole number")
    elif isinstance(value, str):
        return _BAD if found.holds_unseen(path, value) else value
    else:
        found.wrong_type(path, value, "文字", "text")
    return _BAD
