"""The state of a task in words, with its shade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solver.papers.tasks import DAILY, DONE, LATE, OPEN, OVERDUE, PLANNED, DatedTask, TaskState

SHADES: Mapping[str, str] = {OPEN: "", PLANNED: "", DONE: "good", LATE: "bad", OVERDUE: "bad", DAILY: ""}


def left(days: int | None) -> str:
    """Days to a day, in words."""
    if days is None:
        return "—"
    return f"还有 {days} 天" if days > 0 else "今天到期" if days == 0 else f"已逾期 {-days} 天"


def state_words(task: DatedTask, state: TaskState, on: date | None) -> str:
    """``未完成，还有 6 天``, ``已完成 2026-09-10`` and who wrote it, ``已逾期 3 天``, each as of the day ``on``."""
    lines = [_state(task, state, on)]
    if state.record is not None:
        lines.append("：".join(part for part in (state.record.by, state.record.note) if part))
    elif task.dated and state.done is None:
        lines.append("日期未填（在申请中填写）")
    return "\n".join(line for line in lines if line)


def _state(task: DatedTask, state: TaskState, on: date | None) -> str:
    if state.kind == DAILY:
        return "每个服务日"
    if state.kind == DONE:
        return f"已完成 {state.done}"
    if state.kind == LATE:
        return f"已完成 {state.done}（晚于期限）"
    if state.kind == OVERDUE:
        return left(task.days_left(on) if on else None) + (f"，定于 {state.done}" if state.done else "")
    told = f"定于 {state.done}" if state.kind == PLANNED else "未完成"
    days = task.days_left(on) if on is not None else None
    return f"{told}，{left(days)}" if days is not None else f"{told}，不在本学期" if task.elsewhen else told
