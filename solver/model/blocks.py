"""Service blocks as the model counts them (A06, A07, A14): their rules, kinds of post, pupils by room and adults."""

from __future__ import annotations

from collections import Counter

from solver.policy import Policy
from solver.problem import Block, Problem

BLOCK_RULES = {"breakfast": "A06", "lunch": "A06", "nap": "A06", "evening": "A07", "weekend": "A14"}
POST_OF_RULE = {"A06": "block", "A07": "evening", "A14": "weekend"}
BLOCK_POSTS = tuple(POST_OF_RULE.values())


def seated(problem: Problem, block: Block) -> dict[str, int]:
    """Pupils of each room: at home in their classrooms, else the venue's rooms are filled one after another."""
    pupils = problem.pupils_of_block[block.id]
    if not block.rooms:
        return dict(Counter(problem.class_of[pupil.class_id].room for pupil in pupils))
    found: dict[str, int] = {}
    rest = len(pupils)
    *others, last = block.rooms
    for room in others:
        found[room] = min(rest, problem.room_of[room].capacity)
        rest -= found[room]
    found[last] = rest
    return found


def adults(problem: Problem, policy: Policy, block: Block) -> int:
    """One adult for each so many pupils of a room."""
    each = block.pupils_per_adult
    if each is None:
        each = policy.number(BLOCK_RULES[block.kind], "pupils_per_adult")
    return sum(-(-heads // each) for heads in seated(problem, block).values())
