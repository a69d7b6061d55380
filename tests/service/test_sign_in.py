"""Sign-in by OIDC against a provider of our own, on both databases."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from api.access.bounded_calls import CALLS, WAITING
from api.access.rates import Rates
from api.main import create_app
from api.services.signing_in import PendingLogin
from api.settings import Settings
from api.storage.database import Database
from tests.http.conftest import assert_problem
from tests.service.provider import CLIENT, SECRET, FakeProvider, running_provider
from tests.service.town import Town, settle

SITE = "https://bell.example"
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    with running_provider() as fake:
        yield fake


@pytest.fixture
def door(database: Database, provider: FakeProvider) -> Iterator[Town]:
    """The town, with sign-in; its client is a browser of somebody without a key."""
    settings = Settings(
        database_url=database.url.render_as_string(hide_password=False), oidc_issuer=provider.issuer, oidc_client_id=CLIENT,
        oidc_client_secret=SECRET, oidc_audience="bell-api", contact="Ms Wang", public_url=SITE,
    )  # fmt: skip
    with TestClient(create_app(settings), base_url=SITE, follow_redirects=False, raise_server_exceptions=False) as client:
        yield settle(client, database)


def come_in(door: Town, provider: FakeProvider, path: str = "/v1/login") -> Any:
    """Go to the provider and come back."""
    away = door.client.get(path)
    assert away.status_code == 303, away.text
    return door.client.get("/v1/login/callback", params=provider.visit(away.headers["location"]))


def take_in(door: Town, subject: str = "zhang", **scope: Any) -> Any:
    return door.ask("bureau", "POST", "/v1/members", {"subject": subject, "label": "Zhang", **scope})


def test_a_member_signs_in_and_out(door: Town, provider: FakeProvider) -> None:
    made = take_in(door, role="planner", school_id="elm")
    assert made.status_code == 201, made.text
    assert made.json()["issuer"] == provider.issuer
    back = come_in(door, provider, "/v1/login?next=/v1/schools/elm")
    assert (back.status_code, back.headers["location"]) == (303, "/v1/schools/elm")
    cookie = next(value for value in back.headers.get_list("set-cookie") if value.startswith("__Host-afterbell="))
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    me = door.client.get("/v1/me").json()
    assert (me["who"], me["role"], me["school_id"], me["district_id"]) == (f"member:{made.json()['id']}", "planner", "elm", "east")
    assert door.client.post("/v1/logout", headers=OURS).status_code == 204
    assert door.client.get("/v1/me").json()["role"] == "public"
    door.client.cookies.set("__Host-afterbell", cookie.split("; ")[0].partition("=")[2])
    assert door.client.get("/v1/me").json()["role"] == "public"  # the session has ended, not only the cookie
    actions = [entry["action"] for entry in door.ask("bureau", "GET", "/v1/audit").json()["items"]]
    assert actions[:3] == ["sign-out", "sign-in", "take-in-member"]


def test_a_stranger_is_nobody_and_told_whom_to_ask(door: Town, provider: FakeProvider) -> None:
    told = assert_problem(come_in(door, provider), 403, "no-member")
    assert (told["issuer"], told["subject"]) == (provider.issuer, "zhang")
    assert "Ms Wang" in told["detail"]
    assert door.client.get("/v1/me").json()["role"] == "public"
    assert_problem(door.client.get("/v1/schools"), 401, "unauthenticated")


def test_changes_with_a_cookie_come_from_our_pages(door: Town, provider: FakeProvider, tiny: bytes) -> None:
    take_in(door, role="planner", school_id="elm")
    come_in(door, provider)
    for headers, status in (
        ({}, 403), ({"sec-fetch-site": "cross-site"}, 403), ({"sec-fetch-site": "same-site", "origin": SITE}, 403),
        ({"origin": "https://evil.example"}, 403), ({"origin": "null"}, 403), (OURS, 201), ({"origin": SITE}, 200),
    ):  # fmt: skip
        answer = door.client.post("/v1/schools/elm/terms", content=tiny, headers={"content-type": "application/json"} | headers)
        assert answer.status_code == status, headers
        assert door.client.get("/v1/schools/elm", headers=headers).status_code == 200


def test_whoever_is_taken_out_is_out_at_once(door: Town, provider: FakeProvider) -> None:
    member = take_in(door, role="district", district_id="east").json()["id"]
    come_in(door, provider)
    assert door.client.get("/v1/keys").status_code == 200
    assert_problem(take_in(door, role="reader", school_id="elm"), 409, "conflict")
    assert_problem(door.ask("west", "DELETE", f"/v1/members/{member}"), 404, "not-found")
    assert door.ask("bureau", "DELETE", f"/v1/members/{member}").status_code == 204
    assert_problem(door.client.get("/v1/keys"), 401, "unauthenticated")
    assert_problem(come_in(door, provider), 403, "no-member")
    again = take_in(door, role="reader", school_id="elm")
    assert (again.status_code, again.json()["id"], again.json()["role"]) == (201, member, "reader")
    assert_problem(door.client.get("/v1/keys"), 401, "unauthenticated")  # the old sign-in stays ended
    assert come_in(door, provider).status_code == 303


def test_nobody_takes_in_whom_they_may_not(door: Town) -> None:
    for who, scope, status in (
        ("east", {"role": "bureau"}, 403), ("east", {"role": "planner", "school_id": "fir"}, 404),
        ("east", {"role": "district", "district_id": "west"}, 403), ("planner", {"role": "reader", "school_id": "elm"}, 403),
        ("east", {"role": "planner"}, 422), ("east", {"role": "planner", "school_id": "oak"}, 201),
    ):  # fmt: skip
        assert door.ask(who, "POST", "/v1/members", {"subject": "li", "label": "Li", **scope}).status_code == status, scope
    assert [member["subject"] for member in door.ask("east", "GET", "/v1/members").json()["items"]] == ["li"]
    assert door.ask("west", "GET", "/v1/members").json()["items"] == []


@pytest.mark.parametrize(
    "claims",
    [{"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}, {"sub": None},
     {"aud": [CLIENT, "another"], "azp": "another"}],
)  # fmt: skip
def test_tokens_that_prove_nothing(door: Town, provider: FakeProvider, claims: dict[str, Any]) -> None:
    take_in(door, role="planner", school_id="elm")
    provider.claims = claims
    assert_problem(come_in(door, provider), 400, "sign-in-failed")
    assert door.client.get("/v1/me").json()["role"] == "public"


def test_who_comes_back_is_who_went(door: Town, provider: FakeProvider) -> None:
    take_in(door, role="planner", school_id="elm")
    query = provider.visit(door.client.get("/v1/login").headers["location"])
    for wrong in ({"state": "x"}, {"code": "x"}, {"code": ""}, {"error": "access_denied"}):
        answer = door.client.get("/v1/login/callback", params=query | wrong)
        assert_problem(answer, 400, "sign-in-failed")
    door.client.cookies.clear()
    assert_problem(door.client.get("/v1/login/callback", params=query), 400, "sign-in-failed")
    for elsewhere in ("//evil.example", "/\\evil.example", "https://evil.example", "x", "/a b"):
        assert_problem(door.client.get("/v1/login", params={"next": elsewhere}), 422, "bad-input")


def test_access_tokens_are_taken_like_keys(door: Town, provider: FakeProvider) -> None:
    def status(token: str) -> int:
        return int(door.client.get("/v1/schools", headers={"authorization": f"Bearer {token}"}).status_code)

    good = provider.token("bell-api")
    assert status(good) == 401
    take_in(door, role="planner", school_id="elm")
    assert status(good) == 200
    assert provider.asked_for_keys == 1
    assert status(provider.token(CLIENT)) == 401
    assert status(provider.token("bell-api", exp=1)) == 401
    assert status(good[:-4] + "AAAA") == 401
    assert status(signed_with_the_public_key(good, provider.key)) == 401
    for nonsense in ("a.b.c", "..", "é.é.é", "abk_x.y.z"):
        assert door.client.get("/v1/schools", headers={"authorization": f"Bearer {nonsense}".encode()}).status_code == 401


def signed_with_the_public_key(good: str, key: RSAKey) -> str:
    """The same claims under HMAC, whose secret would be the provider's public key: known to everybody."""
    header = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": key.kid}).encode()).rstrip(b"=")
    said = header + b"." + good.split(".")[1].encode()
    signature = hmac.new(key.as_pem(private=False), said, hashlib.sha256).digest()
    return (said + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


def test_fresh_keys_are_fetched_but_not_for_every_stranger(
    door: Town, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(door, role="planner", school_id="elm")

    def status(key: RSAKey) -> int:
        headers = {"authorization": f"Bearer {provider.token('bell-api', key=key)}"}
        return int(door.client.get("/v1/schools", headers=headers).status_code)

    assert status(provider.key) == 200
    stranger = RSAKey.generate_key(2048, {"kid": "strange"})
    assert [status(stranger) for _ in range(3)] == [401] * 3
    assert provider.asked_for_keys == 1
    provider.key = RSAKey.generate_key(2048, {"kid": "second"})
    monkeypatch.setattr("api.access.oidc.ANEW", -1.0)
    assert status(provider.key) == 200
    assert provider.asked_for_keys == 2


def test_a_silent_provider_is_told(door: Town, provider: FakeProvider) -> None:
    provider.issuer += "/elsewhere"
    assert_problem(door.client.get("/v1/login"), 503, "not-ready")


def test_a_provider_that_hangs_holds_up_nobody_else(door: Town, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    """More sign-ins at once than there are threads that answer: every one is told 503, others are answered meanwhile."""
    monkeypatch.setattr(authenticator_of_app(door).provider._calls, "_patience", 60.0)
    provider.answering.clear()
    told: list[int] = []
    threads = [Thread(target=lambda: told.append(door.client.get("/v1/login").status_code)) for _ in range(60)]
    for thread in threads:
        thread.start()
    while len(told) < 60 - WAITING:  # all but those that may wait have been refused, without waiting
        threads[0].join(0.01)
    assert door.client.get("/v1/schools", headers={"authorization": "Bearer a.b.c"}).status_code in (401, 503)
    assert door.ask("bureau", "GET", "/v1/schools").status_code == 200
    assert set(told) == {503}
    assert provider.asked <= CALLS
    provider.answering.set()
    for thread in threads:
        thread.join()
    assert sorted(told) == [303] * (60 - told.count(503)) + [503] * told.count(503)
    assert 60 - WAITING <= told.count(503) < 60


@pytest.mark.parametrize(
    "cookie",
    [
        "bm9uc2Vuc2U=", "", "é", "%ff", "[" * 3_000, "x" * 100_000,
        *(base64.urlsafe_b64encode(content.encode()).decode() for content in (
            "[" * 2_000, "{}", "[1]", '"x"', "1e999", '{"seed": "\\ud800", "nonce": 1, "verifier": null, "then": {}}',
            json.dumps(dict.fromkeys(("seed", "nonce", "verifier"), "a" * 40) | {"then": "//evil.example"}),
            json.dumps(dict.fromkeys(("seed", "nonce", "verifier"), "a" * 40) | {"then": "/", "more": 1}),
        )),
    ],
)  # fmt: skip
def test_a_login_cookie_that_is_not_ours_proves_nothing(door: Town, provider: FakeProvider, cookie: str) -> None:
    query = provider.visit(door.client.get("/v1/login").headers["location"])
    door.client.cookies.clear()
    sent = {"cookie": f"__Host-afterbell-login={cookie}".encode()}
    assert_problem(door.client.get("/v1/login/callback", params=query, headers=sent), 400, "sign-in-failed")


@pytest.mark.parametrize(("part", "value"), [("then", "/v1/keys"), ("nonce", "n" * 43), ("verifier", "v" * 64), ("seed", "s" * 43)])
def test_no_part_of_a_login_cookie_can_be_exchanged(door: Town, provider: FakeProvider, part: str, value: str) -> None:
    take_in(door, role="planner", school_id="elm")
    query = provider.visit(door.client.get("/v1/login?next=/v1/me").headers["location"])
    departure = PendingLogin.unpacked(door.client.cookies["__Host-afterbell-login"])
    assert departure is not None
    door.client.cookies.clear()
    sent = {"cookie": f"__Host-afterbell-login={departure.model_copy(update={part: value}).packed()}"}
    assert_problem(door.client.get("/v1/login/callback", params=query, headers=sent), 400, "sign-in-failed")
    sent = {"cookie": f"__Host-afterbell-login={departure.packed()}"}
    assert door.client.get("/v1/login/callback", params=query, headers=sent).headers["location"] == "/v1/me"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:443", "bell.example.evil.example", ""])
def test_visitors_come_back_to_our_address_whatever_the_host_header_says(door: Town, provider: FakeProvider, host: str) -> None:
    away = door.client.get("/v1/login", headers={"host": host})
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    assert asked["redirect_uri"] == [SITE + "/v1/login/callback"]


def test_a_page_that_is_served_under_a_forged_host_is_not_ours(door: Town, provider: FakeProvider) -> None:
    take_in(door, role="planner", school_id="elm")
    come_in(door, provider)
    forged = {"host": "evil.example", "origin": "https://evil.example"}
    assert_problem(door.client.post("/v1/schools/elm/terms", content=b"{}", headers=forged), 403, "forbidden")


def test_sign_ins_of_one_address_have_a_limit_of_their_own(door: Town, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.client.app.state, "authenticator", replace(authenticator_of_app(door), sign_ins=Rates(0, 3)))  # type: ignore[attr-defined]
    answers = [door.client.get("/v1/login") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 61
    assert door.client.get("/v1/me").status_code == 200


def authenticator_of_app(door: Town) -> Any:
    return door.client.app.state.authenticator  # type: ignore[attr-defined] # Starlette's type knows no state


def test_without_a_provider_there_is_no_sign_in(town: Town) -> None:
    assert_problem(town.ask(None, "GET", "/v1/login"), 404, "no-sign-in")
    assert_problem(town.ask(None, "GET", "/v1/login/callback"), 404, "no-sign-in")
    assert_problem(town.ask(None, "GET", "/v1/me", authorization="Bearer a.b.c"), 401, "unauthenticated")
    assert_problem(town.ask("bureau", "POST", "/v1/members", {"subject": "x", "label": "x", "role": "bureau"}), 422, "bad-input")


def test_half_a_provider_is_refused() -> None:
    with pytest.raises(ValueError, match="AFTERBELL_OIDC_CLIENT_ID"):
        Settings(oidc_issuer="https://id.example")
    with pytest.raises(ValueError, match="AFTERBELL_PUBLIC_URL"):
        Settings(oidc_issuer="https://id.example", oidc_client_id="x")
    with pytest.raises(ValueError, match="https://"):
        Settings(oidc_issuer="http://id.example", oidc_client_id="x", public_url=SITE)


@pytest.mark.parametrize("url", ["bell.example", "ftp://bell.example", "https://", "https://bell.example/path", "//bell.example"])
def test_an_address_that_no_browser_could_show_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="AFTERBELL_PUBLIC_URL"):
        Settings(public_url=url)
    assert Settings(public_url="https://bell.example/").public_url == "https://bell.example"
