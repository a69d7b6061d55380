"""Causes of a refusal: counting first, then given sections by themselves, then the elastic joint relaxation, each a proof.

Sound, not complete: a school that has a valid plan is never refused; one for which nothing is found here may still have none.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence

from solver.explain.demand import PostBounds
from solver.explain.precheck import data_conflicts, other_reasons
from solver.explain.refusal.elastic import ElasticCores
from solver.explain.refusal.fact import Conflict, Infeasibility
from solver.explain.refusal.given_model import GivenModel
from solver.explain.refusal.row_facts import facts_in_words
from solver.explain.refusal.wording import fact_of, told
from solver.explain.staffing import CountedShortage, counted_shortages
from solver.model.instance import Instance
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.joint.build import joint, joint_without_clubs
from solver.search.joint.relaxation import JointRelaxation
from solver.search.joint.row_fact import DEMANDS, RowFact

CAPS = ("days", "late_duties", "minutes", "running")
"""Kinds of shortages that counting tells of a cap."""

KNOWN_BY = {"D14": ("wave",), "H03": ("wave",), "A07": ("evening", "evenings"), "B05": ("qa",)}
"""Rules of conflicts by counting -> kinds of facts of which the linear program need not tell again."""


def causes(problem: Problem, policy: Policy, seconds: float | None = None, *, clubs: bool = True) -> Infeasibility:
    """Problem, policy -> why no plan can be valid, all independent causes that are proven within the limit.

    seconds: wall-clock limit; None: none, and the answer can be repeated. clubs: whether the whole
    school is looked at, with its clubs, where nothing else is found: that takes a second for a school of 24 classes, and ten for 54.
    """
    return _Causes(problem, policy, seconds).all(clubs=clubs)


class _Causes:
    def __init__(self, problem: Problem, policy: Policy, seconds: float | None) -> None:
        self.problem, self.policy = problem, policy
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self.instance = Instance(problem, policy)
        self.complete = True

    def left(self) -> float | None:
        """Seconds that are left; None without a limit."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def over(self) -> bool:
        return self.left() == 0.0

    def all(self, *, clubs: bool) -> Infeasibility:
        """Every step's causes; the whole school only where nothing else was found."""
        demand = PostBounds(self.problem, self.policy)
        found = [self._counted(reason) for reason in other_reasons(self.problem, self.policy, demand)]
        found += data_conflicts(self.problem, self.policy)
        given = GivenModel(self.instance, self._shut(found), self.over)
        found += given.conflicts() if given.offerings and not self.over() else ()
        aside = {kind for conflict in found for kind in KNOWN_BY.get(conflict.facts[0].rule, ())}
        known = {conflict.facts[0].rule for conflict in found} & KNOWN_BY.keys()
        counted = [each for each in counted_shortages(self.problem, self.policy, demand) if each.reason.rule not in known]
        found += self._people(counted, aside)
        if clubs and not found and self.policy.hard("D08") and not self.over():
            found += self._elastic(JointRelaxation(self.instance, joint), [], ())
        return Infeasibility(tuple(found), self.complete and not self.over())

    def _shut(self, found: Sequence[Conflict]) -> set[str]:
        """Offerings that are refused already."""
        known = self.problem.offering_of
        given = {name for conflict in found for fact in conflict.facts[:1] if fact.rule == "B11" for name in fact.subjects if name in known}
        dreams = any(fact.rule == "B08" for conflict in found for fact in conflict.facts[:1])
        return given | ({name for name, offering in known.items() if offering.dream} if dreams else set())

    def _people(self, counted: list[CountedShortage], aside: Collection[str]) -> list[Conflict]:
        """Shortages of people: by the linear program with the words of the counting that covers each, then what only counting sees."""
        if not self.policy.hard("D08") or self.over():
            return [self._counted(each.reason) for each in counted]
        found = self._elastic(JointRelaxation(self.instance, joint_without_clubs), counted, aside)
        if not found:  # a cap may be short by what is set aside alone
            return [self._counted(each.reason) for each in counted if not aside or each.kind == "moment"]
        # A cap that is short only because people are missing at a moment is no cause of its own.
        return found + [self._counted(each.reason) for each in counted if each.kind == "moment"]

    def _counted(self, reason: Reason) -> Conflict:
        return told([fact_of(reason, self.policy)], "count", irreducible=True)

    def _elastic(self, relaxation: JointRelaxation, counted: list[CountedShortage], aside: Collection[str]) -> list[Conflict]:
        """Conflicts of a relaxation. counted: shortages by counting; those that a conflict's words are taken from are removed."""
        if relaxation.broken:
            return []
        found = []
        moments = [(each.weekday, each.minute) for each in counted if each.weekday is not None and each.kind == "moment"]
        cores = ElasticCores(relaxation, self.left, moments, aside)
        for core, irreducible in cores:
            facts = facts_in_words(relaxation.model, core)
            heads = list(_covering(core, counted))
            for head in heads or (None,):
                reason = None if head is None else head.reason
                found.append(told(facts, "lp", irreducible=irreducible, head=reason))
            for head in heads:
                counted.remove(head)
        self.complete = self.complete and cores.complete
        return found


def _covering(core: Sequence[RowFact], counted: Sequence[CountedShortage]) -> Iterator[CountedShortage]:
    """The shortage by counting that says what a core says: of the same cap, or of the moment of the same weekday."""
    caps = {fact.kind for fact in core} & {*CAPS, "own_days"}
    caps = {"days" if kind == "own_days" else kind for kind in caps}
    days = {fact.weekday for fact in core if fact.kind in DEMANDS}
    for each in counted:
        if each.kind in caps and (each.weekday is None or each.weekday in days):
            yield each
            return
        if not caps and each.kind == "moment" and days == {each.weekday}:
            yield each
            return
