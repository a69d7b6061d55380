"""Where the project installs a lock, read from the files that do it: the Makefile's stamps, the Dockerfile, and the documents."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from dataclasses import dataclass

from tests.architecture.sources import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
STAMPS = (".venv/.demo", ".venv/.dev", ".venv/.bench")
PAGES = tuple(sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md")))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *PAGES, ".ci/run", "compose.yaml", "api/deploy/kubernetes.yaml")


@dataclass(frozen=True)
class Recipe:
    """All commands of one place, in order, as lists of words."""

    place: str
    commands: tuple[tuple[str, ...], ...]

    @property
    def pip(self) -> tuple[tuple[str, ...], ...]:
        """Arguments of every call of pip, in order."""
        calls = (command for command in self.commands if command[1:3] == ("-m", "pip"))
        return tuple(command[3:] for command in calls)

    @property
    def of_locks(self) -> tuple[tuple[str, ...], ...]:
        """The calls of pip that install a lock."""
        return tuple(call for call in self.pip if any(lock in call for lock in LOCKS))


def recipes() -> tuple[Recipe, ...]:
    """Every place that installs a lock."""
    return (*(_stamp(stamp) for stamp in STAMPS), _dockerfile(), *_documents())


def _stamp(stamp: str) -> Recipe:
    """Commands of make for a stamp, were nothing there yet; without what an outer make hands on."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--dry-run", "--always-make", "--no-print-directory", stamp]
    told = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True).stdout
    return Recipe(stamp, tuple(tuple(shlex.split(line)) for line in told.splitlines()))


def _dockerfile() -> Recipe:
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    steps = (step for run in re.findall(r"^RUN (.*)$", text, re.MULTILINE) for step in run.split("&&"))
    return Recipe("Dockerfile", tuple(tuple(shlex.split(step)) for step in steps))


def _documents() -> tuple[Recipe, ...]:
    """Documents that tell people to install a lock by hand."""
    found = []
    for place in DOCUMENTS:
        lines = re.findall(r"^.*pip\b.*\binstall\b.*requirements.*$", (ROOT / place).read_text(encoding="utf-8"), re.MULTILINE)
        if lines:
            found.append(Recipe(place, tuple(tuple(shlex.split(line)) for line in lines)))
    return tuple(found)
