"""Whatever changes something, and whatever reads personal data, writes who did it: every route, found in the application."""

from __future__ import annotations

from sqlalchemy import select

from api.access.role import Right
from api.storage.tables import audit
from tests.service.asking import ask
from tests.service.routes import Found, guarded_routes
from tests.service.rows import marked, plant
from tests.service.town import Town

PERSONAL = {
    "/v1/terms/{term}/request": "what families asked for",
    "/v1/plans/{plan}": "who sits where",
    "/v1/plans/{plan}/difference": "who was reseated",
    "/v1/plans/{plan}/day": "where a pupil is, and when the way home begins",
    "/v1/plans/{plan}/export/{kind}": "papers of a plan, of which some list pupils",
    "/v1/plans/{plan}/ledgers": "what each family is charged",
    "/v1/jobs/{job}/comparison": "who is reseated in a scenario",
}
"""GET routes that answer with what concerns single pupils, and what that is."""
NOT_SET_UP = {"/v1/login", "/v1/login/callback"}
"""Sign-in by OIDC has tests of its own."""
IMPERSONAL = {
    "/v1/me", "/v1/keys", "/v1/audit", "/v1/members", "/v1/login", "/v1/login/callback",
    "/v1/districts", "/v1/schools", "/v1/schools/{school}", "/v1/schools/{school}/terms",
    "/v1/terms/{term}", "/v1/terms/{term}/precheck", "/v1/terms/{term}/tasks", "/v1/terms/{term}/names",
    "/v1/terms/{term}/scenarios", "/v1/terms/{term}/signup",
    "/v1/policies", "/v1/policies/{name}", "/v1/template",
    "/v1/jobs", "/v1/jobs/{job}", "/v1/jobs/{job}/events", "/v1/jobs/{job}/staffing", "/v1/batches", "/v1/batches/{batch}",
    "/v1/batches/{batch}/report",
    "/v1/terms/{term}/plans", "/v1/plans/{plan}/classes", "/v1/plans/{plan}/adults", "/v1/plans/{plan}/calendar",
    "/v1/plans/{plan}/revisions",
    "/v1/schools/{school}/publications", "/v1/public/{school}/timetable",
}  # fmt: skip
"""GET routes that do not."""
CHANGES_NOTHING = {"POST /v1/logout", "POST /v1/plans/{plan}/workbook"}
"""Other routes that change nothing (for somebody with a key) although their method says so, beside the tools; a workbook in which
nothing was edited is one, and tests/service/test_hand_edits.py sees that an edit is audited."""
ROUTES = guarded_routes()


def test_every_reading_route_is_known_to_be_personal_or_not() -> None:
    unknown = {route.path for route in ROUTES if route.method == "GET"} ^ (set(PERSONAL) | IMPERSONAL)
    assert not unknown, "name them in PERSONAL or IMPERSONAL (or take them out)"


def test_every_change_is_audited(town: Town, tiny: bytes) -> None:
    for route in ROUTES:
        if route.method == "GET" or route.right is Right.TOOLS or route.name in CHANGES_NOTHING:
            continue
        entries = _entries_of(town, route, tiny)
        assert entries, f"{route.name} writes nothing in the audit log"
        assert entries[0]["who"].startswith("key:")


def test_every_reading_of_personal_data_is_audited(town: Town, tiny: bytes) -> None:
    for route in ROUTES:
        if route.method == "GET" and route.path not in NOT_SET_UP:
            personal = [entry for entry in _entries_of(town, route, tiny) if entry["personal"]]
            assert bool(personal) == (route.path in PERSONAL), route.name


def _entries_of(town: Town, route: Found, tiny: bytes) -> list[dict[str, object]]:
    """Carry a route out on fresh rows; what the audit log then holds of that request."""
    rows = plant(town.database, marked(tiny))
    answer = ask(town, "bureau", route, rows, tiny)
    assert answer.status_code < 400, f"tests/service/asking.py asks {route.name} in a wrong way: {answer.text[:400]}"
    with town.database.read() as connection:
        found = connection.execute(select(audit).where(audit.c.request_id == answer.headers["x-request-id"])).mappings().all()
    return [dict(entry) for entry in found]
