"""Two large schools under one roof: everything of :mod:`instances.generators.large` twice, to see how a solver grows.

[A] No such school is in the sources; the largest there has 57 classes [P3]. The halves share grades, windows, gates and
staff, so that it is one problem of 108 classes and not two of 54. Everybody is made up.
"""

from __future__ import annotations

from dataclasses import replace

from instances.generators import large
from instances.generators.parameters import Parameters


def parameters() -> Parameters:
    """108 classes of grades 1-6, 4,992 pupils, 280 staff, three windows."""
    base = large.parameters()
    staff, menu = base.staff, base.menu
    return replace(
        base,
        school="实验小学（两校合一）",
        grades=tuple(replace(plan, sizes=plan.sizes * 2) for plan in base.grades),
        staff=replace(
            staff, total=2 * staff.total, admin=2 * staff.admin, support=2 * staff.support,
            math_homerooms=2 * staff.math_homerooms, part_time=2 * staff.part_time, capped=2 * staff.capped,
            engaged=2 * staff.engaged,
        ),
        rooms=tuple(replace(plan, count=2 * plan.count) for plan in base.rooms),
        gates=tuple(replace(gate, lanes=2 * gate.lanes) for gate in base.gates),
        posts=tuple(replace(post, headcount=2 * post.headcount) for post in base.posts),
        menu=replace(menu, sections=tuple((key, 2 * menu.sections_of(key)) for key in menu.keys)),
        demand=replace(base.demand, late=2 * base.demand.late, fans=(("robotics", 210),)),  # 3.5 x its seats [L]
        outside=replace(
            base.outside, skills=base.outside.skills * 2, uninsured=(6, 14), unreviewed=(4, 12)
        ),
    )  # fmt: skip
