"""Plots of the staffing analysis as SVG with words for those who do not see them: fewest adults, values, stress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from api.files.amounts import amount
from api.files.language import Language, Said
from api.files.palette import GRID, HEAD, INK, MUTED
from solver import Fewest, MarginalValues, Policy, Stress
from solver.words import ROLES

WIDTH, LEFT, RIGHT, ROW = 760, 250, 60, 30
TOP = 16
MOST_ROWS = 14
"""Rows of a plot; of more, the most important ones. Raising it makes plots longer."""
FOUND, PROVEN, OPEN = "#1C6130", "#17456B", "#C98A12"
"""Colours of the found, the proven, and of what is not known; words stand beside each."""
LABEL_WIDTH = 18.0
"""Width of a label at most, in Chinese letters; Latin ones take about half of one."""
LATIN = 0.55


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot. svg: drawn by this module. words: the same for those who do not see it."""

    title: Said
    svg: Markup
    words: Said


def fewest_plots(found: Fewest, language: Language) -> tuple[Plot, ...]:
    """How many adults: proven, unknown, found, there; and the same by role and skill, as far as it is proven."""
    plots = [_needed(found, language)]
    if any(group.proven is not None for group in found.groups):
        plots.append(_groups(found, language))
    return tuple(plots)


def _needed(found: Fewest, language: Language) -> Plot:
    top = max(found.there, 1)
    marks = [
        (found.proven, PROVEN, ("已证明至少", "proven at least")), (found.found, FOUND, ("找到", "found")),
        (found.there, INK, ("现有", "there are")),
    ]  # fmt: skip
    parts, y = [], float(TOP)
    for value, colour, said in marks:
        words = language.of(said)
        if value is None:
            parts.append(_text(LEFT - 8, y + 18, f"{words}：—", MUTED, "end"))
        else:
            parts += [_text(LEFT - 8, y + 18, words, INK, "end"), _bar(LEFT, y + 4, _wide(value, top), colour)]
            parts.append(_text(LEFT + _wide(value, top) + 6, y + 18, str(value), colour, "start"))
        y += ROW
    told = tuple(f"{each}" for each in (found.proven, found.found, found.there))
    alt = (
        f"已证明至少 {told[0]} 人，找到 {told[1]} 人，现有 {told[2]} 人。",
        f"Proven at least {told[0]}, found {told[1]}, there are {told[2]}.",
    )  # fmt: skip
    return _plot(("最少几人", "Fewest adults"), parts, y + 8, alt, language)


def _groups(found: Fewest, language: Language) -> Plot:
    groups = [group for group in found.groups if group.proven is not None][:MOST_ROWS]
    top = max(group.there for group in groups)
    parts, y, told = [], float(TOP), []
    for group in groups:
        name = ROLES.get(group.name, group.name) if group.kind == "role" and language is Language.ZH else group.name
        needed = group.proven or 0
        parts += [_text(LEFT - 8, y + 18, _cut(name), INK, "end"), _bar(LEFT, y + 4, _wide(group.there, top), GRID)]
        parts.append(_bar(LEFT, y + 4, _wide(needed, top), PROVEN))
        parts.append(_text(LEFT + _wide(group.there, top) + 6, y + 18, f"{needed} / {group.there}", INK, "start"))
        told.append(f"{name} {needed}/{group.there}")
        y += ROW
    words = (f"至少要几人，共有几人：{'；'.join(told)}。", f"Needed of those there are: {'; '.join(told)}.")
    title = ("各类人员：至少要几人（深色），共有几人（浅色）", "By role and skill: needed (dark) of those there are (light)")
    return _plot(title, parts, y + 8, words, language)


