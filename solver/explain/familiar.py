"""Notices on familiarity (D16): classes of which nobody is known, and schools where only class teachers are."""

from __future__ import annotations

from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem


def familiar_notices(problem: Problem, policy: Policy) -> list[Reason]:
    """Problem and policy -> a notice of the classes with applicants of which nobody is known, or of which only one adult is known
    because no class has its teachers; nothing where D16 and D16F are off."""
    if not (policy.on("D16") or policy.on("D16F")):
        return []
    applying = {pupil.class_id for pupil in problem.pupils if pupil.weekdays}
    known = problem.familiarity.teachers
    homes = [home.id for home in problem.classes if home.id in applying]
    strange = [home for home in homes if home not in known]
    if strange:
        return [Reason("D16", f"{len(strange)} 个班不知道由谁任教：{names(strange)}。熟悉优先（D16、D16F）不计这些班；"
                       "可能漏填了“教职工”表的“所带班级”或“任教班级”，或“课表”。",
                       f"Of {len(strange)} classes nobody is known who teaches them: {names(strange)}. Familiar adults first (D16, D16F) "
                       "leaves them out; maybe homeroom or classes taught of the staff sheet, or the timetable, were not filled in.",
                       str(len(strange)), "0")]  # fmt: skip
    if homes and all(len(known[home]) == 1 for home in homes):
        return [Reason("D16", f"{len(homes)} 个班都只知道一位老师，熟悉优先（D16）只认这一位；可能漏填了“教职工”表的“任教班级”，或“课表”。",
                       f"Of each of the {len(homes)} classes one adult alone is known, and familiar adults first (D16) counts nobody else; "
                       "maybe classes taught of the staff sheet, or the timetable, were not filled in.",
                       str(len(homes)), "0")]  # fmt: skip
    return []
