"""Names of people, places and courses in the sentences of changes, with ids; and the check that ids exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from solver.changes.change import Sentence
from solver.errors import Path, PolicyError, ProblemError
from solver.problem.checks import DAY_END
from solver.problem.findings import Findings
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Minute, Weekday, clock

SHOWN = 5
"""Longest list of names written out in a sentence; of more, the first and their number are told."""


def _named(name: str, ident: str) -> str:
    return f"{name}({ident})" if name and name != ident else ident


def _listed(names: Sequence[str], zh: str, en: str) -> Sentence:
    shown_zh, shown_en = "、".join(names[:SHOWN]), ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        return Sentence(f"{shown_zh}等 {len(names)} {zh}", f"{shown_en} and others ({len(names)} {en})")
    return Sentence(shown_zh, shown_en)


def everybody(problem: Problem) -> dict[str, Staff | Outside]:
    """Own staff and outside people by id."""
    own: dict[str, Staff | Outside] = {person.id: person for person in problem.staff}
    return own | {guest.id: guest for guest in problem.outside}


def people(problem: Problem, ids: Iterable[str]) -> Sentence:
    """Names of own staff and outside people with ids."""
    known = everybody(problem)
    return _listed([_named(known[i].name if i in known else "", i) for i in ids], "人", "people")


def rooms(problem: Problem, ids: Iterable[str]) -> Sentence:
    """Names of rooms with ids."""
    return _listed([_named(problem.room_of[i].name if i in problem.room_of else "", i) for i in ids], "处", "rooms")


def gates(problem: Problem, ids: Iterable[str]) -> Sentence:
    """Names of gates with ids."""
    return _listed([_named(problem.gate_of[i].name if i in problem.gate_of else "", i) for i in ids], "处", "gates")


def offerings(problem: Problem, ids: Sequence[str]) -> Sentence:
    """Names of courses with ids; an empty list is all courses that pupils choose."""
    if not ids:
        return Sentence("所有可选课程", "all courses that are chosen")
    known = problem.offering_of
    return _listed([_named(known[i].name if i in known else "", i) for i in ids], "门课程", "courses")


def weekdays(days: Iterable[Weekday]) -> Sentence:
    """Names of weekdays; a number that is none is told as it is."""
    found = list(days)
    return Sentence(
        "、".join(WEEKDAYS_ZH[d] if 0 < d < len(WEEKDAYS_ZH) else str(d) for d in found),
        ", ".join(WEEKDAYS_EN[d] if 0 < d < len(WEEKDAYS_EN) else str(d) for d in found),
    )


def part_of_day(start: Minute, end: Minute) -> Sentence:
    """``16:00–17:00``, or nothing for a whole day."""
    if start <= 0 and end >= DAY_END:
        return Sentence("", "")
    return Sentence(f" {clock(start)}–{clock(end)} ", f" {clock(start)}–{clock(end)}")


def check_known(found: Findings, field: str, ids: Sequence[str], what: tuple[str, str], known: Collection[str]) -> None:
    """Every id is known and stands once, and there is one at least."""
    if not ids:
        found.add((field,), "", f"没有写明{what[0]}。", f"No {what[1]} is named.",
                  hint_zh="可能漏写了编号。", hint_en="Maybe an id was left out.")  # fmt: skip
    seen: set[str] = set()
    for index, ident in enumerate(ids):
        path: Path = (field, index)
        if ident not in known:
            found.unknown(path, ident, *what, known)
        elif ident in seen:
            found.repeated(path, ident, f"{what[0]}编号", f"id of a {what[1]}")
        seen.add(ident)


def refuse(found: Findings) -> None:
    """Raises ProblemError with the faults found, if any."""
    if found.faults:
        raise ProblemError(found.faults)


def refuse_policy(found: Findings) -> None:
    """Raises PolicyError with the faults found, if any."""
    if found.faults:
        raise PolicyError(found.faults)
