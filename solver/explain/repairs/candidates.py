"""Candidates: ladders of every kind that may repair a refusal, cheapest first, and kinds that are proven to be of no help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solver.explain.repairs.action_model import ActionModel, fixed_posts_lack
from solver.explain.repairs.gates import gate_ladders
from solver.explain.repairs.given import given_ladders
from solver.explain.repairs.kind import WORDS, RepairKind
from solver.explain.repairs.ladder import JoinedLadder, Ladder
from solver.explain.repairs.proof import Insufficiency
from solver.explain.repairs.repair import Useless
from solver.explain.repairs.staffing_ladder import StaffingLadder
from solver.explain.repairs.trial import Trial
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Weekday
from solver.words import ROLES

HIRED = (("subject",), ("admin",))
"""Roles of further adults, the usual first; a role is tried when none before it is of help."""
MIXED_ROLES = ("subject", "admin")
STAFFING = (RepairKind.ASK, RepairKind.CAP, RepairKind.TAKE_PART, RepairKind.NUMBER, RepairKind.ADULTS, RepairKind.VACANT)
GIVEN_RULES = ("B08", "B11", "K05")


class Candidates:
    """Ladders that may repair a proof, or a search that found no plan, made one after another.

    useless: kinds of which no amount is enough, known once their turn has come.
    """

    def __init__(self, problem: Problem, policy: Policy, proof: Insufficiency, first: Trial | None) -> None:
        self.problem, self.policy, self.proof, self.first = problem, policy, proof, first
        self.useless: list[Useless] = []

    def ladders(self) -> Iterator[Ladder]:
        """Those of gates, of given sections, of staffing."""
        blamed = self.proof.given
        if self.first is not None and set(self.first.rules) & set(GIVEN_RULES):
            blamed |= {offering.id for offering in self.problem.offerings if offering.members or offering.dream}
        gates = gate_ladders(self.problem, self.policy)
        groups = [*([gates] if gates else []), *given_ladders(self.problem, self.policy, blamed)]
        if not groups:
            yield from self._staffing()
            return
        staffing = list(self._staffing())
        yield from _joined([*groups, *([staffing] if staffing else [])])

    def _staffing(self) -> Iterator[Ladder]:
        """Every kind alone; all together where none alone is enough."""
        short = ActionModel(self.problem, self.policy, ()).lacking()
        lacking = self.proof.lacking or (() if self.first is None else self.first.lacking)
        if not short and not lacking:
            return
        days = _days(self.problem, self.policy, short) if short else None
        scarce = fixed_posts_lack(self.problem, self.policy)
        turns = [((kind,), roles) for kind in STAFFING for roles in (HIRED if kind is RepairKind.ADULTS else ((),))]
        helped: set[RepairKind] = set()
        for kinds, roles in turns:
            kind = kinds[0]
            if kind not in helped:
                weekly = kind in (RepairKind.CAP, RepairKind.NUMBER)
                among = None if weekly else days
                ladder = StaffingLadder(self.problem, self.policy, kind, kinds, roles, among, scarce=scarce)
                if not short and not ladder.useless:
                    ladder.begin(lacking)
                if ladder.rung is not None:
                    helped.add(kind)
                    yield ladder
                elif ladder.useless:
                    self.useless.append(_useless(kind, roles))
        if not helped:
            ladder = StaffingLadder(self.problem, self.policy, RepairKind.MIXED, STAFFING, MIXED_ROLES, None, scarce=scarce)
            if ladder.rung is not None and ladder.rung.changes:
                yield ladder


def _joined(groups: Sequence[Sequence[Ladder]]) -> Iterator[Ladder]:
    """Every ladder of every cause, together with the lightest repair of each other cause; what repairs one cause repairs nothing alone."""
    lightest = [min(group, key=lambda ladder: (ladder.first.weight, ladder.kind)) for group in groups]
    for place, group in enumerate(groups):
        others = [ladder.first for other, ladder in enumerate(lightest) if other != place]
        for ladder in group:
            if place == 0 or ladder is not lightest[place]:  # the lightest of all together come with the first group
                yield JoinedLadder(ladder, others) if others else ladder


def _days(problem: Problem, policy: Policy, short: int) -> list[Weekday] | None:
    """The days that are short by themselves, where all that is lacking is lacking on days taken alone; else None."""
    alone = {day: ActionModel(problem, policy, (), days=(day,)).lacking() for day in problem.weekdays}
    return [day for day, missing in alone.items() if missing] if sum(alone.values()) >= short else None


def _useless(kind: RepairKind, roles: Sequence[str]) -> Useless:
    zh, en = WORDS[kind]
    if roles:
        zh, en = f"增加{ROLES.get(roles[0], roles[0])}", f"more adults of role {roles[0]}"
    return Useless(kind, f"{zh}：加多少都不够", f"{en}: no amount of this is enough")
