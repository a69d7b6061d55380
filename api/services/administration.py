"""Administration from the host's command line: keys, members, audit log and publications, as wire documents."""

from __future__ import annotations

import os
import pwd
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Role
from api.access.scope import reachable_school
from api.errors import bad_input
from api.mapping.faults import from_pydantic
from api.schemas.service.answer import AnswerDoc
from api.schemas.service.key import AuditDoc, GivenKeyDoc, KeyDoc, NewKey
from api.schemas.service.member import MemberDoc, NewMember, NewRole
from api.schemas.service.plan import PublicationDoc, RevisionDoc
from api.services.keys import create_key, key_of, revoke_key_in_scope
from api.services.members import admit_member, change_role, end_membership, member_of
from api.services.plans import etag, publish_head, reachable_plan, withdraw_plan
from api.storage.audit import AuditFilter, list_entries
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.keys import list_keys
from api.storage.members import list_members
from api.storage.page import LARGEST_PAGE, Cursor, KeysetPage
from api.storage.plans import list_revisions
from api.storage.publications import list_publications

Document = dict[str, Any]
M = TypeVar("M", bound=BaseModel)


def host_principal() -> Principal:
    """Principal of the host, ``host:USER@MACHINE``, with every right, as its user can read the database file."""
    try:
        user = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container whose user has no name
        user = str(os.geteuid())
    return Principal(f"host:{user}@{socket.gethostname()}", Role.BUREAU, "host", request_id=new_id())


class HostAdministration:
    """Administration of a database at its present revision, without HTTP. issuer: default identity provider of new members.

    Arguments and results are wire documents. Raises ApiError as the routes do.
    """

    def __init__(self, database: Database, issuer: str) -> None:
        self.place = database.name
        self._database = database
        self._issuer = issuer
        self._who = host_principal()

    def make_key(self, new: Mapping[str, Any]) -> Document:
        """Create a key -> its id and secret."""
        key = key_of(_valid(NewKey, new), new_id(), self._database.now())
        with self._database.write() as connection:
            secret = create_key(connection, self._who, key)
        return GivenKeyDoc(id=key.id, secret=secret).model_dump(mode="json")

    def list_keys(self) -> Iterator[Document]:
        """All keys, revoked and expired ones included, oldest first."""
        return self._all(KeyDoc, list_keys)

    def revoke_key(self, key: str) -> None:
        """Revoke a key."""
        with self._database.write() as connection:
            revoke_key_in_scope(connection, self._who, key)

    def add_member(self, new: Mapping[str, Any]) -> Document:
        """Add a member."""
        member = member_of(_valid(NewMember, new), new_id(), self._issuer)
        with self._database.write() as connection:
            return _document(MemberDoc, admit_member(connection, self._who, member))

    def list_members(self) -> Iterator[Document]:
        """All members, removed ones included, oldest first."""
        return self._all(MemberDoc, list_members)

    def remove_member(self, member: str) -> None:
        """Remove a member and delete their sessions."""
        with self._database.write() as connection:
            end_membership(connection, self._who, member)

    def change_role(self, member: str, new: Mapping[str, Any]) -> Document:
        """Replace a member's role and scope."""
        role = _valid(NewRole, new)
        with self._database.write() as connection:
            return _document(MemberDoc, change_role(connection, self._who, member, role))

    def audit(self, wanted: Mapping[str, Any]) -> Iterator[Document]:
        """Audit entries, newest first. wanted: filters, as in the query of the route."""
        names = ("who", "action", "school", "district", "since", "until", "personal")
        filters = AuditFilter(*(wanted.get(name) for name in names))
        return self._all(AuditDoc, lambda connection, cursor: list_entries(connection, cursor, filters))

    def publish(self, plan: str, revision: int | None) -> Document:
        """Publish the newest revision of a plan; ``revision``: its expected number, None: any."""
        with self._database.write() as connection:
            seen = "*" if revision is None else etag(plan, revision)
            return _document(PublicationDoc, publish_head(connection, self._who, plan, seen))

    def withdraw(self, plan: str) -> None:
        """End the publication of a plan."""
        with self._database.write() as connection:
            withdraw_plan(connection, self._who, plan)

    def revisions(self, plan: str) -> Iterator[Document]:
        """Revisions of a plan, oldest first."""
        with self._database.read() as connection:
            row = reachable_plan(connection, self._who, plan)
            found = list_revisions(connection, row.id)
        return (_document(RevisionDoc, each) for each in found)

    def publications(self, school: str) -> Iterator[Document]:
        """Publications of a school, newest first."""
        with self._database.read() as connection:
            reachable_school(connection, self._who, school)
        return self._all(PublicationDoc, lambda connection, cursor: list_publications(connection, cursor, school))

    def _all(self, kind: type[AnswerDoc], read: Callable[[Connection, Cursor], KeysetPage[Any]]) -> Iterator[Document]:
        """All entries of a paginated list."""
        after = None
        while True:
            with self._database.read() as connection:
                found = read(connection, Cursor(after, LARGEST_PAGE))
            yield from (_document(kind, each) for each in found.items)
            after = found.next
            if after is None:
                return


def _document(kind: type[AnswerDoc], row: object) -> Document:
    return kind.model_validate(row).model_dump(mode="json")


def _valid(kind: type[M], document: Mapping[str, Any]) -> M:
    """Validate a wire document. Raises ApiError with every fault."""
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        raise bad_input(from_pydantic(error.errors())) from None
