"""The curve of a frontier as SVG: the pushed tier across, the held one upwards, and what is proven out of reach shaded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10

from api.files.palette import GRID, HEAD, INK, MUTED, TITLE
from solver import Frontier, FrontierPoint, Tier

WIDTH, HEIGHT = 900, 420
LEFT, RIGHT, TOP, BOTTOM = 92, 24, 28, 62
TICKS = 5
MARGIN = 0.06
"""Share of a range that is left free on either side. Raising it draws the curve smaller."""
SHADED = "#F1F3F5"
LIFTED = "#C2571A"
"""Colour of points with more in the tiers before the held one than the base plan (uneven loads)."""
FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"


def frontier_plot(found: Frontier) -> str:
    """Frontier -> SVG of WIDTH x HEIGHT. Both axes: less is better, so that good plans lie to the left and below."""
    pushed, held = found.pushed, found.held
    bounds = [(point.bound, point.limit) for point in found.bounds if point.limit is not None]
    across = _Axis([p.values[pushed.name] for p in found.points] + [bound for bound, _ in bounds], pushed, LEFT, WIDTH - RIGHT)
    upward = _Axis([p.values[held.name] for p in found.points], held, HEIGHT - BOTTOM, TOP)
    parts = [*_grid(across, upward, pushed, held), *_bound(bounds, across, upward)]
    lifted = any(_lifted(found, point) for point in found.points)
    parts += [_line(found, across, upward), *(_point(found, point, across, upward) for point in found.points)]
    if lifted:
        first = "、".join(tier.zh for tier in found.tiers[:-2])
        parts.append(_text(WIDTH - RIGHT, TOP - 10, f"橙色：{first}高于原方案 orange: above the base plan in these", LIFTED, 11, "end"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}" role="img" aria-label="{escape(_label(found))}">{"".join(parts)}</svg>'
    )


def _label(found: Frontier) -> str:
    """Words of the plot for those who do not see it; its table holds the figures."""
    zh = f"{found.pushed.zh}（横）与{found.held.zh}（纵）的取舍，{len(found.points)} 个方案，越靠左下越好"
    return f"{zh} {found.pushed.en} across, {found.held.en} upwards, {len(found.points)} plans"


class _Axis:
    """Values of a tier -> pixels between two ends."""

    def __init__(self, values: Sequence[int], tier: Tier, begin: float, end: float) -> None:
        room = max(1, max(values) - min(values))
        self.low, self.high = min(values) - MARGIN * room, max(values) + MARGIN * room
        self._tier, self._begin, self._end = tier, begin, end

    def at(self, value: float) -> float:
        """Pixel of a value, which may lie beyond the ends."""
        return self._begin + (self._end - self._begin) * (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[tuple[float, str]]:
        """Pixels and texts of round numbers, in the shown unit."""
        per = self._tier.per_unit
        raw = (self.high - self.low) / per / TICKS
        power = 10.0 ** floor(log10(raw))
        step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
        first = floor(self.low / per / step) + 1
        values = [(first + n) * step for n in range(2 * TICKS) if (first + n) * step * per <= self.high]
        return [(self.at(value * per), f"{value:,.{0 if step >= 1 else 1}f}") for value in values]


def _grid(across: _Axis, upward: _Axis, pushed: Tier, held: Tier) -> list[str]:
    parts = [f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - RIGHT - LEFT}" height="{HEIGHT - BOTTOM - TOP}" fill="none" stroke="{GRID}"/>']
    for x, text in across.ticks():
        parts += [_rule(x, TOP, x, HEIGHT - BOTTOM), _text(x, HEIGHT - BOTTOM + 18, text, MUTED, 12, "middle")]
    for y, text in upward.ticks():
        parts += [_rule(LEFT, y, WIDTH - RIGHT, y), _text(LEFT - 8, y + 4, text, MUTED, 12, "end")]
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(_text(middle, HEIGHT - 14, f"{pushed.zh}（{pushed.unit_zh}） {pushed.en}", INK, 13, "middle"))
    label = _text(0, 0, f"{held.zh}（{held.unit_zh}） {held.en}", INK, 13, "middle")
    parts.append(f'<g transform="translate(20 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)">{label}</g>')
    return parts


def _bound(bounds: Sequence[tuple[int, int]], across: _Axis, upward: _Axis) -> list[str]:
    """Region that no plan reaches: for each limit on the held tier, everything to the left of its bound. A step down to the next limit,
    since a bound holds for smaller values of the held tier too."""
    if not bounds:
        return []
    steps = sorted(bounds, key=lambda pair: pair[1])
    floor_y, left = float(HEIGHT - BOTTOM), float(LEFT)
    path, below = [(left, floor_y)], floor_y
    for bound, limit in steps:
        x, y = max(left, min(float(WIDTH - RIGHT), across.at(bound))), max(float(TOP), min(floor_y, upward.at(limit)))
        path += [(x, below), (x, y)]
        below = y
    path.append((left, below))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
    name = _text(left + 8, floor_y - 8, "已证明做不到 proven out of reach", MUTED, 11, "start")
    return [f'<polygon points="{points}" fill="{SHADED}" stroke="{MUTED}" stroke-dasharray="4 3"/>', name]


def _line(found: Frontier, across: _Axis, upward: _Axis) -> str:
    """Through the points that no other one dominates in the two tiers of the plot."""
    names = (found.pushed.name, found.held.name)
    kept: list[tuple[int, int]] = []
    for x, y in sorted({(p.values[names[0]], p.values[names[1]]) for p in found.points}):
        if not kept or y < kept[-1][1]:
            kept.append((x, y))
    points = " ".join(f"{across.at(x):.1f},{upward.at(y):.1f}" for x, y in kept)
    return f'<polyline points="{points}" fill="none" stroke="{HEAD}" stroke-width="1.5"/>'


def _point(found: Frontier, point: FrontierPoint, across: _Axis, upward: _Axis) -> str:
    x, y = across.at(point.values[found.pushed.name]), upward.at(point.values[found.held.name])
    colour = LIFTED if _lifted(found, point) else HEAD
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="{TITLE}"/>' if point.values == found.base.values else ""
    return f'{ring}<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>' + _text(x + 8, y - 7, point.name, colour, 12, "start")


def _lifted(found: Frontier, point: FrontierPoint) -> bool:
    return any(point.values[tier.name] > found.base.values[tier.name] for tier in found.tiers[:-2])


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{GRID}" stroke-width="0.5"/>'


def _text(x: float, y: float, text: str, colour: str, size: int, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'
