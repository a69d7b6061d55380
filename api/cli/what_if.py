"""``afterbell what-if``: scenarios of changes, planned from a plan and compared with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

import solver
from api.cli.exits import Exit, refusal
from api.cli.live import view_for
from api.cli.options import ForceOption, IgnoreEditsOption, LanguageOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.cli.watching import Stopping, run_watched
from api.files.comparison import (
    AIM_WORDS,
    COMPARISON_SUFFIXES,
    ComparisonFile,
    comparison_bytes,
    conclusion,
    line_shade,
    outcome_name,
    sentences_text,
)
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.mapping.request import Request, request_doc
from api.services.choosing import parse_settings
from api.services.loading import choose_policy
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.reporting import as_json
from api.services.what_if import (
    load_scenarios,
    phrase_scenarios,
    request_of,
    run_scenarios,
    scenario_event,
    scenario_template,
)
from solver import Fault, Params, Progress, Scenario
from solver.changes.registry import KINDS
from solver.plan.period import for_plan
from solver.whatif.watch import Watch

if TYPE_CHECKING:
    from solver import Base, Comparison, ScenarioOutcome

STYLES = {"good": "green", "bad": "red"}
NEEDED = "缺少参数；写法见 --help。"


def what_if(
    request: Annotated[Path | None, typer.Argument(help="申请文件 request")] = None,
    plan: Annotated[Path | None, typer.Argument(help="原方案 the plan from which all scenarios begin")] = None,
    scenarios: Annotated[Path | None, typer.Argument(help="情景文件 scenarios, .toml or .json")] = None,
    change: Annotated[
        list[str] | None, typer.Option("--change", help="一个情景 one scenario: 'leave T012; lanes east +1', repeatable")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="每次搜索的时限（秒） time limit of each search")] = 20.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort of each")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="搜索线程 search threads")] = 2,
    setting: Annotated[list[str] | None, typer.Option("--set", help="改规则 change a rule of all: K03.classes=1")] = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="比较 comparison: .json .xlsx .html .pdf, repeatable")
    ] = None,
    keep: Annotated[Path | None, typer.Option(help="各情景的方案和申请存到 folder for plans and requests of scenarios")] = None,
    kinds: Annotated[bool, typer.Option("--kinds", help="列出变动的写法 list the kinds of changes")] = False,
    template: Annotated[Path | None, typer.Option(help="写出情景样例 write an example of scenarios, .toml")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")] = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """如果……会怎样：从同一份方案试几种变动，并列比较 What if: changes tried from one plan, side by side.

    只改钱的立即按账算出；只增加的从原方案开始，不会显示得更差；其他的给出“尽量少改动”和“重新编排”两端。
    Money is answered by the ledgers; additions begin at the plan and are never shown worse; others show both ends.

    Exit: 0 every scenario has a valid plan, 1 one has none, 2 bad input, 3 none has one, and it is proven.
    """
    if kinds:
        print_kinds(stdout_console())
        return
    overrides, faults = parse_settings(setting or [])
    outputs = [Outputs("--output", output or [], COMPARISON_SUFFIXES), Outputs("--template", [template] if template else [], (".toml",))]
    faults += output_faults(outputs, (request, plan, scenarios), force=force)
    if keep is not None and not keep.is_dir():
        faults += output_faults([Outputs("--keep", [keep])], (request, plan, scenarios))
    reading = FileReading(faults)
    if request is None:
        reading.add([Fault(("REQUEST",), "", NEEDED, "Arguments are missing; see --help.", "可能漏写了申请文件。",
                           "Maybe the request was left out.")])  # fmt: skip
        raise reading.refusal()
    loaded, policy = reading.request(request, None, overrides)
    if template is not None:
        if reading.wrong or loaded is None:
            raise reading.refusal()
        typer.echo(f"已写出 / written: {write_whole(template, scenario_template(loaded.problem).encode(), force=force)}")
        return
    found = None if plan is None else reading.plan(loaded, plan, ignore_edits=ignore_edits)
    asked = _asked(reading, scenarios, change or [])
    if plan is None or not asked:
        reading.add([Fault(("PLAN SCENARIOS",), "", NEEDED, "Arguments are missing; see --help.",
                           "可能漏写了方案文件，或情景文件和 --change。",
                           "Maybe the plan, or both scenarios and --change, were left out.")])  # fmt: skip
    if reading.wrong or loaded is None or policy is None or found is None:
        raise reading.refusal()
    base = solver.Base(for_plan(loaded.problem, found.plan), policy, found.plan)
    run = _Run(base, asked, Params(seconds=seconds, effort=effort, seed=seed, workers=workers))
    view = view_for(Console(stderr=True), {tier.name: tier for tier in policy.tiers}, quiet=quiet)
    with Stopping() as stopping, view:
        outcomes, comparison = run_watched(run.all, view, stopping)
    file = ComparisonFile(base.problem, policy, comparison)
    print_comparison(stdout_console(), file)
    for path in output or []:
        try:
            typer.echo(f"已写出 / written: {write_whole(path, comparison_bytes(file, path.suffix.lower(), language), force=force)}")
        except MissingFontError as error:
            raise refusal([error.fault]) from None
    if keep is not None:
        _keep(keep, loaded, base, asked, outcomes, force=force)
    raise typer.Exit(_code(comparison, len(outcomes) < len(asked)))


@dataclass(frozen=True)
class _Run:
    base: Base
    scenarios: tuple[Scenario, ...]
    params: Params

    def all(self, tell: Callable[[Progress], None], stop: Callable[[], bool]) -> tuple[list[ScenarioOutcome], Comparison]:
        """Base first, then each scenario; what is done when asked to stop is compared."""
        watch = Watch(tell, stop)
        known = solver.run_base(self.base, self.params, watch)
        begin = partial(self._begin, tell)
        outcomes = list(run_scenarios(self.base, known, self.scenarios, self.params, watch, begin))
        return outcomes, solver.compare(known, outcomes)

    def _begin(self, tell: Callable[[Progress], None], number: int, scenario: Scenario) -> None:
        tell(scenario_event(number, scenario, len(self.scenarios)))


def _asked(reading: FileReading, file: Path | None, phrases: list[str]) -> tuple[Scenario, ...]:
    from_file = () if file is None else reading.read(lambda: load_scenarios(file), file) or ()
    from_phrases = reading.read(lambda: phrase_scenarios(phrases)) or () if phrases else ()
    return (*from_file, *from_phrases)


def print_kinds(console: Console) -> None:
    """Every kind of change: what it is, its short form, its entry in TOML."""
    console.print(Text("变动的写法 / how changes are written：  种类 值 … 字段=值 …   KIND value … field=value …", style="bold"))
    console.print(Text("列表用逗号隔开；数量写 25、+1、-10%、<=25、>=12；金额带单位 3元、+0.5元；星期 周一 或 Mon；日期 2026-10-08。"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("变动 / change", overflow="fold")
    table.add_column("写法 / as in", overflow="fold")
    for kind in KINDS.values():
        table.add_row(f"{kind.about.zh}\n{kind.about.en}", Text(kind.phrase))
    console.print(table)


def print_comparison(console: Console, file: ComparisonFile) -> None:
    """Lines of the comparison: scenario, how planned, result, who is touched."""
    table = Table(pad_edge=False, header_style="bold", show_lines=True)
    for zh, en in (("情景", "scenario"), ("怎样排", "how"), ("结论", "result"), ("学期结余（元）", "money left")):
        table.add_column(f"{zh}\n{en}", overflow="fold")
    for zh, en in (("教师", "adults"), ("学生", "pupils")):
        table.add_column(f"{zh}\n{en}", justify="right", no_wrap=True)
    stands = file.comparison.base.stands
    left = "-" if stands.money is None else f"{stands.money.left / 100:,.0f}"
    state = "可行 / valid" if stands.valid else "有违规 / violations"
    table.add_row("原方案\nbase plan", "现在的安排\nas it stands", state, left, "-", "-")
    shown = ""
    for line in file.comparison.lines:
        variant, who = line.variant, line.variant.touched
        zh, en = conclusion(file, line)
        style = STYLES.get(line_shade(line), "")
        name = "" if shown == line.outcome.id else f"{outcome_name(line.outcome)}\n({line.outcome.id})"
        shown = line.outcome.id
        left = "-" if variant.money is None else f"{variant.money.left / 100:,.0f}"
        table.add_row(name, "\n".join(AIM_WORDS[variant.aim]), Text(f"{zh}\n{en}", style=style), left,
                      str(len(who.adults)), str(len(who.pupils)))  # fmt: skip
    for outcome in file.comparison.refused:
        told = "\n".join(f"{fault.zh}{fault.hint_zh} / {fault.en} {fault.hint_en}" for fault in outcome.faults)
        table.add_row(f"{outcome_name(outcome)}\n({outcome.id})", "-", Text(f"不能这样改 / refused：{told}", style="red"), "-", "-", "-")
    console.print(table)
    named = {line.outcome.id: line.outcome for line in file.comparison.lines}
    for outcome in named.values():
        if outcome.name:
            console.print(Text(f"{outcome.id}: {sentences_text(outcome.sentences)}"), soft_wrap=True)


def _keep(folder: Path, request: Request, base: Base, asked: tuple[Scenario, ...], outcomes: list[ScenarioOutcome], *, force: bool) -> None:
    """Plans of all ends, and the request of each scenario, so that ``afterbell check`` can judge them."""
    scenario_of = {scenario.id: scenario for scenario in asked}
    for outcome in outcomes:
        if not any(variant.plan is not None for variant in outcome.variants):
            continue
        changed = request_of(request, base.policy, scenario_of[outcome.id])
        policy = choose_policy(changed)
        path = folder / f"{outcome.id}.request.json"
        typer.echo(f"已写出 / written: {write_whole(path, as_json(request_doc(changed)), force=force)}")
        for variant in outcome.variants:
            if variant.plan is not None:
                path = folder / f"{outcome.id}.{variant.aim}.plan.json"
                problem = for_plan(changed.problem, variant.plan)
                report = solver.check_plan(problem, policy, variant.plan)
                content = plan_bytes(PlanBundle(problem, policy, variant.plan, report), path.suffix)
                typer.echo(f"已写出 / written: {write_whole(path, content, force=force)}")


def _code(comparison: Comparison, stopped: bool) -> Exit:
    lines = comparison.lines
    if lines and all(line.variant.status == "infeasible" for line in lines) and not comparison.refused:
        return Exit.INFEASIBLE
    ids = {line.outcome.id for line in lines}
    served = {line.outcome.id for line in lines if line.variant.valid}
    return Exit.VIOLATIONS if stopped or comparison.refused or ids - served else Exit.VALID
