"""Where administration is done: on the database of this host's settings, or at a running service with a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, Protocol

import typer

from api.cli.admin.remote import RemoteAdministration
from api.cli.exits import refusal
from api.cli.host import host_database, private_files
from api.cli.remote.commands import HERE, KeyOption, asked
from api.cli.remote.service import faults_of_problem
from api.cli.surroundings import read_settings

Document = dict[str, Any]
ServerChoice = Annotated[
    str | None, typer.Option("--server", envvar="AFTERBELL_SERVER", help="服务地址；不给则用本机数据库 address of a service; without: here")
]
HostOption = Annotated[
    bool, typer.Option("--host", help="在本机数据库上，不理会地址和密钥 on this host's database, whatever server and key say")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")]
__all__ = ["Administration", "HostOption", "JsonOption", "KeyOption", "ServerChoice", "administration"]


class Administration(Protocol):
    """Administration on the host and through a service; documents are those of the wire."""

    @property
    def place(self) -> str: ...
    def make_key(self, new: Mapping[str, Any]) -> Document: ...
    def list_keys(self) -> Iterator[Document]: ...
    def revoke_key(self, key: str) -> None: ...
    def add_member(self, new: Mapping[str, Any]) -> Document: ...
    def list_members(self) -> Iterator[Document]: ...
    def remove_member(self, member: str) -> None: ...
    def change_role(self, member: str, new: Mapping[str, Any]) -> Document: ...
    def audit(self, wanted: Mapping[str, Any]) -> Iterator[Document]: ...
    def publish(self, plan: str, revision: int | None) -> Document: ...
    def withdraw(self, plan: str) -> None: ...
    def revisions(self, plan: str) -> Iterator[Document]: ...
    def publications(self, school: str) -> Iterator[Document]: ...


@contextmanager
def administration(server: str | None, key: str, host: bool) -> Iterator[Administration]:
    """A running service where an address or a key is given, else this host's database; refusals end the command in plain words."""
    if (server or key) and not host:
        with asked(server or HERE, key) as service:
            yield RemoteAdministration(service)
        return
    from api.errors import ApiError, problem_document  # noqa: PLC0415 - only here are service and database needed; slow to load
    from api.services.administration import HostAdministration  # noqa: PLC0415 - as above
    from api.storage.migrate import require_current  # noqa: PLC0415 - as above

    settings = read_settings()
    with private_files(settings), host_database(settings) as database:
        require_current(database)
        try:
            yield HostAdministration(database, settings.oidc_issuer)
        except ApiError as error:
            raise refusal(faults_of_problem(problem_document(error, "database"), error.kind.status)) from None
