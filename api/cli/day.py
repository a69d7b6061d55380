"""``afterbell day``: one day of a plan, minute by minute."""

from __future__ import annotations

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
from api.files.content.names import day_words, week_name
from api.files.papers.day_strips import DayStrip, replayed_on, strips
from api.files.papers.day_words import DayWords
from api.files.plan.plan_file import PlanFile
from api.services.choosing import parse_settings
from api.services.exporting import context_of_plan, date_faults
from api.services.sequencing import plan_on
from solver import ProblemError
from solver.units import clock
from solver.words import span


def day(
    plan: Annotated[Path, typer.Argument(help="方案 plan, .json or .xlsx")],
    request: Annotated[Path, typer.Option(help="申请文件 the request that the plan is for")],
    on: Annotated[str, typer.Option("--date", help="日期 date, YYYY-MM-DD")],
    of: Annotated[
        list[str] | None,
        typer.Option("--of", help="学生、班级、教职工、校门、场地的编号或名称 id or name of whoever the strip is for, repeatable"),
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
    if reading.wrong or loaded is None or chosen is None or found is None or date is None:
        raise reading.refusal()
    standing = plan_on(loaded.problem.term, [*before, (str(plan), found.plan)], date)
    desk = context_of_plan(loaded.problem, chosen, found if standing is None else PlanFile(standing[1]), date)
    everybody = {pupil.id for pupil in loaded.problem.pupils}, set(loaded.problem.class_of)
    try:
        words = replayed_on(desk.bundle, date, "--date")
        named = strips(words, of or (), "--of", *everybody)
    except ProblemError as error:
        raise refusal(error.faults) from None
    console = stdout_console()
    console.print(Text(f"{loaded.problem.school} {day_words(words.each)} {_week(words)}".replace("\n", " ").rstrip(), style="bold"))
    for strip in named:
        console.print(_table(strip))
    for gap in words.found.breaches:
        zh, en = words.breach(gap)
        when = span(gap.start, gap.end) if gap.end > gap.start else clock(gap.start)
        console.print(Text(f"{when} {words.place_name(gap.place)}：{zh}\n    {en}"), soft_wrap=True)
    total = len(words.found.breaches)
    verdict = f"{total} 处空当 / {total} gap(s)" if total else "每一分钟都有人负责 / every minute has an owner"
    console.print(Text(verdict, style="bold"))
    raise typer.Exit(Exit.VIOLATIONS if total else Exit.VALID)


def _week(words: DayWords) -> str:
    """The week of the template, where there are several."""
    weeks = words.desk.view.weeks
    return week_name(words.each.week, weeks) if weeks > 1 else ""


def _table(strip: DayStrip) -> Table:
    """One strip; an adult's with the minutes that are credited that day."""
    credited = None if strip.minutes is None else f"当天计入 {strip.minutes} 分钟 / {strip.minutes} minutes credited"
    table = Table(
        "时间 time", "活动 activity", "地点 place", "看护 adults" if strip.minutes is None else "搭档、接手 with", "学生 pupils",
        title=strip.title, title_justify="left", caption=credited, caption_justify="left",
    )  # fmt: skip
    for line in strip.lines:
        table.add_row(line.when, line.doing, line.place, line.people, str(line.pupils or ""))
    return table
