"""Every page, found in the application: roles, foreign ids, audit, and what its answer says to the browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from api.access.role import RIGHTS, Right, Role
from api.page.frame import POLICY
from api.storage.ids import new_id
from api.storage.tables import audit
from tests.service.asking import OF_NOBODY, owned
from tests.service.page.routes import PAGES_OF_ALL, PERSONAL, QUERIES, visit
from tests.service.rows import MARK, PUPIL, Rows, marked, plant
from tests.service.town import BY_ROLE, Town

OUTSIDE_ADDRESS = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9]", re.IGNORECASE)


@pytest.fixture
def foreign(town: Town, tiny: bytes) -> Rows:
    """A school of another district, with a row of every kind."""
    return plant(town.database, marked(tiny))


def test_pages_are_read_alone_and_have_one_right() -> None:
    """What changes something goes through /v1, with its rights, audit and idempotency."""
    assert PAGES_OF_ALL
    for route in PAGES_OF_ALL:
        assert route.method == "GET", route.name
        assert route.right in Right
    assert set(QUERIES) | set(PERSONAL) <= {route.path for route in PAGES_OF_ALL}


def test_each_role_sees_the_pages_of_its_rights(town: Town) -> None:
    """With ids that nobody has: whoever may not see a page is refused before anything is looked up, a visitor is sent to sign in."""
    for route in PAGES_OF_ALL:
        path = route.path.format(**{name: OF_NOBODY.get(name, new_id()) for name in route.parameters})
        for role, name in BY_ROLE.items():
            answer = town.client.get(path, headers=town.headers(name), follow_redirects=False)
            allowed = route.right in RIGHTS[role]
            if role is Role.PUBLIC and not allowed:
                assert answer.status_code == 303, path
                assert answer.headers["location"].startswith("/page/sign-in?next=/page"), path
            else:
                assert (answer.status_code == 403) == (not allowed), f"{role} {path}: {answer.status_code}"
                assert answer.status_code < 500, f"{role} {path}: {answer.text[:300]}"


def test_a_foreign_schools_pages_are_not_found(town: Town, foreign: Rows) -> None:
    for route in PAGES_OF_ALL:
        if not owned(route) or route.right is Right.OPEN:
            continue
        for role, name in BY_ROLE.items():
            if role is Role.BUREAU:
                continue
            answer = visit(town, name, route, foreign)
            assert answer.status_code in (303, 403, 404), f"{role} {route.path}: {answer.status_code}"
            assert MARK not in answer.text, f"{role} {route.path}"
        answer = visit(town, "bureau", route, foreign)
        assert answer.status_code in (200, 303), f"{route.path}: {answer.status_code} {answer.text[:600]}"


def test_in_their_own_school_people_see_only_pupils_who_are_theirs(town: Town, tiny: bytes) -> None:
    request = marked(tiny)
    own = plant(town.database, request, "east")
    class_id = request.problem.classes[0].id
    others = [pupil.id for pupil in request.problem.pupils if pupil.class_id != class_id]
    assert others
    for role, scope in (("class_teacher", {"classes": [class_id]}), ("teacher", {"person": "t"}), ("reader", {})):
        given = town.ask("east", "POST", "/v1/keys", {"label": role, "role": role, "school_id": own.school, **scope})
        town.keys[f"own {role}"] = given.json()["secret"]
    for route in PAGES_OF_ALL:
        for name in ("own class_teacher", "own teacher", "own reader", None):
            told = visit(town, name, route, own).text
            hidden = others if name == "own class_teacher" else [PUPIL]
            assert not [word for word in hidden if word in told], f"{name} {route.path}"


def test_reading_of_pupils_is_audited(town: Town, tiny: bytes) -> None:
    for route in PAGES_OF_ALL:
        rows = plant(town.database, marked(tiny))
        answer = visit(town, "bureau", route, rows)
        with town.database.read() as connection:
            found = connection.execute(select(audit).where(audit.c.request_id == answer.headers["x-request-id"])).mappings().all()
        assert any(entry["personal"] for entry in found) == (route.path in PERSONAL), route.path


def test_answers_are_strict_private_and_bilingual(town: Town, tiny: bytes) -> None:
    """No inline script, style or handler, no outside address; a policy without exception; a tag; either language alone."""
    rows = plant(town.database, marked(tiny))
    for route in PAGES_OF_ALL:
        answer = visit(town, "bureau", route, rows)
        if answer.status_code != 200:
            assert answer.status_code == 303, f"{route.path}: {answer.text[:600]}"
            continue
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "private, no-cache"
        assert not _Faults.of(answer.text), f"{route.path}: {_Faults.of(answer.text)}"
        again = visit(town, "bureau", route, rows, **{"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304, f"{route.path} differs each time"
        assert 'lang="zh-Hans"' in answer.text
        english = visit(town, "bureau", route, rows, cookie="afterbell-language=en")
        assert '<html lang="en">' in english.text


@pytest.mark.parametrize("path", ["/page/nowhere", "/page/plans/nobodys"])
def test_errors_of_pages_are_pages(town: Town, path: str) -> None:
    answer = town.ask("planner", "GET", path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text


class _Faults(HTMLParser):
    """What a strict policy would refuse, and forms that leave without a module."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.headings = 0

    @classmethod
    def of(cls, text: str) -> list[str]:
        parser = cls()
        parser.feed(text)
        if parser.headings != 1:
            parser.found.append(f"{parser.headings} first headings")
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.headings += tag == "h1"
        if tag == "style" or "style" in given:
            self.found.append(f"style in <{tag}>")
        if tag == "script" and given.get("type") != "application/json" and not (given.get("src") or "").startswith("/static/"):
            self.found.append("inline script")
        self.found += [f"{name} in <{tag}>" for name in given if name.startswith("on")]
        self.found += [value for value in given.values() if value and OUTSIDE_ADDRESS.match(value)]
