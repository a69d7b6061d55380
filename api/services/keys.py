"""Creation and revocation of keys. A key never exceeds the scope of its creator."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import OF_A_DISTRICT, OF_A_SCHOOL, Role
from api.access.scope import reachable_school
from api.access.secret import hashed, new_secret
from api.errors import FORBIDDEN, NOT_FOUND, ApiError, bad_input
from api.schemas.service.key import NewKey
from api.storage.audit import record
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.keys import Key, add_key, count_keys, get_key, revoke
from api.storage.migrate import alone
from api.storage.schools import get_district
from solver import Fault

DAY = 86_400_000
"""Milliseconds of a day."""
FIRST = Principal("first-run", Role.BUREAU)
"""Principal of the first key in the audit log."""


def first_key(database: Database, hand_over: Callable[[str], object] = lambda _secret: None) -> str | None:
    """Create a bureau's key if the service has no key at all -> its secret, or None; one of several concurrent callers gets it.

    hand_over: delivers the secret before the key is stored; where it raises, no key is created.
    """
    with alone(database) as connection:
        if count_keys(connection):
            return None
        secret = _keep(connection, FIRST, Key(new_id(), "首个密钥 first key", Role.BUREAU.value))
        hand_over(secret)
        return secret


def key_of(new: NewKey, key_id: str, now: int) -> Key:
    """Key from its wire document. now: the database's clock, in ms since 1970."""
    expires = None if new.days is None else now + new.days * DAY
    return Key(
        key_id, new.label, new.role, new.district_id, new.school_id, tuple(new.classes), new.person, expires_at=expires
    )


def create_key(connection: Connection, giver: Principal, key: Key) -> str:
    """Store a key -> its secret. Raises 403 beyond the creator's scope, 404 and 422 for an invalid scope."""
    check_scope(connection, giver, key.role, key.district_id, key.school_id)
    return _keep(connection, giver, key)


def revoke_key_in_scope(connection: Connection, taker: Principal, key_id: str) -> None:
    """Revoke a key in the caller's scope. Raises 404."""
    key = get_key(connection, key_id)
    if key is None or not taker.reaches(key.school_id, key.district_id):
        raise ApiError(NOT_FOUND, key_id)
    revoke(connection, key_id)
    record(connection, taker, "revoke-key", key_id, key.school_id, key.district_id)


def check_scope(
    connection: Connection, giver: Principal, role: str, district_id: str | None, school_id: str | None
) -> None:
    """Validate the scope of a role: 422 where they do not fit, 403 beyond the giver's own scope, 404 for unknown ids."""
    faults = []
    if (role in OF_A_DISTRICT) != (district_id is not None):
        faults.append(_misfit("district", district_id))
    if (role in OF_A_SCHOOL) != (school_id is not None):
        faults.append(_misfit("school", school_id))
    if faults:
        raise bad_input(faults)
    if school_id is not None:
        reachable_school(connection, giver, school_id)
    elif not giver.reaches(None, district_id):
        raise ApiError(FORBIDDEN, role)
    if district_id is not None and get_district(connection, district_id) is None:
        raise ApiError(NOT_FOUND, district_id)


def _keep(connection: Connection, giver: Principal, key: Key) -> str:
    secret = new_secret()
    add_key(connection, key, hashed(secret))
    record(connection, giver, "give-key", f"{key.id} {key.role}", key.school_id, key.district_id)
    return secret


def _misfit(field: str, value: str | None) -> Fault:
    if value is None:
        return Fault((field,), "", "这个角色需要填写这一项。", "This role needs it.", "可能漏填了。", "Maybe it was left out.")
    return Fault((field,), value, "这个角色不能有这一项。", "This role cannot have it.", "可能选错了角色。", "Maybe the role is another.")
