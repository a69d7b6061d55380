"""Caps on a person's day and week: counted as defined, the same answer for one shift, a block and an array of people."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.shift import Shift
from solver.policy.load import load_policy
from solver.search.construct.pool import Pool
from solver.search.duty_caps import CAPS, UNLIMITED, Cap
from solver.search.duty_table import DutyTable

LATE = 17 * 60 + 30
CAPPED = {"D10": {"numbers": {"days_per_week": 2, "minutes_per_day": 150, "late_per_week": 1, "late_after": LATE}}}
INSTANCE = Instance(generate(presets()["tiny"], 1), load_policy("national", CAPPED))
RUNNING = Instance(
    INSTANCE.problem, load_policy("national", {**CAPPED, "D05": {"numbers": {"late_after": LATE}}, "D15": {"level": "hard"}})
)
STAFF = [s.id for s in INSTANCE.problem.staff if s.max_days is None][:2]
PERSONS, DAYS = st.sampled_from(STAFF), st.integers(1, 4)
SHIFTS = st.builds(
    lambda start, length, evening: Shift(start, start + length, evening=evening),
    st.sampled_from([LATE - 200, LATE - 100, LATE - 50]),
    st.sampled_from([0, 50, 60]),
    st.booleans(),
)
DUTIES = st.lists(st.tuples(PERSONS, DAYS, SHIFTS), max_size=8)


def _table(duties: list[tuple[str, int, Shift]]) -> DutyTable:
    table = DutyTable(INSTANCE)
    for person, day, shift in duties:
        table.add(person, 1, day, shift)
    return table


@given(DUTIES, PERSONS, DAYS, SHIFTS)
def test_a_shift_is_allowed_exactly_within_every_cap(held: list[tuple[str, int, Shift]], person: str, day: int, shift: Shift) -> None:
    mine = [(on, x) for who, on, x in held if who == person]
    number = INSTANCE.policy.number
    days = {on for on, _ in mine}
    within = [
        day in days or len(days) < number("D10", "days_per_week"),
        not shift.credit or sum(x.credit for on, x in mine if on == day) + shift.credit <= number("D10", "minutes_per_day"),
        shift.end <= LATE or sum(x.end > LATE for _, x in mine) < number("D10", "late_per_week"),
        not shift.evening or sum(x.evening for _, x in mine) < number("A07", "evenings_per_week"),
    ]
    assert _table(held).caps.allow(person, 1, day, (shift,)) == all(within)


@given(DUTIES, st.lists(SHIFTS, min_size=1, max_size=3), DAYS)
def test_needs_and_slacks_say_the_same_of_one_person_and_of_an_array(
    held: list[tuple[str, int, Shift]], block: list[Shift], day: int
) -> None:
    caps = (table := _table(held)).caps
    one_by_one = [caps.allow(person, 1, day, block) for person in STAFF]
    needs = caps.needs(block)
    assert one_by_one == [
        all(not need or need <= slack for need, slack in zip(needs, caps.slacks(person, 1, day), strict=True)) for person in STAFF
    ]
    free = [not any(x.start < y.end and y.start < x.end for x in table.shifts(person, 1, day) for y in block) for person in STAFF]
    fitting = Pool(table, STAFF, 1, day).fitting(np.arange(len(STAFF)), block)
    assert set(fitting) >= {place for place, fits in enumerate(one_by_one) if fits and free[place]}
    assert set(fitting) <= {place for place, fits in enumerate(one_by_one) if fits}


@given(DUTIES, DUTIES)
def test_what_is_removed_leaves_no_trace(kept: list[tuple[str, int, Shift]], gone: list[tuple[str, int, Shift]]) -> None:
    table, plain = _table([*kept, *gone]), _table(kept)
    for person, day, shift in gone:
        table.remove(person, 1, day, shift)
    for person in STAFF:
        assert table.days(person, 1) == plain.days(person, 1)
        for day in range(1, 5):
            assert table.caps.slacks(person, 1, day) == plain.caps.slacks(person, 1, day)


def test_without_caps_nothing_is_forbidden_but_days_are_counted() -> None:
    table = DutyTable(Instance(INSTANCE.problem, load_policy("national", {"D10": {"level": "off"}, "A07": {"level": "off"}})))
    for day in range(1, 8):
        assert table.may(STAFF[0], 1, day, Shift(600, 1200, evening=True))
        table.add(STAFF[0], 1, day, Shift(600, 1200, evening=True))
    assert (table.days(STAFF[0], 1), table.day_cap(STAFF[0])) == (7, 7)
    assert min(table.caps.slacks(STAFF[0], 1, 1), default=UNLIMITED) == UNLIMITED


@given(DUTIES, st.lists(st.tuples(DAYS, SHIFTS), max_size=4))
def test_rows_hold_exactly_where_the_shifts_fit_one_after_the_other(
    held: list[tuple[str, int, Shift]], further: list[tuple[int, Shift]]
) -> None:
    """Columns of shifts that are taken are true, those of as many others false."""
    table, person = DutyTable(RUNNING), STAFF[0]
    for _, day, shift in held:
        if table.caps.allow(person, 1, day, (shift,)):
            table.add(person, 1, day, shift)
    rows = LinearModel()
    shifts: dict[int, list[tuple[Shift, int]]] = {}
    for day, shift in further:
        shifts.setdefault(day, []).extend([(shift, rows.boolean(1)), (shift, rows.boolean(0))])
    table.caps.state(rows, person, 1, shifts)
    sums = [
        (low, rows.evaluate(zip(rows.coefficients[start:end], rows.columns[start:end], strict=True)), high)
        for (start, end), low, high in zip(pairwise(rows.starts), rows.row_lower, rows.row_upper, strict=True)
    ]
    fits = True
    for day, shift in further:
        fits = fits and table.caps.allow(person, 1, day, (shift,))
        table.add(person, 1, day, shift)
    assert fits == (not rows.broken and all(low <= value <= high for low, value, high in sums))


@pytest.mark.parametrize("kind", CAPS, ids=lambda kind: kind.__name__)
def test_each_cap_names_its_rule(kind: type[Cap]) -> None:
    assert kind.rule in INSTANCE.policy.rules
