"""``afterbell school``: tell a running service of a school, the first thing after its start."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.remote.commands import HERE, KeyOption, ServerOption, asked
from api.cli.remote.service import RefusedError, Service

TAKEN = 409


def school(
    school: Annotated[str, typer.Argument(help="学校编号 id: small letters, digits, hyphens", metavar="SCHOOL")],
    name: Annotated[str, typer.Option(help="学校名称 name of the school")],
    district: Annotated[str, typer.Option(help="区县编号 id of its district, made if it is not there")] = "district",
    district_name: Annotated[str, typer.Option(help="区县名称 name of the district, if it is made")] = "",
    planner: Annotated[bool, typer.Option("--planner", help="同时发一把教务密钥 give a planner's key as well, shown once")] = False,
    server: ServerOption = HERE,
    key: KeyOption = "",
) -> None:
    """在服务中登记一所学校（需市级密钥） Tell a running service of a school (with the bureau's key).

    Exit: 0 it is there, also when it was before; 2 bad input.
    """
    with asked(server, key) as service:
        _made(service, "/v1/districts", {"id": district, "name": district_name or district})
        fresh = _made(service, "/v1/schools", {"id": school, "name": name, "district_id": district})
        typer.echo(f"已登记 / registered: {school} {name}" if fresh else f"已有这所学校 / it is there: {school}")
        if planner:
            typer.echo(f"教务密钥，只显示一次 / the planner's key, shown this once: {_key(service, school, name)}")


def _made(service: Service, path: str, document: dict[str, str]) -> bool:
    """Make something; False where it is there already."""
    try:
        service.post(path, json=document)
    except RefusedError as error:
        if error.status == TAKEN:
            return False
        raise
    return True


def _key(service: Service, school: str, name: str) -> str:
    """The secret of a fresh key for a school's planner."""
    return str(service.post("/v1/keys", json={"label": name, "role": "planner", "school_id": school})["secret"])
