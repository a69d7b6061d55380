"""``afterbell repair``: ranked repairs of a refused request, or a plan with named exceptions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

import solver
from api.cli.exits import Exit, refusal
from api.cli.options import ForceOption, IgnoreEditsOption, LanguageOption
from api.cli.reading import FileReading
from api.cli.solve import exit_code
from api.cli.summary import print_outcome, print_violations, stdout_console
from api.cli.watching import Stopping
from api.files.language import Language
from api.files.request.writer import request_bytes
from api.mapping.request import Request
from api.services.choosing import parse_settings
from api.services.outputs import REPORT_SUFFIXES, REQUEST_SUFFIXES, Outputs, output_faults, write_whole
from api.services.repairing import STATE_WORDS, price_words, repaired_request, repairs_document
from api.services.reporting import as_json
from api.services.solving import SolveRequest, check_without_search
from api.services.writing import Results
from solver import Fault, Params, Plan, Policy, PolicyError, ProblemError, Repair, Repairs


def repair(
    request: Annotated[Path, typer.Argument(help="申请文件 request, .json, .json.gz or .xlsx")],
    seconds: Annotated[float, typer.Option(min=1, help="时限（秒） time limit of all of it")] = 60.0,
    effort: Annotated[float | None, typer.Option(min=0, help="每次试排的确定性工作量 deterministic effort of each attempt")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="搜索线程 search threads")] = 2,
    anyway: Annotated[bool, typer.Option("--anyway", help="仍要排：少违反，例外逐条列出 plan with named exceptions")] = False,
    apply: Annotated[int | None, typer.Option(min=1, help="把第几个办法写进申请 write the request with this repair")] = None,
    base: Annotated[Path | None, typer.Option("--from", help="原来的方案，代价与它比 plan before, prices are against it")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="改好的申请，或 --anyway 的方案 repaired request, or the plan of --anyway")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="机读的办法 machine-readable repairs, .json")] = None,
    policy: Annotated[str | None, typer.Option(help="规则集，代替申请中的 profile instead of the request's")] = None,
    setting: Annotated[list[str] | None, typer.Option("--set", help="改规则 change a rule: K03.classes=1")] = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """排不出时怎么办：逐个办法试排，说明代价；或仍要排，例外逐条列出 What to change when no plan can exist, each way tried out.

    Exit: 0 a repair is confirmed, or none is needed; 1 plan with exceptions (--anyway); 2 bad input; 3 no repair was found;
    4 stopped without a plan.
    """
    overrides, faults = parse_settings(setting or [])
    results = Results([output] if anyway and output is not None else [], report if anyway else None, force, language)
    faults += results.faults((request, base))
    if not anyway:
        outputs = [Outputs("--output", [] if output is None else [output], REQUEST_SUFFIXES)]
        outputs.append(Outputs("--report", [] if report is None else [report], REPORT_SUFFIXES))
        faults += output_faults(outputs, (request, base), force=force)
        faults += _unused(output, apply)
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    before = None if base is None else reading.plan(loaded, base, ignore_edits=ignore_edits)
    if reading.wrong or loaded is None or chosen is None:
        raise reading.refusal()
    params = Params(seconds=seconds, effort=effort, seed=seed, workers=workers)
    if anyway:
        raise typer.Exit(_anyway(loaded, chosen, params, results))
    found = _found(loaded, chosen, params, None if before is None else before.plan)
    _print(stdout_console(), loaded, chosen, found)
    if report is not None:
        typer.echo(f"已写出 / written: {write_whole(report, as_json(repairs_document(found, chosen)), force=force)}")
    if apply is not None and output is not None:
        _write(loaded, chosen, found, apply, output, force=force)
    raise typer.Exit(_exit(found))


def _unused(output: Path | None, apply: int | None) -> list[Fault]:
    """Without ``--anyway``, an output is the repaired request, which needs the number of a repair, and the other way round."""
    if (output is None) == (apply is None):
        return []
    option, value = ("--output", str(output)) if apply is None else ("--apply", str(apply))
    return [Fault((option,), value, "写出改好的申请要同时给 --apply 和 --output。", "The repaired request needs both --apply and --output.",
                  "可能漏了一个，如 --apply 1 -o 改好.xlsx；要方案请用 --anyway。",
                  "Maybe one is missing, as --apply 1 -o repaired.xlsx; for a plan there is --anyway.")]  # fmt: skip


def _found(request: Request, policy: Policy, params: Params, base: Plan | None) -> Repairs:
    progress = Console(stderr=True)

    def tell(found: Repair) -> None:
        progress.print(Text(f"  {STATE_WORDS[found.state][0]}：{found.zh}", style="dim"), soft_wrap=True)

    with Stopping() as stopping:
        return solver.repairs(request.problem, policy, params, base, tell, stopping.asked)


def _exit(found: Repairs) -> Exit:
    if found.plan is not None or any(each.state == "confirmed" for each in found.repairs):
        return Exit.VALID
    return Exit.INFEASIBLE if found.refused else Exit.STOPPED


def _print(console: Console, request: Request, policy: Policy, found: Repairs) -> None:
    def line(text: str, style: str = "") -> None:
        console.print(Text(text, style=style), soft_wrap=True)

    school = request.problem.school
    if found.plan is not None:
        line(f"{school}：不用改，照现在的申请排得出 / nothing to repair, a plan was found as it is", "bold")
        return
    sure = sum(each.state == "confirmed" for each in found.repairs)
    head = "已证明排不出" if found.refused else "没有排出方案"
    many = len(found.repairs)
    line(f"{school}：{head}；修复办法 {many} 种，其中 {sure} 种试排成功 / {many} repair(s), {sure} confirmed", "bold")
    for each in found.repairs:
        zh, en = STATE_WORDS[each.state]
        line(f"{each.rank}. {each.zh}", "bold green" if each.state == "confirmed" else "")
        line(f"   {each.en}")
        least = f"；少于 {each.at_least} 已证明不够 / fewer than {each.at_least}: proven not to be enough" if each.at_least > 1 else ""
        line(f"   {zh} / {en}{least}")
        price_zh, price_en = price_words(each, policy)
        if price_zh:
            words = ("与原方案相比", "against the plan before") if each.against_base else ("所排方案", "its plan")
            line(f"   {words[0]}：{price_zh}")
            line(f"   {words[1]}: {price_en}", "dim")
    for useless in found.useless:
        line(f"没有用 / of no help: {useless.zh} / {useless.en}", "yellow")
    if not found.complete:
        line("时限到了，可能还有别的办法；加大 --seconds 再试 / time is over, there may be more: raise --seconds")
    if found.repairs:
        line("采用第 N 个 / to take one: afterbell repair … --apply N -o 改好.xlsx；仍要排 / to plan anyway: --anyway")


def _write(request: Request, policy: Policy, found: Repairs, number: int, output: Path, *, force: bool) -> None:
    """The request with one repair in it."""
    chosen = next((each for each in found.repairs if each.rank == number), None)
    if chosen is None:
        raise refusal([Fault(("--apply",), str(number), f"只有 {len(found.repairs)} 个办法。", f"There are {len(found.repairs)} repairs.",
                             "可能要写 1，或加大 --seconds。", "Maybe 1 is meant, or --seconds should be more.")])  # fmt: skip
    try:
        content = request_bytes(repaired_request(request, policy, chosen), output.suffix.lower())
    except (ProblemError, PolicyError) as error:
        raise refusal(error.faults) from None
    typer.echo(f"已写出 / written: {write_whole(output, content, force=force)}")


def _anyway(request: Request, policy: Policy, params: Params, results: Results) -> Exit:
    """A plan with exceptions: shown, written, and never counted as valid."""
    with Stopping() as stopping:
        found = solver.solve_anyway(request.problem, policy, params, stopping.asked)
    console = stdout_console()
    if found.plan is None:
        console.print(Text(f"{request.problem.school}：时限内没有排出方案 / no plan in time"), soft_wrap=True)
        return Exit.STOPPED
    job = SolveRequest(request.problem, policy, params)
    outcome = check_without_search(job, found.plan)
    written = results.write(job, outcome)
    print_outcome(console, job, outcome)
    if found.exceptions:
        count = len(found.exceptions)
        console.print(Text(f"例外 {count} 处，须逐条签字；方案不算合规，不能公布 / {count} exception(s) to be signed; the plan is not "
                           "valid and cannot be published", style="bold red"), soft_wrap=True)  # fmt: skip
        print_violations(console, policy, found.exceptions, everything=True)
        console.print(Text("批准人签字 / signed: ____________    日期 / date: ____________"), soft_wrap=True)
    for file in written.files:
        typer.echo(f"已写出 / written: {file}")
    if written.faults:
        raise refusal(written.faults)
    return exit_code(outcome)
