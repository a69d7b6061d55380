"""What the README says of the service is so: settings with their defaults, routes, roles, commands."""

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
def section(root: Path) -> str:
    """The README's section on the service."""
    text = (root / "README.md").read_text(encoding="utf-8")
    return text.split("\n## 服务 The service\n")[1].split("\n## ")[0]


def shown(default: object) -> str:
    """A default as the table has it."""
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_settings_have_the_defaults_that_the_table_says(section: str) -> None:
    told = dict(re.findall(r"^\| `(AFTERBELL_\w+)` \| ?`?([^|`]*?)`? ?\|", section, re.MULTILINE))
    known = {f"AFTERBELL_{name.upper()}": shown(field.get_default()) for name, field in Settings.model_fields.items()}
    assert told == known


def test_every_route_is_told_and_every_route_that_is_told_is_there(section: str) -> None:
    told: set[tuple[str, str]] = set()
    for line in section.splitlines():
        if not line.startswith("| `") or "/" not in line.split("|")[1]:
            continue
        for part in line.split("|")[1].split(";"):
            words = re.findall(r"`([^`]+)`", part)
            methods = [word for word in words if word in METHODS]
            told |= {(method, word) for method in methods for word in words if word.startswith("/")}
    routes = create_app(Settings()).openapi()["paths"]
    assert told == {(method.upper(), path) for path, operations in routes.items() for method in operations}


def test_every_role_is_told(section: str) -> None:
    assert set(re.findall(r"^\| `(\w+)` [^|]+\|", section, re.MULTILINE)) >= {role.value for role in Role}


def test_commands_that_are_named_are_there(section: str) -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"\bafterbell ([a-z]+)\b", section)) <= commands
