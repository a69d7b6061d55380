"""Workbooks as offices fill them in: understood, or one clear line with the cell and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.files.request.reader import read_request
from solver.errors import ProblemError
from tests.files.request.habits import HABITS, Habit, table
from tests.files.samples import changed

MOST_LETTERS = 160
"""A line that somebody reads."""


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.en)
def test_a_habit_is_understood_or_asked_about(habit: Habit) -> None:
    data = changed(habit.change)
    if habit.place:
        with pytest.raises(ProblemError) as caught:
            read_request(data, ".xlsx")
        (fault,) = caught.value.faults
        assert fault.path == (habit.place,)
        assert habit.told in fault.zh + fault.hint_zh
        assert fault.hint_zh.startswith("可能")
        assert len(fault.zh + fault.hint_zh) < MOST_LETTERS
        return
    request = read_request(data, ".xlsx")
    assert habit.holds is None or habit.holds(request.problem)
    notices = [notice.zh for notice in request.notices if "示例" not in notice.zh]
    assert [habit.told in zh for zh in notices] == [True] * len(notices)
    assert bool(notices) == bool(habit.told)


def test_there_are_enough_of_them() -> None:
    assert len(HABITS) >= 45
    assert len({habit.zh for habit in HABITS}) == len(HABITS)


def test_the_guide_has_them_all(root: Path) -> None:
    """``python -m tests.files.request.write_habits`` writes the table."""
    assert table() in (root / "docs/guide/office-habits.md").read_text(encoding="utf-8")
