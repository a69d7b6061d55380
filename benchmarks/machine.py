"""What figures depend on: the machine, the versions, and the code that ran."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = (".py", ".toml")


def machine() -> dict[str, str | int]:
    """Cores that the process may use, model of the processor, versions of Python and OR-Tools, system."""
    return {
        "cores": _cores(),
        "processor": _processor(),
        "system": platform.system(),
        "python": platform.python_version(),
        "ortools": version("ortools"),
    }


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name" and value.strip():
                return value.strip()
    return platform.machine()


def code_sha256(checkout: Path) -> str:
    """Hash of the solver's sources and profiles in a checkout, with their places."""
    found = hashlib.sha256()
    for path in sorted((checkout / "solver").rglob("*")):
        if path.suffix in CODE and path.is_file():
            found.update(path.relative_to(checkout).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def default_label(checkout: Path) -> str:
    """The commit of a checkout; where its solver differs from it, ``+`` and the beginning of the code's hash."""
    code = code_sha256(checkout)[:8]
    commit = _git(checkout, "rev-parse", "--short=10", "HEAD")
    if not commit:
        return f"code-{code}"
    return f"{commit}+{code}" if _git(checkout, "status", "--porcelain", "--", "solver") else commit


def _git(checkout: Path, *arguments: str) -> str:
    """What git says, or nothing where there is no git or no repository."""
    command = ["git", "--no-optional-locks", "-C", str(checkout), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
