"""``afterbell diff``: what one plan changes against another, in the school's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.cli.exits import Exit, refusal
from api.cli.notices import load_told
from api.cli.options import IgnoreEditsOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.services.replan_files import list_changes
from api.services.reporting import as_json
from solver import Fault
from solver.explain.changes import PlanChange

MOST_REQUESTS = 2
SHOWN = 40
"""Changes that are told one by one unless all are asked for."""
WORDS = {
    "pupils_left": "离开的学生 pupils who left", "pupils_new": "新增学生 new pupils", "adults_left": "离开的人员 adults who left",
    "adults_new": "新增人员 new adults", "gone": "撤销 gone", "added": "新增 added",
    "opened": "新开 opened", "closed": "停开 closed", "moved": "调课 moved", "adults": "换人 adults", "pupils": "学生换班 pupils",
    "dismissals": "放学 dismissal", "tutoring": "辅导 tutoring", "care": "托管 care", "care_ended": "托管停开 care ended",
}  # fmt: skip


def diff(
    before: Annotated[Path, typer.Argument(help="原方案 the plan before, .json or .xlsx")],
    after: Annotated[Path, typer.Argument(help="新方案 the plan after, .json or .xlsx")],
    request: Annotated[
        list[Path], typer.Option(help="申请文件；前后不同时写两次，先旧后新 the request; twice where both differ, the old one first")
    ],
    everything: Annotated[bool, typer.Option("--all", help="全部列出 tell every change")] = False,
    as_document: Annotated[bool, typer.Option("--json", help="输出 JSON print JSON")] = False,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """两个方案有哪些不同 What differs between two plans.

    Exit: 0 told, 2 bad input.
    """
    if len(request) > MOST_REQUESTS:
        listed = " ".join(str(path) for path in request)
        raise refusal([Fault(("--request",), listed, "最多两个申请文件：先旧后新。", "At most two requests: the old one and the new one.",
                             "可能多写了一个。", "Maybe one too many.")])  # fmt: skip
    reading = FileReading()
    requests = [reading.read(partial(load_told, path), path) for path in request]
    old = reading.plan(requests[0], before, ignore_edits=ignore_edits)
    new = reading.plan(requests[-1], after, ignore_edits=ignore_edits)
    now, earlier = requests[-1], requests[0] if len(requests) > 1 else None
    if reading.wrong or now is None or old is None or new is None:
        raise reading.refusal()
    found = list_changes(now, old.plan, new.plan, earlier)
    if as_document:
        entries = [{"kind": c.kind, "subjects": list(c.subjects), "zh": c.zh, "en": c.en} for c in found]
        typer.echo(as_json({"count": len(found), "changes": entries}), nl=False)
    else:
        print_changes(stdout_console(), found, everything=everything)
    raise typer.Exit(Exit.VALID)


def print_changes(console: Console, found: Sequence[PlanChange], *, everything: bool = False) -> None:
    """Counts by kind, then the first changes or all."""
    if not found:
        console.print(Text("与原方案没有不同 / nothing differs from the plan before"), soft_wrap=True)
        return
    counts = Counter(change.kind for change in found)
    listed = "，".join(f"{WORDS[kind]} {counts[kind]}" for kind in WORDS if counts[kind])
    console.print(Text(f"与原方案不同 {len(found)} 处 / {len(found)} changes：{listed}"), soft_wrap=True)
    shown = found if everything else found[:SHOWN]
    for change in shown:
        console.print(Text(f"  {change.zh} {change.en}"), soft_wrap=True)
    if len(shown) < len(found):
        rest = len(found) - len(shown)
        console.print(Text(f"  另有 {rest} 处，用 afterbell diff --all 查看 / {rest} more: afterbell diff --all"), soft_wrap=True)
