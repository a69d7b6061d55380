"""``afterbell export``: papers of a plan for the bureau, parents, the gate and the public."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.check import PolicyOption, SettingOption
from api.cli.exits import Exit, refusal
from api.cli.names.reading import KeyFileOption, NamesOption, names_of_options, school_faults, tell_fit
from api.cli.options import EarlierOption, ForceOption, IgnoreEditsOption, LanguageOption, UntilOption
from api.cli.reading import FileReading
from api.cli.signup import export_signup
from api.cli.tasks import beside, load_register
from api.files.language import Language
from api.services.choosing import parse_settings
from api.services.exporting import (
    KINDS,
    PAPER_SUFFIXES,
    SUFFIXES_OF,
    MissingFontError,
    context_of_plan,
    date_faults,
    kind_faults,
    lists_pupils,
)
from api.services.exporting import export as export_paper
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.sequencing import problem_of_plan
from api.services.signing_up import SIGNUP_SUFFIXES
from solver import Fault

NO_PLAN = Fault(
    ("PLAN",), "", "这种材料要有方案。", "This paper is of a plan.",
    "可能忘了写方案文件；还没有方案时可用 signup（报名材料）和 form（网上问卷）。",
    "Maybe the plan was left out; before there is one: signup and form.",
)  # fmt: skip


def export(
    kind: Annotated[str, typer.Argument(help=f"材料 paper: {' '.join((*KINDS, *SIGNUP_SUFFIXES))}", metavar="KIND")],
    request: Annotated[Path, typer.Option(help="申请文件 the request that the plan is for")],
    output: Annotated[
        list[Path], typer.Option("--output", "-o", help="文件 file: .pdf .xlsx .html .json; .csv .zip .txt by kind; repeatable")
    ],
    plan: Annotated[Path | None, typer.Argument(help="方案 plan, .json or .xlsx; 报名材料不用 none for sign-up papers")] = None,
    earlier: EarlierOption = None,
    until: UntilOption = None,
    on: Annotated[str | None, typer.Option(help="自哪天起算（剩余天数、名单起始） day to count from, YYYY-MM-DD")] = None,
    names: NamesOption = None,
    key: KeyFileOption = None,
    register: Annotated[
        Path | None, typer.Option("--tasks", help="任务登记文件，默认在申请旁边 register of tasks, beside the request")
    ] = None,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """导出方案的各种材料；有姓名表时，名单印姓名；signup、form 只要申请 Papers of a plan, with names of pupils where a list is given;
    signup and form need the request alone.

    Exit: 0 written, 1 written and the plan has violations, 2 bad input.
    """
    if kind in SIGNUP_SUFFIXES:
        export_signup(kind, plan, request, output, policy, setting or [], language, force=force)
        return
    overrides, faults = parse_settings(setting or [])
    day, day_faults = date_faults(on, "--on")
    faults += kind_faults(kind, "KIND") + day_faults
    ticked = register or beside(request)
    outputs = Outputs("--output", output, SUFFIXES_OF.get(kind, PAPER_SUFFIXES))
    faults += output_faults([outputs], (plan, request, ticked, names, key, *(earlier or [])), force=force)
    if register is not None and not register.is_file():
        faults.append(Fault(("--tasks",), str(register), "没有这个文件。", "There is no such file.",
                            "可能文件名写错了，或还没有登记。", "Maybe it is misspelt, or nothing has been ticked off."))  # fmt: skip
    if plan is None:
        raise refusal([*faults, NO_PLAN])
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    found = reading.plan(loaded, plan, ignore_edits=ignore_edits)
    before = reading.plans(loaded, earlier or [], ignore_edits=ignore_edits)
    last = reading.day(until, "--until")
    list_of_names = names_of_options(reading, names, key)
    if names is not None and list_of_names is not None and loaded is not None:
        reading.add(school_faults(list_of_names, loaded.problem.school, names), names)
    records = None if loaded is None else reading.read(lambda: load_register(ticked, loaded.problem), ticked)
    if reading.wrong or loaded is None or chosen is None or found is None:
        raise reading.refusal()
    problem = reading.read(lambda: problem_of_plan(loaded, chosen, (str(plan), found.plan), before, last), plan)
    if problem is None:
        raise reading.refusal()
    if records:
        typer.echo(f"任务登记 / tasks ticked off: {ticked}（{len(records)}）", err=True)
    if list_of_names is not None:
        tell_fit(list_of_names.names, problem)
        if not lists_pupils(kind):
            typer.echo("这种材料不列学生，不印姓名 / this paper lists no pupils and prints no names", err=True)
    desk = context_of_plan(problem, chosen, found, day, records)
    for path in output:
        try:
            content = export_paper(kind, desk, path.suffix.lower(), list_of_names, language)
        except MissingFontError as error:
            raise refusal([error.fault]) from None
        typer.echo(f"已写出 / written: {write_whole(path, content, force=force)}")
    broken = len(desk.report.violations)
    if broken:
        typer.echo(f"注意：方案有 {broken} 处违规 / the plan has {broken} violation(s)", err=True)
        raise typer.Exit(Exit.VIOLATIONS)
