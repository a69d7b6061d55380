"""Notices of what was read: a request is good, and something of it was read otherwise than it stands, or looks unmeant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from api.cli.fault_lines import fault_line
from api.mapping.request import Request
from api.services.loading import load_request
from solver import Fault


def load_told(path: Path) -> Request:
    """Read a request, and tell on stderr what its reading noticed. Raises ProblemError."""
    request = load_request(path)
    tell(request.notices)
    return request


def tell(notices: Iterable[Fault]) -> None:
    """Print notices on stderr, one a line."""
    for notice in notices:
        typer.echo(f"提醒 notice: {fault_line(notice)}", err=True)
