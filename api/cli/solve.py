"""``afterbell solve``: a request in, checked plans out."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import solver
from api.cli.exits import Exit, refusal
from api.cli.live import view_for
from api.cli.marking import MarkedCopy
from api.cli.options import DateOption, ForceOption, IgnoreEditsOption, LanguageOption, MarkedOption, UntilOption
from api.cli.reading import FileReading, planned_problem
from api.cli.summary import print_outcome, stdout_console
from api.cli.watching import Stopping, run_watched
from api.files.language import Language
from api.services.choosing import parse_settings
from api.services.search_params import load_search_params
from api.services.solving import Outcome, SolveRequest, run
from api.services.writing import Results


@dataclass(frozen=True, slots=True)
class _Limits:
    """What bounds a search, as given on the command line."""

    seconds: float
    effort: float | None
    gap: float | None
    seed: int
    workers: int
    search_params: Path | None


def solve(
    request: Annotated[Path, typer.Argument(help="申请文件 request, .json, .json.gz or .xlsx")],
    seconds: Annotated[float, typer.Option(min=0.1, help="时限（秒） time limit")] = 60.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort")] = None,
    gap: Annotated[float | None, typer.Option(min=0, help="差距达到即停 stop at this gap, 0.01 = 1%")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="搜索线程 search threads")] = 2,
    search_params: Annotated[Path | None, typer.Option(help="搜索参数 parameters of the search, .toml")] = None,
    policy: Annotated[str | None, typer.Option(help="规则集，代替申请中的 profile instead of the request's")] = None,
    setting: Annotated[
        list[str] | None, typer.Option("--set", help="改规则 change a rule: K03.classes=1, D10.level=off")
    ] = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="方案文件 plan: .json .xlsx .html, repeatable")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="机读报告 machine-readable report, .json")] = None,
    start: Annotated[Path | None, typer.Option("--from", help="从已有方案开始 begin from a plan")] = None,
    date: DateOption = None,
    until: UntilOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")] = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
    marked: MarkedOption = None,
) -> None:
    """排出一个学期的课后服务方案 Draw up the plan of a term's after-school service.

    Exit: 0 valid plan, 1 plan with violations, 2 bad input, 3 infeasible, 4 stopped without a plan.
    """
    results = Results(output or [], report, force, language)
    limits = _Limits(seconds, effort, gap, seed, workers, search_params)
    copy = MarkedCopy(marked, force, language)
    job = _prepare(request, limits, policy, setting or [], results, start, (date, until), copy, ignore_edits=ignore_edits)
    raise typer.Exit(exit_code(run_and_write(job, results, quiet=quiet)))


def run_and_write(job: SolveRequest, results: Results, *, quiet: bool) -> Outcome:
    """Search with a progress display, write what came of it and show it. Refuses when files could not be written."""
    view = view_for(Console(stderr=True), {tier.name: tier for tier in job.policy.tiers}, quiet=quiet)
    with Stopping() as stopping:
        try:
            with view:
                outcome = run_watched(partial(run, job), view, stopping)
            written = results.write(job, outcome)
        except KeyboardInterrupt:
            # A second Ctrl-C: the search thread cannot be ended from here, so the process is, with the shell's code for it.
            os._exit(128 + stopping.number)
    print_outcome(stdout_console(), job, outcome)
    for file in written.files:
        typer.echo(f"已写出 / written: {file}")
    if written.faults:
        raise refusal(written.faults)
    return outcome


def exit_code(outcome: Outcome) -> Exit:
    """The exit code that an outcome deserves; a plan that is not silent never exits 0."""
    if outcome.valid:
        return Exit.VALID
    if outcome.status == "infeasible":
        return Exit.INFEASIBLE
    return Exit.STOPPED if outcome.plan is None else Exit.VIOLATIONS


def _prepare(
    request: Path,
    limits: _Limits,
    policy_name: str | None,
    settings: list[str],
    results: Results,
    start: Path | None,
    period: tuple[str | None, str | None],
    copy: MarkedCopy,
    *,
    ignore_edits: bool,
) -> SolveRequest:
    """Read and check everything before the search starts, and refuse with all faults at once."""
    began = time.perf_counter()
    overrides, faults = parse_settings(settings)
    inputs = (request, start, limits.search_params)
    reading = FileReading([*results.faults(inputs), *faults, *copy.faults(inputs)], copy)
    loaded, policy = reading.request(request, policy_name, overrides)
    begun = None if start is None else reading.plan(loaded, start, ignore_edits=ignore_edits)
    tuned = reading.read(lambda: load_search_params(limits.search_params), limits.search_params)
    problem = planned_problem(reading, loaded, *period)
    if reading.wrong or problem is None or policy is None or tuned is None:
        raise reading.refusal()
    params = solver.Params(limits.seconds, limits.effort, limits.gap, limits.seed, limits.workers, tuned)
    return SolveRequest(problem, policy, params, None if begun is None else begun.plan, time.perf_counter() - began)
