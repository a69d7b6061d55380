"""Names sealed one by one under a list's own key, which is wrapped by another: single ones can be opened or deleted.

A token holds the school and the pupil's id beside the name, so that it cannot be put in another's place.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from api.files.names.name_keys import NameKeys, new_keys
from api.files.names.name_list import NameList


@dataclass(frozen=True, slots=True)
class SealedNames:
    """Sealed names of a school. key: of the list, wrapped. tokens: pupil id -> sealed name. No representation shows them."""

    school: str
    key: bytes = field(repr=False)
    tokens: Mapping[str, str] = field(repr=False)


def seal_each(names: NameList, host: NameKeys) -> SealedNames:
    """Seal every name under a new key of its list. host: keys that wrap it, with the newest."""
    own = new_keys()
    tokens = {pupil: _sealed(names.school, pupil, name, own) for pupil, name in names.names.items()}
    return SealedNames(names.school, host.encrypt(own.keys[0].encode()), tokens)


def open_each(sealed: SealedNames, host: NameKeys, pupils: Collection[str]) -> NameList | None:
    """Open the names of some pupils, and no others; None where the keys do not open the list, or a token was tampered with."""
    own = _unwrapped(sealed.key, host)
    if own is None:
        return None
    found: dict[str, str] = {}
    for pupil, token in sealed.tokens.items():
        if pupil in pupils:
            plain = own.decrypt(token.encode())
            if plain is None:
                return None
            school, ident, name = json.loads(plain)
            if (school, ident) != (sealed.school, pupil):
                return None
            found[pupil] = name
    return NameList(sealed.school, found)


def wrap_again(sealed: SealedNames, host: NameKeys) -> bytes | None:
    """The list's key, wrapped with the newest of the host's keys; None where none of them opens it."""
    own = _unwrapped(sealed.key, host)
    return None if own is None else host.encrypt(own.keys[0].encode())


def _sealed(school: str, pupil: str, name: str, own: NameKeys) -> str:
    return own.encrypt(json.dumps([school, pupil, name], ensure_ascii=False).encode()).decode()


def _unwrapped(key: bytes, host: NameKeys) -> NameKeys | None:
    plain = host.decrypt(key)
    return None if plain is None else NameKeys((plain.decode(),))
