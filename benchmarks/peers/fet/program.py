"""Running ``fet-cl`` and reading what it placed.

FET's exit code is 0 even when time ran out; what happened stands in ``logs/result.txt``. On time-out it writes the placement
that got furthest, which is read too: its missing sessions are then violations.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from xml.etree.ElementTree import fromstring

from benchmarks.peers.answer import Answer, Figure, NotInstalledError
from benchmarks.peers.fet.document import Document, document
from benchmarks.peers.placing.result import placed
from benchmarks.peers.placing.task import task
from benchmarks.peers.request import Request
from solver.model.instance import Instance
from solver.model.scope import SectionKey
from solver.plan import Session
from solver.units import parse_clock

PROGRAM = "fet-cl"
INSTALL = "fet-cl is not installed. Maybe: apt-get install --no-install-recommends fet"
QUIET = (
    "conflicts", "sstatistics", "sdayshorizontal", "sdaysvertical", "stimehorizontal", "stimevertical", "ssubgroups",
    "sgroups", "syears", "steachers", "steachersfreeperiods", "srooms", "ssubjects",
)  # fmt: skip
"""Pages that FET need not write: it would take longer over them than over the timetable. Without those of activity tags it
does not write the activities either (6.8.5)."""


def program() -> str:
    """Path of fet-cl. Raises NotInstalledError."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise NotInstalledError(INSTALL)
    return found


def version() -> str:
    """``FET 6.8.5``."""
    told = subprocess.run([program(), "--version"], capture_output=True, text=True, check=False, env=_environment())
    found = re.search(r"version (\S+)", told.stdout)
    return f"FET {found[1]}" if found else "FET"


def run(request: Request, seed: int, seconds: float, *, within: bool) -> Answer:
    """Place the sections of the base plan.

    The time is that of ours in the same task, from the request to the plan: writing the document, the process with its own
    files, reading what it placed. ``program_seconds`` is the process alone.
    """
    command = [program()]
    begin = time.monotonic()
    job = task(Instance(request.problem, request.policy), request.given, within)
    written = document(job)
    writing = time.monotonic() - begin
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "school.fet"
        source.write_bytes(written.text)
        command += [f"--inputfile={source}", f"--outputdir={folder}", f"--timelimitseconds={max(1, round(seconds))}"]
        command += ["--htmllevel=0", *(f"--writetimetable{page}=false" for page in QUIET)]
        command += [f"--randomseeds{name}={seed}" for name in ("10", "11", "12", "20", "21", "22")]
        started = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
        spent = time.monotonic() - started
        places = _places(Path(folder), written)
        plan = placed(job, places) if places else None
        total = time.monotonic() - begin
        said = _said(Path(folder)) or done.stdout.strip()[-300:]
    figures: dict[str, Figure] = {
        "program_seconds": round(spent, 3), "writing_seconds": round(writing, 3), "document_bytes": len(written.text),
        "sections": len(job.sections), "sessions": len(written.activities), "placed": sum(map(len, places.values())),
        "minutes_an_hour": written.grid.step,
    }  # fmt: skip
    return Answer(version(), said, plan, total, figures=figures)


def _environment() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def _said(folder: Path) -> str:
    found = sorted(folder.rglob("logs/result.txt"))
    text = found[0].read_text(encoding="utf-8", errors="replace") if found else ""
    known = ("Simulation successful", "Time exceeded", "Cannot precompute - data is wrong - aborting")
    return next((line for line in known if line in text), text.strip()[:300])


def _places(folder: Path, written: Document) -> dict[SectionKey, list[Session]]:
    """The finished timetable, or the one that got furthest."""
    found = sorted(folder.rglob("*_activities.xml"), key=lambda p: ("current" in str(p), len(str(p))))
    return read(found[0].read_bytes(), written) if found else {}


def read(text: bytes, written: Document) -> dict[SectionKey, list[Session]]:
    """Sessions by section from FET's ``*_activities.xml``; an activity without day, hour or room is not placed."""
    places: dict[SectionKey, list[Session]] = {}
    for entry in fromstring(text).iter("Activity"):
        values = {name: (entry.findtext(name) or "").strip() for name in ("Id", "Day", "Hour", "Room")}
        if all(values.values()):
            session = Session(int(values["Day"]), parse_clock(values["Hour"]), values["Room"])
            places.setdefault(written.activities[int(values["Id"])], []).append(session)
    return places
