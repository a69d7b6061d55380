"""Districts, schools, keys and the audit log."""

from __future__ import annotations

from api.services.keys import first_key
from api.storage.database import Database
from tests.http.conftest import assert_problem
from tests.service.town import Town


def test_first_key_is_given_once(database: Database) -> None:
    assert first_key(database) is not None
    assert first_key(database) is None


def test_everybody_sees_their_own_schools(town: Town) -> None:
    def seen(name: str) -> list[str]:
        return [school["id"] for school in town.ask(name, "GET", "/v1/schools").json()["items"]]

    assert seen("bureau") == ["elm", "fir", "oak"]
    assert seen("east") == ["elm", "oak"]
    assert seen("planner") == seen("teacher") == ["elm"]
    assert town.ask("planner", "GET", "/v1/schools/elm").json()["district_id"] == "east"
    assert_problem(town.ask("planner", "GET", "/v1/schools/oak"), 404, "not-found")
    assert_problem(town.ask(None, "GET", "/v1/schools"), 401, "unauthenticated")
    assert_problem(town.ask("planner", "POST", "/v1/districts", {"id": "up", "name": "Up"}), 403, "forbidden")


def test_pages_follow_each_other(town: Town) -> None:
    first = town.ask("bureau", "GET", "/v1/schools?limit=2").json()
    assert [school["id"] for school in first["items"]] == ["elm", "fir"]
    second = town.ask("bureau", "GET", f"/v1/schools?limit=2&after={first['next']}").json()
    assert [school["id"] for school in second["items"]] == ["oak"]
    assert second["next"] is None
    assert_problem(town.ask("bureau", "GET", "/v1/schools?limit=0"), 422, "bad-input")


def test_ids_are_taken_once(town: Town) -> None:
    assert_problem(town.ask("bureau", "POST", "/v1/districts", {"id": "east", "name": "East"}), 409, "conflict")
    again = {"id": "elm", "name": "Elm", "district_id": "west"}
    assert_problem(town.ask("bureau", "POST", "/v1/schools", again), 409, "conflict")
    lost = {"id": "new", "name": "New", "district_id": "nowhere"}
    assert_problem(town.ask("bureau", "POST", "/v1/schools", lost), 404, "not-found")
    bad = {"id": "Elm Street", "name": "", "colour": "green"}
    found = assert_problem(town.ask("bureau", "POST", "/v1/schools", bad), 422, "bad-input")
    assert {fault["where"] for fault in found["errors"]} >= {"body.id", "body.name", "body.colour", "body.district_id"}


def test_a_revoked_key_is_no_good(town: Town) -> None:
    me = town.ask("reader", "GET", "/v1/me").json()
    assert (me["role"], me["school_id"], me["district_id"]) == ("reader", "elm", "east")
    key = me["who"].removeprefix("key:")
    assert_problem(town.ask("west", "DELETE", f"/v1/keys/{key}"), 404, "not-found")
    assert town.ask("east", "DELETE", f"/v1/keys/{key}").status_code == 204
    assert_problem(town.ask("reader", "GET", "/v1/me"), 401, "unauthenticated")
    assert town.ask(None, "GET", "/v1/me").json()["role"] == "public"


def test_nobody_gives_what_they_do_not_have(town: Town) -> None:
    for new, status in (
        ({"label": "x", "role": "bureau"}, 403),
        ({"label": "x", "role": "planner", "school_id": "fir"}, 404),
        ({"label": "x", "role": "planner"}, 422),
        ({"label": "x", "role": "bureau", "school_id": "elm"}, 422),
        ({"label": "x", "role": "planner", "school_id": "oak"}, 201),
    ):
        assert town.ask("east", "POST", "/v1/keys", new).status_code == status, new
    assert town.ask("planner", "POST", "/v1/keys", {"label": "x", "role": "reader", "school_id": "elm"}).status_code == 403
    listed = town.ask("east", "GET", "/v1/keys").json()["items"]
    assert {key["label"] for key in listed} == {"east", "planner", "class_teacher", "teacher", "reader", "neighbour", "x"}
    assert not any("secret" in key or "hash" in key for key in listed)


def test_every_change_is_in_the_audit_log(town: Town) -> None:
    entries = town.ask("bureau", "GET", "/v1/audit?limit=200").json()["items"]
    actions = [entry["action"] for entry in entries]
    assert actions.count("make-school") == 3
    assert actions.count("give-key") == 9
    assert all(entry["request_id"] for entry in entries if entry["who"] != "first-run")
    own = town.ask("west", "GET", "/v1/audit").json()["items"]
    assert {entry["district_id"] for entry in own} == {"west"}
    assert_problem(town.ask("planner", "GET", "/v1/audit"), 403, "forbidden")
