"""How each route is asked in earnest: ids for its path, and a body, query and headers with which it does its work.

A route that needs more than ids in its path has an entry in :data:`BODIES` or :data:`QUERIES`; a parameter of a new name
one in :data:`OF_A_ROW` or :data:`OF_NOBODY`. Tests that enumerate the routes fail with this file's name otherwise.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from api.deps import XLSX_TYPE
from api.storage.ids import new_id
from solver import Plan, dump_plan
from tests.service.routes import Found
from tests.service.rows import MARK, Rows, marked
from tests.service.town import Town

OF_A_ROW = {
    "school": "school", "term": "term", "key": "key", "member": "member", "job": "job", "plan": "plan", "district": "district",
    "batch": "batch", "scenario": "scenario",
}  # fmt: skip
"""Name of a path's parameter -> the row whose id stands there."""
ELSE_OF_A_ROW: Mapping[str, Mapping[str, str]] = {
    "/v1/batches/{job}": {"job": "batch"},
    "/v1/batches/{job}/rerun": {"job": "batch"},
    "/v1/jobs/{job}/cancel": {"job": "running"},
    "/v1/jobs/{job}/comparison": {"job": "compared"},
    "/page/jobs/{job}/comparison": {"job": "compared"},
    "/v1/jobs/{job}/staffing": {"job": "staffed"},
}
"""Paths in which a parameter stands for another row than usual."""
OF_NOBODY = {"version": "0", "name": "national", "kind": "menu", "revision": "1", "task": "I01"}
"""Name of a path's parameter that is nobody's -> a value."""

Body = Callable[[Rows, bytes], Any]
"""Rows and a request document -> a body."""
SPECS: Mapping[str, Callable[[Rows], dict[str, Any]]] = {
    "solve": lambda rows: {"kind": "solve", "term": rows.term, "seconds": 5},
    "replan": lambda rows: {"kind": "replan", "plan": rows.plan, "seconds": 5},
    "repair": lambda rows: {"kind": "repair", "term": rows.term, "seconds": 5},
    "batch": lambda rows: {"kind": "batch", "name": "b", "terms": [rows.term]},
    "staffing": lambda rows: {"kind": "staffing", "question": "stress", "plan": rows.plan, "weeks": 1},
    "what_if": lambda rows: {"kind": "what_if", "plan": rows.plan, "seconds": 5},
}
"""Kind of job -> a body of ``POST /v1/jobs`` with which a bureau succeeds."""
BODIES: Mapping[str, Body] = {
    "POST /v1/districts": lambda _rows, _request: {"id": f"d-{new_id()[-12:]}", "name": "D"},
    "POST /v1/schools": lambda rows, _request: {"id": f"s-{new_id()[-12:]}", "name": "S", "district_id": rows.district},
    "POST /v1/keys": lambda rows, _request: {"label": "k", "role": "reader", "school_id": rows.school},
    "POST /v1/members": lambda rows, _request: {
        "issuer": "https://id.example", "subject": new_id(), "label": "m", "role": "reader", "school_id": rows.school,
    },
    "PATCH /v1/members/{member}": lambda rows, _request: {"role": "reader", "school_id": rows.school},
    "POST /v1/schools/{school}/terms": lambda _rows, request: _another(request),
    "POST /v1/schools/{school}/samples": lambda _rows, _request: {"sample": "tiny"},
    "POST /v1/terms/{term}/jobs": lambda _rows, _request: {"kind": "solve", "seconds": 5},
    "POST /v1/jobs": lambda rows, _request: SPECS["solve"](rows),
    "POST /v1/batches": lambda rows, _request: {"name": "b", "terms": [rows.term]},
    "POST /v1/batches/{batch}/rerun": lambda rows, _request: {"schools": [rows.school]},
    "POST /v1/plans/{plan}/edits": lambda _rows, request: {"edits": [_own_group(request)]},
    "PUT /v1/plans/{plan}/locks": lambda _rows, _request: {},
    "POST /v1/plans/{plan}/locks": lambda _rows, _request: {"lock": {"posts": "all"}},
    "POST /v1/plans/{plan}/suggestions": lambda _rows, request: {"post": _fixed_post(request)},
    "POST /v1/plans/{plan}/why": lambda _rows, request: {"offering": json.loads(request)["problem"]["offerings"][0]["id"]},
    "POST /v1/plans/{plan}/jobs": lambda _rows, _request: {"kind": "replan", "seconds": 5},
    "POST /v1/terms/{term}/changes": lambda _rows, _request: {"changes": [{"kind": "fee", "amount": "3元"}]},
    "POST /v1/terms/{term}/scenarios": lambda _rows, _request: {"name": "收费 3 元", "changes": ["fee 3元"]},
    "PUT /v1/terms/{term}/names": lambda _rows, request: {"names": [{"id": marked(request).problem.pupils[0].id, "name": "某某"}]},
    "PUT /v1/terms/{term}/tasks/{task}": lambda _rows, _request: {"done": "2026-03-01", "by": "B"},
    "POST /v1/check": lambda _rows, request: {"request": json.loads(request), "plan": EMPTY_PLAN},
    "POST /v1/precheck": lambda _rows, request: json.loads(request),
    "POST /v1/faults": lambda _rows, request: json.loads(request),
    "POST /v1/import": lambda _rows, _request: {"files": [{"name": "名册.csv", "data": base64.b64encode(ROSTER.encode()).decode()}]},
    "POST /v1/complete": lambda _rows, request: json.loads(request),
    "POST /v1/export/{kind}": lambda _rows, request: {"request": json.loads(request), "plan": EMPTY_PLAN},
}
"""Route -> a body with which a bureau succeeds; none: a route that wants no body."""
EARLIER: Mapping[str, tuple[str, ...]] = {
    "POST /v1/plans/{plan}/undo": ("POST /v1/plans/{plan}/edits",),
    "POST /v1/plans/{plan}/redo": ("POST /v1/plans/{plan}/edits", "POST /v1/plans/{plan}/undo"),
}
"""Route -> routes that a bureau asks before, without which it finds nothing to do."""
BOOKS: Mapping[str, Callable[[Town, Rows], bytes]] = {
    "POST /v1/plans/{plan}/workbook": lambda town, rows: bytes(
        town.ask("bureau", "GET", f"/v1/plans/{rows.plan}", accept=XLSX_TYPE).content
    ),
}
"""Route -> a workbook with which a bureau succeeds."""
QUERIES: Mapping[str, Callable[[Rows], Mapping[str, str]]] = {
    "GET /v1/plans/{plan}/calendar": lambda _rows: {"of": f"{MARK}T001"},
    "GET /v1/plans/{plan}/day": lambda _rows: {"date": "2026-10-14", "of": "101"},
}
"""Route -> a query without which it does not work."""
OF_THE_TOWN: Mapping[str, Callable[[Town], tuple[Any, Mapping[str, str]]]] = {
    "POST /v1/sign-in": lambda town: ({"key": town.keys["bureau"]}, {"sec-fetch-site": "same-origin"}),
}
"""Route -> a body and headers with secrets of the town."""
ROSTER = "班级,学号,姓名\n一(1)班,1,王小明\n一(1)班,2,李小红\n"
"""A file of an office that can be imported."""
EMPTY_PLAN = {"version": 1, "plan": dump_plan(Plan())}
CONDITION = {"if-match": "*"}
"""What edits of a plan are based on; other routes do not look at it."""


