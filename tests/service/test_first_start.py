"""First start: the address that `serve` prints, and which file the first key is in."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from api.cli.serve import _say_address
from api.main import create_app
from api.server import Web
from api.services.first_start import first_key_file
from api.settings import Settings


@pytest.mark.parametrize(
    ("host", "public", "address"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8000/page"), ("0.0.0.0", "", "http://127.0.0.1:8000/page"),
        ("::1", "", "http://[::1]:8000/page"), ("0.0.0.0", "https://bell.example", "https://bell.example/page"),
    ],
)  # fmt: skip
def test_the_address_is_one_that_a_browser_opens(host: str, public: str, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    _say_address(Settings(public_url=public), host, 8000)
    said = capsys.readouterr()
    assert said.err.strip().endswith(address)
    assert said.out == ""


def test_the_address_is_said_once_requests_are_taken(tmp_path: Path) -> None:
    told: list[bool] = []
    web = Web(create_app(Settings(data_dir=tmp_path)), "127.0.0.1", 0, lambda: told.append(web.started))

    async def once() -> None:
        web.config.load()
        web.lifespan = web.config.lifespan_class(web.config)
        await web.startup()
        await web.shutdown()

    asyncio.run(once())
    assert told == [True]


def test_the_newest_file_is_the_keys(tmp_path: Path) -> None:
    assert first_key_file(tmp_path / "none") is None
    assert first_key_file(tmp_path) is None
    for number, name in enumerate(("first-key-2", "first-key")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_000 - number, 1_000 - number))
    assert first_key_file(tmp_path) == tmp_path / "first-key-2"