def values_plots(policy: Policy, found: MarginalValues, language: Language) -> tuple[Plot, ...]:
    """One plot a goal that some change moves: from what is found to what is proven, with the estimate."""
    plots = []
    for tier in policy.tiers:
        rows = [(value.told, gain) for value in found.values for gain in value.gains if gain.tier == tier.name and gain.high]
        if not any(gain.estimate or gain.low for _, gain in rows):
            continue
        rows = sorted(rows, key=lambda row: (-row[1].low, -row[1].estimate))[:MOST_ROWS]
        top = max(gain.high for _, gain in rows)
        parts, y, told = [], float(TOP), []
        for sentence, gain in rows:
            name = language.of((sentence.zh, sentence.en))
            low, high = LEFT + _wide(gain.low, top), LEFT + _wide(gain.high, top)
            middle = LEFT + _wide(gain.estimate, top)
            parts.append(_text(LEFT - 8, y + 18, _cut(name), INK, "end"))
            parts.append(f'<line x1="{low:.0f}" y1="{y + 13:.0f}" x2="{high:.0f}" y2="{y + 13:.0f}" stroke="{OPEN}" stroke-width="2"/>')
            parts.append(_bar(LEFT, y + 6, low - LEFT, FOUND))
            parts.append(f'<circle cx="{middle:.0f}" cy="{y + 13:.0f}" r="4" fill="{PROVEN}"/>')
            parts.append(_text(high + 6, y + 18, amount(gain.high, tier), MUTED, "start"))
            told.append(f"{name} {amount(gain.low, tier)}–{amount(gain.high, tier)}")
            y += ROW
        zh = f"{tier.zh}（{tier.unit_zh}）：绿条是已找到的好处，圆点是估计，线的右端是已证明的上限"
        en = f"{tier.en} ({tier.unit_en}): bar found, dot estimated, right end of the line proven"
        listed = "；".join(told)
        plots.append(_plot((zh, en), parts, y + 8, (f"{tier.zh}：{listed}。", f"{tier.en}: {listed}."), language))
    return tuple(plots)


def stress_plots(found: Stress, language: Language) -> tuple[Plot, ...]:
    """Share of days that are covered, by absence rate: a line for every length of absences."""
    rates = sorted({each.rate for each in found.survivals})
    if len(rates) < 2:
        return ()
    height, bottom = 260.0, 220.0
    last = rates[-1]

    def x(rate: int) -> float:
        return 70 + (WIDTH - 240) * rate / last

    def y(percent: int) -> float:
        return bottom - (bottom - TOP) * percent / 100

    parts = []
    for percent in (0, 25, 50, 75, 100):
        parts.append(f'<line x1="70" y1="{y(percent):.0f}" x2="{x(last):.0f}" y2="{y(percent):.0f}" stroke="{GRID}"/>')
        parts.append(_text(62, y(percent) + 4, f"{percent}%", MUTED, "end"))
    parts += [_text(x(rate), bottom + 18, f"{rate}%", MUTED, "middle") for rate in rates]
    parts.append(_text(x(last) / 2 + 35, bottom + 36, language.of(("缺勤率", "absence rate")), INK, "middle"))
    told = []
    spells = sorted({each.spell for each in found.survivals})
    for index, spell in enumerate(spells):
        mine = sorted((each for each in found.survivals if each.spell == spell), key=lambda each: each.rate)
        colour, dash = ((HEAD, ""), (OPEN, ' stroke-dasharray="6 4"'), (FOUND, ' stroke-dasharray="2 3"'))[index % 3]
        points = " ".join(f"{x(each.rate):.1f},{y(each.percent):.1f}" for each in mine)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>')
        parts += [f'<circle cx="{x(each.rate):.1f}" cy="{y(each.percent):.1f}" r="4" fill="{colour}"/>' for each in mine]
        name = language.of(("按天随机缺勤", "by the day") if spell == 1 else (f"每次连缺 {spell} 天", f"{spell} days on end"))
        end = mine[-1]
        parts.append(_text(x(end.rate) + 10, y(end.percent) + 4 + (14 if index % 2 else -4), name, colour, "start"))
        told.append(f"{name} {', '.join(f'{each.rate}%→{each.percent}%' for each in mine)}")
    words = "；".join(told)
    alt = (f"缺勤率→能排满的日子：{words}", f"Absence→days covered: {words}")
    return (_plot(("缺勤时能排满多少天", "Days covered under absence"), parts, height, alt, language),)


def _plot(title: Said, parts: Sequence[str], height: float, words: Said, language: Language) -> Plot:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img" '
        f'aria-label="{escape(language.of(words))}">{"".join(parts)}</svg>'
    )
    return Plot(title, Markup(svg), words)  # noqa: S704 # every text in it is escaped by _text


def _wide(value: int, top: int) -> float:
    return (WIDTH - LEFT - RIGHT - 20) * value / max(top, 1)


def _bar(x: float, y: float, width: float, colour: str) -> str:
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{max(width, 1):.0f}" height="18" rx="2" fill="{colour}"/>'


def _cut(text: str) -> str:
    wide = 0.0
    for place, letter in enumerate(text):
        wide += LATIN if letter.isascii() else 1
        if wide > LABEL_WIDTH:
            return text[: place - 1] + "…"
    return text


def _text(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" font-size="13" text-anchor="{anchor}">{escape(text)}</text>'
