"""``afterbell publish``: plans are put in force and taken out of it, and what was in force when."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.admin.place import HostOption, JsonOption, KeyOption, ServerChoice, administration
from api.cli.admin.tables import Column, moment, show

app = typer.Typer(help="发布：公布方案、撤回、历史 Publication of plans.", no_args_is_help=True)
PlanArgument = Annotated[str, typer.Argument(help="方案编号 id of a plan", metavar="PLAN")]


@app.command()
def plan(
    plan: PlanArgument,
    revision: Annotated[int | None, typer.Option(min=1, help="须是这一版，否则不发布 refuse if the newest is another")] = None,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """发布方案的最新版，代替该校已发布的 Put the newest revision of a plan in force, in place of what was.

    Exit: 0 published, 2 not (a plan that breaks rules cannot be).
    """
    with administration(server, key, host) as place:
        made = place.publish(plan, revision)
    typer.echo(f"已发布 / published: {made['school_id']}，{made['plan_id']} 第 {made['revision']} 版 revision {made['revision']}")


@app.command()
def withdraw(plan: PlanArgument, server: ServerChoice = None, key: KeyOption = "", host: HostOption = False) -> None:
    """撤回已发布的方案，历史保留 Take a plan out of force; the history stays.

    Exit: 0 withdrawn, 2 it was not in force.
    """
    with administration(server, key, host) as place:
        place.withdraw(plan)
    typer.echo(f"已撤回 / withdrawn: {plan}")


@app.command()
def versions(
    plan: PlanArgument, as_json: JsonOption = False, server: ServerChoice = None, key: KeyOption = "", host: HostOption = False
) -> None:
    """一个方案的各版 Revisions of a plan."""
    columns: list[Column] = [
        ("版 revision", lambda found: str(found["number"])), ("违规 valid", lambda found: "没有 valid" if found["valid"] else "有 invalid"),
        ("由来 made by", lambda found: str(found["why"].get("kind", ""))), ("时间 time", lambda found: moment(found["created_at"])),
        ("谁 who", lambda found: found["created_by"]),
    ]  # fmt: skip
    with administration(server, key, host) as place:
        show(place.revisions(plan), columns, as_json=as_json)


@app.command("list")
def listing(
    school: Annotated[str, typer.Argument(help="学校编号 id of a school", metavar="SCHOOL")],
    as_json: JsonOption = False,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """一所学校何时公布过什么 What was in force of a school, and when."""
    columns: list[Column] = [
        ("方案 plan", lambda found: found["plan_id"]), ("版 revision", lambda found: str(found["revision"])),
        ("自 from", lambda found: moment(found["at"])), ("至 to", lambda found: moment(found["ended_at"]) or "现行 in force"),
        ("谁 who", lambda found: found["by"]),
    ]  # fmt: skip
    with administration(server, key, host) as place:
        show(place.publications(school), columns, as_json=as_json)
