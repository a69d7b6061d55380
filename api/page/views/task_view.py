"""View of dated tasks: each with its day, its state, and whether it is ticked off here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.files.content.policy import BEARERS
from api.files.language import Said

STATES: Mapping[str, tuple[Said, str]] = {
    "open": (("未完成", "to do"), ""), "planned": (("已定日期", "date set"), ""), "done": (("已完成", "done"), "done"),
    "late": (("已完成，晚于期限", "done, late"), "warn"), "overdue": (("已逾期", "overdue"), "wrong"),
    "daily": (("每个服务日", "every day"), ""),
}  # fmt: skip
"""State of a task -> its words and the shade of its chip."""
BEARERS_EN: Mapping[str, str] = {"school": "school", "bureau": "bureau"}


@dataclass(frozen=True, slots=True)
class TaskView:
    """Task. due: ISO date, or empty. when: how the day follows. done, by, note: of its record. ticked: somebody recorded it here, so that
    it can be opened again. tickable: its completion is recorded here, not in the request and not daily. dated: its date is the
    request's. document, quote: clause that asks for it, empty where none is cited."""

    id: str
    said: Said
    about: str
    due: str
    when: Said
    who: Said
    state: Said
    shade: str
    done: str
    by: str
    note: str
    ticked: bool
    tickable: bool
    dated: bool
    rule: str
    document: str
    quote: str


def task_views(documents: Iterable[Mapping[str, Any]]) -> tuple[TaskView, ...]:
    """Views of task documents, in their order."""
    return tuple(_view(each) for each in documents)


def _view(task: Mapping[str, Any]) -> TaskView:
    state, shade = STATES[task["state"]]
    own = not task["from_request"] and task["state"] != "daily"
    return TaskView(
        task["task"], (task["zh"], task["en"]), task["about"], task["due"] or "", (task["when_zh"], task["when_en"]),
        (BEARERS[task["who"]], BEARERS_EN[task["who"]]), state, shade, task["done"] or "", task["by"], task["note"],
        own and bool(task["done"]), own, task["from_request"], task["rule"], task["document"], task["quote"],
    )  # fmt: skip
