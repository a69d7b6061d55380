"""Service blocks as the checker counts them: their groups, by room, and the adults that each group needs."""

from __future__ import annotations

from typing import NamedTuple

from solver.policy.policy import Policy
from solver.problem.blocks import Block
from solver.problem.problem import Problem

RULES = {"evening": "A07", "weekend": "A14"}
"""Kind of block -> its rule; all others are A06."""


class Group(NamedTuple):
    """Pupils of a block in one room, how many it holds, and adults: one for each so many of them."""

    room: str
    pupils: int
    capacity: int
    adults: int


def rule_of(block: Block) -> str:
    """The rule of a block's kind."""
    return RULES.get(block.kind, "A06")


def post_kind(block: Block) -> str:
    """The kind of post that looks after a block."""
    return block.kind if block.kind in RULES else "block"


def groups_of(problem: Problem, policy: Policy, block: Block) -> list[Group]:
    """Pupils in their own classrooms, or in the rooms of the venue, which are filled in order; the last takes who is left."""
    heads: dict[str, int] = {}
    pupils = problem.pupils_of_block[block.id]
    if block.rooms:
        left = len(pupils)
        for index, room in enumerate(block.rooms):
            here = left if index == len(block.rooms) - 1 else min(left, problem.room_of[room].capacity)
            heads[room] = here
            left -= here
    else:
        for pupil in pupils:
            room = problem.class_of[pupil.class_id].room
            heads[room] = heads.get(room, 0) + 1
    each = block.pupils_per_adult or policy.number_or(rule_of(block), "pupils_per_adult", 45) or 1
    return [
        Group(room, count, problem.room_of[room].capacity, -(-count // each)) for room, count in heads.items() if count
    ]
