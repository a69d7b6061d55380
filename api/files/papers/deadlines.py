"""The table of dated tasks: what is due when, by which clause."""

from __future__ import annotations

from typing import Any

from api.files.content.page import Block, Cell, Page, Row, heads
from api.files.papers.desk import Desk
from api.files.papers.duties import WHO
from api.files.papers.paper import Paper
from api.files.papers.words import left
from solver.papers.tasks import Task, tasks


def deadlines_paper(desk: Desk) -> Paper:
    """The table alone."""
    found = tasks(desk.view)
    return Paper("期限与任务表", "Deadlines", (deadlines_sheet(desk, found),), {"tasks": [_document(desk, item) for item in found]})


def deadlines_sheet(desk: Desk, found: tuple[Task, ...] | None = None) -> Page:
    """Tasks by day; those without a day last."""
    items = found if found is not None else tasks(desk.view)
    header = heads(("截止", "due"), ("规则", "rule"), ("任务", "task"), ("如何确定", "how it follows"), ("责任", "who"),
                   ("进度", "state"), ("依据原文与出处", "clause and source"))  # fmt: skip
    counted = f"剩余天数自 {desk.on} 起算。" if desk.on else "未给出 --on 日期，不计剩余天数。"
    counted += "是否完成由学校自行登记，“已完成”只来自已填的日期（校外人员手续、收费公示、课酬方案）。"
    note = f"{counted}“参照”为其他地方的规定，本规则集未作要求，仅供安排参考。 By analogy: laid down elsewhere, for orientation."
    rows = tuple(_row(desk, item) for item in items)
    page = Block("期限与任务表", "Deadlines and tasks", (header,), rows, note)
    return Page("deadlines", "期限表", "deadlines", (13, 9, 52, 24, 10, 20, 54), (page,), 1)


def state_of(desk: Desk, task: Task) -> tuple[str, str]:
    """State in words, and its shade."""
    if task.done is not None and task.due is not None:
        return (f"已完成 {task.done}", "good") if task.done <= task.due else (f"晚于期限 {task.done}", "bad")
    if task.about and task.done is None:
        return "日期未填", "bad"
    if desk.on is None or task.due is None:
        return "—", ""
    return ("不在本学期" if task.elsewhen else left(task.days_left(desk.on))), ""


def _row(desk: Desk, task: Task) -> Row:
    state, shade = state_of(desk, task)
    about = f"（{task.about}）" if task.about else ""
    return (
        Cell(task.due.isoformat() if task.due else "—", align="center"),
        Cell(task.rule + ("\n参照" if task.reference else ""), "label"),
        Cell(f"{task.zh}{about}\n{task.en}"),
        Cell(f"{task.when[0]}\n{task.when[1]}"),
        Cell(WHO.get(task.who, task.who)),
        Cell(state, shade),
        Cell(f"“{task.source.quote}”\n——{task.source.document}"),
    )


def _document(desk: Desk, task: Task) -> dict[str, Any]:
    return {
        "rule": task.rule,
        "zh": task.zh,
        "en": task.en,
        "due": task.due.isoformat() if task.due else None,
        "when_zh": task.when[0],
        "when_en": task.when[1],
        "who": task.who,
        "about": task.about,
        "reference": task.reference,
        "done": task.done.isoformat() if task.done else None,
        "days_left": task.days_left(desk.on) if desk.on else None,
        "document": task.source.document,
        "quote": task.source.quote,
    }
