"""Familiar care in the counted staffing model (D16, D16F): which block of a kind goes to whom, where its classes know the person.

A column for each care block and each person whom one of its classes knows, or has now, is true when the person has that very block;
a block for which none is true goes to somebody else who has a block of the kind, a stranger, and counts as one more face.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from solver.model.linear_model import TRUE, Term
from solver.plan import Assignment, Plan
from solver.search.workload.state import DutyBlock
from solver.units import EVERY_WEEK, Weekday

if TYPE_CHECKING:
    from solver.search.staffing.model import StaffingModel

Homes = Counter[str]
"""Class periods of a block, by class, of classes of which somebody is known."""
Named = dict[tuple[str, int], int]
"""(person, place of the block in its kind) -> column that is true when the person has that very block."""


class FamiliarCare:
    """The columns and goals of familiar care. named: for each kind of the model, its columns of this sort."""

    def __init__(self, model: StaffingModel, plan: Plan, kept: Iterable[Assignment]) -> None:
        """kept: weekly posts whose people stay."""
        self._model, self._known = model, model.instance.problem.familiarity
        self._homes = _homes_of_groups(plan, self._known.teachers)
        self._kept = [(a.person, self._homes[cell]) for a in kept if a.week != EVERY_WEEK and (cell := _cell(a)) in self._homes]
        self._present: dict[str, set[str]] = defaultdict(set)
        for a in plan.assignments:
            for home in self._homes.get(_cell(a), ()):
                self._present[home].add(a.person)
        self.named: list[Named] = [self._name(place) for place in range(len(model.kinds))]
        self._own_and_near(len(model.instance.weeks) * sum(map(len, self._homes.values())))
        self._faces()

    def _of_block(self, block: DutyBlock) -> Homes:
        return Counter(home for post in block.posts for home in self._homes.get((post.weekday, post.subject, post.detail), ()))

    def _name(self, place: int) -> Named:
        """The columns of a kind, with the rows that bind them to the people who have one of its blocks."""
        kind, columns, rows = self._model.kinds[place], self._model.columns[place], self._model.rows
        named: Named = {}
        for index, (holder, block) in enumerate(kind.holders) if kind.post_kind == "care" else ():
            homes = self._of_block(block)
            near = {person for home in homes for person in self._known.grade[home] | self._present[home]}
            for person in columns:
                if person in near:
                    named[person, index] = columns[person] if kind.count == 1 else rows.boolean(int(person == holder))
        if kind.count > 1:
            by_person, by_block = defaultdict(list), defaultdict(list)
            for (person, index), column in named.items():
                by_person[person].append(column)
                by_block[index].append(column)
            for person, own in by_person.items():
                rows.linear("D16", [*((1, column) for column in own), (-1, columns[person])], upper=0)
            for own in by_block.values():
                rows.at_most_one("D16", own)
        return named

    def _terms(self, people: Mapping[str, frozenset[str]]) -> list[Term]:
        """Class periods with one of the people of their class."""
        terms = [(1, TRUE) for person, homes in self._kept for home in homes if person in people[home]]
        for kind, named in zip(self._model.kinds, self.named, strict=True):
            blocks = [self._of_block(block) for _, block in kind.holders]
            for (person, index), column in named.items():
                terms.append((sum(count for home, count in blocks[index].items() if person in people[home]), column))
        return terms

    def _own_and_near(self, number: int) -> None:
        """D16."""
        if not self._model.policy.soft("D16"):
            return
        for name, people in (("own_percent", self._known.teachers), ("near_percent", self._known.grade)):
            target, terms = -(-self._model.policy.number("D16", name) * number // 100), self._terms(people)
            rows = self._model.rows
            short = rows.integer(0, max(2, target), max(0, target - rows.evaluate(terms)))
            rows.linear("D16", [(1, short), *terms], lower=target)
            self._model.cost("D16", [(1, short)])

    def _faces(self) -> None:
        """D16F."""
        if not self._model.policy.soft("D16F"):
            return
        seen: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        strange: dict[str, list[Term]] = defaultdict(list)
        for person, homes in self._kept:
            for home in homes:
                seen[home][person].append(TRUE)
        for kind, named in zip(self._model.kinds, self.named, strict=True):
            blocks = [self._of_block(block) for _, block in kind.holders]
            for home in (home for homes in blocks for home in homes):
                strange[home].append((1, TRUE))
            for (person, index), column in named.items():
                for home in blocks[index]:
                    seen[home][person].append(column)
                    strange[home].append((-1, column))
        for home in sorted(seen):
            self._faces_of([self._seen(columns) for columns in seen[home].values()], strange[home])

    def _seen(self, columns: list[int]) -> int:
        """A column that is true at least where one of the columns is."""
        rows = self._model.rows
        if TRUE in columns or len(columns) == 1:
            return TRUE if TRUE in columns else columns[0]
        found = rows.boolean(int(any(map(rows.value, columns))))
        for column in columns:
            rows.implies("D16F", column, found)
        return found

    def _faces_of(self, seen: list[int], strange: list[Term]) -> None:
        rows, allowed = self._model.rows, self._model.policy.number("D16F", "adults")
        terms = [*((1, column) for column in seen), *strange]
        if sum(coefficient for coefficient, _ in terms if coefficient > 0) > allowed:
            beyond = rows.integer(0, len(terms), max(0, rows.evaluate(terms) - allowed))
            rows.linear("D16F", [(1, beyond), *((-c, column) for c, column in terms)], lower=-allowed)
            self._model.cost("D16F", [(1, beyond)])


Cell = tuple[Weekday, str, int]
"""Weekday, host and period of a care group."""


def _cell(assignment: Assignment) -> Cell:
    post = assignment.post
    return (post.weekday, post.subject, post.detail) if post.kind == "care" else (0, "", 0)


def _homes_of_groups(plan: Plan, known: Mapping[str, object]) -> dict[Cell, tuple[str, ...]]:
    """Classes of each care group of which somebody is known."""
    return {(g.weekday, g.host, g.period): tuple(home for home in g.classes if home in known) for g in plan.care_groups}
