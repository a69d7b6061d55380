"""The lines that ``java/Reader.java`` takes while they are written, and what each id in them stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from solver.model.instance import Instance, Shift
from solver.model.scope import SectionKey
from solver.plan import Plan, Post
from solver.units import Minute, Week, Weekday

NEVER = 10**6
"""A limit that nothing reaches: what a rule says that is off."""


@dataclass
class School:
    """The lines, and what each id of an entity or value stands for (ids count from 0 within their kind).

    frame: the instance under the dismissals and late rooms of the base plan.
    """

    frame: Instance
    base: Plan
    lines: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    sections: list[SectionKey] = field(default_factory=list)
    starts: list[tuple[Weekday, Minute]] = field(default_factory=list)
    meetings: list[SectionKey] = field(default_factory=list)
    leads: list[Post] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)
    cares: list[tuple[str, Weekday, int]] = field(default_factory=list)
    stands: list[tuple[Post, Week]] = field(default_factory=list)

    def say(self, *words: object) -> None:
        """One line; truth values become 1 and 0, lists are joined by commas."""
        self.lines.append("\t".join(map(_word, words)))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list | tuple):
        return ",".join(map(_word, value))
    return str(value)


def late(frame: Instance, shift: Shift) -> tuple[bool, bool]:
    """Whether a duty counts as late for D10 and for D05, under the dismissals of the base plan."""
    return frame.policy.on("D10") and frame.ends_late(shift, "D10"), frame.policy.on("D05") and frame.ends_late(shift, "D05")
