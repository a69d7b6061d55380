"""Made-up checkouts for the harness to measure: a solver of a few lines that does what a test wants to see."""

from __future__ import annotations

from pathlib import Path

LOADING = """
from types import SimpleNamespace as N

def load_request(data, suffix):
    return N(problem=N(classes=[1, 2], pupils=[1], staff=[1], offerings=[]))

def choose_policy(request):
    return N()
"""
SOLVER = """
import os, signal, subprocess, sys, time
from types import SimpleNamespace as N

BEHAVIOUR = {behaviour!r}

def Params(seconds, seed, workers):
    return N(seconds=seconds, seed=seed, workers=workers)

def tier(value, bound=0, scale=100):
    return N(name="choice", value=value, bound=bound, scale=scale)

def precheck(problem, policy):
    return [N(rule="D10")] if BEHAVIOUR == "refuses" else []

def solve(problem, policy, params, start, on_progress):
    on_progress(N(stage="construct", seconds=0.1, tiers=(tier(9),), note=""))
    if BEHAVIOUR == "crashes":
        raise RuntimeError("something broke")
    if BEHAVIOUR == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if BEHAVIOUR == "hangs":
        open("hanging", "w").close()
        time.sleep(3600)
    if BEHAVIOUR == "edits":
        open("solver/new.py", "w").close()
    if BEHAVIOUR == "leaves":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    on_progress(N(stage="improve", seconds=0.2, tiers=(tier(5, 5, 200),), note=""))
    plan = N(canonical=lambda: "plan")
    return N(status="valid", plan=plan, tiers=(tier(5, 5),), seconds={{"build": 0.1, "total": 1.0}},
             first_plan_seconds=0.05, effort=1.5, reasons=())

def check_plan(problem, policy, plan):
    broken = [N(rule="K02")] if BEHAVIOUR == "errs" else []
    return N(violations=broken, tiers=(tier(6),) if BEHAVIOUR == "disagrees" else (tier(5),))

def dump_plan(plan):
    return {{"plan": plan}}
"""


def checkout(folder: Path, behaviour: str) -> Path:
    """A checkout whose solver crashes, dies, hangs, leaves a process behind, edits its own code, refuses,
    errs, disagrees, or works."""
    for place, text in (
        ("solver/__init__.py", SOLVER.format(behaviour=behaviour)),
        ("api/__init__.py", ""),
        ("api/services/__init__.py", ""),
        ("api/services/loading.py", LOADING),
    ):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
