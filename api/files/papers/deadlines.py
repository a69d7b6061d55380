"""The table of dated tasks: due when, by which clause, and the state of each."""

from __future__ import annotations

from typing import Any

from api.files.citation import NOTE, citation, citation_document
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.language import together
from api.files.papers.duties import WHO
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.task_words import SHADES, state_words
from solver.papers.tasks import DatedTask, state_of, tasks


def deadlines_paper(desk: PaperContext) -> Paper:
    """The table alone."""
    found = tasks(desk.view)
    data = {"tasks": [task_document(desk, item) for item in found]}
    return Paper("期限与任务表", "Deadlines", (deadlines_sheet(desk, found),), data)


def deadlines_sheet(desk: PaperContext, found: tuple[DatedTask, ...] | None = None) -> Page:
    """Tasks by day; those without a day last."""
    items = found if found is not None else tasks(desk.view)
    header = heads(("截止", "due"), ("编号", "task"), ("任务", "what"), ("如何确定", "how it follows"), ("责任", "who"),
                   ("进度", "state"), ("依据原文与出处", "clause and source"))  # fmt: skip
    counted, counted_en = (
        (f"进度和剩余天数以 {desk.on} 为准。", f"As of {desk.on}.") if desk.on
        else ("没有给出起算日期，不计剩余天数，也不判断逾期。", "No day was given to count from.")
    )  # fmt: skip
    note = (
        f"{counted}办完一项，由学校登记日期；校外人员手续、收费公示、课酬方案的日期取自申请。{NOTE[0]}",
        f"{counted_en} The school records the day on which a task was done. {NOTE[1]}",
    )
    rows = tuple(_row(desk, item) for item in items)
    page = PageBlock("期限与任务表", "Deadlines and tasks", (header,), rows, note)
    return Page("deadlines", "期限表", "deadlines", (13, 13, 50, 24, 10, 24, 48), (page,), 1)


def _row(desk: PaperContext, task: DatedTask) -> Row:
    state = state_of(task, desk.records, desk.on)
    about = f"（{task.about}）" if task.about else ""
    return (
        Cell(task.due.isoformat() if task.due else "—", align="center"),
        Cell(task.id, "label"),
        Cell((f"{task.zh}{about}", f"{task.en}{about}")),
        Cell(task.when),
        Cell(WHO.get(task.who, task.who)),
        Cell(state_words(task, state, desk.on), SHADES[state.kind]),
        Cell(together("\n", [citation(desk.policy, task.source, task.rule), desk.changed(task.rule)])),
    )


def task_document(desk: PaperContext, task: DatedTask) -> dict[str, Any]:
    """A task with its state as data."""
    state = state_of(task, desk.records, desk.on)
    return {
        "task": task.id,
        "rule": task.rule,
        "zh": task.zh,
        "en": task.en,
        "due": task.due.isoformat() if task.due else None,
        "when_zh": task.when[0],
        "when_en": task.when[1],
        "who": task.who,
        "about": task.about,
        "state": state.kind,
        "state_zh": state_words(task, state, desk.on),
        "done": state.done.isoformat() if state.done else None,
        "by": state.record.by if state.record else "",
        "note": state.record.note if state.record else "",
        "from_request": task.dated,
        "days_left": task.days_left(desk.on) if desk.on else None,
        **citation_document(desk.policy, task.source, task.rule),
    }
