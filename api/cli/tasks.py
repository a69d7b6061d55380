"""``afterbell tasks``: dated tasks of a term, with records of their completion in a file beside the request, or at a running service."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from api.cli.check import JsonOption, PolicyOption, SettingOption
from api.cli.exits import refusal
from api.cli.options import IgnoreEditsOption
from api.cli.reading import FileReading
from api.cli.remote.commands import HERE, KeyOption, ServerOption
from api.cli.remote.tasks import TaskChange, term_tasks
from api.cli.summary import stdout_console
from api.files.papers.deadlines import task_document
from api.services.choosing import parse_settings
from api.services.exporting import context_of_plan, date_faults
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.reporting import as_json
from api.services.ticking import known_tasks, read_register, record_faults, register_document, task_fault
from solver import Fault, Problem
from solver.papers.tasks import DatedTask, TaskRecord

SUFFIX = ".tasks.json"
COLOURS = {"open": "", "planned": "", "done": "green", "late": "yellow", "overdue": "bold red", "daily": "dim"}


def beside(request: Path) -> Path:
    """Where the register of a request stands unless it is named: ``school.tasks.json`` beside ``school.xlsx``."""
    return request.with_name(request.name.removesuffix(".gz").rpartition(".")[0] + SUFFIX)


def load_register(path: Path, problem: Problem) -> dict[str, TaskRecord]:
    """The register of a file; empty where there is none. Raises ProblemError."""
    return read_register(path.read_bytes(), problem) if path.exists() else {}


def tasks(
    plan: Annotated[Path | None, typer.Argument(help="方案文件，或 --term 时的方案编号 plan: .json, .xlsx; its id with --term")] = None,
    request: Annotated[Path | None, typer.Option(help="申请文件 the request that the plan is for")] = None,
    term: Annotated[str | None, typer.Option(help="服务上的学期编号，代替文件 id of a term at a service, in place of files")] = None,
    on: Annotated[str | None, typer.Option(help="以哪天为准判断逾期 day to judge by, YYYY-MM-DD")] = None,
    register: Annotated[
        Path | None, typer.Option("--register", help="任务登记文件，默认在申请旁边 register, beside the request: NAME.tasks.json")
    ] = None,
    done: Annotated[str | None, typer.Option(help="登记完成：任务编号 tick off this task, with --date")] = None,
    undo: Annotated[str | None, typer.Option(help="取消登记 open this task again")] = None,
    day: Annotated[str | None, typer.Option("--date", help="完成日期 day it was done, YYYY-MM-DD")] = None,
    by: Annotated[str, typer.Option(help="经办人 who did it")] = "",
    note: Annotated[str, typer.Option(help="备注 note")] = "",
    policy: PolicyOption = None,
    setting: SettingOption = None,
    ignore_edits: IgnoreEditsOption = False,
    as_document: JsonOption = False,
    server: ServerOption = HERE,
    key: KeyOption = "",
) -> None:
    """列出期限与任务，登记完成 List dated tasks, and record that they were done: of files, or with --term at a running service.

    Exit: 0, 2 bad input.
    """
    overrides, faults = parse_settings(setting or [])
    today, on_faults = date_faults(on, "--on")
    done_on, day_faults = date_faults(day, "--date")
    faults += on_faults + day_faults + _option_faults(done, undo, day)
    if term is not None:
        faults += _alone_faults(term, {"--request": request, "--register": register, "--policy": policy, "--set": setting})
        if faults:
            raise refusal(faults)
        plan_id = None if plan is None else str(plan)
        heading, documents = term_tasks(server, key, term, plan_id, on, TaskChange(done, undo, done_on, by, note))
        _show(heading, documents, on, as_document=as_document)
        return
    if plan is None or request is None:
        raise refusal([*faults, Fault(("--request",), "", "要写方案和申请两个文件，或用 --term 写服务上的学期。",
                                      "Name the files of plan and request, or with --term a term at a service.",
                                      "可能漏写了 --request。", "Maybe --request is missing.")])  # fmt: skip
    place = register or beside(request)
    if done or undo:
        faults += output_faults([Outputs("--register", [place], (".json",))], (plan, request), force=True)
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    made = reading.plan(loaded, plan, ignore_edits=ignore_edits)
    records = None if loaded is None else reading.read(lambda: load_register(place, loaded.problem), place)
    if reading.wrong or loaded is None or chosen is None or made is None or records is None:
        raise reading.refusal()
    found = known_tasks(loaded.problem, chosen, made.plan)
    if done or undo:
        _change(loaded.problem, found, records, done, undo, done_on, by, note)
        document = register_document(loaded.problem.school, loaded.problem.term.name, records)
        typer.echo(f"已登记 / recorded: {write_whole(place, as_json(document), force=True)}", err=as_document)
    desk = context_of_plan(loaded.problem, chosen, made, today, records)
    heading = f"{desk.problem.school} {desk.problem.term.name}"
    _show(heading, [task_document(desk, task) for task in found], on, as_document=as_document)


def _alone_faults(term: str, others: dict[str, object]) -> list[Fault]:
    """Faults of options that are for files, beside a term at a service."""
    return [
        Fault((option,), term, f"{option} 只用于文件，不能和 --term 一起写。", f"{option} is for files, and not for --term.",
              "可能要去掉其中一个。", "Maybe leave one of them out.")
        for option, value in others.items() if value
    ]  # fmt: skip


def _option_faults(done: str | None, undo: str | None, day: str | None) -> list[Fault]:
    if done and undo:
        return [Fault(("--undo",), undo, "不能同时登记和取消。", "Tick off or open again, not both.",
                      "可能要分两次。", "Maybe run it twice.")]  # fmt: skip
    if bool(done) != (day is not None):
        return [Fault(("--date",), day or "", "--done 和 --date 要一起写。", "--done and --date go together.",
                      "可能漏写了完成日期。", "Maybe the day is missing.")]  # fmt: skip
    return []


def _change(
    problem: Problem, found: tuple[DatedTask, ...], records: dict[str, TaskRecord], done: str | None, undo: str | None,
    day: date | None, by: str, note: str,
) -> None:  # fmt: skip
    """Record one task, or forget its record. Refuses, with all faults, what cannot be."""
    if undo:
        if undo not in records:
            listed = "、".join(records) or "无 none"
            raise refusal([Fault(("--undo",), undo, "这项任务没有登记。", "Nothing is recorded of this task.",
                                 f"可能编号写错了；已登记：{listed}。", f"Maybe the id is misspelt; recorded: {listed}.")])  # fmt: skip
        del records[undo]
    elif done and day:
        record = TaskRecord(day, by.strip(), note.strip())
        fault = task_fault(found, done, ("--done",))
        faults = ([fault] if fault else []) + record_faults(problem.term, record, ())
        if faults:
            raise refusal(faults)
        records[done] = record


def _show(heading: str, documents: list[dict[str, Any]], on: str | None, *, as_document: bool) -> None:
    """Print tasks as a table, or as JSON."""
    if as_document:
        typer.echo(as_json({"on": on, "tasks": documents}), nl=False)
        return
    console = stdout_console()
    counted = f"以 {on} 为准 / as of {on}" if on else "未给出 --on，不判断逾期 / no --on: nothing is judged overdue"
    console.print(Text(f"{heading}：{counted}", style="bold"), soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, wide in (("编号\ntask", False), ("截止\ndue", False), ("进度\nstate", True), ("任务\nwhat", True)):
        table.add_column(head, no_wrap=not wide, overflow="fold")
    for task in documents:
        about = f"（{task['about']}）" if task["about"] else ""
        words = Text(task.get("state_zh", task["state"]), style=COLOURS.get(task["state"], ""))
        table.add_row(Text(task["task"]), task["due"] or "—", words, Text(f"{task['zh']}{about}\n{task['en']}"))
    console.print(table)
