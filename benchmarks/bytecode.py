"""Bytecode of what is measured: pip writes it for a program that it installs, nobody writes it for a checkout.

Where Python is told to write none (``PYTHONDONTWRITEBYTECODE``), every process would translate all of the sources anew, and
half a second of each run would be no work of the program.
"""

from __future__ import annotations

import compileall
from pathlib import Path

CODE = ("solver", "api", "benchmarks")


def translate(checkout: Path) -> None:
    """Write the bytecode of a checkout's packages that have none or an old one; sources that are wrong are left alone."""
    for package in CODE:
        if (checkout / package).is_dir():
            compileall.compile_dir(checkout / package, quiet=2)
