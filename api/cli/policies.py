"""``afterbell policies``: the packaged policies and what is in them."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli.exits import refusing_faults
from api.cli.summary import stdout_console
from solver import load_policy, profile_names

app = typer.Typer(help="规则集 The policies that come with Afterbell.", no_args_is_help=False)


@app.callback(invoke_without_command=True)
def listing(context: typer.Context) -> None:
    """列出规则集 List the policies."""
    if context.invoked_subcommand is not None:
        return
    console = stdout_console()
    for name in profile_names():
        policy = load_policy(name)
        on = sum(1 for rule in policy.rules.values() if rule.level != "off")
        console.print(Text(f"{name}  {policy.zh} / {policy.en}  {on} 条规则 / rules"), soft_wrap=True)


@app.command()
def show(name: Annotated[str, typer.Argument(help="规则集名称 name of a policy")]) -> None:
    """显示一个规则集：每条规则的级别、数字和出处 Show the rules of a policy with level, numbers and source."""
    with refusing_faults():
        policy = load_policy(name)
    console = stdout_console()
    console.print(Text(f"{policy.name}  {policy.zh} / {policy.en}", style="bold"), soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("规则 / rule", no_wrap=True)
    table.add_column("级别 / level", no_wrap=True)
    table.add_column("内容 / sentence", overflow="fold", ratio=3)
    table.add_column("数字 / numbers", overflow="fold", ratio=2)
    table.add_column("出处 / source", overflow="fold", ratio=2)
    for rule in policy.rules.values():
        level = rule.level if rule.tier is None else f"{rule.level} ({rule.tier})"
        numbers = "\n".join(f"{key} = {number.value} {number.unit}" for key, number in rule.numbers.items())
        source = f"{rule.source.document}：“{rule.source.quote}”"
        table.add_row(rule.id, level, f"{rule.zh}\n{rule.en}", numbers, source)
    console.print(table)
    order = " > ".join(f"{tier.zh} {tier.name}" for tier in policy.tiers)
    console.print(Text(f"目标次序 / order of goals: {order}"), soft_wrap=True)
