"""Optional modules: fields that most schools leave alone, and that are not written when they are."""

from __future__ import annotations

from dataclasses import Field, field
from typing import Any, TypeVar

Value = TypeVar("Value")


def option(default: Value) -> Value:
    """A dataclass field of an optional module: its default means "not used", and then it is left out of documents.

    So a request that does not use a module reads the same before and after the module was added.
    """
    chosen: Value = field(default=default, metadata={"option": True})
    return chosen


def optional(described: Field[Any]) -> bool:
    """Whether the field belongs to an optional module."""
    return bool(described.metadata.get("option"))


def unused(described: Field[Any], value: object) -> bool:
    """Whether the field is optional and stands at its default."""
    return optional(described) and value == described.default
