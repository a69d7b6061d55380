"""Tables of the documentation that are made from the program: rules, fates, goals, settings, parameters of the search, sheets of the
workbook. As a program it writes all of them into their pages:

    python -m tests.architecture.docs_tables
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from api.services.policies import fate_documents
from solver import Rule, load_policy
from solver.units import clock
from tests.architecture.docs_fates import fates
from tests.architecture.docs_search_params import search_params
from tests.architecture.docs_settings import settings
from tests.architecture.docs_sheets import sheets
from tests.architecture.sources import ROOT


def rules() -> str:
    """Every rule of the profile ``national``, one line each, in the profile's order."""
    policy = load_policy("national")
    lines = ["| id | 规则 rule | 级别 level | 数字 numbers |", "|---|---|---|---|"]
    lines += [
        f"| {rule.id} | {rule.zh}<br>{rule.en} | {_level(rule)} | {_numbers(rule)} |".replace("  ", " ")
        for rule in policy.rules.values()
    ]
    return "\n".join(lines) + "\n"


def _level(rule: Rule) -> str:
    """The level it stands at in bold, and the others that it may take."""
    names = [f"**{level}**" if level == rule.level else level for level in rule.levels]
    goal = f" → {rule.tier}" if rule.tier else ""
    return ", ".join(names) + goal


def _numbers(rule: Rule) -> str:
    given = [
        f"{name} {clock(number.value) if 'clock' in number.unit else number.value} {number.unit}"
        for name, number in rule.numbers.items()
    ]
    return "<br>".join(given + [f"{name} 未设定：{number.zh} not set: {number.en}" for name, number in rule.unset.items()])


def goals() -> str:
    """The tiers of the profile ``national`` in their order, with the rules that count in each."""
    policy = load_policy("national")
    lines = ["| | tier | 目标 goal | 单位 unit | 规则 rules |", "|---|---|---|---|---|"]
    for number, tier in enumerate(policy.tiers, 1):
        of_it = ", ".join(rule.id for rule in policy.rules.values() if rule.tier == tier.name)
        lines.append(f"| {number} | `{tier.name}` | {tier.zh} {tier.en} | {tier.unit_zh} {tier.unit_en} | {of_it} |")
    return "\n".join(lines).replace("  |", " |") + "\n"


DOCS = ROOT / "docs"
TABLES: dict[str, tuple[Path, Callable[[], str]]] = {
    "rules": (DOCS / "rules" / "rules.md", rules),
    "fates": (DOCS / "rules" / "five-documents.md", lambda: fates(fate_documents())),
    "goals": (DOCS / "guide" / "policies-and-settings.md", goals),
    "settings": (DOCS / "guide" / "policies-and-settings.md", settings),
    "search-params": (DOCS / "method" / "parameters.md", search_params),
    "sheets": (DOCS / "guide" / "workbook-sheets.md", sheets),
}
"""Each table's page and the function that makes it."""


def marks(name: str) -> tuple[str, str]:
    """The lines of a page between which a table stands."""
    return f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"


def written(name: str) -> str:
    """A table as its page holds it now."""
    begin, end = marks(name)
    return TABLES[name][0].read_text(encoding="utf-8").split(begin)[1].split(end)[0]


def main() -> None:
    for name, (page, made) in TABLES.items():
        begin, end = marks(name)
        text = page.read_text(encoding="utf-8").replace(begin + written(name) + end, begin + made() + end)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
