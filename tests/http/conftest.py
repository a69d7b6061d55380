"""The service inside the test's process, asked with the first key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.reading.readers import InProcessReader
from api.services.keys import first_key
from api.settings import Settings

JSON = {"content-type": "application/json"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A running service whose own mistakes are answered, as they are to a caller."""
    app = create_app(Settings(data_dir=tmp_path, max_body_bytes=2_000_000), InProcessReader())
    with TestClient(app, raise_server_exceptions=False) as found:
        found.headers["authorization"] = f"Bearer {first_key(app.state.database)}"
        yield found


@pytest.fixture
def tiny(samples: Path) -> bytes:
    """The tiny school's request document."""
    return (samples / "tiny.json").read_bytes()


def assert_problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    """An answer is a problem document of that status and kind; returns it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    document: dict[str, Any] = answer.json()
    assert document["status"] == status
    assert document["type"] == (f"urn:afterbell:problem:{kind}" if kind else "about:blank")
    assert document["title"]
    assert document["detail"]
    return document
