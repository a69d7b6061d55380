"""Administration by whoever is on the host: keys, members, audit log and publications, as documents of the wire."""

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
from api.services.keys import give_key, key_of, take_key
from api.services.members import change_role, member_of, take_in, take_out
from api.services.plans import etag, publish_head, reachable_plan, withdraw_plan
from api.storage.audit import Wanted, list_entries
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
    """Principal of the host, ``host:USER@MACHINE``, with every right: whoever can read the database file has them anyway."""
    try:
        user = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container whose user has no name
        user = str(os.geteuid())
    return Principal(f"host:{user}@{socket.gethostname()}", Role.BUREAU, "host", request_id=new_id())


class HostAdministration:
    """On a database, at its present revision. issuer: the identity provider of members for whom none is named.

    Documents are those of the wire. Raises ApiError as the routes do.
    """

    def __init__(self, database: Database, issuer: str) -> None:
        self.place = database.name
        self._database = database
        self._issuer = issuer
        self._who = host_principal()

    def make_key(self, new: Mapping[str, Any]) -> Document:
        """Give a key; its id and its secret."""
        key = key_of(_valid(NewKey, new), new_id(), self._database.now())
        with self._database.write() as connection:
            secret = give_key(connection, self._who, key)
        return GivenKeyDoc(id=key.id, secret=secret).model_dump(mode="json")

    def list_keys(self) -> Iterator[Document]:
        """Every key, also those that are no longer good, oldest first."""
        return self._all(KeyDoc, list_keys)

    def revoke_key(self, key: str) -> None:
        """Take a key out of use."""
        with self._database.write() as connection:
            take_key(connection, self._who, key)

    def add_member(self, new: Mapping[str, Any]) -> Document:
        """Take somebody in."""
        member = member_of(_valid(NewMember, new), new_id(), self._issuer)
        with self._database.write() as connection:
            return _document(MemberDoc, take_in(connection, self._who, member))

    def list_members(self) -> Iterator[Document]:
        """Every member, also who was taken out, oldest first."""
        return self._all(MemberDoc, list_members)

    def remove_member(self, member: str) -> None:
        """Take somebody out, with every sign-in of theirs."""
        with self._database.write() as connection:
            take_out(connection, self._who, member)

    def change_role(self, member: str, new: Mapping[str, Any]) -> Document:
        """Give a member another role and scope."""
        role = _valid(NewRole, new)
        with self._database.write() as connection:
            return _document(MemberDoc, change_role(connection, self._who, member, role))

    def audit(self, wanted: Mapping[str, Any]) -> Iterator[Document]:
        """Entries of the audit log, newest first. wanted: as in the query of the route."""
        names = ("who", "action", "school", "district", "since", "until", "personal")
        filters = Wanted(*(wanted.get(name) for name in names))
        return self._all(AuditDoc, lambda connection, cursor: list_entries(connection, cursor, filters))

    def publish(self, plan: str, revision: int | None) -> Document:
        """Put the newest revision of a plan in force; ``revision``: it must be this one."""
        with self._database.write() as connection:
            seen = "*" if revision is None else etag(plan, revision)
            return _document(PublicationDoc, publish_head(connection, self._who, plan, seen))

    def withdraw(self, plan: str) -> None:
        """Take a plan out of force."""
        with self._database.write() as connection:
            withdraw_plan(connection, self._who, plan)

    def revisions(self, plan: str) -> Iterator[Document]:
        """Revisions of a plan, first to newest."""
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
        """Every entry of a list, page by page."""
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
    """A document of the wire. Raises ApiError with every fault."""
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        raise bad_input(from_pydantic(error.errors())) from None
