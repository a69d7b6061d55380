"""Posts of questions and answers, decided by the data: B05. Who may hold them is a matter of Eligibility."""

from __future__ import annotations

from solver.model.context import ModelContext


def questions(p: ModelContext) -> None:
    """B05: every grade has its adults on every day on which it has pupils, and enough subjects in a week."""
    if not p.policy.on("B05") or not p.scope.slots:
        return
    attended: dict[int, set[int]] = {}
    for (home, day), pupils in p.instance.attending.items():
        if pupils and day in p.instance.days:
            attended.setdefault(p.instance.grade_of_class[home], set()).add(day)
    for grade, days in attended.items():
        mine = [post for post in p.problem.posts if post.kind == "qa" and grade in post.grades]
        subjects: set[str] = set()
        for day in days:
            here = [post for post in mine if day in post.weekdays]
            p.rows.constant("B05", sum(post.headcount for post in here) >= p.number("B05", "adults"))
            subjects |= {subject for post in here for subject in post.subjects}
        p.rows.constant("B05", len(subjects) >= p.number("B05", "subjects_per_week"))
