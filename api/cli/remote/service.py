"""A running service, asked over HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2

from solver import Fault

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 120.0
"""Reading a large workbook and checking its plan takes a while."""
STREAM_SECONDS = 60.0
"""A stream of events says something every quarter of a minute, be it only that it is there."""
TRIES = 4
BUSY = (409, 429, 502, 503, 504)
"""Answers that mean: the same request a little later."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class RefusedError(Exception):
    """The service said no, or could not be reached; every reason in plain words. ``status``: of HTTP, 0 without an answer."""

    def __init__(self, faults: list[Fault], status: int = 0) -> None:
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = faults
        self.status = status


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service is, and the key to it."""

    client: httpx2.Client

    def get(self, path: str, accept: str = "application/json") -> httpx2.Response:
        """An answer of success. Raises RefusedError."""
        return self._ask("GET", path, {"accept": accept})

    def post(
        self, path: str, *, json: Any = None, content: bytes | None = None, content_type: str = "", if_match: str = ""
    ) -> Any:
        """The document of an answer of success. A request that was broken off is sent again and makes nothing twice.

        Raises RefusedError.
        """
        headers = {"idempotency-key": str(uuid4())} | ({"content-type": content_type} if content_type else {})
        headers |= {"if-match": if_match} if if_match else {}
        return self._ask("POST", path, headers, json=json, content=content).json()

    def patch(self, path: str, *, json: Any) -> Any:
        """The document of an answer of success; sent again, it changes the same. Raises RefusedError."""
        return self._ask("PATCH", path, {}, json=json).json()

    def put(self, path: str, *, json: Any) -> httpx2.Response:
        """Store a document in place of an earlier one; idempotent. Raises RefusedError."""
        return self._ask("PUT", path, {}, json=json)

    def delete(self, path: str) -> None:
        """Take something away. Raises RefusedError."""
        self._ask("DELETE", path, {})

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        """An answer that goes on and on. Raises RefusedError, httpx2.TransportError."""
        timeout = httpx2.Timeout(STREAM_SECONDS, connect=CONNECT_SECONDS)
        with self.client.stream("GET", path, headers={"accept": "text/event-stream", **headers}, timeout=timeout) as response:
            if response.status_code >= 400:
                response.read()
                raise refused(response)
            yield response

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], json: Any = None, content: bytes | None = None
    ) -> httpx2.Response:
        for tried in range(1, TRIES + 1):
            try:
                response = self.client.request(method, path, headers=dict(headers), json=json, content=content)
            except httpx2.TransportError as error:
                if tried == TRIES:
                    raise unreachable(str(self.client.base_url), error) from None
            else:
                if response.status_code < 400:
                    return response
                if response.status_code not in BUSY or tried == TRIES or "retry-after" not in response.headers:
                    raise refused(response)
            time.sleep(0.5 * tried)
        raise AssertionError("the last try always ends")


@contextmanager
def service_at(server: str, key: str) -> Iterator[Service]:
    """A service by its address, such as http://127.0.0.1:8000. Raises RefusedError for an address that is none."""
    parts = urlsplit(server)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise RefusedError([Fault(("--server",), server, "不是服务地址。", "This is no address of a service.",
                                  "可能如 http://127.0.0.1:8000。", "Maybe http://127.0.0.1:8000.")])  # fmt: skip
    headers = {"authorization": f"Bearer {key}"} if key else {}
    # Settings of a proxy are not for addresses of this machine.
    outside = parts.hostname not in LOOPBACK
    timeout = httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    with httpx2.Client(base_url=server.rstrip("/"), headers=headers, timeout=timeout, trust_env=outside) as client:
        yield Service(client)


def in_clear(server: str) -> bool:
    """Whether a key would travel to another machine without encryption."""
    parts = urlsplit(server)
    return parts.scheme == "http" and parts.hostname not in LOOPBACK


def refused(response: httpx2.Response) -> RefusedError:
    """What a problem document says, or whatever else came."""
    try:
        document = response.json()
    except ValueError:
        document = None
    status = response.status_code
    if not isinstance(document, dict) or "title" not in document:
        fault = Fault(("--server",), str(status), "对方不是课后铃服务。", "This does not answer like Afterbell.",
                      "可能地址有误，或中间有代理。", "Maybe the address is wrong, or a proxy is in between.")  # fmt: skip
        return RefusedError([fault], status)
    return RefusedError(faults_of_problem(document, status), status)


def faults_of_problem(document: Mapping[str, Any], status: int) -> list[Fault]:
    """The faults of a problem document; where it lists none, one with its title, and the hint that its status deserves."""
    listed = document.get("errors") or []
    if listed:
        names = ("value", "zh", "en", "hint_zh", "hint_en")
        return [Fault((each.get("where", ""),), *(each.get(name, "") for name in names)) for each in listed]
    zh, _, en = document["title"].partition(" / ")
    hint_zh, hint_en = HINTS.get(status, ("", ""))
    detail = document.get("detail", "")
    value = "" if detail == document["title"] else detail
    return [Fault((document.get("instance", ""),), value, f"{zh}。", f"{en}.", hint_zh, hint_en)]


HINTS: Mapping[int, tuple[str, str]] = {
    401: ("可能 --key 或 AFTERBELL_KEY 有误或已过期。", "Maybe --key or AFTERBELL_KEY is wrong or has expired."),
    403: ("可能要用另一个密钥。", "Maybe another key is needed."),
    404: ("可能编号有误，或不在这个密钥的范围内。", "Maybe the id is wrong, or not within reach of this key."),
    410: ("可能学期已清除。", "Maybe the term was erased."),
    409: ("可能已有人先改动，或这一步现在不能做。", "Maybe somebody was first, or this cannot be done now."),
    412: ("可能有人刚改过，请看最新版本。", "Maybe somebody changed it just now: look at the newest version."),
    413: ("可能文件不对。", "Maybe it is the wrong file."),
    **dict.fromkeys((429, 502, 503, 504), ("可能要稍后再试。", "Maybe try again later.")),
}


def unreachable(server: str, error: httpx2.TransportError) -> RefusedError:
    """Nobody answers."""
    return RefusedError([Fault(("--server",), server, "连不上服务。", f"The service cannot be reached ({type(error).__name__}).",
                               "可能服务未启动，或地址有误。", "Maybe it is not running, or the address is wrong.")])  # fmt: skip
