"""``afterbell doctor``: what is in order on this host, what is not, and what to do."""

from __future__ import annotations

import json

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from api.cli.summary import stdout_console
from api.cli.surroundings import settings_or_faults

STYLES = ("green", "yellow", "bold red")
"""Of the states, in their order."""


def doctor(as_json: bool = typer.Option(False, "--json", help="输出 JSON as JSON")) -> None:
    """检查本机：设置、数据文件夹、数据库、字体、求解进程、时钟、任务、备份，逐项给出办法 Examine this host, with a remedy for each fault.

    Changes nothing. Exit: 0 all is well, 1 something needs attention, 2 something is wrong.
    """
    from api.services.diagnosis.examine import examine  # noqa: PLC0415 - no other command needs all of it, and it is slow to load
    from api.services.diagnosis.finding import wrong  # noqa: PLC0415 - as above

    settings, faults = settings_or_faults()
    if settings is None:
        found = [wrong("settings", "设置", f"{fault.path[0]}：{fault.zh}", f"{fault.path[0]}: {fault.en}", fault.hint_zh, fault.hint_en)
                 for fault in faults]  # fmt: skip
    else:
        found = list(examine(settings))
    if as_json:
        typer.echo(json.dumps([finding.document() for finding in found], ensure_ascii=False, indent=2))
    else:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in ("项目 part", "状态 state", "情况 found", "办法 remedy"):
            table.add_column(heading, overflow="fold")
        for finding in found:
            zh, en = finding.state.words
            told = finding.zh if finding.zh == finding.en else f"{finding.zh}\n{finding.en}"
            remedy = "\n".join(words for words in (finding.hint_zh, finding.hint_en) if words)
            row = (f"{finding.part_zh} {finding.part}", f"{zh} {en}", told, remedy)
            table.add_row(*(Text(cell, style=STYLES[finding.state] if column == 1 else "") for column, cell in enumerate(row)))
        stdout_console().print(table)
    raise typer.Exit(max((int(finding.state) for finding in found), default=0))
