"""Whether the classes can leave in time: slots and gates tried out against D14 and H03."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from solver.explain.hours import usable_slots
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute, clock
from solver.words import grades_en, grades_zh

MOST_TRIES = 20_000
"""Beyond so many tries the search gives up and claims nothing."""
Wave = tuple[str, Minute]


class Dismissals:
    """Every way in which the grades may leave, cut off where a wave cannot clear its gate."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.escort = policy.number("D14", "escort_minutes")
        self.waits = policy.hard("H03")
        self.options: dict[int, list[Wave]] = {}
        self.classes: dict[int, int] = {}
        applicants = {pupil.class_id for pupil in problem.pupils if pupil.weekdays}
        for window in problem.windows:
            slots = usable_slots(problem, policy, window)
            self.options[window.grade] = [(gate, minute) for minute, gate in product(slots, window.gates)]
            self.classes[window.grade] = sum(
                1 for home in problem.classes if home.grade == window.grade and home.id in applicants
            )
        self.tries = 0

    def possible(self, grades: Sequence[int]) -> bool:
        """Whether these grades alone can leave in time; True also when that was too much to find out."""
        self.tries = 0
        return self._extend(sorted(grades, key=lambda g: (len(self.options[g]), -self.classes[g])), {})

    def _extend(self, grades: list[int], waves: dict[Wave, int]) -> bool:
        self.tries += 1
        if not grades or self.tries > MOST_TRIES:
            return True
        grade, rest = grades[0], grades[1:]
        for wave in self.options[grade]:
            grown = {**waves, wave: waves.get(wave, 0) + self.classes[grade]}
            if self._clears(grown, wave[0]) and self._extend(rest, grown):
                return True
        return False

    def _clears(self, waves: dict[Wave, int], gate_id: str) -> bool:
        """D14 and H03 at one gate. Further grades only add classes and waves, so a failure is final."""
        gate = self.problem.gate_of[gate_id]
        here = sorted((minute, classes) for (name, minute), classes in waves.items() if name == gate_id)
        if any(n * gate.seconds_per_class > gate.lanes * 60 * self.escort for _, n in here):
            return False
        return not self.waits or all(
            n * gate.seconds_per_class <= gate.lanes * 60 * (later - minute)
            for (minute, n), (later, _) in pairwise(here)
        )


def gate_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """A smallest set of grades that no choice of slots and gates lets leave in time."""
    dismissals = Dismissals(problem, policy)
    grades = [grade for grade, options in dismissals.options.items() if options]
    if dismissals.possible(grades):
        return []
    for grade in list(grades):
        fewer = [other for other in grades if other != grade]
        if not dismissals.possible(fewer):
            grades = fewer
    names = sorted({gate for grade in grades for gate, _ in dismissals.options[grade]})
    minutes = sorted({minute for grade in grades for _, minute in dismissals.options[grade]})
    classes = sum(dismissals.classes[grade] for grade in grades)
    gates = [problem.gate_of[name] for name in names]
    gates_zh = "，".join(f"{g.name or g.id} {g.lanes} 条通道、每班 {g.seconds_per_class} 秒" for g in gates)
    gates_en = "; ".join(f"{g.id}: {g.lanes} lanes, {g.seconds_per_class} s a class" for g in gates)
    slots = "、".join(map(clock, minutes))
    waits = dismissals.waits
    if waits:
        dismissals.waits = False
        waits = dismissals.possible(grades)  # then the escort time alone would do, and the queue is what fails
    seconds = min(g.seconds_per_class * -(-classes // g.lanes) for g in gates)
    wait_zh = "，且上一批走完才轮到下一批" if waits else ""
    wait_en = ", a wave having cleared before the next" if waits else ""
    return [Reason(
        "H03" if waits else "D14",
        f"{grades_zh(grades)}共 {classes} 个班在 {slots} 放学（{gates_zh}），怎样分批、分门都来不及："
        f"每批须在护送的 {dismissals.escort} 分钟内走完{wait_zh}。",
        f"{grades_en(grades).capitalize()} have {classes} classes that leave at {slots} ({gates_en}); no choice of slots "
        f"and gates works: each wave must clear within the escort time of {dismissals.escort} minutes{wait_en}.",
        f"{classes} classes, {seconds} s through the fastest gate",
        f"<= {dismissals.escort * 60} s a wave",
    )]  # fmt: skip
