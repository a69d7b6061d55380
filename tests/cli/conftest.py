"""Running the program inside the test's own process."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result as Ran
from typer.testing import CliRunner

import solver
from api.cli import app
from solver import Result

Run = Callable[..., Ran]


@pytest.fixture
def run() -> Run:
    """``run("check", "plan.json", …)`` -> exit code, stdout, stderr."""

    def invoke(*arguments: str | Path) -> Ran:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)

    return invoke


@pytest.fixture
def hangup_heard() -> Iterator[None]:
    """SIGHUP as a program in a terminal has it, also where the tests were begun with nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def search_says(monkeypatch: pytest.MonkeyPatch) -> Callable[[Result], None]:
    """Replace precheck and search: nothing is impossible, and the search answers as told."""

    def install(result: Result) -> None:
        monkeypatch.setitem(solver.__dict__, "precheck", lambda _problem, _policy: ())
        monkeypatch.setitem(solver.__dict__, "solve", lambda *_: result)

    return install
