"""Limits on tiers that a search could not keep: which, by how much, and whether they are proven out of reach."""

from __future__ import annotations

from collections.abc import Mapping

from solver.errors import Fault, PolicyError
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.tier_limits import EXCESS, TierLimits
from solver.plan import Reason
from solver.policy import Policy
from solver.search.bounds.store import Bounds
from solver.search.soft_policy import COVERAGE_RULES


def check_limits(policy: Policy, limits: TierLimits) -> None:
    """Raises PolicyError with a fault for each limit on a tier that the policy has not, and for each below nothing."""
    known = {tier.name for tier in policy.tiers}
    faults = [
        Fault(("limits", name), str(most), f"规则集没有目标“{name}”", f'the policy has no tier "{name}"',
              f"可能是 {' / '.join(sorted(known))} 之一", f"Maybe one of {' / '.join(sorted(known))}")
        for name, most in limits.most.items() if name not in known
    ]  # fmt: skip
    faults += [
        Fault(("limits", name), str(most), "上限不能小于 0", "a limit must not be below 0", "可能是 0", "Maybe 0")
        for name, most in limits.most.items() if most < 0
    ]  # fmt: skip
    if faults:
        raise PolicyError(faults)


def out_of_reach(instance: Instance, policy: Policy, bounds: Bounds) -> dict[str, int]:
    """Limited tier -> its lower bound, where that is above the limit for every plan that keeps the other limits.

    policy: the caller's; where it lets posts stay empty, bounds prove nothing, for they hold with all posts filled.
    """
    if any(policy.on(rule) and not policy.hard(rule) for rule in COVERAGE_RULES):
        return {}
    most = instance.limits.most
    found = bounds.at({"seated": 0, COVERAGE: 0, **most})
    least = {name: max(found.get(name, 0), limit + found.get(EXCESS + name, 0)) for name, limit in most.items()}
    return {name: value for name, value in least.items() if value > most[name]}


def proven_exceeded(instance: Instance, policy: Policy, values: Mapping[str, int], bounds: Bounds) -> bool:
    """Whether a plan of these values exceeds a limit, and every plan does by proof."""
    return instance.limits.exceeded(values) and bool(out_of_reach(instance, policy, bounds))


def limit_reasons(instance: Instance, values: Mapping[str, int], bounds: Mapping[str, int]) -> tuple[Reason, ...]:
    """A sentence for each limit that is proven out of reach (bounds) or that the plan of these values exceeds."""
    return tuple(
        _reason(instance.policy, name, limit, values.get(name), bounds.get(name))
        for name, limit in instance.limits.most.items()
        if name in bounds or values.get(name, 0) > limit
    )


def limits_conflict(instance: Instance) -> tuple[Reason, ...]:
    """A sentence for each limit, where no plan keeps the rules and all the limits."""
    found = []
    for name, limit in instance.limits.most.items():
        tier = next(tier for tier in instance.policy.tiers if tier.name == name)
        most = _shown(limit, tier.per_unit)
        zh = f"没有方案能守住全部规则，同时各项上限都不超过，其中“{tier.zh}”不超过 {most} {tier.unit_zh}。可能要放宽其中一项"
        en = f"No plan keeps all rules and all limits, among them {tier.en}: at most {most} {tier.unit_en}. Maybe raise one of them."
        found.append(Reason(name, zh, en, "", most))
    return tuple(found)


def _reason(policy: Policy, name: str, limit: int, value: int | None, bound: int | None) -> Reason:
    tier = next(tier for tier in policy.tiers if tier.name == name)
    most, per = _shown(limit, tier.per_unit), tier.per_unit
    if bound is not None:
        least, unit = _shown(bound, per), tier.unit_zh
        zh = f"“{tier.zh}”不超过 {most} {unit}做不到：守住全部规则，不会少于 {least} {unit}，做得到的可能更多。可能要放宽这个上限"
        en = f"{tier.en}: at most {most} {tier.unit_en} is out of reach: it is never below {least}, maybe more. Maybe raise the limit."
        return Reason(name, zh, en, least, most)
    found = _shown(value or 0, per)
    zh = f"“{tier.zh}”是 {found} {tier.unit_zh}，超过上限 {most} {tier.unit_zh}；是否做得到尚未证明。可能要更长的时限，或放宽上限"
    en = f"{tier.en}: {found} {tier.unit_en}, above the limit of {most}; not proven out of reach. Maybe give more time, or a higher limit."
    return Reason(name, zh, en, found, most)


def _shown(value: int, per_unit: int) -> str:
    return f"{value / per_unit:.2f}".rstrip("0").rstrip(".") if per_unit > 1 else str(value)
