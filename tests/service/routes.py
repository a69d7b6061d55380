"""Every route of the service, found in the application itself: whatever is added later is held by the same tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from api.access.role import Right
from api.errors import PAGES
from api.main import create_app
from api.settings import Settings

_PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")
OUTSIDE = {
    "/": "what this is, and where to go on",
    "/openapi.json": "what may be asked, without anybody's data",
    "/healthz": "whether the process answers",
    "/readyz": "whether it can work",
    "/readyz/reading": "whether it can be read",
    "/readyz/solving": "whether jobs are done",
    "/static/{version}/{name}": "scripts and styles of the pages",
    "/metrics": "figures without ids, for the operator's network",
}
"""Routes that are neither below /v1 nor pages, and ask for no right, and what they tell."""


@dataclass(frozen=True, slots=True)
class Found:
    """``rights``: those that it needs, found among its dependencies. ``parameters``: names in its path."""

    method: str
    path: str
    rights: tuple[Right, ...]
    parameters: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def right(self) -> Right:
        """The one right that it needs."""
        assert len(self.rights) == 1, f"{self.name}: give it exactly one guard of api/access/rights, not {self.rights}"
        return self.rights[0]


def every_route() -> list[Found]:
    """Every route, also those that the OpenAPI document leaves out."""
    found = []
    for context in iter_route_contexts(create_app(Settings()).routes):
        route = context.original_route
        path = context.path
        assert path is not None
        rights = tuple(dict.fromkeys(_rights(route.dependant))) if isinstance(route, APIRoute) else ()
        methods: set[str] = getattr(route, "methods", None) or {"GET"}
        found += [Found(method, path, rights, tuple(_PARAMETER.findall(path))) for method in sorted(methods - {"HEAD"})]
    return found


def guarded_routes() -> list[Found]:
    """Routes below /v1."""
    return [route for route in every_route() if route.path.startswith("/v1")]


def page_routes() -> list[Found]:
    """Pages."""
    return [route for route in every_route() if route.path.startswith(PAGES)]


def _rights(dependant: Dependant) -> Iterator[Right]:
    for below in dependant.dependencies:
        right = getattr(below.call, "right", None)
        if right is not None:
            yield right
        yield from _rights(below)
