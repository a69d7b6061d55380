"""Question to many schools: the same changes, or some adults fewer, chosen in each school by the same rule."""

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
"""Who leaves: the own adults with the least or the most minutes of duty in the plan, or the least burdened ones of a role."""
MOST_ADULTS = 50
"""Adults who may leave each school at most. Raising it asks what no school would keep."""


@dataclass(frozen=True, slots=True)
class DistrictQuestion:
    """Either ``leaves``, a rule by which ``adults`` of each school leave (:data:`LEAST`, :data:`MOST`, :data:`ROLE` and a role), or
    ``changes``, the same for all. every: also ask of each own adult whether the school could do without."""

    leaves: str = ""
    changes: tuple[Change, ...] = ()
    every: bool = True
    adults: int = 1

    def changes_of(self, problem: Problem, minutes: Mapping[str, int]) -> tuple[Change, ...]:
        """The changes for a school; none where too few fit the rule. minutes: of duty in the plan, by person."""
        if not self.leaves:
            return self.changes
        chosen = self.chosen(problem, minutes)
        return (Leave(chosen),) if chosen else ()

    def chosen(self, problem: Problem, minutes: Mapping[str, int]) -> tuple[str, ...]:
        """Own adults who leave by the rule: of equal minutes the first by id; nobody where fewer than ``adults`` fit it."""
        role = self.leaves.removeprefix(ROLE) if self.leaves.startswith(ROLE) else None
        able = [person for person in problem.staff if person.takes_part and role in (None, person.role)]
        sign = -1 if self.leaves == MOST else 1
        ordered = sorted(able, key=lambda person: (sign * minutes.get(person.id, 0), person.id))
        return tuple(person.id for person in ordered[: self.adults]) if len(able) >= self.adults else ()


def read_question(document: Mapping[str, Any]) -> DistrictQuestion:
    """``{"leaves": "least", "adults": 2}`` or ``{"changes": ["pupils +10%", …]}`` -> question. Raises ProblemError with every fault."""
    found = Findings()
    leaves, phrases = document.get("leaves") or "", document.get("changes") or []
    rules = (LEAST, MOST, *(ROLE + role for role in ROLES))
    if bool(leaves) == bool(phrases):
        found.add(("leaves",), str(leaves), "要写“谁离开”或“变动”之一，不能都写，也不能都不写。",
                  "Either who leaves or changes must be given, not both and not none.",
                  hint_zh="可能写 --leaves least。", hint_en="Maybe --leaves least.")  # fmt: skip
    elif leaves and leaves not in rules:
        found.unknown(("leaves",), str(leaves), "选人的办法", "rule of who leaves", rules)
    adults = document.get("adults", 1)
    if isinstance(adults, bool) or not isinstance(adults, int) or not 1 <= adults <= MOST_ADULTS:
        found.add(("adults",), str(adults), f"每校少几名：1 到 {MOST_ADULTS} 的整数。", f"Adults fewer at each school: 1 to {MOST_ADULTS}.",
                  hint_zh="可能写 2。", hint_en="Maybe 2.")  # fmt: skip
    changes: list[Change] = []
    for place, phrase in enumerate(phrases):
        try:
            changes.append(parse_phrase(phrase, ("changes", place)))
        except ProblemError as error:
            found.faults.extend(error.faults)
    if found.faults:
        raise ProblemError(found.faults)
    return DistrictQuestion(str(leaves), tuple(changes), bool(document.get("every", True)), adults)


def dump_question(question: DistrictQuestion) -> dict[str, Any]:
    """The question as a JSON-ready dict, by which answers to it are known again."""
    return {"leaves": question.leaves, "changes": [dump(change) for change in question.changes], "every": question.every,
            "adults": question.adults}  # fmt: skip


