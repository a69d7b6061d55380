"""Question to many schools: the same changes, or one adult fewer, chosen in each school by the same rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solver.changes.change import Change
from solver.changes.codec import dump
from solver.changes.people import Leave
from solver.changes.phrase import parse_phrase
from solver.errors import ProblemError
from solver.problem import Problem
from solver.problem.findings import Findings
from solver.problem.people import ROLES

LEAST, MOST, ROLE = "least", "most", "role:"
"""Who leaves: the own adult with the least or the most minutes of duty in the plan, or the least burdened one of a role."""


@dataclass(frozen=True, slots=True)
class DistrictQuestion:
    """Either ``leaves``, a rule by which one adult of each school leaves (:data:`LEAST`, :data:`MOST`, :data:`ROLE` and a role), or
    ``changes``, the same for all. every: also ask of each own adult whether the school could do without."""

    leaves: str = ""
    changes: tuple[Change, ...] = ()
    every: bool = True

    def changes_of(self, problem: Problem, minutes: Mapping[str, int]) -> tuple[Change, ...]:
        """The changes for a school; none where nobody fits the rule. minutes: of duty in the plan, by person."""
        if not self.leaves:
            return self.changes
        chosen = self.chosen(problem, minutes)
        return () if chosen is None else (Leave((chosen,)),)

    def chosen(self, problem: Problem, minutes: Mapping[str, int]) -> str | None:
        """Own adult who leaves by the rule: of equal minutes the first by id."""
        role = self.leaves.removeprefix(ROLE) if self.leaves.startswith(ROLE) else None
        able = [person for person in problem.staff if person.takes_part and role in (None, person.role)]
        sign = -1 if self.leaves == MOST else 1
        return min(able, key=lambda person: (sign * minutes.get(person.id, 0), person.id)).id if able else None


def read_question(document: Mapping[str, Any]) -> DistrictQuestion:
    """``{"leaves": "least"}`` or ``{"changes": ["pupils +10%", …]}`` -> question. Raises ProblemError with every fault."""
    found = Findings()
    leaves, phrases = document.get("leaves") or "", document.get("changes") or []
    rules = (LEAST, MOST, *(ROLE + role for role in ROLES))
    if bool(leaves) == bool(phrases):
        found.add(("leaves",), str(leaves), "要写“谁离开”或“变动”之一，不能都写，也不能都不写。",
                  "Either who leaves or changes must be given, not both and not none.",
                  hint_zh="可能写 --leaves least。", hint_en="Maybe --leaves least.")  # fmt: skip
    elif leaves and leaves not in rules:
        found.unknown(("leaves",), str(leaves), "选人的办法", "rule of who leaves", rules)
    changes: list[Change] = []
    for place, phrase in enumerate(phrases):
        try:
            changes.append(parse_phrase(phrase, ("changes", place)))
        except ProblemError as error:
            found.faults.extend(error.faults)
    if found.faults:
        raise ProblemError(found.faults)
    return DistrictQuestion(str(leaves), tuple(changes), bool(document.get("every", True)))


def dump_question(question: DistrictQuestion) -> dict[str, Any]:
    """The question as a JSON-ready dict, by which answers to it are known again."""
    return {"leaves": question.leaves, "changes": [dump(change) for change in question.changes], "every": question.every}


