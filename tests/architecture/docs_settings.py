"""The table of settings: questions that the documents leave open, with their answers and what each does."""

from __future__ import annotations

from solver.policy.setting import Answer, Setting
from solver.policy.setting import settings as known


def settings() -> str:
    """One line an answer; the recommended one of each question in bold."""
    lines = ["| | 问题 question | 回答 answer | 作用 effect |", "|---|---|---|---|"]
    for setting in known().values():
        for number, answer in enumerate(setting.answers):
            head = "| | |" if number else f"| {setting.id} | {setting.zh}<br>{setting.en} |"
            lines.append(f"{head} {_name(setting, answer)} | {answer.effect_zh}<br>{answer.effect_en} |")
    return "\n".join(lines) + "\n"


def _name(setting: Setting, answer: Answer) -> str:
    name = f"**`{answer.id}`**" if answer.id == setting.default else f"`{answer.id}`"
    return f"{name} {answer.zh}<br>{answer.en}"
