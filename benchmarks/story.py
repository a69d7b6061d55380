"""What the process of a run told, put together into the facts of its record.

Seconds count from the spawn of the process. ``first_plan`` is when the first complete valid plan stood: the moment at
which the search began, and the search's own ``first_plan_seconds`` after it.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

Facts = dict[str, Any]
GOOD = ("optimal", "valid")
STAMPS = ("started", "imported", "loaded", "prechecked", "search", "solved", "checked", "done")
SIZE = ("classes", "pupils", "staff", "offerings")
EVENT = ("at", "search_at", "stage", "note", "values", "bounds", "names", "scales")


def told(events: Path, exit_code: int, killed: bool) -> Facts:
    """The facts of a run from its lines and from how its process ended.

    A process that did not end by itself with code 0, or that fell silent before it was done, is a failed run; what it
    told until then is kept. A last line that was cut off in writing is passed over.
    """
    lines = _lines(events)
    at: dict[str, Facts] = {line["kind"]: line for line in lines if line["kind"] != "progress"}
    solved, checked = at.get("solved", {}), at.get("checked", {})
    seconds: dict[str, float | None] = {name: at[name]["at"] for name in STAMPS if name in at}
    first = solved.get("first_plan_seconds")
    if first is not None and "search" in at:
        seconds["first_plan"] = round(at["search"]["at"] + first, 4)
    finished = exit_code == 0 and ("done" in at or bool(at.get("prechecked", {}).get("refused")))
    tiers = _tiers(solved, checked)
    return {
        "status": _status(solved, checked) if finished else "failed",
        "failure": None if finished else {"exit": exit_code, "why": _why(exit_code, killed, lines)},
        "reasons": at.get("prechecked", {}).get("refused") or solved.get("reasons", []),
        "violations": checked.get("violations"),
        "broken_rules": checked.get("rules", []),
        "seconds": seconds,
        "parts": _parts(at, solved),
        "checker_ms": median(checked["milliseconds"]) if checked else None,
        "effort": solved.get("effort"),
        "tiers": tiers,
        "agrees": [t["value"] for t in tiers] == [t["value"] for t in solved["tiers"]] if checked else None,
        "events": [{k: line[k] for k in EVENT if k in line} for line in lines if line["kind"] == "progress"],
    } | {name: at.get("loaded", {}).get(name) for name in SIZE}


def _lines(events: Path) -> list[Facts]:
    lines = []
    for text in events.read_text(encoding="utf-8").splitlines() if events.exists() else ():
        try:
            lines.append(json.loads(text))
        except ValueError:
            break  # killed in the middle of a line: nothing follows it
    return lines


def _status(solved: Facts, checked: Facts) -> str:
    """The search's word, unless the checker knows better; as the command line reports it."""
    if not solved:
        return "infeasible"  # refused by the precheck, with its reasons
    word = str(solved["status"])
    if not checked:
        return "stopped" if word in GOOD else word
    if checked["violations"]:
        return "violations" if word in GOOD else word
    return word if word in GOOD else "valid"


def _why(exit_code: int, killed: bool, lines: list[Facts]) -> str:
    last = lines[-1]["kind"] if lines else "nothing"
    if killed:
        return f"killed for being late; the last that it told was: {last}"
    if exit_code < 0:
        return f"ended by signal {-exit_code}; the last that it told was: {last}"
    return f"exit code {exit_code}; the last that it told was: {last}"


def _tiers(solved: Facts, checked: Facts) -> list[Facts]:
    """The checker's values and scales beside the search's bounds; without a checked plan, the search's own."""
    if not checked:
        return list(solved.get("tiers", []))
    bounds = {tier["name"]: tier["bound"] for tier in solved["tiers"]}
    return [
        {"name": t["name"], "value": t["value"], "bound": bounds.get(t["name"]), "scale": t["scale"]}
        for t in checked["tiers"]
    ]


def _parts(at: dict[str, Facts], solved: Facts) -> dict[str, float]:
    """Seconds by part: interpreter, imports, load, precheck, engines (loading them), then the search's own parts."""
    parts: dict[str, float] = {}
    before = 0.0
    for stamp, part in zip(STAMPS, ("interpreter", "imports", "load", "precheck", "engines"), strict=False):
        if stamp in at:
            parts[part] = round(at[stamp]["at"] - before, 4)
            before = at[stamp]["at"]
    return parts | {name: value for name, value in solved.get("seconds", {}).items() if name != "total"}
