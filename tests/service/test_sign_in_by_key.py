"""Sign-in of browsers by a key: sessions that end with the key, pages of this site alone, a limit of tries; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from api.access.authenticator import Authenticator
from api.access.rates import Rates
from api.main import create_app
from api.reading.readers import InProcessReader
from api.services.first_start import first_start
from api.services.keys import first_key
from api.settings import Settings
from api.storage.clock import Now
from api.storage.database import Database
from api.storage.tables import keys, sessions
from tests.http.conftest import assert_problem
from tests.service.town import Town, settle

SITE = "http://localhost"
"""Address on loopback: the browser keeps the cookie without https."""
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def door(database: Database, tmp_path: Path) -> Iterator[Town]:
    """The town; its client is a browser of somebody who is not signed in."""
    settings = Settings(database_url=database.url.render_as_string(hide_password=False), data_dir=tmp_path)
    app = create_app(settings, InProcessReader())
    with TestClient(app, base_url=SITE, follow_redirects=False, raise_server_exceptions=False) as client:
        yield settle(client, database)


def sign_in(door: Town, key: str, **headers: str) -> Any:
    """Ask for a session in the browser."""
    return door.client.post("/v1/sign-in", json={"key": key}, headers=headers or OURS)


def me(door: Town) -> str:
    """Who the browser is."""
    answer = door.client.get("/v1/me")
    return str(answer.json()["label"] or answer.json()["role"])


def key_id(door: Town, name: str) -> str:
    who: str = door.ask(name, "GET", "/v1/me").json()["who"]
    return who.removeprefix("key:")


def test_a_key_signs_a_browser_in_and_out(door: Town) -> None:
    answer = sign_in(door, f"  {door.keys['planner']}\n")  # as it is copied from a letter
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
    assert door.keys["planner"] not in cookie
    assert me(door) == "planner"
    assert door.client.get("/page").status_code == 200
    assert door.client.get("/page/sign-in?next=/page/schools/elm").headers["location"] == "/page/schools/elm"
    assert door.client.post("/v1/logout", headers=OURS).status_code == 204
    assert me(door) == "public"
    door.client.cookies.set("afterbell", cookie.split("; ")[0].partition("=")[2])
    assert me(door) == "public"  # the session has ended, not only the cookie
    actions = [entry["action"] for entry in door.ask("bureau", "GET", "/v1/audit?school=elm").json()["items"]]
    assert actions[:2] == ["sign-out", "sign-in"]


def test_revocation_ends_the_session_at_once(door: Town) -> None:
    sign_in(door, door.keys["planner"])
    assert door.client.get("/v1/schools/elm").status_code == 200
    door.ask("bureau", "DELETE", f"/v1/keys/{key_id(door, 'planner')}")
    assert_problem(door.client.get("/v1/schools/elm"), 401, "unauthenticated")
    assert door.client.get("/page/schools/elm").headers["location"] == "/page/sign-in?next=/page/schools/elm"
    refused = assert_problem(sign_in(door, door.keys["planner"]), 401, "unauthenticated")
    assert "收回" in refused["detail"]


def test_a_session_ends_with_its_key(door: Town) -> None:
    given = door.ask("bureau", "POST", "/v1/keys", {"label": "brief", "role": "reader", "school_id": "elm", "days": 1}).json()
    sign_in(door, given["secret"])
    assert me(door) == "brief"
    with door.database.write() as connection:
        connection.execute(update(keys).where(keys.c.id == given["id"]).values(expires_at=Now() + 3_600_000))
    short = sign_in(door, given["secret"]).headers["set-cookie"]
    seconds = int(short.partition("Max-Age=")[2].partition(";")[0])
    assert 3_500 < seconds <= 3_600  # an hour is left to the key, and twelve are usual
    with door.database.write() as connection:
        connection.execute(update(keys).where(keys.c.id == given["id"]).values(expires_at=Now() - 1))
    assert me(door) == "public"
    assert_problem(sign_in(door, given["secret"]), 401, "unauthenticated")


def test_a_session_ends_by_itself(door: Town) -> None:
    sign_in(door, door.keys["reader"])
    assert me(door) == "reader"
    with door.database.write() as connection:
        connection.execute(update(sessions).values(expires_at=Now() - 1))
    assert me(door) == "public"


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site", "origin": SITE}, {"origin": "https://evil.example"},
     {"origin": "null"}, {"accept": "*/*"}],
)  # fmt: skip
def test_other_sites_sign_nobody_in(door: Town, headers: dict[str, str]) -> None:
    """A page elsewhere could sign a visitor in as somebody else, who would read all that is typed then."""
    assert_problem(sign_in(door, door.keys["planner"], **headers), 403, "forbidden")
    assert me(door) == "public"
    assert sign_in(door, door.keys["planner"], origin=SITE).status_code == 204


def test_wrong_keys_are_refused_alike_and_written_down(door: Town) -> None:
    for wrong in ("abk_wrong", "", "x" * 301):
        answer = sign_in(door, wrong)
        assert answer.status_code == (401 if wrong == "abk_wrong" else 422), wrong
        assert "set-cookie" not in answer.headers
    entries = door.ask("bureau", "GET", "/v1/audit?action=refuse-sign-in").json()["items"]
    assert [(entry["who"], entry["subject"]) for entry in entries] == [("anonymous", "key")]


def test_tries_have_a_limit(door: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    state = door.client.app.state  # type: ignore[attr-defined]
    before: Authenticator = state.authenticator
    monkeypatch.setattr(state, "authenticator", replace(before, sign_ins=Rates(0, 3)))
    assert [sign_in(door, "abk_guess").status_code for _ in range(3)] == [401] * 3
    refused = sign_in(door, door.keys["planner"])
    assert_problem(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["retry-after"]) <= 61


def test_changes_by_the_session_come_from_our_pages(door: Town) -> None:
    sign_in(door, door.keys["bureau"])
    new = {"id": "north", "name": "North"}
    for headers, status in (({}, 403), ({"sec-fetch-site": "cross-site"}, 403), (OURS, 201)):
        assert door.client.post("/v1/districts", json=new, headers=headers).status_code == status


def test_the_first_key_is_pointed_at_until_it_is_used(database: Database, tmp_path: Path) -> None:
    settings = Settings(database_url=database.url.render_as_string(hide_password=False), data_dir=tmp_path)
    assert first_start(database, tmp_path) is None  # no key yet
    secret = first_key(database)
    assert secret is not None
    with TestClient(create_app(settings, InProcessReader()), base_url=SITE) as client:
        assert "afterbell key make --host" in client.get("/page/sign-in").text  # its file is gone
        (tmp_path / "first-key").write_text(secret)
        assert str(tmp_path / "first-key") in client.get("/page/sign-in").text
        assert client.post("/v1/sign-in", json={"key": secret}, headers=OURS).status_code == 204
        home = client.get("/page").text
        assert "开始使用：三步" in home
        assert str(tmp_path / "first-key") in home  # to be deleted
        client.cookies.clear()
        assert str(tmp_path) not in client.get("/page/sign-in").text
