"""``afterbell staffing``: how a plan stands absence, and what people, rooms and hours are worth."""

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
from api.cli.exits import Exit, refusal, refusing_faults
from api.cli.live import view_for
from api.cli.options import ForceOption, IgnoreEditsOption, LanguageOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.cli.watching import Stopping, run_watched
from api.files.content.page import PageBlock
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.services.choosing import parse_settings
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.sequencing import problem_of_plan
from api.services.staffing import (
    STAFFING_SUFFIXES,
    Cancelled,
    OnProgress,
    StaffingAnswer,
    answer_bytes,
    answer_fewest,
    answer_stress,
    answer_values,
)
from solver import (
    Params,
    Plan,
    Policy,
    Problem,
    parse_change,
)

app = typer.Typer(help="人员分析：最少人数、多一份值多少、抗缺勤 Staffing analysis: fewest adults, values, stress.", no_args_is_help=True)
RequestArgument = Annotated[Path, typer.Argument(help="申请文件 request, .json or .xlsx")]
PlanArgument = Annotated[Path, typer.Argument(help="方案 plan, .json or .xlsx")]
OutputOption = Annotated[
    list[Path] | None, typer.Option("--output", "-o", help="文件 file: .xlsx .html .pdf .json, repeatable")
]
SeedOption = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")]
Question = Callable[[OnProgress, Cancelled], StaffingAnswer]


@app.command()
def fewest(
    request: RequestArgument,
    plan: Annotated[Path | None, typer.Argument(help="方案，可不写 plan to begin from, may be left out")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="每试一个人数的时限（秒） limit for each number tried")] = 20.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort, each")] = None,
    within: Annotated[int, typer.Option(help="志愿损失可比最好的多百分之几 percent that choices may be worse")] = 5,
    steps: Annotated[int, typer.Option(help="另试几个人数，看质量 further numbers of adults, for the table of quality")] = 3,
    seed: SeedOption = 1,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """最少几个人就够：已证明的、找到方案的，按角色和特长；人少了质量差多少 How few adults do: proven and found, and at what quality.

    Exit: 0 answered, 2 bad input, 4 stopped, or not even all adults suffice within the limits.
    """
    given = _Given.read(request, plan, policy, setting or [], output or [], language, force=force, ignore_edits=ignore_edits)
    workers = 1 if effort is not None else 2
    params = solver.FewestParams(Params(None if effort is not None else seconds, effort, seed=seed, workers=workers), within, steps)
    given.answer(lambda told, stop: answer_fewest(given.problem, given.policy, given.plan, params, told, stop), quiet=quiet)


