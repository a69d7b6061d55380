"""One run as a line of JSON: what the peer said and what our checker says.

status: ``valid`` (our checker finds nothing), ``violations``, ``no plan``, ``skipped`` (not installed) or ``failed``.
violations: how many in all, ``by_rule`` how many of each, ``violations_covered`` of the rules that the peer was told.
tiers: [value, scale] by our checker; they say something about a plan without violations only (or, for ``seats``, about
``choice``). events: where it stood on the way, judged by the same checker. seconds: to the last plan; first_valid_seconds:
to the first without violations, at the resolution of the events. peak_memory_mb: of all processes of the run together, our
reading and judging among them, looked at five times a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from benchmarks.machine import machine
from benchmarks.peers.answer import Answer, Step
from benchmarks.peers.registry import Peer
from benchmarks.peers.request import Request
from solver import Plan, Report, check_plan

SHOWN = 60
"""At most so many events are judged; each costs a check."""


def blank(peer: Peer, instance: str, seed: int, limit: float, status: str, said: str) -> dict[str, Any]:
    """A record of a run that brought no plan."""
    return {
        "peer": peer.name, "version": "", "task": peer.task, "instance": instance, "seed": seed, "limit": limit,
        "status": status, "said": said, "seconds": None, "first_valid_seconds": None, "violations": None,
        "violations_covered": None, "by_rule": {}, "tiers": {}, "bounds": {}, "covers": list(peer.covers) or ["all"],
        "told": peer.told, "given": peer.given, "peak_memory_mb": None, "figures": {}, "events": [], "machine": machine(),
    }  # fmt: skip


def record(request: Request, peer: Peer, answer: Answer, seed: int, limit: float) -> dict[str, Any]:
    """The record of a run, its plans judged now."""
    found = blank(peer, request.name, seed, limit, "no plan", answer.said)
    events = [_event(request, step) for step in _some(answer.steps)]
    found |= {
        "version": answer.version, "seconds": round(answer.seconds, 4), "bounds": dict(answer.bounds),
        "figures": dict(answer.figures), "events": events,         "first_valid_seconds": _first(answer, events),
    }  # fmt: skip
    if answer.plan is not None:
        found |= _verdict(peer, check_plan(request.problem, request.policy, answer.plan))
        if found["status"] == "valid" and found["first_valid_seconds"] is None:
            found["first_valid_seconds"] = found["seconds"]
    return found


def _verdict(peer: Peer, report: Report) -> dict[str, Any]:
    by_rule = Counter(violation.rule for violation in report.violations)
    covered = sum(number for rule, number in by_rule.items() if not peer.covers or rule in peer.covers)
    return {
        "status": "valid" if report.valid else "violations",
        "violations": len(report.violations),
        "violations_covered": covered,
        "by_rule": dict(sorted(by_rule.items())),
        "tiers": {tier.name: [tier.value, tier.scale] for tier in report.tiers},
    }


def _some(steps: Iterable[Step]) -> list[Step]:
    """All steps, or as many as are shown, spread evenly with the first and the last."""
    every = list(steps)
    if len(every) <= SHOWN:
        return every
    return [every[round(i * (len(every) - 1) / (SHOWN - 1))] for i in range(SHOWN)]


def _event(request: Request, step: Step) -> dict[str, Any]:
    if step.plan is None:
        tiers = dict(step.tiers or {})
        return {"seconds": round(step.seconds, 3), "valid": bool(step.valid), "violations": None, "tiers": tiers}
    plan: Plan = step.plan()
    report = check_plan(request.problem, request.policy, plan)
    tiers = {tier.name: tier.value for tier in report.tiers}
    return {
        "seconds": round(step.seconds, 3),
        "valid": report.valid,
        "violations": len(report.violations),
        "tiers": tiers,
    }


def _first(answer: Answer, events: list[dict[str, Any]]) -> float | None:
    if answer.first_seconds is not None:
        return round(answer.first_seconds, 3)
    return next((event["seconds"] for event in events if event["valid"]), None)
