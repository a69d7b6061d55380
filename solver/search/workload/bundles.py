"""Bundles: the duty blocks that one person holds on a day of a week, as they are or cut anew by the class that is looked after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from solver.model.shift import Shift
from solver.search.duty_table import DutyTable
from solver.search.workload.state import DutyBlock


@dataclass(frozen=True, slots=True)
class Bundle:
    """All blocks that one person holds on a day of a week.

    needs: what they take of each cap. able: by person, whether roles and lessons allow all of it.
    """

    blocks: tuple[DutyBlock, ...]
    shifts: tuple[Shift, ...]
    load: int
    needs: tuple[int, ...]
    late_for_care: int
    able: NDArray[np.bool_]


def cut_by_class(held: Mapping[str, Sequence[DutyBlock]], duty_table: DutyTable) -> list[list[DutyBlock]]:
    """Blocks of a day by person -> the same blocks in lists that one person can hold: one for each host's care (D16).

    A post of another kind stays with the care that its holder has, where it fits; posts of who has none stay together.
    """
    by_host: dict[str, list[DutyBlock]] = defaultdict(list)
    beside: list[tuple[str, list[DutyBlock]]] = []
    rest: list[list[DutyBlock]] = []
    for blocks in held.values():
        care = [block for block in blocks if block.posts[0].kind == "care"]
        others = [block for block in blocks if block.posts[0].kind != "care"]
        for block in care:
            by_host[block.posts[0].subject].append(block)
        if others and care:
            beside.append((max(care, key=lambda block: block.load).posts[0].subject, others))
        elif others:
            rest.append(others)
    for host, others in beside:
        if _apart([*by_host[host], *others], duty_table):
            by_host[host] += others
        else:
            rest.append(others)
    return [*(blocks for _, blocks in sorted(by_host.items())), *rest]


def _apart(blocks: Sequence[DutyBlock], duty_table: DutyTable) -> bool:
    """Whether one person can hold all of the blocks."""
    posts = [post for block in blocks for post in block.posts]
    if len(set(posts)) < len(posts):  # two adults stand there
        return False
    shifts = [shift for block in blocks for shift in block.shifts]
    return all(duty_table.apart(a, b) for a, b in combinations(shifts, 2))
