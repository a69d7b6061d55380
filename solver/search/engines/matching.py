"""Linear sum assignment: every row to one column at the least total cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment


def assign_at_least_cost(costs: NDArray[np.int64], forbidden: int) -> list[int] | None:
    """Cost matrix -> the column of each row in a cheapest assignment, or None when there is none.

    costs: square; entries of ``forbidden`` and above may not be chosen.
    """
    solver = SimpleLinearSumAssignment()
    rows, columns = np.nonzero(costs < forbidden)
    solver.add_arcs_with_cost(rows, columns, costs[rows, columns])
    if solver.solve() != solver.OPTIMAL:
        return None
    return [solver.right_mate(row) for row in range(len(costs))]
