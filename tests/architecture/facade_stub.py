"""Writes ``solver/__init__.pyi``: the public names as type checkers see them, from the one table in ``solver/__init__.py``.

Run it after a change of that table: ``python -m tests.architecture.facade_stub``.
"""

from __future__ import annotations

from pathlib import Path

import solver

STUB = Path(solver.__file__).with_suffix(".pyi")


def stub() -> str:
    """The text of the stub: imports in the order of modules, and the list of names."""
    plain: dict[str, list[str]] = {}
    renamed: dict[str, list[str]] = {}
    for name, home in sorted(solver.HOMES.items()):
        module, _, attribute = home.partition(":")
        if attribute:
            renamed.setdefault(module, []).append(f"{attribute} as {name}")
        else:
            plain.setdefault(module, []).append(name)
    lines = []
    for module in sorted({*plain, *renamed}):
        together = [", ".join(plain[module])] if module in plain else []
        lines += [f"from {module} import {names}\n" for names in (*together, *renamed.get(module, ()))]
    names = "".join(f'    "{name}",\n' for name in sorted([*solver.HOMES, "__version__"]))
    return "".join([*lines, "\n__version__: str\nHOMES: dict[str, str]\n\n__all__ = [\n", names, "]\n"])


if __name__ == "__main__":
    STUB.write_text(stub())
