"""Diving: a restricted linear program is rounded to integers, rank by rank; computed by hand.

The solver of these programs may not be loaded beside the other, so they are solved by a process of their own.
"""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import json
import numpy as np
from solver.model.linear_model import LinearModel
from solver.search.engines.highs import Matrix, RestrictedLp
from solver.search.master.diving import dive

def dived(cutoff):
    # minimise 3a + 3b + c, a + b >= 1.5 whole sections, c >= 2 - a - b seats missing
    rows = LinearModel()
    a, b, c = (rows.integer(0, 2, 0) for _ in range(3))
    rows.linear("K00", [(2, a), (2, b)], 3, 10)
    rows.linear("K00", [(1, a), (1, b), (1, c)], 2, 10)
    matrix = Matrix(rows)
    costs = np.zeros(len(matrix.lower))
    costs[[a, b, c]] = 3.0, 3.0, 1.0
    lp = RestrictedLp(matrix, matrix.lower, matrix.upper, costs, 1)
    ranks = np.zeros(len(matrix.lower), dtype=np.int64)
    ranks[[a, b]] = 1
    relaxed = lp.relax(60.0).value
    point, work = dive(lp, ranks[lp.free], cutoff, 60.0)
    whole = None if point is None else lp.full(point)
    return relaxed, None if whole is None else [float(whole[a] + whole[b]), float(whole[c])], work >= 0

print(json.dumps([dived(100.0), dived(5.5)]))
"""


def test_fractions_are_rounded_up_unless_that_costs_too_much() -> None:
    """One and a half sections at 3 each and half a seat missing at 1 cost 5. Rounded up to two sections: 6, and no seat is missing.

    With a cutoff of 5.5 neither two sections nor one, which is too few, is left: no solution.
    """
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    (relaxed, whole, worked), (_, none, _) = json.loads(ran.stdout)
    assert relaxed == 5.0
    assert whole == [2.0, 0.0]
    assert worked
    assert none is None
