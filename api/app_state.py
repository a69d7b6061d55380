"""Typed access to the objects that an application holds in ``app.state``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fastapi import Request

from api.settings import Settings
from api.storage.database import Database

T = TypeVar("T")


def held(name: str, kind: type[T]) -> Callable[[Request], T]:
    """Dependency for the object ``app.state.NAME`` of this type: request -> object.

    The dependency raises TypeError where the application was not made by ``create_app``, or has not been started.
    """

    def get(request: Request) -> T:
        found = getattr(request.app.state, name, None)
        if not isinstance(found, kind):
            raise TypeError(f"app.state.{name} is no {kind.__name__}: the application was not made by create_app, or not started")
        return found

    return get


get_settings = held("settings", Settings)
get_database = held("database", Database)
