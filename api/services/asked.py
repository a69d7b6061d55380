"""Question about a plan as it is written, on the command line or over HTTP, and the question that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from solver import Fault, PlanError, Problem
from solver.explain.why.question import Question, WhyGrade, WhyOffering, WhyPerson, WhyPupil, read_post
from solver.problem.findings import Findings
from solver.units import EVERY_WEEK, parse_clock

KINDS = ("person", "pupil", "grade", "offering")
"""Kinds of question: the first part that is given names the kind, and ``offering`` stands by itself or beside ``pupil``."""
BELONGING: Mapping[str, tuple[str, ...]] = {
    "person": ("post", "week", "instead"),
    "pupil": ("offering",),
    "grade": ("leaves", "gate"),
    "offering": (),
}


class Asked(NamedTuple):
    """A question as it was written: names of its parts and their texts or numbers; parts that were not given are None."""

    person: str | None = None
    post: str | None = None
    week: int | None = None
    instead: str | None = None
    pupil: str | None = None
    offering: str | None = None
    grade: int | None = None
    leaves: str | None = None
    gate: str | None = None


def read_question(problem: Problem, asked: Asked, prefix: str = "") -> Question:
    """Parts of a question -> the question. prefix: before the names of parts in faults, as ``--`` of options.

    Raises PlanError with every fault: no question or two, parts that do not belong together, and a post or time that is none.
    """
    found = Findings()
    given = {name: value for name, value in asked._asdict().items() if value is not None}
    kind = next((name for name in KINDS if name in given), None)
    if kind is None:
        listed = "、".join(prefix + name for name in KINDS)
        found.add((prefix + "person",), "", f"要说明问什么：{listed} 之一。", f"Say what the question is about: one of {listed}.")
    else:
        for name, value in given.items():
            if name != kind and name not in BELONGING[kind]:
                found.add((prefix + name,), str(value), f"问 {prefix}{kind} 时不能写这一项。",
                          f"This does not belong to a question about {prefix}{kind}.")  # fmt: skip
        need = {"person": "post", "pupil": "offering"}.get(kind)
        if need is not None and need not in given:
            found.add((prefix + need,), "", f"问 {prefix}{kind} 还要写这一项。", f"A question about {prefix}{kind} needs this, too.")
    if found.faults or kind is None:
        raise PlanError(found.faults)
    if asked.person is not None and asked.post is not None:
        post = read_post(problem, asked.post, (prefix + "post",))
        return WhyPerson(asked.person, post, EVERY_WEEK if asked.week is None else asked.week, asked.instead)
    if asked.pupil is not None and asked.offering is not None:
        return WhyPupil(asked.pupil, asked.offering)
    if asked.grade is not None:
        return WhyGrade(asked.grade, None if asked.leaves is None else _minute(asked.leaves, prefix), asked.gate)
    return WhyOffering(asked.offering or "")


def _minute(text: str, prefix: str) -> int:
    try:
        return parse_clock(text)
    except ValueError:
        raise PlanError([Fault((prefix + "leaves",), text, "不是时间，应写成 17:30。", "This is no time HH:MM.",
                               "可能少了冒号。", "Maybe the colon is missing.")]) from None  # fmt: skip
