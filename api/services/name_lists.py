"""Name lists of schools at the service: kept sealed, opened for a paper whose reader may know the names, and for nothing else.

The host's key stands in a file outside of the database (``AFTERBELL_NAMES_KEY_FILE``) and is read anew each time. Where it is missing
or does not fit, everything but names works.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.access.scope import reachable_term
from api.errors import GONE, NAMES_LOCKED, NO_NAMES_KEY, NOT_FOUND, ApiError, bad_input
from api.files.file_bytes import read_bytes
from api.files.names.name_keys import NameKeys, parse_keys
from api.files.names.name_list import NameList
from api.files.names.sealed_names import SealedNames, open_each, seal_each, wrap_again
from api.services.views import visible_pupils
from api.settings import Settings
from api.storage.audit import record
from api.storage.database import Database
from api.storage.name_lists import (
    StoredNameList,
    drop_name_list,
    every_name_list,
    get_name_list,
    lock_name_lists,
    put_name_list,
    seal_name_list,
    wrap_name_list,
)
from api.storage.terms import StoredTerm, hold_document, term_document
from solver import Fault, Problem, ProblemError

NO_KEY = (
    "可能要在主机上运行 afterbell names key 文件，并用 AFTERBELL_NAMES_KEY_FILE 指明它 / "
    "maybe run `afterbell names key FILE` on the host, and name it in AFTERBELL_NAMES_KEY_FILE"
)
LOCKED = (
    "可能密钥文件被换过：请放回原来的密钥，或重新上传姓名表；方案和材料不受影响 / "
    "maybe the key file was replaced: put the earlier key back, or submit the list again; plans and papers go on without names"
)
NO_LIST = "这个学期没有姓名表 / the term has no name list"
TOLD = 50
"""Ids of pupils that an answer lists; the others are counted. Raising it makes answers longer."""


class NamesPrinted(StrEnum):
    """State of the names on a paper, as the response header ``Afterbell-Names`` has it."""

    PRINTED = "printed"
    NONE = "none"
    """No list, or none that the reader may see."""
    LOCKED = "locked"
    """A list that the host's key does not open."""


NAMES_HEADER = "Afterbell-Names"
NO_NAMES: tuple[NameList | None, NamesPrinted] = (None, NamesPrinted.NONE)


@dataclass(frozen=True, slots=True)
class NameListState:
    """State of a term's list, without a name. pupils: of the term's request, named: those with a name. unknown: ids that were submitted
    and are in no request, at most TOLD; unknown_count: of all of them. opens: whether the host's key fits."""

    pupils: int
    named: int
    opens: bool
    created_at: int
    created_by: str
    sealed_at: int
    unknown: tuple[str, ...] = ()
    unknown_count: int = 0


def host_keys(settings: Settings) -> NameKeys | None:
    """Keys of the host's file, the newest first; None where there is no such file, or it holds none."""
    if settings.names_key is None:
        return None
    try:
        return parse_keys(read_bytes(settings.names_key))
    except ProblemError:
        return None


def keep_names(
    connection: Connection, principal: Principal, settings: Settings, term_id: str, names: NameList
) -> NameListState:
    """Store the names of a term's pupils in place of an earlier list, under a new key. Ids that are not in the request are left out and
    told. Raises 404, 410, 409 without a key, 422 for a list of nobody in the request."""
    term = reachable_term(connection, principal, term_id)
    host = _host(settings)
    lock_name_lists(connection, term.school_id)
    document = hold_document(connection, term.id)
    if document is None:
        raise ApiError(GONE, term_id)
    pupils = _pupils(document)
    unknown = sorted(set(names.names) - pupils)
    if len(unknown) == len(names.names):
        raise bad_input([Fault(("names",), f"{len(unknown)} 人", "名单里没有一个编号在申请中，没有保存。",
                               "No id of the list is in the request; nothing was stored.",
                               "可能是别的学期的姓名表，或把编号和姓名两列写反了。",
                               "Maybe it is another term's list, or the columns of ids and names are swapped.")])  # fmt: skip
    known = NameList(term.school_id, {pupil: name for pupil, name in names.names.items() if pupil in pupils})
    sealed = seal_each(known, host)
    put_name_list(connection, term.school_id, term.name, sealed.key, sealed.tokens, principal.who)
    record(connection, principal, "put-names", term.id, term.school_id, term.district_id, personal=True)
    stored = _stored(connection, term)
    return _state(stored, pupils, host, unknown)


