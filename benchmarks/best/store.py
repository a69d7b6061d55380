"""The files of the best plans."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.best.entry import Best, dump, load

FOLDER = Path(__file__).parent


def plan_path(instance: str, folder: Path = FOLDER) -> Path:
    return folder / f"{instance}.plan.json.gz"


def read(instance: str, folder: Path = FOLDER) -> Best | None:
    """What is stored of an instance, or None."""
    path = folder / f"{instance}.json"
    return load(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def names(folder: Path = FOLDER) -> list[str]:
    """Instances of which a plan is stored, in the order of the alphabet."""
    return sorted(path.stem for path in folder.glob("*.json"))


def write(best: Best, plan: bytes | None = None, folder: Path = FOLDER) -> None:
    """Store values and bounds, and the packed plan where it is a new one."""
    folder.mkdir(parents=True, exist_ok=True)
    if plan is not None:
        plan_path(best.instance, folder).write_bytes(plan)
    text = json.dumps(dump(best), ensure_ascii=False, indent=1)
    (folder / f"{best.instance}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
