"""The independent checker's word on a stored plan."""

from __future__ import annotations

import json
from dataclasses import dataclass

import solver
from api.services.loading import choose_policy, load_request
from benchmarks.best.entry import BestTier
from benchmarks.instance import Instance, unpacked


@dataclass(frozen=True)
class Verdict:
    """tiers: values and scales by the checker, without bounds. faults: why the plan is no answer; empty when it is one."""

    tiers: tuple[BestTier, ...] = ()
    faults: tuple[str, ...] = ()


class Judge:
    """Checks plans of one instance under the policy of its request."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.request_sha256 = instance.sha256()
        request = load_request(instance.document(), ".json")
        self._problem, self._policy = request.problem, choose_policy(request)

    def word(self, packed: bytes) -> Verdict:
        """The verdict on a plan, packed or plain JSON; a file that cannot be read is a fault too."""
        try:
            plan = solver.load_plan(json.loads(unpacked(packed)))
        except (OSError, EOFError, ValueError, solver.PlanError) as error:
            return Verdict(faults=(f"no plan can be read: {error}",))
        report = solver.check_plan(self._problem, self._policy, plan)
        tiers = tuple(BestTier(tier.name, tier.value, tier.scale) for tier in report.tiers)
        rules = sorted({violation.rule for violation in report.violations})
        if not rules:
            return Verdict(tiers)
        return Verdict(tiers, (f"{len(report.violations)} violations, of {', '.join(rules)}",))
