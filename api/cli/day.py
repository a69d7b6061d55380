"""``afterbell day``: one day of a plan, minute by minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli.check import PolicyOption, SettingOption
from api.cli.exits import Exit, refusal
from api.cli.options import EarlierOption, IgnoreEditsOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.files.content.names import day_words
from api.files.papers.day import Strip, replayed
from api.files.plan.plan_file import PlanFile
from api.services.choosing import parse_settings
from api.services.exporting import context_of_plan, date_faults
from api.services.sequencing import plan_on
from solver import Fault
from solver.units import clock
from solver.words import span


def day(
    plan: Annotated[Path, typer.Argument(help="方案 plan, .json or .xlsx")],
    request: Annotated[Path, typer.Option(help="申请文件 the request that the plan is for")],
    on: Annotated[str, typer.Option("--date", help="日期 date, YYYY-MM-DD")],
    of: Annotated[
        list[str] | None,
        typer.Option("--of", help="学生、班级、教职工或校门的编号 id of a pupil, class, adult or gate, repeatable"),
    ] = None,
    earlier: EarlierOption = None,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """逐分钟重放方案的一天 Replay a day of a plan: what belongs to nobody, and the day of whoever is named.

    Exit: 0 every minute has an owner, 1 there are gaps, 2 bad input.
    """
    overrides, faults = parse_settings(setting or [])
    date, day_faults = date_faults(on, "--date")
    reading = FileReading([*faults, *day_faults])
    loaded, chosen = reading.request(request, policy, overrides)
    found = reading.plan(loaded, plan, ignore_edits=ignore_edits)
    before = reading.plans(loaded, earlier or [], ignore_edits=ignore_edits)
    if reading.wrong or loaded is None or chosen is None or found is None:
        raise reading.refusal()
    standing = None if date is None else plan_on(loaded.problem.term, [*before, (str(plan), found.plan)], date)
    words = replayed(context_of_plan(loaded.problem, chosen, found if standing is None else PlanFile(standing[1]), date))
    if words is None or words.each.day != date:
        near = "" if words is None else str(words.each.day)
        raise refusal([Fault(
            ("--date",), on, "这一天没有课后服务。", "There is no service on this day.",
            f"可能是节假日，或在学期之外；之后的服务日：{near or '无'}。",
            f"Maybe it is a holiday or outside of the term; the next day of service: {near or 'none'}.",
        )])  # fmt: skip
    strips = [(ident, words.strip(ident)) for ident in of or ()]
    unknown = [ident for ident, lines in strips if lines is None]
    if unknown:
        raise refusal([
            Fault(
                ("--of",), ident, "当天没有这个学生、班级、教职工或校门。", "There is no such pupil, class, adult or gate that day.",
                "可能编号写错了，或当天不参加、不值班。", "Maybe the id is misspelt, or there is nothing for it that day.",
            )
            for ident in unknown
        ])  # fmt: skip
    console = stdout_console()
    console.print(Text(f"{loaded.problem.school} {day_words(words.each)}".replace("\n", " "), style="bold"))
    for ident, lines in strips:
        console.print(_table(words.called(ident), lines or ()))
    for gap in words.found.breaches:
        zh, en = words.breach(gap)
        when = span(gap.start, gap.end) if gap.end > gap.start else clock(gap.start)
        console.print(Text(f"{when} {words.place(gap.place)}：{zh}\n    {en}"), soft_wrap=True)
    total = len(words.found.breaches)
    verdict = f"{total} 处空当 / {total} gap(s)" if total else "每一分钟都有人负责 / every minute has an owner"
    console.print(Text(verdict, style="bold"))
    raise typer.Exit(Exit.VIOLATIONS if total else Exit.VALID)


def _table(title: str, lines: Sequence[Strip]) -> Table:
    table = Table(
        "时间 time", "活动 activity", "地点 place", "人员 adults", "学生 pupils", title=title, title_justify="left"
    )
    for line in lines:
        table.add_row(span(line.start, line.end), line.doing, line.place, line.people, str(line.pupils or ""))
    return table
