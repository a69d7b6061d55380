"""The README's table of rules, made from the profile ``national``. As a program it writes this table and that of the fates
into README.md.
"""

from __future__ import annotations

from pathlib import Path

from solver import Rule, load_policy
from solver.units import clock

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- rules:begin -->\n", "<!-- rules:end -->"


def table() -> str:
    """The table as Markdown, one line a rule, in the profile's order."""
    policy = load_policy("national")
    lines = ["| id | 规则 rule | 级别 level | 数字 numbers |", "|---|---|---|---|"]
    lines += [
        f"| {rule.id} | {rule.zh}<br>{rule.en} | {_level(rule)} | {_numbers(rule)} |".replace("  ", " ")
        for rule in policy.rules.values()
    ]
    return "\n".join(lines) + "\n"


def written() -> str:
    """What stands in the README now."""
    text = README.read_text(encoding="utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)]


def _level(rule: Rule) -> str:
    """The level it stands at in bold, and the others that it may take."""
    names = [f"**{level}**" if level == rule.level else level for level in rule.levels]
    goal = f" → {rule.tier}" if rule.tier else ""
    return ", ".join(names) + goal


def _numbers(rule: Rule) -> str:
    return "<br>".join(
        f"{name} {clock(number.value) if 'clock' in number.unit else number.value} {number.unit}"
        for name, number in rule.numbers.items()
    )


def main() -> None:
    from tests.architecture import readme_fates

    text = README.read_text(encoding="utf-8")
    README.write_text(text.replace(BEGIN + written() + END, BEGIN + table() + END), encoding="utf-8")
    readme_fates.main()


if __name__ == "__main__":
    main()
