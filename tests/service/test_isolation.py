"""Nobody gets through: every route with every role, and with the ids of a school that is not theirs.

The routes are found in the application, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import pytest

from api.access.role import RIGHTS, Right, Role
from api.deps import XLSX_TYPE
from api.errors import PAGES
from api.storage.ids import new_id
from tests.service.asking import BODIES, CONDITION, OF_NOBODY, QUERIES, ask, owned, words
from tests.service.routes import OUTSIDE, Found, every_route, guarded_routes
from tests.service.rows import MARK, PUPIL, Rows, marked, plant
from tests.service.town import BY_ROLE, Town

ROUTES = guarded_routes()
NAMES = [route.name for route in ROUTES]
REFUSED = (401, 403, 404)


def test_every_route_has_a_guard() -> None:
    for route in every_route():
        if route.path.startswith(("/v1", PAGES)):
            assert route.right in Right
        else:
            assert route.path in OUTSIDE, f"{route.name} asks for no right: put it below /v1, or say why in tests/service/routes.py"


def test_examples_are_of_routes_that_there_are() -> None:
    assert set(BODIES) | set(QUERIES) <= set(NAMES)


def test_each_role_passes_where_its_rights_say(town: Town) -> None:
    """With ids that nobody has, so that nothing is done; whoever passes the guard gets another answer than 401 or 403."""
    for route in ROUTES:
        path = route.path.format(**{name: OF_NOBODY.get(name, new_id()) for name in route.parameters})
        for role, name in BY_ROLE.items():
            status = town.ask(name, route.method, path, {} if route.method != "GET" else None, **CONDITION).status_code
            refused = 401 if role is Role.PUBLIC else 403
            assert (status == refused) == (route.right not in RIGHTS[role]), f"{role} {route.name}: {status}"
            assert status < 500, f"{role} {route.name}: {status}"


@pytest.fixture
def foreign(town: Town, tiny: bytes) -> Rows:
    """A school of another district, with a row of every kind."""
    return plant(town.database, marked(tiny))


def test_a_foreign_schools_ids_are_refused(town: Town, foreign: Rows, tiny: bytes) -> None:
    """Nobody of the east reaches them, and the bureau does: they are there."""
    for route in ROUTES:
        if not owned(route) or route.right is Right.OPEN:
            continue
        for role, name in BY_ROLE.items():
            if role is Role.BUREAU:
                continue
            answer = ask(town, name, route, foreign, tiny)
            assert answer.status_code in REFUSED, _told(role, route, answer)
            assert MARK not in answer.text, _told(role, route, answer)
    for route in ROUTES:
        if owned(route) and route.method == "GET":
            answer = ask(town, "bureau", route, foreign, tiny)
            assert answer.status_code == 200, f"the example of tests/service/asking.py is no good: {_told(Role.BUREAU, route, answer)}"


def test_what_is_made_for_a_foreign_school_is_refused(town: Town, foreign: Rows, tiny: bytes) -> None:
    """Ids that stand in bodies: nobody of the east may make anything of the foreign school's or district's."""
    for route in ROUTES:
        if route.method == "GET" or owned(route) or route.right in (Right.TOOLS, Right.OPEN):
            continue
        assert route.name in BODIES, f"{route.name}: give it a body in tests/service/asking.py"
        for role, name in BY_ROLE.items():
            if role is not Role.BUREAU:
                answer = ask(town, name, route, foreign, tiny)
                assert answer.status_code in REFUSED, _told(role, route, answer)


def test_lists_hold_nothing_of_a_foreign_school(town: Town, foreign: Rows, tiny: bytes) -> None:
    """Lists without an id in their path, and what everybody may read: no id of the foreign school's, no personal data."""
    for route in ROUTES:
        if route.method != "GET" or (owned(route) and route.right is not Right.OPEN):
            continue
        for role, name in BY_ROLE.items():
            if role is Role.BUREAU:
                continue
            answer = ask(town, name, route, foreign, tiny)
            hidden = {MARK} if owned(route) else {MARK, *foreign.ids()}
            assert not [word for word in hidden if word in answer.text], _told(role, route, answer)


def test_in_their_own_school_people_see_only_pupils_who_are_theirs(town: Town, tiny: bytes) -> None:
    """Documents, pages and workbooks: a class teacher finds the pupils of their class, teacher, reader and public none."""
    request = marked(tiny)
    own = plant(town.database, request, "east")
    class_id = request.problem.classes[0].id
    theirs = {pupil.id for pupil in request.problem.pupils if pupil.class_id == class_id}
    others = [pupil.id for pupil in request.problem.pupils if pupil.class_id != class_id]
    assert theirs
    assert others
    for role, scope in (("class_teacher", {"classes": [class_id]}), ("teacher", {"person": "t"}), ("reader", {})):
        given = town.ask("east", "POST", "/v1/keys", {"label": role, "role": role, "school_id": own.school, **scope})
        town.keys[f"own {role}"] = given.json()["secret"]
    for route in ROUTES:
        if route.method != "GET":
            continue
        for name in ("own class_teacher", "own teacher", "own reader", None):
            for accept in ("application/json", "text/html", XLSX_TYPE):
                answer = ask(town, name, route, own, tiny, accept=accept)
                told = words(answer)
                hidden = others if name == "own class_teacher" else [PUPIL]
                assert not [word for word in hidden if word in told], f"{name} {route.name} as {accept}: {told[:400]}"


def _told(role: Role, route: Found, answer: object) -> str:
    return f"{role} {route.name}: {getattr(answer, 'status_code', '')} {getattr(answer, 'text', '')[:400]}"
