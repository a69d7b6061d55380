"""``afterbell check`` and ``afterbell precheck``: a plan against its request, and a request by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import solver
from api.cli.exits import Exit, refusal
from api.cli.marking import MarkedCopy
from api.cli.options import (
    DateOption,
    EarlierOption,
    ForceOption,
    IgnoreEditsOption,
    LanguageOption,
    MarkedOption,
    UntilOption,
)
from api.cli.reading import FileReading, planned_problem
from api.cli.summary import print_figures, print_limits, print_reasons, print_violations, stdout_console
from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.services.choosing import parse_settings
from api.services.loading import in_order
from api.services.reporting import as_json, checked_document, precheck_document
from api.services.sequencing import problem_of_plan
from api.services.solving import prechecked
from solver import Fault, Reason

PolicyOption = Annotated[str | None, typer.Option(help="规则集，代替申请中的 profile instead of the request's")]
SettingOption = Annotated[list[str] | None, typer.Option("--set", help="改规则 change a rule: K03.classes=1")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON print JSON")]


def check(
    files: Annotated[
        list[Path], typer.Argument(help="方案与申请 plan and request, in any order", metavar="PLAN [REQUEST]")
    ],
    request: Annotated[Path | None, typer.Option(help="申请文件 the request that the plan is for")] = None,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    earlier: EarlierOption = None,
    until: UntilOption = None,
    as_document: JsonOption = False,
    ignore_edits: IgnoreEditsOption = False,
    marked: MarkedOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
) -> None:
    """逐条核验一个方案 Check a plan against every rule, on the dates for which it stands.

    Exit: 0 no violation, 1 violations, 2 bad input.
    """
    plan_path, request_path = told_apart(files, request)
    overrides, faults = parse_settings(setting or [])
    copy = MarkedCopy(marked, force, language)
    reading = FileReading([*faults, *copy.faults((request_path, plan_path, *(earlier or [])))], copy)
    loaded, chosen = reading.request(request_path, policy, overrides)
    found = reading.plan(loaded, plan_path, ignore_edits=ignore_edits)
    before = reading.plans(loaded, earlier or [], ignore_edits=ignore_edits)
    last = reading.day(until, "--until")
    if reading.wrong or loaded is None or chosen is None or found is None:
        raise reading.refusal()
    problem = reading.read(lambda: problem_of_plan(loaded, chosen, (str(plan_path), found.plan), before, last), plan_path)
    if problem is None:
        raise reading.refusal()
    report = solver.check_plan(problem, chosen, found.plan)
    bundle = PlanBundle(problem, chosen, found.plan, report)
    if as_document:
        typer.echo(as_json(checked_document(bundle)), nl=False)
    elif report.violations:
        print_violations(stdout_console(), chosen, report.violations, everything=True)
    else:
        _say(f"没有违规 / no violation：{loaded.problem.school}，{chosen.zh} / {chosen.en} ({chosen.name})")
        print_figures(stdout_console(), problem, report.facts, bundle.wishes, bundle.care, bundle.balance)
        print_limits(stdout_console(), bundle.limits)
    if not as_document:
        _tell(prechecked(problem, chosen)[1])
    raise typer.Exit(Exit.VIOLATIONS if report.violations else Exit.VALID)


def precheck(
    request: Annotated[Path, typer.Argument(help="申请文件 request, .json, .json.gz or .xlsx")],
    policy: PolicyOption = None,
    setting: SettingOption = None,
    date: DateOption = None,
    until: UntilOption = None,
    as_document: JsonOption = False,
    marked: MarkedOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
) -> None:
    """求解前看看哪里排不出 See what cannot work, before any search.

    Exit: 0 nothing found impossible, 2 bad input, 3 no plan can exist.
    """
    overrides, faults = parse_settings(setting or [])
    copy = MarkedCopy(marked, force, language)
    reading = FileReading([*faults, *copy.faults((request,))], copy)
    loaded, chosen = reading.request(request, policy, overrides)
    problem = planned_problem(reading, loaded, date, until)
    if reading.wrong or loaded is None or chosen is None or problem is None:
        raise reading.refusal()
    reasons, warnings = prechecked(problem, chosen)
    if as_document:
        typer.echo(as_json(precheck_document(reasons, warnings, loaded.notices)), nl=False)
    else:
        if reasons:
            _say(f"无解，{len(reasons)} 条原因 / no plan can exist, {len(reasons)} reason(s)")
            print_reasons(stdout_console(), reasons)
        else:
            _say("预检没有发现排不出的地方 / nothing was found that cannot work")
        _tell(warnings)
    raise typer.Exit(Exit.INFEASIBLE if reasons else Exit.VALID)


def _tell(warnings: Sequence[Reason]) -> None:
    """Print the warnings of precheck."""
    if warnings:
        _say(f"提醒 {len(warnings)} 条 / {len(warnings)} warning(s)")
        print_reasons(stdout_console(), warnings)


def told_apart(files: list[Path], request: Path | None) -> tuple[Path, Path]:
    """Plan and request among what was named; two files without ``--request`` may come in either order."""
    if request is not None and len(files) == 1:
        return files[0], request
    if request is None and len(files) == 2:
        return in_order(*files)
    names = " ".join(str(path) for path in files)
    raise refusal([Fault(("PLAN",), names, "需要一个方案文件和一个申请文件。", "One plan and one request are needed.",
                  "可能漏了 --request。", "Maybe --request is missing.")])  # fmt: skip


def _say(text: str) -> None:
    stdout_console().print(Text(text), soft_wrap=True)
