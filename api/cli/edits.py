"""``afterbell edits``: edits by hand in a printed plan workbook, or edits of a JSON file, as a new plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli.check import JsonOption, PolicyOption, SettingOption
from api.cli.diff import print_changes
from api.cli.exits import Exit
from api.cli.fault_lines import fault_lines
from api.cli.marking import MarkedCopy
from api.cli.options import EarlierOption, ForceOption, LanguageOption, MarkedOption
from api.cli.reading import FileReading
from api.cli.summary import print_figures, print_violations, stdout_console
from api.files.file_bytes import read_bytes
from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.hand_edits.changed import ChangedBook, changed_book
from api.files.plan.writer import plan_bytes
from api.mapping.faults import fault_document
from api.services.choosing import parse_settings
from api.services.edit_files import edited_by_file
from api.services.hand_editing import HandEdited, read_back
from api.services.loading import belonging
from api.services.outputs import PLAN_SUFFIXES, Outputs, output_faults, write_whole
from api.services.reporting import as_json, checked_document
from api.services.sequencing import problem_of_plan
from solver import Plan, Policy, Problem


def edits(
    plan: Annotated[Path, typer.Argument(help="手改过的方案工作簿，或（有 --edits 时）方案 workbook edited by hand, or a plan")],
    request: Annotated[Path, typer.Option(help="申请文件 the request that the plan is for")],
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="新方案 new plan: .json .xlsx .html, repeatable")
    ] = None,
    wanted: Annotated[
        Path | None, typer.Option("--edits", help="JSON 写的修改，与服务的相同 edits in JSON, as the service takes them")
    ] = None,
    partly: Annotated[bool, typer.Option("--partly", help="有看不懂的也写出其余的 write what is understood of it")] = False,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    earlier: EarlierOption = None,
    as_document: JsonOption = False,
    marked: MarkedOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
) -> None:
    """把印出来的方案上的手改读回成新方案 Read edits by hand in a printed plan workbook back as a new plan.

    逐条说出改了什么，核验，写出；看不懂的按单元格说明，不写出。加 --edits 则不读手改，按 JSON 文件修改。
    Every edit is told in a sentence, checked and kept; what is not understood is told by cell, and nothing is written. With --edits
    those of a JSON file are made instead.

    Exit: 0 valid plan, 1 plan with violations, 2 bad input or edits that are not understood.
    """
    copy, inputs = MarkedCopy(marked, force, language), (plan, request, *([wanted] if wanted else []), *(earlier or []))
    overrides, faults = parse_settings(setting or [])
    faults = [*output_faults([Outputs("--output", output or [], PLAN_SUFFIXES)], inputs, force=force), *faults]
    reading = FileReading([*faults, *copy.faults(inputs)], copy)
    loaded, chosen = reading.request(request, policy, overrides)
    book = None if wanted else reading.read(lambda: changed_book(read_bytes(plan)), plan)
    found = book.file if book else reading.plan(loaded, plan, ignore_edits=True) if wanted else None
    before = reading.plans(loaded, earlier or [])
    if loaded is not None and book is not None:
        reading.read(lambda: belonging(loaded, book.file, str(plan)), plan)
    if reading.wrong or loaded is None or chosen is None or found is None:
        raise reading.refusal()
    problem = reading.read(lambda: problem_of_plan(loaded, chosen, (str(plan), found.plan), before), plan)
    if problem is None:
        raise reading.refusal()
    done = _made(reading, problem, chosen, found.plan, book or wanted)
    bundle = PlanBundle(problem, chosen, done.plan, done.reports[1])
    if as_document:
        typer.echo(as_json(_document(done, bundle)), nl=False)
    else:
        _tell(done, bundle)
    if done.faults:
        if not as_document:
            for line in fault_lines(done.faults, plan, language):
                typer.echo(line, err=True)
        if marked is not None:
            typer.echo(copy.write(plan, done.faults), err=True)
        if not partly:
            count = len(done.faults)
            typer.echo(f"看不懂 {count} 处，没有写出；加 --partly 只写看得懂的 / {count} not understood, nothing written", err=True)
            raise typer.Exit(Exit.BAD_INPUT)
    for path in output or []:
        written = write_whole(path, plan_bytes(bundle, path.suffix, language), force=force)
        if not as_document:
            typer.echo(f"已写出 / written: {written}")
    raise typer.Exit(Exit.VIOLATIONS if bundle.report.violations else Exit.VALID)


def _made(reading: FileReading, problem: Problem, policy: Policy, plan: Plan, asked: ChangedBook | Path | None) -> HandEdited:
    """The plan with edits by hand, or with those of a file. Raises Exit for a file of edits that cannot be made."""
    if isinstance(asked, ChangedBook):
        return read_back(problem, policy, asked)
    done = None if asked is None else reading.read(lambda: edited_by_file(problem, policy, plan, asked), asked)
    if done is None:
        raise reading.refusal()
    return done


def _tell(done: HandEdited, bundle: PlanBundle) -> None:
    console = stdout_console()
    print_changes(console, done.changes, everything=True)
    values = {tier.name: tier.value for tier in done.reports[0].tiers}
    for tier in bundle.policy.tiers:
        now = next(each.value for each in bundle.report.tiers if each.name == tier.name)
        if now != values[tier.name]:
            per = tier.per_unit
            console.print(Text(f"目标 {tier.zh}：{values[tier.name] / per:g} → {now / per:g} {tier.unit_zh}"), soft_wrap=True)
    if bundle.report.violations:
        print_violations(console, bundle.policy, bundle.report.violations)
    else:
        print_figures(console, bundle.problem, bundle.report.facts, bundle.wishes, bundle.care, bundle.balance)


def _document(done: HandEdited, bundle: PlanBundle) -> dict[str, object]:
    told = [{"kind": each.kind, "subjects": list(each.subjects), "zh": each.zh, "en": each.en} for each in done.changes]
    faults = [fault_document(fault) for fault in done.faults]
    return {"changes": told, "not_understood": faults, **checked_document(bundle)}

