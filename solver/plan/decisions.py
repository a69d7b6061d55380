"""The decisions of a plan as a re-plan counts them (K07, B14), and their JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from solver.errors import Path, PlanError
from solver.plan.plan import Plan
from solver.problem.codec import Json
from solver.problem.findings import Findings
from solver.problem.replan import Decisions
from solver.units import clock, parse_clock

FIELDS: Mapping[str, tuple[str, ...]] = {
    "dismissals": ("grade", "minute", "gate"),
    "meetings": ("offering", "number", "weekday", "start", "room"),
    "seats": ("pupil", "offering", "number"),
    "adults": ("kind", "weekday", "subject", "detail", "week", "person"),
    "tutoring": ("grade", "weekday", "period", "kind"),
    "care": ("home", "host", "weekday", "period"),
}
"""Kind of decision -> what each value of its tuple is called in JSON."""
_WHOLE = frozenset({"grade", "number", "weekday", "detail", "week", "period"})
_TIMES = frozenset({"minute", "start"})


def decisions_of(plan: Plan) -> Decisions:
    """Every dismissal, session, seat, adult, tutoring period and class in care of the plan, sorted."""
    return Decisions(
        dismissals=tuple(sorted((x.grade, x.minute, x.gate) for x in plan.dismissals)),
        meetings=tuple(
            sorted((s.offering, s.number, x.weekday, x.start, x.room) for s in plan.sections for x in s.sessions)
        ),
        seats=tuple(sorted((x.pupil, x.offering, x.number) for x in plan.seats)),
        adults=tuple(
            sorted((a.post.kind, a.post.weekday, a.post.subject, a.post.detail, a.week, a.person) for a in plan.assignments)
        ),
        tutoring=tuple(sorted((t.grade, t.weekday, t.period, t.kind) for t in plan.tutoring)),
        care=tuple(sorted((home, g.host, g.weekday, g.period) for g in plan.care_groups for home in g.classes)),
    )


def dump_decisions(decisions: Decisions) -> dict[str, Json]:
    """As JSON-ready data: a list of objects a kind, times as ``"HH:MM"``."""
    return {
        kind: [
            {name: clock(value) if name in _TIMES else value for name, value in zip(names, item, strict=True)}
            for item in getattr(decisions, kind)
        ]
        for kind, names in FIELDS.items()
    }


def load_decisions(document: object, path: Path = ()) -> Decisions:
    """Read what :func:`dump_decisions` writes; kinds may be missing. Raises PlanError with every fault."""
    found = Findings()
    kinds: dict[str, tuple[tuple[str | int, ...], ...]] = {}
    if isinstance(document, Mapping):
        for kind, raw in document.items():
            if kind not in FIELDS:
                found.unknown((*path, str(kind)), kind, "锁定项", "kind of lock", FIELDS)
            elif not isinstance(raw, list | tuple):
                found.wrong_type((*path, kind), raw, "列表", "a list")
            else:
                kinds[kind] = tuple(_item(item, FIELDS[kind], (*path, kind, i), found) for i, item in enumerate(raw))
    else:
        found.wrong_type(path, document, "对象", "an object")
    if found.faults:
        raise PlanError(found.faults)
    return Decisions(**{kind: tuple(dict.fromkeys(items)) for kind, items in kinds.items()})  # type: ignore[arg-type]


def list_decisions(decisions: Decisions) -> list[Json]:
    """As one flat list, each entry with its kind under ``"what"``."""
    return [{"what": kind, **entry} for kind, entries in dump_decisions(decisions).items() for entry in entries]


def read_decisions(entries: Sequence[Any]) -> Decisions:
    """Read what :func:`list_decisions` writes. Raises PlanError."""
    kinds: dict[str, list[Json]] = {}
    for entry in entries:
        kinds.setdefault(str(entry["what"]), []).append({key: value for key, value in entry.items() if key != "what"})
    return load_decisions(kinds)


def _item(raw: object, names: tuple[str, ...], path: Path, found: Findings) -> tuple[str | int, ...]:
    if not isinstance(raw, Mapping):
        found.wrong_type(path, raw, "对象", "an object")
        return ()
    for key in raw:
        if key not in names:
            found.unknown((*path, str(key)), key, "字段", "field", names)
    return tuple(_value(raw.get(name), name, (*path, name), found) for name in names)


def _value(value: object, name: str, path: Path, found: Findings) -> str | int:
    if name in _TIMES:
        try:
            return parse_clock(value) if isinstance(value, str) else parse_clock("")
        except ValueError:
            found.wrong_type(path, value, "“HH:MM”时间", 'a time "HH:MM"')
    elif name in _WHOLE:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        found.wrong_type(path, value, "整数", "a whole number")
    elif isinstance(value, str):
        return value
    else:
        found.wrong_type(path, value, "文字", "text")
    return ""
