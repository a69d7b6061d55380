"""``afterbell member``: people who sign in by OIDC are taken in, listed, given another role, and taken out."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.admin.keys import ClassesOption, DistrictOption, PersonOption, RoleOption, SchoolOption, scoped
from api.cli.admin.place import HostOption, JsonOption, KeyOption, ServerChoice, administration
from api.cli.admin.tables import ROLES, Column, day, role, scope, show

app = typer.Typer(help="成员（统一身份登录的人）：添加、列出、改角色、移除 Members, who sign in by OIDC.", no_args_is_help=True)
MemberArgument = Annotated[str, typer.Argument(help="成员编号，见 member list id of the member, as listed", metavar="ID")]


@app.command()
def add(
    subject: Annotated[str, typer.Argument(help="其在身份平台的编号；未登记者登录时页面会显示 their subject at the identity provider")],
    label: Annotated[str, typer.Option("--label", help="姓名或称呼 name")],
    role: RoleOption,
    district: DistrictOption = None,
    school: SchoolOption = None,
    classes: ClassesOption = None,
    person: PersonOption = None,
    issuer: Annotated[str | None, typer.Option(help="身份平台，默认为设置中的 identity provider; default: that of the settings")] = None,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """添加成员 Take somebody in.

    Exit: 0 taken in, 2 nothing was done.
    """
    new = {"subject": subject, "label": label, **scoped(role, district, school, classes, person)}
    if issuer is not None:
        new["issuer"] = issuer
    with administration(server, key, host) as place:
        made = place.add_member(new)
    typer.echo(f"已添加 / taken in: {made['id']}（{ROLES[role]} {role}，{label}）")


@app.command("list")
def listing(
    everything: Annotated[bool, typer.Option("--all", help="也列已移除的 also who was taken out")] = False,
    as_json: JsonOption = False,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """列出成员 List members."""
    columns: list[Column] = [
        ("编号 id", lambda found: found["id"]), ("名称 label", lambda found: found["label"]), ("角色 role", role), ("范围 scope", scope),
        ("状态 state", lambda found: "有效 in" if found["revoked_at"] is None else f"已移除 out {day(found['revoked_at'])}"),
        ("添加 since", lambda found: day(found["created_at"])), ("平台编号 subject", lambda found: found["subject"]),
        ("平台 issuer", lambda found: found["issuer"]),
    ]  # fmt: skip
    with administration(server, key, host) as place:
        show((found for found in place.list_members() if everything or found["revoked_at"] is None), columns, as_json=as_json)


@app.command("role")
def change(
    member: MemberArgument,
    role: RoleOption,
    district: DistrictOption = None,
    school: SchoolOption = None,
    classes: ClassesOption = None,
    person: PersonOption = None,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """改角色和范围，立即生效 Give a member another role and scope, at once.

    Exit: 0 changed, 2 nothing was done.
    """
    with administration(server, key, host) as place:
        found = place.change_role(member, scoped(role, district, school, classes, person))
    typer.echo(f"已改为 / now: {ROLES[found['role']]} {found['role']}，{scope(found)}（{found['label']}）")


@app.command()
def remove(member: MemberArgument, server: ServerChoice = None, key: KeyOption = "", host: HostOption = False) -> None:
    """移除成员及其全部登录，立即生效 Take a member out, with every sign-in of theirs, at once.

    Exit: 0 taken out, also when they were before; 2 there is no such member.
    """
    with administration(server, key, host) as place:
        place.remove_member(member)
    typer.echo(f"已移除 / taken out: {member}")
