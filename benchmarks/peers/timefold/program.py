"""Compiling and running the Java peer with the jars of the ``timefold`` wheel.

The jars are looked for in the package ``timefold`` of the interpreter that ``TIMEFOLD_PYTHON`` names, else of this one; only
the solver's own are put on the class path. The sources are ours, in ``java/``, and are compiled into a temporary folder;
compiling is no part of the time. The limit is counted from the start of the virtual machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.peers.answer import Answer, Figure, NotInstalledError, Step
from benchmarks.peers.flexing import flexed
from benchmarks.peers.request import Request
from benchmarks.peers.timefold.answer import read
from benchmarks.peers.timefold.lines import School
from benchmarks.peers.timefold.school import school
from solver.model.instance import Instance

SOURCES = Path(__file__).parent / "java"
PYTHON = "TIMEFOLD_PYTHON"
LEFT_OUT = re.compile(r"python|jpyinterpreter|junit|mockito|assertj")
"""Jars that only the Python side or tests of Timefold need."""
INSTALL = f"Maybe: pip install timefold==1.24.0b0 into an environment of its own, and {PYTHON}=<its python>"
STRETCHES = 30
"""So many solutions are kept of a run."""
FIND = (
    "import importlib.util as u; s = u.find_spec('timefold'); print(list(s.submodule_search_locations)[0] if s else '')"
)


def jars() -> list[Path]:
    """The class path. Raises NotInstalledError."""
    python = os.environ.get(PYTHON, sys.executable)
    if not Path(python).exists():
        raise NotInstalledError(f"{PYTHON} names no interpreter: {python}. {INSTALL}")
    told = subprocess.run([python, "-c", FIND], capture_output=True, text=True, check=False).stdout.strip()
    found = sorted(Path(told).glob("solver/jars/*.jar")) if told else []
    if not found:
        raise NotInstalledError(f"the wheel of timefold is not installed. {INSTALL}")
    return [jar for jar in found if not LEFT_OUT.search(jar.name)]


def tool(name: str) -> str:
    """Path of ``java`` or ``javac``. Raises NotInstalledError."""
    found = shutil.which(name)
    if found is None:
        raise NotInstalledError(f"{name} is not installed. Maybe: apt-get install openjdk-17-jdk-headless")
    return found


def version(path: list[Path]) -> str:
    """``Timefold 1.24.0``."""
    names = [re.fullmatch(r"timefold-solver-core-([\d.]+)\.jar", jar.name) for jar in path]
    return f"Timefold {next((found[1] for found in names if found), '')}".strip()


def compiled(folder: Path, path: list[Path]) -> str:
    """Compile our sources into the folder; returns the class path to run them with. Raises RuntimeError."""
    classes = ":".join(map(str, path))
    command = [
        tool("javac"),
        "-proc:none",
        "-d",
        str(folder),
        "-cp",
        classes,
        *map(str, sorted(SOURCES.glob("*.java"))),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"javac: {done.stderr[-2000:]}")
    return f"{classes}:{folder}"


def run(request: Request, seed: int, seconds: float) -> Answer:
    """Solve the school within the sections of the base plan."""
    path, java = jars(), tool("java")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        classes = compiled(folder / "classes", path)
        begin = time.monotonic()
        frame = Instance(request.problem, request.policy)
        written = school(frame, request.given)
        source = folder / "school.txt"
        source.write_text("\n".join(written.lines), encoding="utf-8")
        writing = time.monotonic() - begin
        stretch = str(max(0.5, seconds / STRETCHES))
        command = [java, "-cp", classes, "Main", str(source), str(folder), str(seconds - writing), str(seed), stretch]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        spent = time.monotonic() - begin
        if done.returncode:
            raise RuntimeError(f"java: {done.stderr[-2000:]}")
        texts = {float(p.stem[3:]): p.read_text(encoding="utf-8") for p in sorted(folder.glob("at-*.txt"))}
        return _answer(frame, written, texts, version(path), writing, spent)


def _answer(frame: Instance, written: School, texts: dict[float, str], told: str, writing: float, spent: float) -> Answer:
    steps = [
        Step(writing + when, lambda text=text: flexed(frame, read(written, text)[1]))  # type: ignore[misc]
        for when, text in texts.items()
    ]
    score, plan = read(written, list(texts.values())[-1])
    figures: dict[str, Figure] = {"writing_seconds": round(writing, 2), "score": score, "meetings": len(written.meetings),
               "seats": len(written.seats), "care": len(written.cares), "posts": len(written.stands)}  # fmt: skip
    return Answer(told, score, flexed(frame, plan), spent, steps, figures=figures)
