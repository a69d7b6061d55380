"""``afterbell staffing frontier``: plans that trade cost, choice and fairness against each other, none better than another in all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

import solver
from api.cli.check import PolicyOption, SettingOption
from api.cli.exits import Exit, refusing_faults
from api.cli.live import view_for
from api.cli.options import ForceOption, IgnoreEditsOption, LanguageOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.cli.watching import Stopping, run_watched
from api.files.amounts import amount
from api.files.frontier.document import FRONTIER_SUFFIXES, frontier_bytes
from api.files.frontier.pages import FrontierFile, conclusions
from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.choosing import parse_settings
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.sequencing import problem_of_plan
from solver import Frontier, Params, Progress

STAGE = "frontier"
"""Stage of the event that tells what is asked next."""
KEPT = "plan-{name}.json"


def frontier(
    request: Annotated[Path, typer.Argument(help="申请文件 request, .json or .xlsx")],
    plan: Annotated[Path | None, typer.Argument(help="从已有方案开始 plan to begin from, .json or .xlsx")] = None,
    seconds: Annotated[float, typer.Option(min=1, help="总时限（秒） time limit of everything")] = 180.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="搜索线程 search threads")] = 2,
    goal: Annotated[
        list[str] | None, typer.Option(help="比较哪些目标，默认 fairness choice cost goals to compare, repeatable")
    ] = None,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="曲线 the curve: .json .xlsx .html .pdf, repeatable")
    ] = None,
    keep: Annotated[Path | None, typer.Option(help="各方案存到这个文件夹 folder for the plans of the curve")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")] = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """少花课酬，志愿和均衡要让多少：一条取舍曲线，每个点是一个核验过的方案 What less cost takes from choices and even loads.

    下界画在曲线下面：阴影里的组合已证明做不到。 The bound is drawn under the curve: what is shaded is proven out of reach.

    Exit: 0 answered, 2 bad input, 4 stopped without a valid plan.
    """
    overrides, faults = parse_settings(setting or [])
    faults += output_faults([Outputs("--output", output or [], FRONTIER_SUFFIXES)], (request, plan), force=force)
    if keep is not None and not keep.is_dir():
        faults += output_faults([Outputs("--keep", [keep])], (request, plan))
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    begun = None if plan is None else reading.plan(loaded, plan, ignore_edits=ignore_edits)
    if reading.wrong or loaded is None or chosen is None:
        raise reading.refusal()
    problem = loaded.problem
    if begun is not None:
        found = reading.read(lambda: problem_of_plan(loaded, chosen, (str(plan), begun.plan)), plan)
        if found is None:
            raise reading.refusal()
        problem = found
    params = Params(seconds, effort, None, seed, workers)

    def work(tell: Callable[[Progress], None], stop: Callable[[], bool]) -> Frontier:
        return solver.frontier(problem, chosen, params, None if begun is None else begun.plan, tuple(goal or ()), _telling(tell), stop)

    view = view_for(Console(stderr=True), {tier.name: tier for tier in chosen.tiers}, quiet=quiet)
    with refusing_faults(request), Stopping() as stopping, view:
        try:
            answer = run_watched(work, view, stopping)
        except solver.SearchError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(Exit.STOPPED) from None
    file = FrontierFile(problem, chosen, answer)
    print_frontier(stdout_console(), file)
    for path in output or []:
        typer.echo(f"已写出 / written: {write_whole(path, frontier_bytes(file, path.suffix.lower(), language), force=force)}")
    for point in answer.points if keep is not None else ():
        bundle = PlanBundle(problem, chosen, point.plan, solver.check_plan(problem, chosen, point.plan))
        place = (keep or Path()) / KEPT.format(name=point.name)
        typer.echo(f"已写出 / written: {write_whole(place, plan_bytes(bundle, '.json'), force=force)}")


def _telling(tell: Callable[[Progress], None]) -> Callable[[str, Progress | None], None]:
    """Tell of each question once, and of the events of its search."""
    asked: list[str] = []

    def watch(title: str, event: Progress | None) -> None:
        if not asked or asked[-1] != title:
            asked.append(title)
            tell(Progress(STAGE, 0.0, note=title or "算下界 bounds"))
        if event is not None:
            tell(event)

    return watch


def print_frontier(console: Console, file: FrontierFile) -> None:
    """The points with the tiers that are compared, then the findings."""
    found = file.found
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("方案\nplan")
    for tier in reversed(found.tiers):
        table.add_column(f"{tier.zh}（{tier.unit_zh}）\n{tier.en}", justify="right")
    for point in found.points:
        base = "（原方案 base）" if point.values == found.base.values else ""
        table.add_row(point.name + base, *(amount(point.values[tier.name], tier) for tier in reversed(found.tiers)))
    console.print(table)
    for zh, en in conclusions(found):
        console.print(Text(f"{zh}\n  {en}"), soft_wrap=True)
    told = f"共 {len(found.points)} 个方案，各有所长；{found.searches} 次搜索，另有 {found.dominated} 个方案处处不如它们"
    console.print(Text(f"{told} / {len(found.points)} plans, {found.searches} searches, {found.dominated} plans dominated"))
