"""How a document is written: compact, but one row of a list a line, so that changes can be read as a diff."""

from __future__ import annotations

import json
from collections.abc import Mapping


def _row(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _part(key: str, value: object) -> str:
    if isinstance(value, (list, tuple)) and any(isinstance(row, Mapping) for row in value):
        rows = ",\n".join(_row(row) for row in value)
        return f"{_row(key)}: [\n{rows}\n]"
    return f"{_row(key)}: {_row(value)}"


def render(document: Mapping[str, object]) -> str:
    """The text of a request document, with a final line feed. Equal documents give equal text."""
    parts = []
    for key, value in document.items():
        if key == "problem" and isinstance(value, Mapping):
            inner = ",\n".join(_part(name, content) for name, content in value.items())
            parts.append(f"{_row(key)}: {{\n{inner}\n}}")
        else:
            parts.append(_part(key, value))
    return "{\n" + ",\n".join(parts) + "\n}\n"
