"""Exit codes of ``afterbell``, and the one way in which bad input ends a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

import typer

from api.cli.fault_lines import fault_lines
from api.files.language import Language
from solver import Fault, PlanError, PolicyError, ProblemError


class Exit(IntEnum):
    """What the caller learns without reading a word."""

    VALID = 0
    VIOLATIONS = 1
    BAD_INPUT = 2
    INFEASIBLE = 3
    STOPPED = 4
    BUG = 70
    """A mistake of ours; the number is EX_SOFTWARE of sysexits."""


def refusal(
    faults: Sequence[Fault], file: Path | None = None, advice: Sequence[str] = (), language: Language = Language.ZH
) -> typer.Exit:
    """Print every fault on stderr, one a line, and ``file`` if they are all of one; those of a workbook by its sheets.

    advice: lines that follow, what to do. language: of the faults of a workbook. The exception to raise leaves with :attr:`Exit.BAD_INPUT`.
    """
    for line in fault_lines(faults, file, language):
        typer.echo(line, err=True)
    of = f": {file}" if file is not None else ""
    count = sum(1 + len(fault.rows) for fault in faults)
    typer.echo(f"输入有误，共 {count} 处 / input is wrong in {count} place(s){of}", err=True)
    for line in advice:
        typer.echo(line, err=True)
    return typer.Exit(Exit.BAD_INPUT)


@contextmanager
def refusing_faults(file: Path | None = None) -> Iterator[None]:
    """Turn errors that carry faults, of ``file`` if it is named, into a :func:`refusal`."""
    try:
        yield
    except (ProblemError, PolicyError, PlanError) as error:
        raise refusal(error.faults, file) from None
