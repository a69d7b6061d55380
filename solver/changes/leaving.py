"""Changes of going home: lanes, gates and dismissal slots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import Amount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.joining import new_ids
from solver.changes.naming import check_known, refuse
from solver.problem.bells import Window
from solver.problem.findings import Findings
from solver.problem.problem import Problem
from solver.units import Minute, clock
from solver.words import grades_en, grades_zh

GATE = ("校门", "gate")
MOST_LANES = 20
"""Lanes of one gate."""
LONGEST_CLASS = 3600
"""Seconds that a class may need in a lane."""


def _check_grades(found: Findings, grades: tuple[int, ...], problem: Problem) -> None:
    for index, grade in enumerate(grades):
        if grade not in problem.window_of:
            known = map(str, problem.window_of)
            found.unknown(("grades", index), str(grade), "有服务时间的年级", "grade with a window", known)


def _for_grades(grades: tuple[int, ...]) -> Sentence:
    return Sentence(grades_zh(grades), grades_en(grades)) if grades else Sentence("各年级", "all grades")


@dataclass(frozen=True, slots=True)
class Lanes(Change):
    """Lanes of gates."""

    gates: tuple[str, ...]
    amount: Amount

    kind: ClassVar[str] = "lanes"
    about: ClassVar[Sentence] = Sentence("校门通道数", "lanes of gates")
    example: ClassVar = {"kind": "lanes", "gates": ["east"], "amount": "+1"}
    phrase: ClassVar[str] = "lanes east +1"

    def effect(self, case: Case) -> Effect:
        signs = {self.amount.compared(case.problem.gate_of[ident].lanes) for ident in self.gates} - {0}
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        names, (zh, en) = naming.gates(problem, self.gates), self.amount.told("条", "lanes")
        return Sentence(f"{names.zh}通道{zh}", f"lanes of {names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "gates", self.gates, GATE, problem.gate_of)
        refuse(found)
        lanes = {ident: self.amount.of(problem.gate_of[ident].lanes) for ident in self.gates}
        for number in sorted({number for number in lanes.values() if not 1 <= number <= MOST_LANES}):
            found.outside(("amount",), number, 1, MOST_LANES)
        refuse(found)
        gates = tuple(replace(gate, lanes=lanes.get(gate.id, gate.lanes)) for gate in problem.gates)
        return case._replace(problem=replace(problem, gates=gates))


@dataclass(frozen=True, slots=True)
class GateSeconds(Change):
    """Seconds that a class needs in a lane of a gate."""

    gates: tuple[str, ...]
    amount: Amount

    kind: ClassVar[str] = "gate_seconds"
    about: ClassVar[Sentence] = Sentence("每班通过校门的时间", "seconds that a class needs at a gate")
    example: ClassVar = {"kind": "gate_seconds", "gates": ["east"], "amount": "-10"}
    phrase: ClassVar[str] = "gate_seconds east -10"

    def effect(self, case: Case) -> Effect:
        signs = {self.amount.compared(case.problem.gate_of[ident].seconds_per_class) for ident in self.gates} - {0}
        return "adds" if signs <= {-1} else "removes" if signs == {1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        names, (zh, en) = naming.gates(problem, self.gates), self.amount.told("秒", "seconds")
        return Sentence(f"{names.zh}每班通过时间{zh}", f"seconds a class at {names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "gates", self.gates, GATE, problem.gate_of)
        refuse(found)
        seconds = {ident: self.amount.of(problem.gate_of[ident].seconds_per_class) for ident in self.gates}
        for number in sorted({number for number in seconds.values() if not 1 <= number <= LONGEST_CLASS}):
            found.outside(("amount",), number, 1, LONGEST_CLASS)
        refuse(found)
        gates = tuple(replace(gate, seconds_per_class=seconds.get(gate.id, gate.seconds_per_class)) for gate in problem.gates)
        return case._replace(problem=replace(problem, gates=gates))


@dataclass(frozen=True, slots=True)
class AddGate(Change):
    """A new gate ``GATE1`` like one that is there; grades: who may leave by it, empty = those who may by the model."""

    like: str
    grades: tuple[int, ...] = ()

    kind: ClassVar[str] = "add_gate"
    about: ClassVar[Sentence] = Sentence("增开校门", "one gate more")
    example: ClassVar = {"kind": "add_gate", "like": "east", "grades": [1, 2]}
    phrase: ClassVar[str] = "add_gate east grades=1,2"

    def effect(self, case: Case) -> Effect:
        return "adds"

    def told(self, problem: Problem) -> Sentence:
        like = naming.gates(problem, (self.like,))
        who = _for_grades(self.grades) if self.grades else Sentence("走该门的年级", "the same grades")
        return Sentence(f"增开一个与{like.zh}相同的校门，供{who.zh}使用", f"one more gate like {like.en} for {who.en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        if self.like not in problem.gate_of:
            found.unknown(("like",), self.like, *GATE, problem.gate_of)
        _check_grades(found, self.grades, problem)
        refuse(found)
        (ident,) = new_ids("GATE", 1, problem.gate_of)
        model = problem.gate_of[self.like]
        gate = replace(model, id=ident, name=f"新增校门（同{model.name or model.id}）")

        def opened(window: Window) -> Window:
            use = window.grade in self.grades if self.grades else self.like in window.gates
            return replace(window, gates=(*window.gates, ident)) if use else window

        windows = tuple(opened(window) for window in problem.windows)
        return case._replace(problem=replace(problem, gates=(*problem.gates, gate), windows=windows))


@dataclass(frozen=True, slots=True)
class CloseGate(Change):
    """Nobody leaves by these gates."""

    gates: tuple[str, ...]

    kind: ClassVar[str] = "close_gate"
    about: ClassVar[Sentence] = Sentence("校门停用", "closed gates")
    example: ClassVar = {"kind": "close_gate", "gates": ["west"]}
    phrase: ClassVar[str] = "close_gate west"

    def effect(self, case: Case) -> Effect:
        return "removes"

    def told(self, problem: Problem) -> Sentence:
        names = naming.gates(problem, self.gates)
        return Sentence(f"{names.zh}停用", f"{names.en} closed")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "gates", self.gates, GATE, problem.gate_of)
        for window in problem.windows:
            if found.faults or set(window.gates) - set(self.gates):
                continue
            found.add(("gates",), "、".join(self.gates), f"{window.grade} 年级再没有校门可走。",
                      f"Grade {window.grade} has no gate left.",
                      hint_zh="可能要先给这个年级安排别的校门。", hint_en="Maybe give the grade another gate first.")  # fmt: skip
        refuse(found)
        closed = set(self.gates)
        windows = tuple(replace(w, gates=tuple(g for g in w.gates if g not in closed)) for w in problem.windows)
        return case._replace(problem=replace(problem, windows=windows))


@dataclass(frozen=True, slots=True)
class Slots(Change):
    """Dismissal slots of grades (empty = of all): minutes to add and to drop; who no longer needs extended care then has none."""

    grades: tuple[int, ...] = ()
    add: tuple[Minute, ...] = ()
    drop: tuple[Minute, ...] = ()

    kind: ClassVar[str] = "slots"
    about: ClassVar[Sentence] = Sentence("错峰放学时段", "dismissal slots")
    example: ClassVar = {"kind": "slots", "grades": [1], "add": ["17:40"]}
    phrase: ClassVar[str] = "slots 1 add=17:40"

    def effect(self, case: Case) -> Effect:
        if self.add and _beyond(case.problem, self.grades, self.add):
            return "mixed"
        return "mixed" if self.add and self.drop else "removes" if self.drop else "adds"

    def told(self, problem: Problem) -> Sentence:
        who = _for_grades(self.grades)
        parts = [("增加", "adds", self.add), ("取消", "drops", self.drop)]
        zh = "、".join(f"{word} {' '.join(map(clock, minutes))}" for word, _, minutes in parts if minutes)
        en = ", ".join(f"{word} {' '.join(map(clock, minutes))}" for _, word, minutes in parts if minutes)
        return Sentence(f"{who.zh}放学时段{zh}", f"dismissal of {who.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        _check_grades(found, self.grades, problem)
        if not self.add and not self.drop:
            found.add((), "", "没有写明要增加或取消的时间。", "No time to add or to drop is given.",
                      hint_zh="可能漏写了 add 或 drop。", hint_en="Maybe add or drop was left out.")  # fmt: skip
        chosen = self.grades or tuple(problem.window_of)
        slots = {grade: window.dismissals for grade, window in problem.window_of.items()}
        for index, minute in enumerate(self.drop):
            if not any(minute in slots.get(grade, ()) for grade in chosen):
                known = sorted({clock(m) for grade in chosen for m in slots.get(grade, ())})
                found.unknown(("drop", index), clock(minute), "放学时段", "dismissal slot", known)
        refuse(found)

        def timed(window: Window) -> Window:
            if window.grade not in chosen:
                return window
            return replace(window, dismissals=tuple(sorted({*window.dismissals, *self.add} - set(self.drop))))

        windows = tuple(timed(window) for window in problem.windows)
        latest = {window.grade: max(window.dismissals, default=0) for window in windows}
        grade_of = problem.grade_of_pupil
        pupils = tuple(
            replace(p, late_until=None) if p.late_until is not None and p.late_until <= latest[grade_of[p.id]] else p
            for p in problem.pupils
        )
        return case._replace(problem=replace(problem, windows=windows, pupils=pupils))


def _beyond(problem: Problem, grades: tuple[int, ...], minutes: tuple[Minute, ...]) -> bool:
    """Whether a slot lies after the last one of its grade: extended care begins later then."""
    windows = [window for window in problem.windows if not grades or window.grade in grades]
    return any(minute > max(window.dismissals, default=0) for window in windows for minute in minutes)
