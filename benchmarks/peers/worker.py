"""One run of one peer in this process: ``python -m benchmarks.peers.worker PEER INSTANCE SEED SECONDS BASE OUT PLAN``.

BASE is a plan document or ``-``; the record goes to OUT and the plan, if any, to PLAN. ``benchmarks.peers`` starts it.
"""

from __future__ import annotations

import json
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.peers.answer import NotInstalledError
from benchmarks.peers.record import blank, record
from benchmarks.peers.registry import peers
from benchmarks.peers.request import load
from solver import dump_plan, load_plan


def work(name: str, instance: str, seed: int, seconds: float, base: Path | None, plan: Path) -> dict[str, Any]:
    """Run the peer and judge it; whatever goes wrong is a record too."""
    peer = peers()[name]
    try:
        request = load(instance)
        if base is not None:
            request = replace(request, base=load_plan(json.loads(base.read_text(encoding="utf-8"))))
        answer = peer.run(request, seed, seconds)
        if answer.plan is not None:
            plan.write_text(json.dumps(dump_plan(answer.plan)), encoding="utf-8")
        return record(request, peer, answer, seed, seconds)
    except NotInstalledError as error:
        return blank(peer, instance, seed, seconds, "skipped", str(error))
    except Exception as error:  # noqa: BLE001 - a peer that fails is a result, with its reason
        traceback.print_exc()
        return blank(peer, instance, seed, seconds, "failed", f"{type(error).__name__}: {error}"[:2000])


def main() -> None:
    """Read the words of the command, write the record."""
    name, instance, seed, seconds, base, out, plan = sys.argv[1:]
    found = work(name, instance, int(seed), float(seconds), None if base == "-" else Path(base), Path(plan))
    Path(out).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