@app.command()
def stress(
    request: RequestArgument,
    plan: PlanArgument,
    rate: Annotated[
        list[int] | None, typer.Option(help="缺勤率（%），可多次 percent of adults away, repeatable")
    ] = None,
    spell: Annotated[
        list[int] | None, typer.Option(help="每次缺勤几天，可多次 days that an absence lasts, repeatable")
    ] = None,
    weeks: Annotated[int, typer.Option(help="每种情形抽样几周 weeks drawn for each")] = 60,
    seed: SeedOption = 1,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """有人缺勤时方案还能排满多少天，最先缺人的是哪些岗位 How many days of a plan survive absence, and what breaks first.

    Exit: 0 answered, 2 bad input, 4 stopped: what was found so far is kept.
    """
    given = _Given.read(request, plan, policy, setting or [], output or [], language, force=force, ignore_edits=ignore_edits)
    usual = solver.StressParams()
    params = solver.StressParams(tuple(rate or usual.rates), tuple(spell or usual.spells), weeks, seed)
    made = given.plan or Plan()
    given.answer(lambda told, stop: answer_stress(given.problem, given.policy, made, params, told, stop), quiet=quiet)


@app.command()
def values(
    request: RequestArgument,
    plan: PlanArgument,
    change: Annotated[
        list[str] | None, typer.Option("--change", help='要问的变动，可多次；不写则问常见的 as "sections +1 K09", repeatable')
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="每项的时限（秒） limit for each")] = 10.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort, each")] = None,
    seed: SeedOption = 1,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """多一个人、一项特长、一处场地、一条通道、一个班值多少 What one more person, skill, room, lane or section is worth.

    Exit: 0 answered, 2 bad input, 4 stopped: what was found so far is kept.
    """
    given = _Given.read(request, plan, policy, setting or [], output or [], language, force=force, ignore_edits=ignore_edits)
    with refusing_faults():
        changes = [parse_change(text, ("--change", number)) for number, text in enumerate(change or ())]
    made = given.plan or Plan()
    workers = 1 if effort is not None else 2
    params = solver.ValueParams(Params(None if effort is not None else seconds, effort, seed=seed, workers=workers))
    given.answer(lambda told, stop: answer_values(given.problem, given.policy, made, changes, params, told, stop), quiet=quiet)


class _Given:
    """A request with a plan of it, and where the answer goes."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan | None, output: list[Path], language: Language, *, force: bool) -> None:
        self.problem, self.policy, self.plan = problem, policy, plan
        self._output, self._language, self._force = output, language, force

    @classmethod
    def read(
        cls,
        request: Path,
        plan: Path | None,
        policy: str | None,
        setting: list[str],
        output: list[Path],
        language: Language,
        *,
        force: bool,
        ignore_edits: bool,
    ) -> _Given:
        """Read both files. Refuses with the faults of everything at once."""
        overrides, faults = parse_settings(setting)
        faults += output_faults([Outputs("--output", output, STAFFING_SUFFIXES)], (request, plan), force=force)
        reading = FileReading(faults)
        loaded, chosen = reading.request(request, policy, overrides)
        found = None if plan is None else reading.plan(loaded, plan, ignore_edits=ignore_edits)
        if reading.wrong or loaded is None or chosen is None:
            raise reading.refusal()
        if plan is None or found is None:
            return cls(loaded.problem, chosen, None, output, language, force=force)
        problem = reading.read(lambda: problem_of_plan(loaded, chosen, (str(plan), found.plan), [], None), plan)
        if problem is None:
            raise reading.refusal()
        return cls(problem, chosen, found.plan, output, language, force=force)

    def answer(self, question: Question, *, quiet: bool) -> None:
        """Ask, print, write, and end with the exit code. Ctrl-C ends it early with what was found."""
        view = view_for(Console(stderr=True), {}, quiet=quiet)
        with refusing_faults(), Stopping() as stopping, view:
            found = run_watched(question, view, stopping)
        print_answer(stdout_console(), found)
        for path in self._output:
            try:
                content = answer_bytes(found, path.suffix.lower(), self._language)
            except MissingFontError as error:
                raise refusal([error.fault]) from None
            typer.echo(f"已写出 / written: {write_whole(path, content, force=self._force)}", err=True)
        if not found.complete:
            raise typer.Exit(Exit.STOPPED)


def print_answer(console: Console, found: StaffingAnswer) -> None:
    """The findings in words, then the tables of the page."""
    console.print(Text(f"{found.problem.school} {found.problem.term.name}", style="bold"), soft_wrap=True)
    for zh, en in found.sentences:
        console.print(Text(f"{zh}\n    {en}"), soft_wrap=True)
    for page in found.pages:
        for block in page.blocks:
            console.print(_table(block))


def _table(block: PageBlock) -> Table:
    table = Table(
        title=block.title(Language.BOTH), title_justify="left", title_style="bold", header_style="bold", pad_edge=False
    )
    for number, head in enumerate(block.header[0]):
        numbers = bool(block.rows) and block.rows[0][number].align == "right"
        table.add_column(head.shown(Language.BOTH), justify="right" if numbers else "left", overflow="fold")
    for row in block.rows:
        table.add_row(
            *(
                Text(cell.shown(Language.BOTH), style="red" if cell.shade == "bad" else "green" if cell.shade == "good" else "")
                for cell in row
            )
        )
    return table
