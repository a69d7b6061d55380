"""Rows: constants fold away, negation counts, what the data break is noted, either and both are exact."""

from __future__ import annotations

from itertools import product

import pytest

from solver.model.linear_model import FALSE, NO_LOWER, NO_UPPER, TRUE, LinearModel


def _rows(rows: LinearModel) -> list[tuple[dict[int, int], int, int, str]]:
    """Every row as (coefficients by column, lower, upper, rule)."""
    return [
        (
            dict(zip(rows.columns[a:b], rows.coefficients[a:b], strict=True)),
            rows.row_lower[i],
            rows.row_upper[i],
            rows.row_rule[i],
        )
        for i, (a, b) in enumerate(zip(rows.starts, rows.starts[1:], strict=False))
    ]


def _holds(rows: LinearModel, values: dict[int, int]) -> bool:
    full = {FALSE: 0, TRUE: 1, **values}
    return all(low <= sum(c * full[x] for x, c in terms.items()) <= high for terms, low, high, _ in _rows(rows))


def test_a_new_model_has_the_two_constants_and_no_row() -> None:
    rows = LinearModel()
    assert rows.size == 2
    assert (rows.value(FALSE), rows.value(TRUE)) == (0, 1)
    assert _rows(rows) == []


def test_constants_fold_into_the_bounds() -> None:
    rows = LinearModel()
    a, b = rows.boolean(0), rows.boolean(0)
    rows.linear("R", [(2, a), (3, TRUE), (5, FALSE), (4, b)], 4, 8)
    assert _rows(rows) == [({a: 2, b: 4}, 1, 5, "R")]


def test_equal_columns_are_summed_and_those_that_cancel_leave() -> None:
    rows = LinearModel()
    a, b, c = rows.boolean(0), rows.boolean(0), rows.boolean(0)
    rows.linear("R", [(1, a), (1, b), (1, a), (-1, c), (1, c)], upper=2)
    assert _rows(rows) == [({a: 2, b: 1}, NO_LOWER, 2, "R")]


def test_a_negated_column_counts_one_less_its_value() -> None:
    rows = LinearModel()
    a, b = rows.boolean(1), rows.boolean(0)
    rows.linear("R", [(1, a), (1, ~b)], lower=2)
    assert _rows(rows) == [({a: 1, b: -1}, 1, NO_UPPER, "R")]
    assert rows.value(~a) == 0
    assert rows.evaluate([(3, ~b), (2, a)]) == 5


def test_a_row_that_always_holds_is_left_out() -> None:
    rows = LinearModel()
    a, b = rows.boolean(0), rows.boolean(0)
    rows.linear("R", [(1, a), (1, b)], 0, 2)
    rows.at_most_one("R", [a, FALSE])
    assert _rows(rows) == []
    assert rows.broken == []


@pytest.mark.parametrize(("low", "high"), [(3, NO_UPPER), (NO_LOWER, -1)])
def test_a_row_that_never_holds_is_broken_at_once(low: int, high: int) -> None:
    rows = LinearModel()
    rows.linear("R", [(1, rows.boolean(0)), (1, rows.boolean(0))], low, high)
    assert rows.broken == ["R"]
    assert _rows(rows) == []


def test_a_rule_of_the_data_is_broken_or_says_nothing() -> None:
    rows = LinearModel()
    rows.constant("R", holds=True)
    rows.constant("S", holds=False)
    rows.forbid("T", TRUE)
    rows.implies("U", TRUE, FALSE)
    rows.exactly("V", [TRUE, TRUE])
    assert rows.broken == ["S", "T", "U", "V"]


def test_an_integer_of_one_value_is_the_constant_only_for_nought_and_one() -> None:
    rows = LinearModel()
    assert rows.integer(0, 0, 0) == FALSE
    assert rows.integer(1, 1, 1) == TRUE
    seven = rows.integer(7, 7, 7)
    assert (rows.lower[seven], rows.upper[seven], rows.value(seven)) == (7, 7, 7)


