"""Elastic model: every row that the hints break gets a slack column, so that the hints are a solution and the slack can be minimised."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel, Term

ROW_WEIGHT = 100_000
"""Objective of the slack of one row as the hints break it. Raising it makes finer differences between rows of many units."""


@dataclass(frozen=True, slots=True)
class ElasticModel:
    """rows: with slack columns behind all others, and nothing broken. slack: their terms; 0 where the hints break no row.

    settled: rules that constants alone break, which no column of these rows can mend.
    """

    rows: LinearModel
    slack: tuple[Term, ...]
    settled: tuple[str, ...]


def elastic(rows: LinearModel) -> ElasticModel:
    """Rows with hints -> the same rows, those elastic that the hints break. A hint outside of its column's range is moved into it."""
    found = LinearModel()
    found.lower, found.upper = list(rows.lower), list(rows.upper)
    found.hint = [min(max(h, low), high) for low, h, high in zip(rows.lower, rows.hint, rows.upper, strict=True)]
    found.tiers, found.constants, found.wide = dict(rows.tiers), dict(rows.constants), set(rows.wide)
    slack: list[Term] = []
    for rule, (start, end), low, high in zip(rows.row_rule, pairwise(rows.starts), rows.row_lower, rows.row_upper, strict=True):
        columns, coefficients = rows.columns[start:end], rows.coefficients[start:end]
        value = sum(c * found.hint[x] for c, x in zip(coefficients, columns, strict=True))
        missing, beyond = low - value if low > NO_LOWER else 0, value - high if high < NO_UPPER else 0
        if missing > 0 or beyond > 0:
            amount = max(missing, beyond)
            column = found.integer(0, max(2, amount), amount)
            slack.append((-(-ROW_WEIGHT // amount), column))
            columns, coefficients = [*columns, column], [*coefficients, 1 if missing > 0 else -1]
        found.columns += columns
        found.coefficients += coefficients
        found.starts.append(len(found.columns))
        found.row_rule.append(rule)
        found.row_lower.append(low)
        found.row_upper.append(high)
    return ElasticModel(found, tuple(slack), tuple(dict.fromkeys(rows.broken)))
