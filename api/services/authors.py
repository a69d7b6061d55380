"""Labels of the people in ``created_by`` and the like, for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from api.storage.keys import get_key
from api.storage.members import get_member


def author_labels(connection: Connection, people: Iterable[str]) -> Mapping[str, str]:
    """``key:ID``, ``member:ID`` or ``host:USER@MACHINE`` -> label of the key or member, the user; of an unknown one nothing."""
    return {who: author_label(connection, who) for who in dict.fromkeys(people)}


def author_label(connection: Connection, who: str) -> str:
    """Label of one of them; nothing for an unknown one."""
    kind, _, ident = who.partition(":")
    if kind == "host":
        return ident
    found = get_key(connection, ident) if kind == "key" else get_member(connection, ident) if kind == "member" else None
    return "" if found is None else found.label
