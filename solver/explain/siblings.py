"""Notices on families: codes that only one pupil has (D18)."""

from __future__ import annotations

from collections import Counter

from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem


def sibling_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """D18: pupils whose family code nobody shares, while the rule is on; codes are not told, for others read notices too."""
    sizes = Counter(pupil.family for pupil in problem.pupils)
    alone = tuple(pupil.id for pupil in problem.pupils if pupil.family and sizes[pupil.family] == 1)
    if not alone or not policy.on("D18"):
        return []
    return [
        Reason(
            "D18",
            f"{len(alone)} 名学生填了家庭，但没有别的学生填同一个代号，不起作用：{names(alone)}。"
            "可能兄弟姐妹的代号写法不同，或不在名单里。",
            f"{len(alone)} pupils have a family code that no other pupil has, which has no effect: {names(alone)}. "
            "Maybe their siblings' codes are written otherwise, or they are not on the list.",
            str(len(alone)), "0", alone,
        )
    ]  # fmt: skip
