"""The fates of the 107 rules of the five documents: which are enforced, which are goals, reports, papers, or not ours.

Rules and paper duties of the profiles find their entry by their id: ``D02R`` belongs to ``D02``, ``I09A`` to ``I09``. So a
rule that is added to a profile shows at once; what the entry itself declares holds only where no rule states it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from solver.policy.policy import Policy

FILE = "fates.toml"
FATES: Mapping[str, tuple[str, str]] = {
    "enforced": ("逐条核验", "enforced"),
    "soft": ("目标", "a goal"),
    "reported": ("报表", "reported"),
    "document": ("文书", "on paper"),
    "deadline": ("期限", "a deadline"),
    "not-ours": ("不属于本校方案", "not ours"),
    "open": ("尚未实现", "not yet done"),
}
"""What may become of a rule, with its words."""
ID_LENGTH = 3
AREAS: Mapping[str, tuple[str, str]] = {
    "K": ("常识", "common sense"),
    "A": ("服务时间与覆盖", "time and coverage"),
    "B": ("服务内容与课程", "content and courses"),
    "C": ("学生与报名", "pupils and enrolment"),
    "D": ("校内教师", "own staff"),
    "E": ("校外人员", "outside people"),
    "F": ("共享走教", "sharing between schools"),
    "G": ("收费与经费", "money"),
    "H": ("安全、巡察、放学", "safety, patrol, dismissal"),
    "I": ("备案、公示、督导", "filing, publication, inspection"),
}
"""Areas by the first letter of an id, house rules first."""


@dataclass(frozen=True)
class Fate:
    """One rule of the documents. type: H, S, O or R as catalogued. declared: a key of :data:`FATES`.

    module: the file of the project that does it, or "". sources: pairs of a document's short name and its clause.
    """

    id: str
    zh: str
    en: str
    type: str
    declared: str
    module: str
    why_zh: str
    why_en: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RuleTrace:
    """What became of a rule: its fate, the rules that state it, and the paper duties with the first profile that has them."""

    fate: str
    rules: tuple[str, ...]
    duties: tuple[tuple[str, str], ...]


@cache
def fates() -> Mapping[str, Fate]:
    """All of them by id, in the catalogue's order."""
    document = tomllib.loads((files("solver.policy") / FILE).read_text(encoding="utf-8"))
    return {
        name: Fate(
            id=name,
            zh=table["zh"],
            en=table["en"],
            type=table["type"],
            declared=table.get("fate", "open"),
            module=table.get("module", ""),
            why_zh=table.get("why_zh", ""),
            why_en=table.get("why_en", ""),
            sources=tuple((str(short), str(quote)) for short, quote in table["source"]),
        )
        for name, table in document.items()
    }


def place(fate: Fate, policies: Sequence[Policy]) -> RuleTrace:
    """Where a rule stands in the policies given, the base profile first: enforced where a rule of its id may be hard, a goal
    where one may only be soft, and else as declared.
    """
    rules = [rule for rule in policies[0].rules.values() if rule.id[:ID_LENGTH] == fate.id]
    duties: dict[str, str] = {}
    for policy in policies:
        for duty in policy.duties:
            if duty[:ID_LENGTH] == fate.id:
                duties.setdefault(duty, policy.name)
    found = fate.declared
    if rules:
        found = "enforced" if any("hard" in rule.levels for rule in rules) else "soft"
    return RuleTrace(found, tuple(rule.id for rule in rules), tuple(duties.items()))
