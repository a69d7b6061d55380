"""View of dated tasks: what is ticked off here, what the request holds, and what is every day's."""

from __future__ import annotations

from typing import Any

from api.page.views.task_view import STATES, task_views
from solver.papers.tasks import STATES as EVERY_STATE

TASK: dict[str, Any] = {
    "task": "I02", "rule": "I02", "zh": "备案", "en": "filing", "due": "2026-09-16", "when_zh": "开学后", "when_en": "after",
    "who": "school", "about": "", "state": "open", "done": None, "by": "", "note": "", "from_request": False, "document": "", "quote": "",
}  # fmt: skip


def test_every_state_has_words() -> None:
    assert set(STATES) == set(EVERY_STATE)


def test_what_is_recorded_here_can_be_opened_again() -> None:
    views = task_views([
        TASK, {**TASK, "state": "done", "done": "2026-09-10"}, {**TASK, "state": "done", "done": "2026-09-10", "from_request": True},
        {**TASK, "state": "daily", "due": None},
    ])  # fmt: skip
    assert [(view.tickable, view.ticked, view.dated) for view in views] == [
        (True, False, False), (True, True, False), (False, False, True), (False, False, False),
    ]  # fmt: skip
