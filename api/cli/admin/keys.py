"""``afterbell key``: API keys are made, listed and revoked."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.admin.place import HostOption, JsonOption, KeyOption, ServerChoice, administration
from api.cli.admin.tables import ROLES, Column, day, role, scope, show
from api.cli.exits import refusal
from api.cli.options import ForceOption
from api.services.outputs import PRIVATE, Outputs, output_faults, write_file
from solver import Fault

app = typer.Typer(help="密钥：发放、列出、收回 API keys: make, list, revoke.", no_args_is_help=True)
LabelOption = Annotated[str, typer.Option("--label", help="名称，写明给谁用 whose it is")]
RoleOption = Annotated[str, typer.Option("--role", help="角色 role: bureau 教育局, district 区县, planner 教务, class_teacher 班主任, "
                                         "teacher 教师, reader 只读")]  # fmt: skip
DistrictOption = Annotated[str | None, typer.Option("--district", help="区县编号 id of a district, for the role district")]
SchoolOption = Annotated[str | None, typer.Option("--school", help="学校编号 id of a school, for roles of a school")]
ClassesOption = Annotated[list[str] | None, typer.Option("--class", help="班主任的班级，可多次 class of a class teacher, repeatable")]
PersonOption = Annotated[str | None, typer.Option("--person", help="教师在申请中的编号 a teacher's id in the request")]


def scoped(name: str, district: str | None, school: str | None, classes: list[str] | None, person: str | None) -> dict[str, Any]:
    """Role and scope as on the wire; a role that there is not is refused with those that there are."""
    if name not in ROLES:
        known = "，".join(f"{word} {zh}" for word, zh in ROLES.items())
        raise refusal([Fault(("--role",), name, f"没有这个角色，可用：{known}。", f"There is no such role; known: {', '.join(ROLES)}.",
                             "可能写错了名称。", "Maybe the name is misspelt.")])  # fmt: skip
    found = {"role": name, "district_id": district, "school_id": school, "classes": classes or None, "person": person}
    return {field: value for field, value in found.items() if value is not None}


@app.command()
def make(
    label: LabelOption,
    role: RoleOption,
    district: DistrictOption = None,
    school: SchoolOption = None,
    classes: ClassesOption = None,
    person: PersonOption = None,
    days: Annotated[int | None, typer.Option(min=1, max=3650, help="有效天数，不给则一直有效 valid for so many days")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写进文件（只有本用户能读） to a file of yours alone")] = None,
    force: ForceOption = False,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """发放一个密钥，只显示这一次 Make a key; it is shown this once, alone on stdout, or written to a file.

    Exit: 0 made, 2 nothing was done.
    """
    new = {"label": label, **scoped(role, district, school, classes, person)}
    if days is not None:
        new["days"] = days
    faults = [] if output is None else output_faults([Outputs("--output", [output])], force=force)
    if faults:
        raise refusal(faults)
    with administration(server, key, host) as place:
        made = place.make_key(new)
    typer.echo(f"已发放密钥 / made: {made['id']}（{ROLES[role]} {role}，{label}）", err=True)
    if output is None:
        typer.echo(made["secret"])
        return
    written = write_file(output, lambda file: file.write(f"{made['secret']}\n".encode()), force=force, mode=PRIVATE)
    typer.echo(f"已写出 / written: {written}", err=True)


@app.command("list")
def listing(
    everything: Annotated[bool, typer.Option("--all", help="也列已收回和过期的 also those that are no longer good")] = False,
    as_json: JsonOption = False,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """列出密钥，不含密文 List keys, without their secrets."""
    columns: list[Column] = [
        ("编号 id", lambda found: found["id"]), ("名称 label", lambda found: found["label"]), ("角色 role", role), ("范围 scope", scope),
        ("状态 state", _state), ("发放 made", lambda found: day(found["created_at"])),
        ("到期 expires", lambda found: day(found["expires_at"])), ("最近使用 last used", lambda found: day(found["last_used_at"])),
    ]  # fmt: skip
    with administration(server, key, host) as place:
        show((found for found in place.list_keys() if everything or _good(found)), columns, as_json=as_json)


@app.command()
def revoke(
    id_of_key: Annotated[str, typer.Argument(help="密钥编号，见 key list id of the key, as listed", metavar="ID")],
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """收回一个密钥，立即生效，不能恢复 Revoke a key, at once and for good.

    Exit: 0 revoked, also when it was before; 2 there is no such key.
    """
    with administration(server, key, host) as place:
        place.revoke_key(id_of_key)
    typer.echo(f"已收回 / revoked: {id_of_key}")


def _good(found: Any) -> bool:
    return found["revoked_at"] is None and (found["expires_at"] is None or found["expires_at"] > time.time() * 1000)


def _state(found: Any) -> str:
    if found["revoked_at"] is not None:
        return f"已收回 revoked {day(found['revoked_at'])}"
    return "有效 good" if _good(found) else "已过期 expired"