def _own_group(request: bytes) -> Any:
    """An edit that fits any plan without care groups."""
    return {"edit": "open_care", "weekday": 1, "period": 0, "home": json.loads(request)["problem"]["classes"][0]["id"]}


def _fixed_post(request: bytes) -> str:
    """A post that every plan needs."""
    post = json.loads(request)["problem"]["posts"][0]
    return f"{post['kind'] if post['kind'] == 'qa' else 'fixed'}/{post['weekdays'][0]}/{post['id']}"


def _another(request: bytes) -> Any:
    """A request that was not submitted before: of a term of another name."""
    document = json.loads(request)
    document["problem"]["term"]["name"] = new_id()
    return document


def values(route: Found, rows: Rows) -> dict[str, str]:
    """What stands for the path's parameters: ids of these rows."""
    found = {}
    for name in route.parameters:
        if name in OF_NOBODY:
            found[name] = OF_NOBODY[name]
            continue
        owner = ELSE_OF_A_ROW.get(route.path, {}).get(name) or OF_A_ROW.get(name)
        assert owner is not None, f"{route.name}: say in tests/service/asking.py whose id {{{name}}} is"
        found[name] = getattr(rows, owner)
    return found


def filled(route: Found, rows: Rows) -> str:
    """The path with ids of these rows."""
    return route.path.format(**values(route, rows))


def owned(route: Found) -> bool:
    """Whether the path speaks of somebody's rows."""
    return any(name not in OF_NOBODY for name in route.parameters)


def ask(town: Town, who: str | None, route: Found, rows: Rows, request: bytes, **headers: str) -> Any:
    """Ask a route in earnest, with ids of these rows."""
    for name in EARLIER.get(route.name, ()):
        method, _, path = name.partition(" ")
        given = BODIES.get(name)
        town.ask("bureau", method, path.format(**values(route, rows)), None if given is None else given(rows, request), **CONDITION)
    body, book = BODIES.get(route.name), BOOKS.get(route.name)
    query = QUERIES.get(route.name, lambda _rows: {})(rows)
    path = filled(route, rows) + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")
    if book is not None:
        headers["content-type"] = XLSX_TYPE
        return town.ask(who, route.method, path, content=book(town, rows), **CONDITION, **headers)
    if route.name in OF_THE_TOWN:
        given, more = OF_THE_TOWN[route.name](town)
        return town.ask(who, route.method, path, given, **headers, **more)
    return town.ask(who, route.method, path, None if body is None else body(rows, request), **CONDITION, **headers)


def words(answer: Any) -> str:
    """What stands in an answer, also in a workbook."""
    if not answer.content.startswith(b"PK"):
        return str(answer.text)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
