"""AdultCapacity of a school's adults by the joint linear program: how few do, proven; who is needed most; what is missing with one fewer.

Everything here is a relaxation of every plan without an empty post: it proves "fewer cannot", never "so many can".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.policy import Policy
from solver.problem import Problem, Staff
from solver.search.joint.relaxation import JointRelaxation
from solver.search.joint.row_fact import DEMANDS, RowFact
from solver.whatif.staffing.telling import Telling

CHOICE = "C04"
MISSED = 0.05
"""Adults, at the end of a near-optimal solve, from which a post is said to be missed. Raising it names fewer posts."""


def taking_part(problem: Problem, policy: Policy) -> list[Staff]:
    """Own staff who may have a duty at all, in the request's order."""
    eligibility = Instance(problem, policy).eligibility
    return [person for person in problem.staff if person.takes_part and eligibility.serves(person)]


class AdultCapacity:
    """Joint relaxation in which own staff may be left out.

    known: whether it can prove anything (D08 is hard, and its rows do not break by themselves). groups: named groups of people, of
    each of which the fewest can be asked; what is proven of one helps to prove more of all.
    """

    def __init__(
        self,
        problem: Problem,
        policy: Policy,
        telling: Telling,
        seconds: float | None,
        groups: Mapping[str, Collection[str]],
    ) -> None:
        self.problem, self._telling, self._seconds = problem, telling, seconds
        self._relaxation = JointRelaxation(Instance(problem, policy))
        self._model = self._relaxation.model
        self._relaxation.release(person.id for person in problem.staff)
        everybody = {person.id for person in problem.staff}
        self._total = self._counted(everybody)
        self._most = len(everybody)
        self._groups = {name: (self._counted(people), len(people)) for name, people in groups.items()}
        goal, rows = self._model.aggregate.objectives[CHOICE], self._model.rows
        self._goal, self._weight = goal, policy.rules[CHOICE].weight
        self._ideal = max(2, goal.constant)
        self._lost = rows.integer(0, self._ideal, 0)
        rows.linear(CHOICE, [*goal.terms, (-1, self._lost)], -goal.constant, -goal.constant)
        self.known = policy.hard("D08") and not self._relaxation.broken

    def _counted(self, people: Collection[str]) -> int:
        """A column of the number of these own staff who take part. Crews with anybody else are counted as far as they must be."""
        column = self._model.rows.integer(0, max(2, len(people)), 0)
        mine = set(people)
        terms = [(1, used) for crew, used in self._model.used.items() if crew.own and mine.issuperset(crew.people)]
        self._model.rows.linear("K01", [*terms, (-1, column)], 0, 0)
        return column

    def fewest(self, choice: int | None = None) -> int | None:
        """Fewest own staff of all roles together, in plans that lose at most so many points of choices; None where nothing is proven."""
        if choice is not None:
            self._relaxation.hold(self._lost, 0, min(self._ideal, choice // self._weight * self._goal.divisor))
        found = self._least([(1, self._total)])
        self._relaxation.hold(self._lost, 0, self._ideal)
        return found

    def fewest_of(self, group: str) -> int | None:
        """Fewest people of a group, with as many of all others as there are."""
        column, most = self._groups[group]
        found = self._least([(1, column)])
        if found is not None and found <= most:
            self._relaxation.hold(column, max(0, found), max(2, most))
        return found

    def choice(self, adults: int) -> int | None:
        """Lower bound of the points of choices lost with so many own staff at most."""
        found = self._least([(1, self._lost)], adults)
        return None if found is None else max(0, -(-found // self._goal.divisor)) * self._weight

    def missing(self, adults: int) -> list[RowFact]:
        """Posts that are missed when there are so many own staff, too few: where the shortage shows, near-optimal, no proof."""
        demands = [fact for fact in self._relaxation.facts if fact.kind in DEMANDS]
        self._least([], adults, dict.fromkeys(demands, 1))
        missed = self._relaxation.missed()
        return sorted((fact for fact in demands if missed.get(fact, 0) > MISSED), key=lambda fact: -missed[fact])

    def needed(self, adults: int) -> list[str]:
        """Own staff, the most needed first when so many stay and choices are met as well as they can be; an order, no proof."""
        self._least([(1, self._lost)], adults)
        point = self._relaxation.point
        order: list[tuple[Fraction, int, str]] = []
        for number, (crew, column) in enumerate(self._model.used.items()):
            share = Fraction(point[column]).limit_denominator(1000) if point else Fraction(0)
            for place, person in enumerate(crew.people if crew.own else ()):
                order.append((-min(Fraction(1), max(Fraction(0), share - place)), number, person))
        return [person for _, _, person in sorted(order)]

    def _least(
        self, terms: Sequence[Term], adults: int | None = None, elastic: dict[RowFact, int] | None = None
    ) -> int | None:
        if not self.known or self._telling.over():
            return None
        self._relaxation.hold(self._total, 0, self._most if adults is None else adults)
        return self._relaxation.least(list(terms), (), elastic, self._seconds, self._telling.over)
