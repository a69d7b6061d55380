"""Exit codes of ``afterbell``, and the one way in which bad input ends a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

import typer

from solver import Fault, PlanError, PolicyError, ProblemError
from solver.errors import format_path


class Exit(IntEnum):
    """What the caller learns without reading a word."""

    VALID = 0
    VIOLATIONS = 1
    BAD_INPUT = 2
    INFEASIBLE = 3
    STOPPED = 4
    BUG = 70
    """A mistake of ours; the number is EX_SOFTWARE of sysexits."""


def fault_line(fault: Fault) -> str:
    """``where: zh / en (value …) 可能… / Maybe …`` in one line."""
    words = " / ".join(text for text in (fault.zh, fault.en) if text)
    value = f" (value {fault.value})" if fault.value else ""
    hints = " / ".join(text for text in (fault.hint_zh, fault.hint_en) if text)
    return " ".join(f"{format_path(fault.path)}: {words}{value} {hints}".split())


def refusal(faults: Sequence[Fault], file: Path | None = None) -> typer.Exit:
    """Print every fault on stderr, one a line, and ``file`` if they are all of one.

    The exception to raise leaves with :attr:`Exit.BAD_INPUT`.
    """
    for fault in faults:
        typer.echo(fault_line(fault), err=True)
    of = f": {file}" if file is not None else ""
    typer.echo(f"输入有误，共 {len(faults)} 处 / input is wrong in {len(faults)} place(s){of}", err=True)
    return typer.Exit(Exit.BAD_INPUT)


@contextmanager
def refusing_faults(file: Path | None = None) -> Iterator[None]:
    """Turn errors that carry faults, of ``file`` if it is named, into a :func:`refusal`."""
    try:
        yield
    except (ProblemError, PolicyError, PlanError) as error:
        raise refusal(error.faults, file) from None