def test_either_of_constants_or_one_column_needs_no_column() -> None:
    rows = LinearModel()
    a = rows.boolean(0)
    size = rows.size
    assert rows.either([], "R") == FALSE
    assert rows.either([FALSE, a, a], "R") == a
    assert rows.either([a, TRUE], "R") == TRUE
    assert rows.size == size


def test_both_with_a_constant_needs_no_column() -> None:
    rows = LinearModel()
    a = rows.boolean(0)
    size = rows.size
    assert rows.both(a, FALSE, "R") == rows.both(FALSE, TRUE, "R") == FALSE
    assert rows.both(a, TRUE, "R") == rows.both(TRUE, a, "R") == rows.both(a, a, "R") == a
    assert rows.size == size


@pytest.mark.parametrize("hints", list(product((0, 1), repeat=3)))
def test_either_is_exact(hints: tuple[int, int, int]) -> None:
    rows = LinearModel()
    parts = [rows.boolean(hint) for hint in hints]
    found = rows.either(parts, "R")
    assert rows.value(found) == max(hints)
    for values in product((0, 1), repeat=3):
        kept = dict(zip(parts, values, strict=True))
        assert [v for v in (0, 1) if _holds(rows, {**kept, found: v})] == [max(values)]


@pytest.mark.parametrize("hint", range(4))
def test_one_of_is_exact_and_lets_one_be_true_at_most(hint: int) -> None:
    rows = LinearModel()
    parts = [rows.boolean(int(hint == place)) for place in range(3)]
    found = rows.one_of(parts, "R")
    assert len(_rows(rows)) == 1
    assert rows.value(found) == (hint < len(parts))
    for values in product((0, 1), repeat=3):
        kept = dict(zip(parts, values, strict=True))
        allowed = [sum(values)] if sum(values) <= 1 else []
        assert [v for v in (0, 1) if _holds(rows, {**kept, found: v})] == allowed


def test_one_of_constants_or_one_column_needs_no_column() -> None:
    rows = LinearModel()
    a = rows.boolean(0)
    assert rows.one_of([], "R") == FALSE
    assert rows.one_of([FALSE, a, a], "R") == a
    assert rows.one_of([a, TRUE], "R") == TRUE
    assert _rows(rows) == []


def test_at_most_one_of_columns_that_repeat_or_are_negated_or_settled() -> None:
    rows = LinearModel()
    a, b = rows.boolean(0), rows.boolean(0)
    rows.at_most_one("R", [a, FALSE, b])
    rows.at_most_one("R", [a, b, a])
    rows.at_most_one("R", [a, b, TRUE])
    rows.at_most_one("R", [a, ~b])
    unit = {a: 1, b: 1}
    assert _rows(rows) == [
        (unit, NO_LOWER, 1, "R"), ({a: 2, b: 1}, NO_LOWER, 1, "R"), (unit, NO_LOWER, 0, "R"), ({a: 1, b: -1}, NO_LOWER, 0, "R"),
    ]  # fmt: skip


def test_columns_that_are_not_boolean_are_known() -> None:
    rows = LinearModel()
    rows.boolean(0)
    rows.integer(0, 1, 0)
    assert rows.wide == {rows.integer(0, 7, 0), rows.integer(3, 3, 3)}


@pytest.mark.parametrize("hints", list(product((0, 1), repeat=2)))
def test_both_is_exact(hints: tuple[int, int]) -> None:
    rows = LinearModel()
    a, b = (rows.boolean(hint) for hint in hints)
    found = rows.both(a, b, "R")
    assert rows.value(found) == hints[0] * hints[1]
    for x, y in product((0, 1), repeat=2):
        assert [v for v in (0, 1) if _holds(rows, {a: x, b: y, found: v})] == [x * y]


def test_costs_fold_constants_and_weights() -> None:
    rows = LinearModel()
    a, b = rows.boolean(1), rows.boolean(0)
    rows.add_cost("tier", [(2, a), (3, TRUE), (5, FALSE), (1, b)], weight=10, constant=7)
    assert rows.constants == {"tier": 10 * (7 + 3)}
    assert rows.tiers == {"tier": [(20, a), (10, b)]}
    assert rows.cost("tier") == 100 + 20
    assert rows.cost("another") == 0
