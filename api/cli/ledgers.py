"""``afterbell ledgers``: pay by person and month, fees by class, and the balance of the term."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import solver
from api.cli.check import PolicyOption, SettingOption
from api.cli.options import ForceOption, IgnoreEditsOption
from api.cli.reading import FileReading
from api.files.ledgers import SUFFIXES, ledger_bytes
from api.services.choosing import parse_settings
from api.services.outputs import Outputs, output_faults, write_whole


def ledgers(
    plan: Annotated[Path, typer.Argument(help="方案文件 plan, .json or .xlsx")],
    request: Annotated[Path, typer.Option(help="申请文件 the request that the plan is for")],
    output: Annotated[list[Path], typer.Option("--output", "-o", help="台账文件 ledgers: .xlsx .json, repeatable")],
    policy: PolicyOption = None,
    setting: SettingOption = None,
    force: ForceOption = False,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """写出课酬台账、收费台账和收支平衡表 Write the ledgers of pay and fees and the balance of the term.

    Exit: 0 written, 2 bad input.
    """
    overrides, faults = parse_settings(setting or [])
    faults += output_faults([Outputs("--output", output, SUFFIXES)], (plan, request), force=force)
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    found = reading.plan(loaded, plan, ignore_edits=ignore_edits)
    if reading.wrong or loaded is None or chosen is None or found is None:
        raise reading.refusal()
    books = solver.ledgers(loaded.problem, chosen, found.plan)
    for path in output:
        put = write_whole(path, ledger_bytes(loaded.problem, chosen, books, path.suffix), force=force)
        typer.echo(f"已写出 / written: {put}")
    sheet = books.balance
    typer.echo(
        f"收入 {sheet.income / 100:,.2f} 元，支出 {sheet.cost / 100:,.2f} 元，"
        f"{'结余' if sheet.left >= 0 else '缺口'} {abs(sheet.left) / 100:,.2f} 元，最少补贴 {sheet.least_subsidy / 100:,.2f} 元 / "
        f"income {sheet.income / 100:,.2f}, cost {sheet.cost / 100:,.2f}, "
        f"{'left over' if sheet.left >= 0 else 'short'} {abs(sheet.left) / 100:,.2f}, "
        f"least subsidy {sheet.least_subsidy / 100:,.2f} yuan"
    )
