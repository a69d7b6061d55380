"""The counted staffing model: who has a duty block of which kind, under every rule on people, with the goals that hang on it.

A column for each person and kind is true when the person has one block of the kind. Rows: every block has a person; nobody is in two
places and all have time to walk (K02, D08); the caps of duties (D10, A07, D15). Goals: fairness (D02), late and short nights (D05,
A07R, D15), rotation (D02R). What is not free (sections, posts of helpers) takes its share of the caps and of the loads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from solver.model.duties import Duty
from solver.model.families.fairness import Load, excess
from solver.model.families.staffing import clashes
from solver.model.families.workload import ROTATING, repeats
from solver.model.linear_model import TRUE, LinearModel, Term
from solver.plan import Plan
from solver.search.staffing.familiar import FamiliarCare, Named
from solver.search.staffing.kinds import DutyKind
from solver.search.workload.state import WorkloadState
from solver.units import Week, Weekday

EVENING = "evening"
Held = tuple[DutyKind, int]
"""A kind, and the column that is true when somebody has a block of it."""


class CountedModel:
    """Rows on people over counted kinds of duty blocks, with hints from the current plan; :meth:`fill` says how many people a kind gets.

    kinds: in order. columns: for each kind, the column of each person who may have one of its blocks. kept: posts whose people stay.
    """

    def __init__(self, state: WorkloadState, kinds: Sequence[DutyKind]) -> None:
        """state: what is not free, that is without the blocks of the kinds."""
        self.state, self.kinds = state, kinds
        self.instance, self.policy = state.instance, state.instance.policy
        self.kept = state.plan().assignments
        self.rows = LinearModel()
        self.columns: list[dict[str, int]] = [self._columns(kind) for kind in kinds]
        self._of: dict[str, list[Held]] = defaultdict(list)
        for kind, columns in zip(kinds, self.columns, strict=True):
            for person, column in columns.items():
                self._of[person].append((kind, column))
        for kind, columns in zip(kinds, self.columns, strict=True):
            self.fill(kind, columns)
        for person, held in self._of.items():
            self._one_person(person, held)

    def fill(self, kind: DutyKind, columns: Mapping[str, int]) -> None:
        """Every block of a kind has a person."""
        self.rows.exactly("K00", columns.values(), kind.count)

    def _columns(self, kind: DutyKind) -> dict[str, int]:
        holders = {person for person, _ in kind.holders}
        may = self.state.duty_table.may_all
        people = [p for p in kind.people if p not in self.instance.helpers and may(p, kind.week, kind.weekday, kind.shifts)]
        return {person: self.rows.boolean(int(person in holders)) for person in people}

    def _one_person(self, person: str, held: list[Held]) -> None:
        """K02, D08 and the caps."""
        days: dict[Week, dict[Weekday, list[Duty]]] = defaultdict(lambda: defaultdict(list))
        for kind, column in held:
            days[kind.week][kind.weekday] += [Duty(column, shift, kind.post_kind) for shift in kind.shifts]
        for week, duties in days.items():
            for there in duties.values():
                clashes(self.rows, self.instance, there)
            shifts = {day: [(duty.shift, duty.column) for duty in there] for day, there in sorted(duties.items())}
            self.state.duty_table.caps.state(self.rows, person, week, shifts)

    def cost(self, rule: str, terms: Sequence[Term], constant: int = 0) -> None:
        tier = self.policy.tier_of(rule)
        if tier is not None:
            self.rows.add_cost(tier, terms, self.policy.rules[rule].weight, constant)

    def even_loads(self) -> None:
        """D02."""
        people = self.instance.compared
        if not self.policy.soft("D02") or len(people) < 2:
            return
        loads = []
        for person in people:
            terms = [(kind.load, column) for kind, column in self._of.get(person.id, ())]
            loads.append(Load.of_person(self.instance, person, [*terms, (self.state.duty_table.total[person.id], TRUE)]))
        self.cost("D02", *excess(self.rows, loads, self.instance))


class StaffingModel(CountedModel):
    """The counted model with goals by tier: fairness and care at first.

    named: for each kind, columns of people who have a very block, once :meth:`regard_people` was called.
    """

    def __init__(self, state: WorkloadState, kinds: Sequence[DutyKind]) -> None:
        super().__init__(state, kinds)
        self.named: list[Named] = [{} for _ in kinds]
        self.even_loads()
        self._care()

    def regard_people(self, plan: Plan) -> None:
        """Add familiar care and rotation; blocks are told apart where a class knows who could have them (D16, D16F)."""
        self.named = FamiliarCare(self, plan, self.kept).named
        self._rotation()

    def _care(self) -> None:
        """D05, A07R and D15, where they are soft."""
        for person in self.instance.problem.staff:
            held = self._of.get(person.id, [])
            if self.policy.soft("D05") and person.reasons:
                self.cost("D05", [(kind.holders[0][1].late, column) for kind, column in held])
            if self.policy.soft("A07R"):
                self.cost("A07R", [(1, column) for kind, column in held if self._short_night(person.id, kind)])
            if self.policy.soft("D15"):
                self._late_days(person.id, held)

    def _short_night(self, person: str, kind: DutyKind) -> bool:
        short = self.instance.eligibility.short_night
        return kind.post_kind == EVENING and short(person, kind.week, kind.weekday, kind.shifts[-1].end)

    def _late_days(self, person: str, held: list[Held]) -> None:
        """D15 (soft): late duties on a day and on the next."""
        late: dict[tuple[Week, Weekday], list[int]] = defaultdict(list)
        for week in self.instance.weeks:
            for day in self.instance.post_days:
                shifts = self.state.duty_table.shifts(person, week, day)
                late[week, day] += [TRUE for shift in shifts if self.instance.ends_late(shift, "D05")]
        for kind, column in held:
            if kind.holders[0][1].late:
                late[kind.week, kind.weekday].append(column)
        either = {key: self.rows.either(columns, "D15") for key, columns in late.items() if columns}
        for (week, day), column in sorted(either.items()):
            if (week, day + 1) in either:
                self.cost("D15", [(1, self.rows.both(column, either[week, day + 1], "D15"))])

    def _rotation(self) -> None:
        """D02R: standing posts of a kind that a person has on the same weekday of several weeks."""
        if not self.policy.soft("D02R") or len(self.instance.weeks) < 2:
            return
        for person in self.instance.problem.staff:
            weekly: dict[tuple[Weekday, str], dict[Week, list[int]]] = defaultdict(lambda: defaultdict(list))
            for kind, column in self._of.get(person.id, ()):
                if kind.post_kind in ROTATING:
                    weekly[kind.weekday, kind.post_kind][kind.week].append(column)
            for block in self.state.blocks.get(person.id, ()):
                if block.posts[0].kind in ROTATING:
                    weekly[block.posts[0].weekday, block.posts[0].kind][block.week].append(TRUE)
            for weeks in weekly.values():
                self.cost("D02R", repeats(self.rows, [self.rows.either(columns, "D02R") for columns in weeks.values()]))
