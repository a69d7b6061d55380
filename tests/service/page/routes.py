"""How each page is asked: queries that it needs, and which role sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.service.asking import values
from tests.service.routes import Found, page_routes
from tests.service.rows import Rows
from tests.service.town import Town

QUERIES: Mapping[str, Callable[[Rows], Mapping[str, str]]] = {
    "/page/plans/{plan}/versions": lambda rows: {"from": "1", "to": f"{rows.plan}.1"},
}
"""Path of a page -> a query without which it does not work."""
PERSONAL: Mapping[str, str] = {
    "/page/plans/{plan}/choices": "pupils without their choices",
    "/page/plans/{plan}/day": "pupils of every class by what they do",
    "/page/plans/{plan}/rules": "violations that may name pupils",
    "/page/plans/{plan}/versions": "pupils who change sections between two revisions",
    "/page/jobs/{job}/comparison": "a comparison counts pupils who are reseated, as that of the API names them",
    "/page/plans/{plan}/why": "pupils with their choices, to be asked about",
    "/page/plans/{plan}": "who sits where",
}
"""Path of a page that shows what concerns single pupils -> what that is; its reading is audited."""
PAGES_OF_ALL = page_routes()


def address(route: Found, rows: Rows) -> str:
    """Address of a page with ids of these rows."""
    query = QUERIES.get(route.path, lambda _rows: {})(rows)
    path = route.path.format(**values(route, rows))
    return path + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")


def visit(town: Town, who: str | None, route: Found, rows: Rows, **headers: str) -> Any:
    """Answer to a visitor, redirects not followed."""
    return town.client.get(address(route, rows), headers=town.headers(who, **headers), follow_redirects=False)
