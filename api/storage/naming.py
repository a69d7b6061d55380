"""Detection and removal of texts that contain given ids, in JSON documents."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any


def mentions_any(document: Any, names: Collection[str]) -> bool:
    """Whether a text of the document, at any depth, contains one of the ids as a whole word."""
    return any(name in text and _word(name, text) for text in _texts(document) for name in names)


def without_mentions(document: Any, names: Collection[str]) -> Any:
    """Document without texts that contain one of the ids, and without the entries that hold them.

    From lists, whole entries are removed: a truncated sentence about a pupil has no use.
    """
    if isinstance(document, Mapping):
        return {key: without_mentions(value, names) for key, value in document.items() if _stays(key, value, names)}
    if isinstance(document, list | tuple):
        return [value for value in document if not mentions_any(value, names)]
    return None if mentions_any(document, names) else document


def _word(name: str, text: str) -> bool:
    """Pattern that matches an id as a whole word: S1 does not match S12, and matches 学生S1等."""
    return re.search(rf"(?<![0-9A-Za-z_]){re.escape(name)}(?![0-9A-Za-z_])", text) is not None


def _stays(key: str, value: Any, names: Collection[str]) -> bool:
    return not mentions_any(key, names) and not (isinstance(value, str) and mentions_any(value, names))


def _texts(document: Any) -> list[str]:
    """All texts of a document, keys of objects included."""
    found: list[str] = []
    rest = [document]
    while rest:
        part = rest.pop()
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, Mapping):
            rest.extend(part.keys())
            rest.extend(part.values())
        elif isinstance(part, list | tuple):
            rest.extend(part)
    return found