def names_state(connection: Connection, principal: Principal, settings: Settings, term_id: str) -> NameListState:
    """State of a term's list. Raises 404, also where there is no list, 410."""
    term = reachable_term(connection, principal, term_id)
    document = term_document(connection, term.id)
    if document is None:
        raise ApiError(GONE, term_id)
    return _state(_stored(connection, term), _pupils(document), host_keys(settings))


def rotate_names(connection: Connection, principal: Principal, settings: Settings, term_id: str) -> NameListState:
    """Seal a term's names under a new key; the former one opens nothing that is stored. Raises 404, 410, 409 for a list that does not
    open."""
    term = reachable_term(connection, principal, term_id)
    host = _host(settings)
    lock_name_lists(connection, term.school_id)
    stored = _stored(connection, term)
    names = open_each(_sealed(stored), host, stored.sealed)
    if names is None:
        raise ApiError(NAMES_LOCKED, LOCKED)
    sealed = seal_each(names, host)
    seal_name_list(connection, term.school_id, term.name, sealed.key, sealed.tokens)
    record(connection, principal, "rotate-names", term.id, term.school_id, term.district_id, personal=True)
    return names_state(connection, principal, settings, term_id)


def delete_names(connection: Connection, principal: Principal, term_id: str) -> None:
    """Delete a term's list with its key; needs none. Raises 404, also where there is no list."""
    term = reachable_term(connection, principal, term_id)
    lock_name_lists(connection, term.school_id)
    if not drop_name_list(connection, term.school_id, term.name):
        raise ApiError(NOT_FOUND, NO_LIST)
    record(connection, principal, "delete-names", term.id, term.school_id, term.district_id, personal=True)


def names_for(
    connection: Connection, principal: Principal, settings: Settings, term: StoredTerm, problem: Problem
) -> tuple[NameList | None, NamesPrinted]:
    """Names that a principal may read on a paper of a term: of the pupils in their sight, none for districts and the bureau."""
    stored = get_name_list(connection, term.school_id, term.name) if principal.may(Right.NAMES) else None
    if stored is None:
        return NO_NAMES
    host = host_keys(settings)
    names = None if host is None else open_each(_sealed(stored), host, visible_pupils(principal, problem))
    if names is None:
        return None, NamesPrinted.LOCKED
    return (names, NamesPrinted.PRINTED) if names.names else NO_NAMES


def wrap_all(database: Database, host: NameKeys) -> tuple[int, int]:
    """Wrap the keys of all lists with the newest of the host's keys -> number of lists done, and of lists that do not open."""
    done = locked = 0
    with database.write() as connection:
        for stored in every_name_list(connection):
            key = wrap_again(_sealed(stored), host)
            if key is None:
                locked += 1
            else:
                wrap_name_list(connection, stored.school_id, stored.term, key)
                done += 1
    return done, locked


def locked_lists(connection: Connection, host: NameKeys | None) -> tuple[int, int]:
    """Number of stored lists, and of those that the host's keys do not open."""
    stored = every_name_list(connection)
    return len(stored), sum(host is None or open_each(_sealed(each), host, ()) is None for each in stored)


def _host(settings: Settings) -> NameKeys:
    host = host_keys(settings)
    if host is None:
        raise ApiError(NO_NAMES_KEY, NO_KEY)
    return host


def _stored(connection: Connection, term: StoredTerm) -> StoredNameList:
    stored = get_name_list(connection, term.school_id, term.name)
    if stored is None:
        raise ApiError(NOT_FOUND, NO_LIST)
    return stored


def _sealed(stored: StoredNameList) -> SealedNames:
    return SealedNames(stored.school_id, stored.key, stored.sealed)


def _pupils(document: dict[str, dict[str, list[dict[str, str]]]]) -> frozenset[str]:
    """Ids of the pupils of a request document."""
    return frozenset(pupil["id"] for pupil in document["problem"]["pupils"])


def _state(stored: StoredNameList, pupils: frozenset[str], host: NameKeys | None, unknown: list[str] | None = None) -> NameListState:
    opens = host is not None and open_each(_sealed(stored), host, ()) is not None
    lacking = unknown or []
    return NameListState(
        len(pupils), len(pupils & stored.sealed.keys()), opens, stored.created_at, stored.created_by, stored.sealed_at,
        tuple(lacking[:TOLD]), len(lacking),
    )  # fmt: skip
