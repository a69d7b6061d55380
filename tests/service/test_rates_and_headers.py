"""How often somebody may ask, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.access.rates import CountsInMemory, Rates
from api.errors import ApiError
from api.main import create_app
from api.services.keys import first_key
from api.settings import Settings
from tests.http.conftest import assert_problem

HEADERS = {
    "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "x-request-id", "cache-control",
}  # fmt: skip


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A service that has little patience."""
    settings = Settings(data_dir=tmp_path, requests_per_minute=5, anonymous_per_minute=3)
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found


def test_so_many_a_minute_and_not_one_more() -> None:
    clock = Clock()
    rates = Rates(3, 2, clock=clock)
    for _ in range(3):
        rates.note("key:a", signed_in=True)
        clock.now += 10
    with pytest.raises(ApiError) as refused:
        rates.note("key:a", signed_in=True)
    assert refused.value.kind.status == 429
    assert 29 <= int(refused.value.headers["Retry-After"]) <= 31
    rates.note("key:b", signed_in=True)
    clock.now += int(refused.value.headers["Retry-After"])
    rates.note("key:a", signed_in=True)


def test_callers_without_number_take_no_memory_without_end() -> None:
    clock = Clock()
    rates = Rates(0, 10, largest=100, clock=clock)
    for caller in range(10_000):
        rates.note(f"address:{caller}", signed_in=False)
        rates.note("key:a", signed_in=True)
    assert len(rates.counts) == 100
    counts = CountsInMemory(2, clock)
    for key in ("a", "b", "a", "c"):
        counts.incr(key, 60)
    assert (counts.get("a"), counts.get("b"), counts.get("c")) == (2, 0, 1)


def test_keys_and_addresses_are_counted_apart(client: TestClient) -> None:
    key = {"authorization": f"Bearer {first_key(client.app.state.database)}"}  # type: ignore[attr-defined]
    assert [client.get("/v1/me", headers=key).status_code for _ in range(6)] == [200] * 5 + [429]
    assert [client.get("/v1/me").status_code for _ in range(3)] == [200] * 3
    refused = client.get("/v1/me")
    assert_problem(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["retry-after"]) <= 61
    assert client.get("/healthz").status_code == 200


def test_guessing_keys_is_counted(client: TestClient) -> None:
    tried = [client.get("/v1/me", headers={"authorization": f"Bearer abk_{n}"}).status_code for n in range(5)]
    assert tried == [401] * 3 + [429] * 2


def test_every_answer_has_secure_headers(client: TestClient) -> None:
    for path, status in (("/healthz", 200), ("/openapi.json", 200), ("/v1/me", 200), ("/v1/keys", 401), ("/nothing", 404)):
        answer = client.get(path)
        assert answer.status_code == status
        assert set(answer.headers) >= HEADERS, path
        assert "strict-transport-security" not in answer.headers
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe-eval" not in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(("public_url", "base"), [("", "https://bell.example"), ("https://bell.example", "http://inside")])
def test_behind_https_browsers_stay_there(tmp_path: Path, public_url: str, base: str) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, public_url=public_url)), base_url=base) as client:
        assert "max-age=31536000" in client.get("/healthz").headers["strict-transport-security"]


def test_no_page_comes_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404
