"""``afterbell names put``, ``state``, ``renew``, ``delete``: the name list of a term at a service; ``renew-host``: the host's own key."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from api.cli.exits import refusal
from api.cli.host import host_database, private_files
from api.cli.names.files import SealedArgument
from api.cli.names.reading import KeyFile, listed, read_keys, read_names
from api.cli.reading import FileReading
from api.cli.remote.commands import HERE, ServerOption, asked
from api.cli.surroundings import read_settings
from api.services.outputs import PRIVATE, write_file
from solver import Fault

TermOption = Annotated[str, typer.Option("--term", help="学期编号 id of the term")]
AccessOption = Annotated[
    str,
    typer.Option("--api-key", envvar="AFTERBELL_KEY", help="服务的密钥，宜用环境变量 API key, better by environment", show_default=False),
]  # fmt: skip


def put(names: SealedArgument, term: TermOption, key: KeyFile, server: ServerOption = HERE, api_key: AccessOption = "") -> None:
    """把姓名表交给服务，由它重新加密保存；学校的密钥不会发出 Submit a list to a service, which seals it with a key of its own.

    Papers of the term then print names for planners, and for class teachers those of their classes. Exit: 0 kept, 2 refused.
    """
    reading = FileReading()
    found = read_names(reading, names, reading.read(lambda: read_keys(key), key))
    if reading.wrong or found is None:
        raise reading.refusal()
    document = {"names": [{"id": pupil, "name": name} for pupil, name in found.names.items()]}
    with asked(server, api_key) as service:
        _tell(service.put(_at(term), json=document).json())


def state(term: TermOption, server: ServerOption = HERE, api_key: AccessOption = "") -> None:
    """服务上的姓名表：几名学生有姓名，能否打开 State of a list at a service, without a name.

    Exit: 0 told, 2 refused.
    """
    with asked(server, api_key) as service:
        _tell(service.get(_at(term)).json())


def renew(term: TermOption, server: ServerOption = HERE, api_key: AccessOption = "") -> None:
    """给服务上的姓名表换一个新密钥 Seal a list at a service with a new key.

    Exit: 0 done, 2 refused.
    """
    with asked(server, api_key) as service:
        _tell(service.post(f"{_at(term)}/rotation"))


def delete(term: TermOption, server: ServerOption = HERE, api_key: AccessOption = "") -> None:
    """删除服务上的姓名表 Delete a list at a service; papers print ids from then on.

    Exit: 0 deleted, 2 refused.
    """
    with asked(server, api_key) as service:
        service.delete(_at(term))
    typer.echo("已删除 / deleted")


def renew_host() -> None:
    """换主机的密钥（AFTERBELL_NAMES_KEY_FILE），服务可照常运行 Replace the host's key, while the service runs.

    The keys of all lists are wrapped with the new one; former keys stay in the file while a list needs them. Exit: 0 done, 1 some
    lists do not open, 2 nothing was done.
    """
    from api.services.name_lists import host_keys, wrap_all  # noqa: PLC0415 - no other command of these needs the database
    from api.storage.migrate import require_current  # noqa: PLC0415 - as above

    settings = read_settings()
    keys, path = host_keys(settings), settings.names_key
    if keys is None or path is None:
        raise refusal([Fault(("AFTERBELL_NAMES_KEY_FILE",), "", "没有可用的密钥文件。", "There is no key file that can be used.",
                              "可能要先运行 afterbell names key 文件，并设置这个变量。",
                              "Maybe run `afterbell names key FILE` first, and set this variable.")])  # fmt: skip
    both = keys.with_new()
    with private_files(settings), host_database(settings) as database:
        require_current(database)
        _replace(path, both.text())  # first: whatever happens from here on, every list opens with the file
        done, locked = wrap_all(database, both)
    if not locked:
        _replace(path, both.newest().text())
    typer.echo(f"已换密钥 / new key: {path}，{done} 份姓名表 name list(s)")
    if locked:
        typer.echo(f"{locked} 份姓名表打不开，旧密钥留在文件里 / lists that do not open: {locked}; former keys stay in the file",
                   err=True)  # fmt: skip
        raise typer.Exit(1)


def _replace(path: Path, text: str) -> None:
    write_file(path, lambda file: file.write(text.encode()), force=True, mode=PRIVATE)


def _at(term: str) -> str:
    return f"/v1/terms/{quote(term, safe='')}/names"


def _tell(state: dict[str, Any]) -> None:
    """State of a list in words."""
    typer.echo(f"{state['pupils']} 名学生中 {state['named']} 人有姓名 / {state['named']} of {state['pupils']} pupils have a name")
    if state["unknown_count"]:
        typer.echo(f"申请中没有、没有保存的编号 {state['unknown_count']} 个 / ids that are not in the request, and were not kept: "
                   f"{listed(state['unknown'])}", err=True)  # fmt: skip
    if not state["opens"]:
        typer.echo("主机的密钥打不开这份姓名表，材料只印编号 / the host's key does not open the list: papers print ids", err=True)
