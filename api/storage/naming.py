"""Whether a document names somebody, and the document without what does."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any


def names_one(document: Any, names: Collection[str]) -> bool:
    """Whether a text of the document, however deep, contains one of the names as a word of its own."""
    return any(name in text and _word(name, text) for text in _texts(document) for name in names)


def without_named(document: Any, names: Collection[str]) -> Any:
    """The document without every text that contains one of the names, and without the entry that holds it.

    Of a list only the entries that name somebody go, whole: half a sentence about a pupil is of no use to anybody.
    """
    if isinstance(document, Mapping):
        return {key: without_named(value, names) for key, value in document.items() if _stays(key, value, names)}
    if isinstance(document, list | tuple):
        return [value for value in document if not names_one(value, names)]
    return None if names_one(document, names) else document


def _word(name: str, text: str) -> bool:
    """S1 is not named by S12, but it is by 学生S1等."""
    return re.search(rf"(?<![0-9A-Za-z_]){re.escape(name)}(?![0-9A-Za-z_])", text) is not None


def _stays(key: str, value: Any, names: Collection[str]) -> bool:
    return not names_one(key, names) and not (isinstance(value, str) and names_one(value, names))


def _texts(document: Any) -> list[str]:
    """Every text of a document, keys of objects among them."""
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
