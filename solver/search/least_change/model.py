"""The counted staffing model with few changes: weekly posts filled, and as many of their people kept as can be (D08, B14).

Blocks are single posts of a kind, some of them empty. Rows on people are those of :class:`CountedModel`; a kind gets at most as many
people as it has blocks. Goals: coverage, then stability, which counts the people of the plan before who do not stand on their post any
more. Whoever of them has a block of the kind gets the very own one, so that it is enough to count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from solver.model.families.staffing import FILLED_BY
from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.plan import Plan, Post
from solver.search.empty_posts import empty_posts
from solver.search.staffing.kinds import DutyKind, duty_kinds
from solver.search.staffing.model import CountedModel
from solver.search.staffing.naming import Naming
from solver.search.staffing.optimise import freed
from solver.search.workload.state import DutyBlock, WorkloadState
from solver.units import EVERY_WEEK, Week, Weekday

NOBODY = ""
"""Holder of an empty block."""
Days = Collection[tuple[Week, Weekday]]


class FewChanges(CountedModel):
    """Model of the weekly posts of some days. empty, changed: goals as terms, each less by a constant than what the plan has."""

    def __init__(self, state: WorkloadState, days: Days, *, free: bool) -> None:
        """state: of the plan; what is free is taken out of it. free: whether those may move who stand where they stood before."""
        self._plan = state.plan()
        self._before = _held_before(state.instance)
        self.empty: list[Term] = []
        blocks = freed(state, days, single=True) if free else self._freed_newcomers(state, days)
        for day, posts in empty_posts(state.instance, self._plan).items():
            for post, number in posts if day in days else ():
                blocks += [(NOBODY, DutyBlock.of(state.instance, day[0], (post,)))] * number
        super().__init__(state, duty_kinds(state, blocks))
        self._own = self._owners()
        self.changed: list[Term] = [(-1, self.columns[place][person]) for place, person, _ in self._own]
        self._hold_locks()

    def _freed_newcomers(self, state: WorkloadState, days: Days) -> list[tuple[str, DutyBlock]]:
        """Blocks of people who did not stand there before, taken out of the state."""
        found = []
        for person, block in freed(state, days, single=True):
            if person in self._before.get((block.posts[0], block.week), ()):
                state.assign(person, block)
            else:
                found.append((person, block))
        return found

    def fill(self, kind: DutyKind, columns: Mapping[str, int]) -> None:
        """At most as many people as the kind has blocks; whoever lacks costs."""
        terms = [(1, column) for column in columns.values()]
        self.rows.linear("K00", terms, upper=kind.count)
        rule = FILLED_BY[kind.post_kind]
        weight = self.policy.rules[rule].weight if self.policy.soft(rule) else 1
        self.empty += [(-weight, column) for _, column in terms]

    def _owners(self) -> list[tuple[int, str, int]]:
        """(kind, person, place of the block in the kind) of everybody who stood on a block before and may stand there."""
        found = {}
        for place, kind in enumerate(self.kinds):
            held: dict[tuple[Post, Week], int] = {}
            for index, (_, block) in enumerate(kind.holders):
                key = block.posts[0], block.week
                nth = held.get(key, 0)  # a post of several people has several blocks
                held[key] = nth + 1
                owners = self._before.get(key, ())
                if nth < len(owners) and owners[nth] in self.columns[place]:
                    found[place, owners[nth]] = index
        return [(place, person, index) for (place, person), index in found.items()]

    def _hold_locks(self) -> None:
        """K07."""
        replan = self.instance.problem.replan
        locked = set(replan.locked.adults) if replan is not None and self.policy.hard("K07") else set()
        for place, person, index in self._own if locked else ():
            block = self.kinds[place].holders[index][1]
            if (*block.posts[0], block.week, person) in locked:
                self.rows.linear("K07", [(1, self.columns[place][person])], lower=1)

    def plan(self, values: Sequence[int]) -> Plan:
        """The plan with the people of a solution, without flex grants decided anew."""
        naming = Naming(self.instance, self._plan, self.kept)
        settled: dict[int, set[tuple[str, int]]] = defaultdict(set)
        for place, person, index in self._own:
            if values[self.columns[place][person]]:
                settled[place].add((person, index))
        for place, (kind, columns) in enumerate(zip(self.kinds, self.columns, strict=True)):
            people = [person for person, column in columns.items() if values[column]]
            for person, block in naming.name(kind, [*people, *[NOBODY] * (kind.count - len(people))], settled[place]):
                if person != NOBODY:
                    self.state.assign(person, block)
        return self.state.plan()


def _held_before(instance: Instance) -> dict[tuple[Post, Week], list[str]]:
    """People on each weekly post in the plan before."""
    replan = instance.problem.replan
    found: dict[tuple[Post, Week], list[str]] = defaultdict(list)
    for kind, weekday, subject, detail, week, person in replan.before.adults if replan is not None else ():
        if week != EVERY_WEEK:
            found[Post(kind, weekday, subject, detail), week].append(person)
    return found
