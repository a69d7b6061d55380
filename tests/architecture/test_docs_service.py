"""The documentation of the service says what is so: settings with their defaults, routes, roles, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.main import get_command

from api.access.role import Role
from api.cli import app
from api.main import create_app
from api.settings import Settings

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """The pages on the service by name, without their ending."""
    return {page.stem: page.read_text(encoding="utf-8") for page in (root / "docs" / "service").glob("*.md")}


def shown(default: object) -> str:
    """A default as the table has it."""
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_settings_have_the_defaults_that_the_table_says(pages: dict[str, str]) -> None:
    told = dict(re.findall(r"^\| `(AFTERBELL_\w+)` \| ?`?([^|`]*?)`? ?\|", pages["settings"], re.MULTILINE))
    known = {f"AFTERBELL_{name.upper()}": shown(field.get_default()) for name, field in Settings.model_fields.items()}
    assert told == known


def test_every_route_is_told_and_every_route_that_is_told_is_there(pages: dict[str, str]) -> None:
    told: set[tuple[str, str]] = set()
    for line in pages["http-api"].splitlines():
        if not line.startswith("| `") or "/" not in line.split("|")[1]:
            continue
        for part in line.split("|")[1].split(";"):
            words = re.findall(r"`([^`]+)`", part)
            methods = [word for word in words if word in METHODS]
            told |= {(method, word) for method in methods for word in words if word.startswith("/")}
    routes = create_app(Settings()).openapi()["paths"]
    assert told == {(method.upper(), path) for path, operations in routes.items() for method in operations}


def test_every_role_is_told(pages: dict[str, str]) -> None:
    assert set(re.findall(r"^\| `(\w+)` [^|]+\|", pages["roles-and-keys"], re.MULTILINE)) >= {
        role.value for role in Role
    }


def test_commands_that_are_named_are_there(root: Path) -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    texts = [page.read_text(encoding="utf-8") for page in (root / "README.md", *(root / "docs").rglob("*.md"))]
    assert {name for text in texts for name in re.findall(r"\bafterbell ([a-z]+(?:-[a-z]+)*)\b", text)} <= commands
