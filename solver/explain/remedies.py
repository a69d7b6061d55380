"""The smallest numbers of a rule with which a counting argument finds nothing any more, and where a school sets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from solver.explain.supply import Caps
from solver.policy.policy import Policy

Setting = Mapping[str, int]
"""Name of a number of a rule -> its value."""
WORDS = {
    "days_per_week": ("每人每周天数", "days a week"),
    "minutes_per_day": ("每人每天分钟数", "minutes a day"),
    "late_per_week": ("每人每周晚岗次数", "late duties a week"),
    "evenings_per_week": ("每人每周晚自习次数", "evenings a week"),
}


def caps_of(policy: Policy) -> Caps:
    """D10's numbers as the policy has them."""
    return Caps(*(policy.number("D10", name) for name in Caps._fields))


class CapRemedies:
    """Numbers of D10 that may be raised, up to what a policy may set."""

    def __init__(self, policy: Policy) -> None:
        self.now = caps_of(policy)
        self.most = Caps(*(policy.rules["D10"].numbers[name].maximum for name in Caps._fields))

    def smallest(self, fits: Callable[[Caps], bool], names: Sequence[str]) -> list[Setting]:
        """Settings with which ``fits`` holds, each with the least values: one number alone if one is enough, else several together.

        fits: monotone, and false for the caps as they are. Empty when not even the highest values are enough.
        """
        alone: list[Setting] = []
        for name in names:
            value = self._least(fits, self.now, name)
            if value is not None:
                alone.append({name: value})
        if alone:
            return alone
        caps = self.now._replace(**{name: getattr(self.most, name) for name in names})
        if not fits(caps):
            return []
        for name in names:
            value = self._least(fits, caps._replace(**{name: getattr(self.now, name)}), name)
            if value is not None:
                caps = caps._replace(**{name: value})
        return [{name: getattr(caps, name) for name in names if getattr(caps, name) != getattr(self.now, name)}]

    def _least(self, fits: Callable[[Caps], bool], caps: Caps, name: str) -> int | None:
        """The least value of one number, from that of ``caps`` on, with which ``fits`` holds."""
        low, high = getattr(caps, name), getattr(self.most, name)
        if not fits(caps._replace(**{name: high})):
            return None
        while low < high:
            middle = (low + high) // 2
            if fits(caps._replace(**{name: middle})):
                high = middle
            else:
                low = middle + 1
        return int(high)


class Option(NamedTuple):
    """Something that a school may do, in both languages, and the numbers of the rule that it sets, by name (a clock as text)."""

    zh: str
    en: str
    numbers: Mapping[str, str] = {}


def raised(settings: Sequence[Setting]) -> list[Option]:
    """Numbers to raise, those of one setting together."""
    return [
        Option(
            "并".join(f"把 {name}（{WORDS[name][0]}）至少调到 {value}" for name, value in setting.items()),
            " and ".join(f"raise {name} ({WORDS[name][1]}) to {value} at least" for name, value in setting.items()),
            {name: str(value) for name, value in setting.items()},
        )
        for setting in settings
    ]


def more_people(lacking: int | None) -> list[Option]:
    """At least so many people more; nothing where nobody could help."""
    if lacking is None:
        return []
    return [Option(f"再有至少 {lacking} 名能值这些岗位的人", f"find at least {lacking} more who may take these posts")]


def remedy(rule: str, options: Sequence[Option]) -> tuple[str, str]:
    """Sentences that begin with ``可能`` and ``Maybe``: the options, and where the numbers stand that they set."""
    values = {name: value for option in options for name, value in option.numbers.items()}
    if not options:
        return "放宽上限也不够，可能要减少岗位。", "No higher cap is enough; maybe there have to be fewer posts."
    do_zh, do_en = "，或".join(option.zh for option in options), ", or ".join(option.en for option in options)
    if not values:
        return f"放宽上限也不够，可能要{do_zh}。", f"No higher cap is enough; maybe {do_en}."
    name, value = next(iter(values.items()))
    path = f"policy.overrides.{rule}.numbers"
    place_zh = (f"位置：“政策”表，项目 数值，规则 {rule}，数值名称 {'、'.join(values)}；JSON 中 {path} 下；"
                f"命令行 --set {rule}.{name}={value}。")  # fmt: skip
    place_en = (f"Place: sheet 政策, item 数值, rule {rule}, number name {', '.join(values)}; in JSON under {path}; on the command "
                f"line --set {rule}.{name}={value}.")  # fmt: skip
    return f"可能要{do_zh}。{place_zh}", f"Maybe {do_en}. {place_en}"
