"""The smallest numbers of a rule with which a counting argument finds nothing any more, and where a school sets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from solver.explain.supply import Caps
from solver.policy.policy import Policy
from solver.units import Minute, clock

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


def remedy(rule: str, settings: Sequence[Setting], lacking: int | None, after: Minute | None = None) -> tuple[str, str]:
    """Sentences that begin with ``可能`` and ``Maybe``: numbers to raise, people to find, a clock time; and where the numbers stand.

    lacking: people more, at least. after: a clock time for ``late_after``.
    """
    zh = ["并".join(f"把 {name}（{WORDS[name][0]}）至少调到 {value}" for name, value in each.items()) for each in settings]
    en = [" and ".join(f"raise {name} ({WORDS[name][1]}) to {value} at least" for name, value in each.items()) for each in settings]
    values = {name: str(value) for setting in settings for name, value in setting.items()}
    if lacking is not None:
        zh.append(f"再有至少 {lacking} 名能值这些岗位的人")
        en.append(f"find at least {lacking} more who may take these posts")
    if after is not None:
        zh.append(f"把 late_after（几点以后结束算晚岗）定为 {clock(after)}")
        en.append(f"set late_after (the clock time after which a duty is late) to {clock(after)}")
        values["late_after"] = clock(after)
    if not zh:
        return "放宽上限也不够，可能要减少岗位。", "No higher cap is enough; maybe there have to be fewer posts."
    if not values:
        return f"放宽上限也不够，可能要{'，或'.join(zh)}。", f"No higher cap is enough; maybe {', or '.join(en)}."
    name, value = next(iter(values.items()))
    path = f"policy.overrides.{rule}.numbers"
    found_zh, found_en = f"可能要{'，或'.join(zh)}。", f"Maybe {', or '.join(en)}."
    place_zh = (f"位置：“政策”表，项目 数值，规则 {rule}，数值名称 {'、'.join(values)}；JSON 中 {path} 下；"
                f"命令行 --set {rule}.{name}={value}。")  # fmt: skip
    place_en = (f"Place: sheet 政策, item 数值, rule {rule}, number name {', '.join(values)}; in JSON under {path}; on the command "
                f"line --set {rule}.{name}={value}.")  # fmt: skip
    return found_zh + place_zh, f"{found_en} {place_en}"
