"""Whose requests count together: by address, and behind a proxy by what a trusted one says."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fastapi import Request

from api.access.authenticator import address_of
from api.main import create_app
from api.server import Web
from api.settings import Settings


def seen(settings: Settings, peer: str, forwarded: str | None) -> str:
    """The visitor that the web process sees, for a connection from ``peer`` that brings the header."""
    web = Web(create_app(settings), "127.0.0.1", 0)
    told: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        told.append(address_of(Request(scope)))

    web.config.app = app
    web.config.load()
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]
    scope = {"type": "http", "client": (peer, 1), "headers": headers, "scheme": "http", "method": "GET", "path": "/"}
    asyncio.run(web.config.loaded_app(scope, None, None))  # type: ignore[arg-type] # nothing is read or sent
    return told[0].removeprefix("address:")


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "visitor"),
    [
        ("127.0.0.1,::1", "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1,::1", "10.0.0.5", "203.0.113.9", "10.0.0.5"),  # nobody's proxy: what it says of others is not believed
        ("10.0.0.0/8", "10.0.0.5", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8", "10.0.0.5", "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # what a visitor wrote himself is not
        ("10.0.0.0/8, 192.0.2.1", "10.0.0.5", "203.0.113.9, 192.0.2.1", "203.0.113.9"),
        ("", "127.0.0.1", "203.0.113.9", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("127.0.0.1", "2001:db8:1:2:bbbb::7", None, "2001:db8:1:2::/64"),
        ("127.0.0.1", "::ffff:203.0.113.9", None, "203.0.113.9"),
    ],
)
def test_visitors_are_told_apart(trusted: str, peer: str, forwarded: str | None, visitor: str) -> None:
    assert seen(Settings(trusted_proxies=trusted), peer, forwarded) == visitor


@pytest.mark.parametrize("wrong", ["proxy", "10.0.0.0/33", "10.0.0.1/8", "*"])
def test_a_proxy_that_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="AFTERBELL_TRUSTED_PROXIES"):
        Settings(trusted_proxies=wrong)
