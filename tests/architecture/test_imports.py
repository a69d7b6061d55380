"""Imports point one way, and each library has its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.architecture.sources import PACKAGES, Source, sources

BELOW: dict[str, set[str]] = {
    "errors": set(),
    "units": set(),
    "words": {"units"},
    "problem": {"errors", "units"},
    "calendar": {"errors", "units", "problem"},
    "policy": {"errors", "units", "problem"},
    "changes": {"errors", "units", "words", "problem", "calendar", "policy"},
    "plan": {"errors", "units", "problem", "policy", "calendar"},
    "check": {"errors", "units", "words", "problem", "calendar", "policy", "plan"},
    "model": {"errors", "units", "problem", "calendar", "policy", "plan"},
    "ledger": {"errors", "units", "words", "problem", "calendar", "policy", "plan", "check"},
    "papers": {"errors", "units", "words", "problem", "calendar", "policy", "plan", "check", "ledger"},
    "search": {"errors", "units", "problem", "policy", "plan", "check", "model"},
    "explain": {"errors", "units", "words", "problem", "policy", "changes", "plan", "check", "model", "search", "calendar"},
    "whatif": {
        "errors", "units", "words", "problem", "policy", "plan", "changes", "check", "ledger", "papers", "model", "search", "explain",
    },
}
"""Part of the solver -> the parts it may import beside itself."""
FOR_API = {"errors", "units", "words", "problem", "calendar", "policy", "changes", "plan", "check", "ledger", "papers", "explain", "whatif"}
FOR_INSTANCES = {"errors", "units", "problem", "calendar", "plan"}
MAPPED = {"schemas", "mapping", "files"}
"""Wire models, their mapping and files know each other: a request is a document and a workbook."""
API_LEVELS = (
    {"storage"},
    {"settings"},
    MAPPED,
    {"errors", "app_state", "metrics", "logs"},
    {"bodies", "deps", "error_responses", "pagination"},
    {"access"},
    {"services"},
    {"jobs", "reading", "middleware"},
    {"state"},
    {"guarded_route"},
    {"idempotency"},
    {"routers", "page"},
    {"main", "server"},
    {"cli"},
)
"""Parts of the api, lowest first; each imports only what stands on a lower level."""
SOLVER_LIBRARIES = {
    "chinese_calendar": ("solver.calendar",),
    "ortools": ("solver.search.engines",),
    "highspy": ("solver.search.engines.highs",),
    "numpy": ("solver.model", "solver.search"),
}
"""Library -> the only packages of the solver that may import it; every other library belongs to the api alone."""
SERVICE_LIBRARIES = {
    "dbos": ("api.jobs.engine",),
    "alembic": ("api.storage",),
    "psycopg": ("api.storage",),
    "sqlalchemy": ("api.storage", "api.jobs", "api.access", "api.services"),
    "authlib": ("api.access",),
    "joserfc": ("api.access",),
    "limits": ("api.access",),
}
"""Library -> the only parts of the service that may import it. Repositories take a connection that a service opens."""
QUERIES = ("select", "insert", "update", "delete", "text")
"""Words of SQLAlchemy that only repositories speak."""
CODE = sources(*PACKAGES)


def part(name: str) -> str:
    """``solver.check.report`` -> ``check``; the facade itself is ``""``."""
    pieces = name.split(".")
    return pieces[1] if len(pieces) > 1 else ""


def facade_name(name: str) -> bool:
    """``solver.Plan`` and such: a public name of the facade, no module."""
    return part(name) not in BELOW


def of(package: str) -> Iterator[tuple[Source, str]]:
    """Every import of a package's modules."""
    for source in CODE:
        if source.name.split(".")[0] == package:
            yield from ((source, name) for name in source.imports)


def test_solver_parts_import_only_what_is_below_them() -> None:
    wrong = []
    for source, name in of("solver"):
        own = part(source.name)
        if not own:
            continue
        assert own in BELOW, f"{source.place}: give this part its place in BELOW"
        top = name.split(".")[0]
        if top in ("api", "instances", "tests") or (top == "solver" and part(name) not in BELOW[own] | {own}):
            wrong.append(f"{source.place} imports {name}")
    assert not wrong


def test_instances_know_problem_calendar_and_plan_alone() -> None:
    wrong = []
    for source, name in of("instances"):
        top = name.split(".")[0]
        known = top == "instances" or top in sys.stdlib_module_names
        if not known and not (top == "solver" and part(name) in FOR_INSTANCES):
            wrong.append(f"{source.place} imports {name}")
    assert not wrong


def test_api_never_reaches_into_model_or_search() -> None:
    wrong = [
        f"{source.place} imports {name}"
        for source, name in of("api")
        if name.split(".")[0] == "solver" and not facade_name(name) and part(name) not in FOR_API
    ]
    assert not wrong


def test_libraries_stay_where_they_belong() -> None:
    wrong = []
    for source, name in of("solver"):
        top = name.split(".")[0]
        if top == "solver" or top in sys.stdlib_module_names:
            continue
        if not any(f"{source.name}.".startswith(f"{place}.") for place in SOLVER_LIBRARIES.get(top, ())):
            wrong.append(f"{source.place} imports {name}")
    assert not wrong


def test_libraries_of_the_service_stay_where_they_belong() -> None:
    wrong = [
        f"{source.place} imports {name}"
        for source, name in of("api")
        for library, homes in SERVICE_LIBRARIES.items()
        if name.split(".")[0] == library and not any(f"{source.name}.".startswith(f"{home}.") for home in homes)
    ]
    assert not wrong


def test_tables_of_workbooks_know_neither_requests_nor_plans() -> None:
    """From a cell to a value there is no way back: ``api.files.table`` imports no other part of the files but their words."""
    known = ("api.files.table", "api.files.labels")
    wrong = [
        f"{source.place} imports {name}"
        for source, name in of("api")
        if source.name.startswith("api.files.table") and name.startswith("api.") and not name.startswith(known)
    ]
    assert not wrong


def test_only_repositories_ask_the_database() -> None:
    asking = {f"sqlalchemy.{word}" for word in QUERIES}
    wrong = [f"{s.place} imports {name}" for s, name in of("api") if name in asking and not s.name.startswith("api.storage")]
    assert any(name in asking for _, name in of("api")), "the test finds no query at all"
    assert not wrong


def test_parts_of_the_api_import_only_what_is_below_them() -> None:
    """Jobs call services, services call repositories; what two parts share stands below both."""
    place = {name: number for number, level in enumerate(API_LEVELS) for name in level}
    wrong = []
    for source, name in of("api"):
        own, other = part(source.name), part(name)
        if not own or not name.startswith("api.") or own == other:
            continue
        assert own in place, f"{source.place}: give this part its place in API_LEVELS"
        if place.get(other, len(API_LEVELS)) >= place[own] and {own, other} - MAPPED:
            wrong.append(f"{source.place} imports {name}")
    assert not wrong
