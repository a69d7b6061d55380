"""Fees in the words of a letter to parents, from the request alone."""

from __future__ import annotations

from api.files.content.names import grade_names
from api.files.labels import FEE_KINDS
from solver.check.families.budget import service_fee_hours
from solver.policy.policy import Policy
from solver.problem.problem import Problem


def fee_words(problem: Problem, policy: Policy) -> tuple[str, ...]:
    """Paragraphs: fee of a class-hour, of a day by grade, other charges, waivers."""
    fee = problem.money.fee
    hour = policy.number_or("G02", "minutes_per_classhour", 40) or 40
    items = [f"{item.name}（{FEE_KINDS.get(item.kind, item.kind)}）" for item in problem.money.fee_items]
    others = f"另有{'、'.join(items)}，按公示另行告知，自愿选择。" if items else "不另收其他费用。"
    if fee == 0:
        return (f"不收取课后服务费。{others if items else ''}",)
    lines = [f"每生每课时{fee / 100:.2f}元，每课时{hour}分钟，按报名的天数计算；经公示后收取，{others}"]
    for band in problem.bands:
        hours, parts = service_fee_hours(policy, band.start, band.periods[-1].end)
        lines.append(f"{grade_names(band.grades)}：每天{hours / parts:g}课时，{hours * fee / parts / 100:.2f}元。")
    lines.append("家庭经济困难学生按规定减免，由家长向学校申请，学校为其保密。")
    return tuple(lines)
