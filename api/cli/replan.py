"""``afterbell replan``: go on from a plan after something changed, around what is locked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

import solver
from api.cli.diff import print_changes
from api.cli.notices import load_told
from api.cli.options import DateOption, EarlierOption, ForceOption, IgnoreEditsOption, LanguageOption, UntilOption
from api.cli.reading import FileReading
from api.cli.solve import exit_code, run_and_write
from api.cli.summary import stdout_console
from api.files.language import Language
from api.services.choosing import merge_overrides, parse_settings
from api.services.loading import choose_policy
from api.services.replan_files import FEW_CHANGES, TIER, list_changes, prepare_replan
from api.services.sequencing import problem_of_replan
from api.services.solving import SolveRequest
from api.services.writing import Results


def told_changes(tier: solver.TierResult) -> str:
    """The number of changes (B14) and how many no plan can spare, as one line."""
    least = "" if tier.bound is None else f"，至少 {tier.bound} 处"
    at_least = "" if tier.bound is None else f", at least {tier.bound}"
    return f"改动 {tier.value} 处{least} / {tier.value} changes{at_least}"


def replan(
    request: Annotated[Path, typer.Argument(help="现在的申请 the request as it is now")],
    plan: Annotated[Path, typer.Argument(help="原方案 the plan to go on from")],
    date: DateOption = None,
    until: UntilOption = None,
    earlier: EarlierOption = None,
    locks: Annotated[Path | None, typer.Option(help='锁定项 what stays, JSON: {"grades": "all", "sections": ["chess#1"]}')] = None,
    few_changes: Annotated[bool, typer.Option(help="尽量少改动 change as little as possible (B14)")] = True,
    seconds: Annotated[float, typer.Option(min=0.1, help="时限（秒） time limit")] = 60.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="搜索线程 search threads")] = 2,
    policy: Annotated[str | None, typer.Option(help="规则集，代替申请中的 profile instead of the request's")] = None,
    setting: Annotated[list[str] | None, typer.Option("--set", help="改规则 change a rule: K03.classes=1")] = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="方案文件 plan: .json .xlsx .html, repeatable")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="机读报告 machine-readable report, .json")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")] = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """有变动后从原方案接着排，锁定的不动，其余尽量少改 Go on from a plan: locks stay, the rest changes as little as it can.

    从 --date 起生效；之前的日子仍按原方案，已值的班照样计酬、计入均衡。
    It stands from --date on; the days before stay with the plan before, and what was stood there is paid and counts.

    Exit: as for solve.
    """
    results = Results(output or [], report, force, language)
    overrides, faults = parse_settings(setting or [])
    reading = FileReading([*results.faults((request, plan, locks, *(earlier or []))), *faults])
    loaded = reading.read(lambda: load_told(request), request)
    before = reading.plan(loaded, plan, ignore_edits=ignore_edits)
    above = merge_overrides(FEW_CHANGES, overrides) if few_changes else overrides
    chosen = None if loaded is None else reading.read(lambda: choose_policy(loaded, policy, above))
    stood = reading.plans(loaded, earlier or [], ignore_edits=ignore_edits)
    ends = reading.day(date, "--date"), reading.day(until, "--until")
    problem = None
    if not reading.wrong and loaded is not None and before is not None and chosen is not None:
        problem = reading.read(lambda: problem_of_replan(loaded, chosen, (str(plan), before.plan), *ends, stood))
    begun = None if problem is None or before is None else reading.read(lambda: prepare_replan(problem, before.plan, locks))
    if reading.wrong or loaded is None or before is None or chosen is None or begun is None:
        raise reading.refusal()
    params = solver.Params(seconds=seconds, effort=effort, seed=seed, workers=workers)
    lost = len(begun.lost)
    if locks is not None:
        words = f"锁定 {begun.locked} 项 / {begun.locked} decisions locked"
        gone = f"；另有 {lost} 项已不存在，不再锁定 / {lost} more are gone and not locked any more" if lost else ""
        Console(stderr=True).print(Text(words + gone), soft_wrap=True)
    outcome = run_and_write(SolveRequest(begun.problem, chosen, params, begun.start), results, quiet=quiet)
    if outcome.plan is not None:
        number = next((tier for tier in outcome.tiers if tier.name == TIER), None)
        if number is not None:
            stdout_console().print(Text(told_changes(number)), soft_wrap=True)
        print_changes(stdout_console(), list_changes(loaded, before.plan, outcome.plan))
    raise typer.Exit(exit_code(outcome))
