"""The tiny school of ``tests.check.builders`` with service blocks: lunch and a nap, evening study, and a team on Saturdays.

P1, P2, P4 and P5 are signed up as in :data:`SIGNED`; T2 and T3 agree to evenings and weekends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solver.plan.plan import Assignment, Plan, Post
from solver.problem import Block, Problem, Room
from tests.check.builders import plan, problem

HALL = Room("hall", "hall", 3, "A", "餐厅")
LUNCH = Block("lunch", "lunch", 700, 740, (1, 2), ("hall",), name="午餐")
NAP = Block("nap", "nap", 745, 800, (3,))
EVENING = Block("evening", "evening", 1120, 1200, (1, 3))
TEAM = Block("team", "weekend", 540, 660, (6,), ("field",))
SIGNED = {"P1": ("lunch", "nap", "evening"), "P2": ("lunch", "nap"), "P4": ("lunch", "evening"), "P5": ("nap", "team")}
GRADE_1 = {"A07": {"from_grade": 1}}
TOLD = {"lunch": ("block", "T1"), "nap": ("block", "T1"), "evening": ("evening", "T3"), "team": ("weekend", "T2")}


def served(*blocks: Block, signed: Mapping[str, tuple[str, ...]] = SIGNED) -> Problem:
    """The tiny school with these blocks; T2 and T3 agree to evenings and weekends."""
    base = problem()
    names = {block.id for block in blocks}
    return replace(
        base,
        rooms=(*base.rooms, HALL),
        blocks=blocks,
        pupils=tuple(replace(p, blocks=tuple(b for b in signed.get(p.id, ()) if b in names)) for p in base.pupils),
        staff=tuple(replace(s, consents=("evening", "weekend") if s.id in ("T2", "T3") else ()) for s in base.staff),
    )


def posts(block: Block) -> list[Post]:
    return [Post(TOLD[block.id][0], day, block.id, 0) for day in block.weekdays]


def manned(*blocks: Block, by: str | None = None, base: Plan | None = None) -> Plan:
    """The tiny plan with one adult on every post of the blocks; NAP has a group in each of two rooms, so two."""
    found = base or plan()
    added = [Assignment(post, w, by or TOLD[b.id][1]) for b in blocks for post in posts(b) for w in (1, 2)]
    added += [Assignment(post, w, "T3") for b in blocks if b.kind in ("nap", "evening") and not b.rooms for post in posts(b)
              for w in (1, 2) if (by or TOLD[b.id][1]) != "T3"]  # fmt: skip
    added += [Assignment(post, w, "T2") for b in blocks if b.kind == "evening" for post in posts(b) for w in (1, 2) if by is None]
    return replace(found, assignments=(*found.assignments, *added)).canonical()
