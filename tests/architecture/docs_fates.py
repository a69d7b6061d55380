"""The table of fates: all rules of the five documents and what became of each."""

from __future__ import annotations

from solver import load_policy, profile_names


def fates(documents: list[dict[str, object]]) -> str:
    """A line of counts, then the table as Markdown, one line a rule, in the catalogue's order."""
    counts: dict[str, int] = {}
    for fate in documents:
        words = f"{fate['fate_zh']} {fate['fate_en']}"
        counts[words] = counts.get(words, 0) + 1
    summary = "，".join(f"{words} {count}" for words, count in counts.items())
    lines = [
        f"{len(documents)} 条 rules: {summary}",
        "",
        "| id | 规则 rule | 去处 fate | 何处 where |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {fate['id']} | {fate['zh']}<br>{fate['en']} | {fate['fate_zh']} {fate['fate_en']} | {_where(fate)} |"
        for fate in documents
    ]
    return "\n".join(lines).replace("  |", " |") + "\n"


def _where(fate: dict[str, object]) -> str:
    parts = [_rule(str(rule)) for rule in _listed(fate["rules"])]
    duties = fate["duties"]
    assert isinstance(duties, dict)
    parts += [f"书面 paper {duty}" + (f" ({name})" if name != "national" else "") for duty, name in duties.items()]
    if fate["module"] and not fate["rules"]:
        parts.append(f"`{fate['module']}`")
    if fate["why_zh"] and not fate["rules"]:
        parts.append(f"{fate['why_zh']}<br>{fate['why_en']}")
    return "<br>".join(parts)


def _rule(rule: str) -> str:
    """The rule, and where it is off in the base profile the profiles that switch it on."""
    if load_policy("national").on(rule):
        return rule
    users = [name for name in profile_names() if load_policy(name).on(rule)]
    return f"{rule} (off; {'on in ' + ', '.join(users) if users else 'may be switched on'})"


def _listed(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
