"""Joint model: columns by meaning, and elastic rows by the fact they stand for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from solver.model.instance import Instance
from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel, Term
from solver.search.aggregate.model import AggregateModel
from solver.search.joint.crew import Crew
from solver.search.joint.post import JointPost
from solver.search.joint.row_fact import RowFact
from solver.units import Minute, Week, Weekday


@dataclass
class JointModel:
    """Aggregated school with adults.

    weeks: weeks of the template that the adults are stated for; one of which every other is like. crews: own adults who are alike in
    all that the rows know; outside people who lead are columns of the aggregate. used: column of the number of a crew's people who
    take part at all, fixed at all of them. outside_used: the same of outside people. serving: of a crew's people with a duty on a day
    of a week. slots: (grade, minute, gate). standing: of a crew's people on a post. assisting: of a crew's people at a session.
    slacks: per fact, the columns of which each measures in its own unit how far the fact is missed. away: people kept away by a
    fact of absence, or with a cap of their own. least_groups: care groups by weekday, band and period that every plan has.
    """

    aggregate: AggregateModel
    weeks: tuple[Week, ...]
    crews: tuple[Crew, ...] = ()
    posts: list[JointPost] = field(default_factory=list)
    used: dict[Crew, int] = field(default_factory=dict)
    outside_used: dict[str, int] = field(default_factory=dict)
    serving: dict[tuple[Crew, Week, Weekday], int] = field(default_factory=dict)
    slots: dict[tuple[int, Minute, str], int] = field(default_factory=dict)
    waves: dict[tuple[str, Minute], int] = field(default_factory=dict)
    standing: dict[tuple[Crew, JointPost], int] = field(default_factory=dict)
    assisting: dict[tuple[Crew, str, Weekday, Minute], int] = field(default_factory=dict)
    slacks: dict[RowFact, list[int]] = field(default_factory=lambda: defaultdict(list))
    least_groups: dict[tuple[Weekday, str, int], int] = field(default_factory=dict)
    away: dict[RowFact, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def instance(self) -> Instance:
        return self.aggregate.instance

    @property
    def rows(self) -> LinearModel:
        return self.aggregate.rows

    def at_least(self, fact: RowFact, terms: list[Term], lower: int, most: int) -> None:
        """Add ``sum + slack >= lower``; most: the largest slack that can be needed."""
        self.rows.linear(fact.rule, [*terms, (1, self._slack(fact, most))], lower, NO_UPPER)

    def at_most(self, fact: RowFact, terms: list[Term], upper: int, most: int) -> None:
        """Add ``sum - slack <= upper``; most: the largest slack that can be needed."""
        self.rows.linear(fact.rule, [*terms, (-1, self._slack(fact, most))], NO_LOWER, upper)

    def _slack(self, fact: RowFact, most: int) -> int:
        column = self.rows.integer(0, max(2, most), 0)
        self.slacks[fact].append(column)
        return column
