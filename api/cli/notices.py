"""Notices of what was read: a request is good, and something of it was read otherwise than it stands, or looks unmeant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from api.cli.fault_lines import fault_line
from api.files.request.assumed import ASSUMED_TITLE, place_of
from api.mapping.assumed import Assumed
from api.mapping.request import Request
from api.services.loading import load_request
from solver import Fault


def load_told(path: Path) -> Request:
    """Read a request, and tell on stderr what its reading noticed. Raises ProblemError."""
    request = load_request(path)
    tell(notice for notice in request.notices if notice.path != (ASSUMED_TITLE,))
    tell_assumed(request.assumed)
    return request


def tell_assumed(assumed: Sequence[Assumed]) -> None:
    """Print on stderr what was taken by default, one a line: its value, and where the full workbook changes it."""
    for each in assumed:
        typer.echo(f"默认 default: {each.zh}：{each.value}（{place_of(each)[0]}）", err=True)
    if assumed:
        typer.echo(f"以上 {len(assumed)} 项没有写，按默认取；要改，先写出完整工作簿：afterbell template 完整.xlsx --from 申请.xlsx / "
                   f"{len(assumed)} things were taken by default; to change one, write the full workbook", err=True)  # fmt: skip


def tell(notices: Iterable[Fault]) -> None:
    """Print notices on stderr, one a line."""
    for notice in notices:
        typer.echo(f"提醒 notice: {fault_line(notice)}", err=True)
