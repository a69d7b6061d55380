"""The neutral model: bounded integer columns and linear rows in flat lists, handed as they are to an engine.

Columns are plain ints. ``FALSE`` and ``TRUE`` are constants; ``~column`` is the negation of a Boolean column.
Constants are folded when a row is added, so that a family can state its rule over fixed and free parts alike and the
model holds only the free part. Each column carries a *hint*: its value in the plan that the model starts from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

FALSE = 0
TRUE = 1
NO_LOWER = -(10**12)
NO_UPPER = 10**12

Term = tuple[int, int]
"""(coefficient, column)."""


class LinearModel:
    """A growing model.

    lower, upper, hint: per column. starts, columns, coefficients: rows in compressed form (``starts`` has one more
    entry than there are rows). row_lower, row_upper, row_rule: per row. tiers: objective terms and constants by tier.
    broken: rules that the constant part alone violates; a model with any is infeasible. wide: columns that are not Boolean.
    """

    def __init__(self) -> None:
        self.lower = [0, 1]
        self.upper = [0, 1]
        self.hint = [0, 1]
        self.starts = [0]
        self.columns: list[int] = []
        self.coefficients: list[int] = []
        self.row_lower: list[int] = []
        self.row_upper: list[int] = []
        self.row_rule: list[str] = []
        self.tiers: dict[str, list[Term]] = {}
        self.constants: dict[str, int] = {}
        self.broken: list[str] = []
        self.wide: set[int] = set()

    @property
    def size(self) -> int:
        """Number of columns, constants included."""
        return len(self.lower)

    def integer(self, lower: int, upper: int, hint: int) -> int:
        """A new integer column in ``lower..upper``; a single value 0 or 1 gives the constant."""
        if lower == upper and lower in (0, 1):
            return lower
        self.lower.append(lower)
        self.upper.append(upper)
        self.hint.append(hint)
        column = len(self.lower) - 1
        if (lower, upper) != (0, 1):
            self.wide.add(column)
        return column

    def boolean(self, hint: int) -> int:
        """A new Boolean column."""
        self.lower.append(0)
        self.upper.append(1)
        self.hint.append(hint)
        return len(self.lower) - 1

    def value(self, column: int) -> int:
        """The hint of a column or of a negated one."""
        return self.hint[column] if column >= 0 else 1 - self.hint[~column]

    def evaluate(self, terms: Iterable[Term]) -> int:
        """Value of a linear expression at the hints."""
        return sum(coefficient * self.value(column) for coefficient, column in terms)

    def linear(self, rule: str, terms: Iterable[Term], lower: int = NO_LOWER, upper: int = NO_UPPER) -> None:
        """Add ``lower <= sum <= upper``. Equal columns are summed, constants folded, empty rows judged at once."""
        folded: dict[int, int] = {}
        constant = 0
        for coefficient, column in terms:
            if column == TRUE:
                constant += coefficient
            elif column > TRUE:
                folded[column] = folded.get(column, 0) + coefficient
            elif column != FALSE:
                constant += coefficient * (1 if ~column > TRUE else 1 - ~column)
                if ~column > TRUE:
                    folded[~column] = folded.get(~column, 0) - coefficient
        low = lower - constant if lower > NO_LOWER else NO_LOWER
        high = upper - constant if upper < NO_UPPER else NO_UPPER
        least = most = 0
        lowers, uppers = self.lower, self.upper
        for column, coefficient in folded.items():
            if coefficient > 0:
                least += coefficient * lowers[column]
                most += coefficient * uppers[column]
            else:
                least += coefficient * uppers[column]
                most += coefficient * lowers[column]
        if least > high or most < low:
            self.broken.append(rule)
            return
        if least >= low and most <= high:
            return
        if 0 in folded.values():
            folded = {column: coefficient for column, coefficient in folded.items() if coefficient}
        self._write(rule, folded, folded.values(), low, high)

    def _write(self, rule: str, columns: Iterable[int], coefficients: Iterable[int], lower: int, upper: int) -> None:
        """Add a row that needs no folding."""
        self.columns.extend(columns)
        self.coefficients.extend(coefficients)
        self.starts.append(len(self.columns))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.row_rule.append(rule)

    def open_row(self, rule: str, terms: Sequence[Term]) -> int:
        """Add a row without limits over different columns, for whoever sets its limit later; its number."""
        self._write(rule, [column for _, column in terms], [coefficient for coefficient, _ in terms], NO_LOWER, NO_UPPER)
        return len(self.row_lower) - 1

    def at_most_one(self, rule: str, columns: Iterable[int]) -> None:
        """At most one of the Boolean columns is true."""
        free = [column for column in columns if column != FALSE]
        if len(free) < 2 or min(free) <= TRUE or len(set(free)) < len(free):
            self.linear(rule, [(1, column) for column in free], upper=1)
        else:
            self._write(rule, free, [1] * len(free), NO_LOWER, 1)

    def exactly(self, rule: str, columns: Iterable[int], count: int = 1) -> None:
        self.linear(rule, [(1, column) for column in columns], count, count)

    def implies(self, rule: str, cause: int, effect: int) -> None:
        """``cause`` true makes ``effect`` true."""
        self.linear(rule, [(1, cause), (-1, effect)], upper=0)

    def forbid(self, rule: str, column: int) -> None:
        """The column must be false."""
        self.linear(rule, [(1, column)], upper=0)

    def constant(self, rule: str, holds: bool) -> None:
        """A rule that is decided by the data alone."""
        if not holds:
            self.broken.append(rule)

    def either(self, columns: Sequence[int], rule: str) -> int:
        """A column that is true exactly when at least one of ``columns`` is."""
        free = []
        for column in dict.fromkeys(columns):
            if column == TRUE:
                return TRUE
            if column != FALSE:
                free.append(column)
        if len(free) <= 1:
            return free[0] if free else FALSE
        found = self.boolean(int(any(self.value(column) for column in free)))
        for column in free:
            self.implies(rule, column, found)
        self.linear(rule, [(1, found), *((-1, column) for column in free)], upper=0)
        return found

    def one_of(self, columns: Sequence[int], rule: str) -> int:
        """As ``either``, for columns of which the rule lets at most one be true: one row says both."""
        free = [column for column in dict.fromkeys(columns) if column != FALSE]
        if len(free) <= 1 or min(free) <= TRUE:
            return self.either(free, rule)
        found = self.boolean(int(any(self.value(column) for column in free)))
        self._write(rule, [*free, found], [*([1] * len(free)), -1], 0, 0)
        return found

    def both(self, first: int, second: int, rule: str) -> int:
        """A column that is true exactly when ``first`` and ``second`` both are."""
        if FALSE in (first, second):
            return FALSE
        if first in (TRUE, second):
            return second
        if second == TRUE:
            return first
        found = self.boolean(self.value(first) * self.value(second))
        self.implies(rule, found, first)
        self.implies(rule, found, second)
        self.linear(rule, [(1, first), (1, second), (-1, found)], upper=1)
        return found

    def add_cost(self, tier: str, terms: Iterable[Term], weight: int = 1, constant: int = 0) -> None:
        """Add ``weight * (constant + sum)`` to a tier's objective; no negated columns here."""
        total = constant
        kept = self.tiers.setdefault(tier, [])
        for coefficient, column in terms:
            if column == TRUE:
                total += coefficient
            elif column != FALSE and coefficient:
                kept.append((weight * coefficient, column))
        self.constants[tier] = self.constants.get(tier, 0) + weight * total

    def cost(self, tier: str) -> int:
        """A tier's objective at the hints."""
        return self.constants.get(tier, 0) + self.evaluate(self.tiers.get(tier, ()))
