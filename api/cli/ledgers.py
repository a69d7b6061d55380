"""``afterbell ledgers``: pay by person and month, fees by class, and the balance of the term."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.check import PolicyOption, SettingOption
from api.cli.options import ForceOption, IgnoreEditsOption, LanguageOption
from api.cli.reading import FileReading
from api.files.language import Language
from api.files.ledgers import SUFFIXES, ledger_bytes
from api.services.choosing import parse_settings
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.sequencing import ledgers_of
from solver import Fault


def ledgers(
    plan: Annotated[list[Path], typer.Argument(help="本学期的方案，可几个 plans of the term, .json or .xlsx", metavar="PLAN...")],
    request: Annotated[
        list[Path], typer.Option(help="申请文件，所有方案共用一个，或按方案的顺序各写一个 the request: one for all plans, or one each")
    ],
    output: Annotated[list[Path], typer.Option("--output", "-o", help="台账文件 ledgers: .xlsx .json, repeatable")],
    policy: PolicyOption = None,
    setting: SettingOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """写出课酬台账、收费台账和收支平衡表 Write the ledgers of pay and fees and the balance of the term.

    几个方案按生效日期接续，每天只算当天生效的那个。 Several plans follow on each other by their dates of effect.

    Exit: 0 written, 2 bad input.
    """
    overrides, faults = parse_settings(setting or [])
    faults += output_faults([Outputs("--output", output, SUFFIXES)], (*plan, *request), force=force)
    if len(request) not in (1, len(plan)):
        faults.append(Fault(("--request",), str(len(request)), f"方案有 {len(plan)} 个，申请应为 1 个或 {len(plan)} 个。",
                            f"There are {len(plan)} plans: give one request, or {len(plan)}.",
                            "可能漏了一个。", "Maybe one is missing."))  # fmt: skip
    reading = FileReading(faults)
    read = [reading.request(file, policy, overrides) for file in request]
    each = read * len(plan) if len(read) == 1 else read
    found = [reading.plan(loaded, file, ignore_edits=ignore_edits) for (loaded, _), file in zip(each, plan, strict=False)]
    if reading.wrong:
        raise reading.refusal()
    requests, policies = [r for r, _ in each if r is not None], [p for _, p in each if p is not None]
    plans = [(str(file), made.plan) for file, made in zip(plan, found, strict=True) if made is not None]
    drawn = reading.read(lambda: ledgers_of(requests, policies, plans))
    if drawn is None:
        raise reading.refusal()
    problem, books = drawn
    for path in output:
        put = write_whole(path, ledger_bytes(problem, policies[-1], books, path.suffix, language), force=force)
        typer.echo(f"已写出 / written: {put}")
    sheet = books.balance
    typer.echo(
        f"收入 {sheet.income / 100:,.2f} 元，支出 {sheet.cost / 100:,.2f} 元，"
        f"{'结余' if sheet.left >= 0 else '缺口'} {abs(sheet.left) / 100:,.2f} 元，最少补贴 {sheet.least_subsidy / 100:,.2f} 元 / "
        f"income {sheet.income / 100:,.2f}, cost {sheet.cost / 100:,.2f}, "
        f"{'left over' if sheet.left >= 0 else 'short'} {abs(sheet.left) / 100:,.2f}, "
        f"least subsidy {sheet.least_subsidy / 100:,.2f} yuan"
    )
