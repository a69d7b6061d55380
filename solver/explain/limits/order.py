"""Order of leaving (D17): which grades leave later than a higher one, and why: by the hours, by the gates, or given up.

Least pairs are told by the slots alone (:mod:`solver.search.slot_model`), once as they are and once with gates that hold everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from solver.check.families.order import late_pairs
from solver.check.names import grade_id
from solver.check.plan_index import PlanIndex
from solver.explain.hours import fitting_slots
from solver.explain.limits.limit import Limit
from solver.model.instance import Instance
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.slot_model import SlotModel
from solver.words import grades_en, grades_zh

EFFORT = 2.0
"""Deterministic effort for each count of the least pairs. Raising it proves more of very many grades and gates."""


def order_limit(view: PlanIndex) -> Limit | None:
    """Pairs of grades in the wrong order, and how many of them no plan avoids; None where there is none, or D17 is off."""
    pairs = late_pairs(view) if view.policy.soft("D17") else []
    if not pairs:
        return None
    problem, policy = view.problem, _alone(view.policy)
    least = _least(problem, policy)
    wide = tuple(replace(gate, lanes=gate.lanes * max(1, len(problem.classes))) for gate in problem.gates)
    by_hours = min(least, _least(replace(problem, gates=wide), policy))
    by_gates, left = least - by_hours, len(pairs) - least
    zh, en = _reasons(by_hours, by_gates, left, _laid_down(problem, policy))
    named_zh, named_en = _named(pairs)
    return Limit(
        "order", len(pairs), least, 0 if by_hours else by_hours if by_gates else least,
        (*(_laid_down(problem, policy) if by_hours else ()), *(("D14", "H03") if by_gates else ())),
        tuple(grade_id(grade) for grade in sorted({grade for pair in pairs for grade in pair})),
        f"低年级晚于高年级放学的有 {len(pairs)} 对（{named_zh}）：{zh}。",
        f"{len(pairs)} pairs of grades of which the lower leaves later ({named_en}): {en}.",
    )  # fmt: skip


def _alone(policy: Policy) -> Policy:
    """The policy with pairs of grades as the only thing that counts, one each."""
    pair, siblings = replace(policy.rules["D17"], weight=1), replace(policy.rules["D18"], level="off")
    return replace(policy, rules={**policy.rules, "D17": pair, "D18": siblings})


def _least(problem: Problem, policy: Policy) -> int:
    return SlotModel(Instance(problem, policy), EFFORT, 1).least("order")


def _laid_down(problem: Problem, policy: Policy) -> tuple[str, ...]:
    """Rules that shut out a slot of some grade."""
    found = {
        rule: None
        for window in problem.windows
        for rule, slots in fitting_slots(problem, policy, window).items()
        if slots != window.dismissals
    }
    return tuple(found)


def _named(pairs: Iterable[tuple[int, int]]) -> tuple[str, str]:
    """``一、二年级晚于三年级``, a part for each higher grade."""
    later: dict[int, list[int]] = defaultdict(list)
    for low, high in pairs:
        later[high].append(low)
    zh = "；".join(f"{grades_zh(lows)}晚于{grades_zh([high])}" for high, lows in sorted(later.items()))
    en = "; ".join(f"{grades_en(lows)} after {grades_en([high])}" for high, lows in sorted(later.items()))
    return zh, en


def _reasons(by_hours: int, by_gates: int, left: int, rules: tuple[str, ...]) -> tuple[str, str]:
    zh, en = [], []
    if by_hours:
        of_zh, of_en = (f"或规则 {'、'.join(rules)} ", f" or by {', '.join(rules)}") if rules else ("", "")
        zh.append(f"{by_hours} 对由时段表{of_zh}定下，任何方案都如此")
        en.append(f"{by_hours} by the dismissal slots of the windows{of_en}, in every plan")
    if by_gates:
        zh.append(f"校门一批走不完所有年级，任何方案因此至少有 {by_gates} 对（D14、H03）")
        en.append(f"at least {by_gates} in every plan since the gates do not hold all grades at once (D14, H03)")
    if left:
        zh.append(f"{left} 对让给岗位、延时托管的场地等更重要的事，或尚未找到更好的次序")
        en.append(f"{left} given up for posts, for rooms of extended care and the like, or not yet bettered")
    return "；".join(zh), "; ".join(en)
