"""View of a policy: open questions with their answers and consequences, rules by area with levels, numbers and sources, and what the
school says otherwise than the packaged profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from api.files.content.policy import due_text, evidence_text
from api.files.labels import LEVELS
from api.files.language import Said
from api.page.views.number_words import number_words
from solver import Number, PaperDuty, Policy, Rule
from solver.policy.setting import Setting, chosen, settings
from solver.policy.traceability import AREAS
from solver.units import clock

FEN_OF_A_YUAN = 100
LEVELS_EN: Mapping[str, str] = {"hard": "must", "soft": "as far as possible", "off": "off"}


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Answer to an open question. effect: its consequence."""

    id: str
    said: Said
    effect: Said
    chosen: bool
    recommended: bool


class TouchedRule(TypedDict):
    """Parts of a rule that answers set: its level, and numbers by name."""

    level: bool
    numbers: list[str]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Open question. own: the policy goes its own way. by_data: the school's data decide, and nothing can be chosen. changed: otherwise
    than in the profile. touched: rule -> whether its answers set the level, and names of numbers that they set."""

    id: str
    said: Said
    answers: tuple[AnswerView, ...]
    own: bool
    by_data: bool
    changed: bool
    evidence: tuple[str, ...]
    touched: Mapping[str, TouchedRule]


@dataclass(frozen=True, slots=True)
class NumberView:
    """Number of a rule as a field. kind: ``number``, ``yuan``, ``flag``, ``clock`` or ``date``. value, base: as the field holds it, of the
    policy and of the profile. unset: what holds where it is empty, None where it must be given."""

    name: str
    said: Said
    kind: str
    value: str
    base: str
    unit: Said
    minimum: str
    maximum: str
    unset: Said | None = None

    @property
    def changed(self) -> bool:
        return self.value != self.base


@dataclass(frozen=True, slots=True)
class RuleView:
    """Rule or paper duty. levels: those it can take, with their names. when: when a duty is due. tier: goal of a soft rule."""

    id: str
    said: Said
    level: str
    base_level: str
    levels: tuple[tuple[str, Said], ...]
    numbers: tuple[NumberView, ...]
    document: str
    quote: str
    tier: Said = ""
    when: Said = ""

    @property
    def changed(self) -> bool:
        return self.level != self.base_level or any(number.changed for number in self.numbers)

    @property
    def base_word(self) -> Said:
        return level_word(self.base_level)


@dataclass(frozen=True, slots=True)
class AreaView:
    """Rules of an area. said: its name."""

    letter: str
    said: Said
    rules: tuple[RuleView, ...]

    @property
    def changed(self) -> int:
        return sum(rule.changed for rule in self.rules)


@dataclass(frozen=True, slots=True)
class GoalView:
    """Goal in the order of importance."""

    name: str
    said: Said


@dataclass(frozen=True, slots=True)
class PolicyView:
    """Policy beside its packaged profile. reordered: the order of goals is the school's own."""

    name: str
    said: Said
    questions: tuple[QuestionView, ...]
    areas: tuple[AreaView, ...]
    goals: tuple[GoalView, ...]
    reordered: bool

    @property
    def changed(self) -> int:
        """Number of rules, duties and orders that the school changed."""
        return sum(area.changed for area in self.areas) + self.reordered


def policy_view(policy: Policy, profile: Policy) -> PolicyView:
    """View of a policy. profile: the packaged one of its name."""
    areas = [AreaView(letter, name, tuple(_rules(letter, policy, profile))) for letter, name in AREAS.items()]
    duties = [_duty(duty, profile.duties.get(duty.id, duty)) for duty in policy.duties.values()]
    areas.append(AreaView("P", ("书面义务：备案、公示、督导等", "Paper duties: filing, publication and the like"), tuple(duties)))
    return PolicyView(
        policy.name, (policy.zh, policy.en), tuple(_question(setting, policy, profile) for setting in settings().values()),
        tuple(area for area in areas if area.rules), tuple(GoalView(tier.name, (tier.zh, tier.en)) for tier in policy.tiers),
        [tier.name for tier in policy.tiers] != [tier.name for tier in profile.tiers],
    )  # fmt: skip


def level_word(level: str) -> Said:
    """Name of a level."""
    return LEVELS[level], LEVELS_EN[level]


def _question(setting: Setting, policy: Policy, profile: Policy) -> QuestionView:
    mine, usual = chosen(setting, policy), chosen(setting, profile)
    answers = tuple(
        AnswerView(each.id, (each.zh, each.en), (each.effect_zh, each.effect_en), each == mine, each.id == setting.default)
        for each in setting.answers
    )
    evidence = tuple(evidence_text(setting).splitlines())
    return QuestionView(setting.id, (setting.zh, setting.en), answers, mine is None, setting.by_data, mine != usual, evidence,
                        touched_by(setting))  # fmt: skip


def touched_by(setting: Setting) -> Mapping[str, TouchedRule]:
    """Rules that the answers of a question set, whichever is chosen."""
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for answer in setting.answers:
        for rule, table in answer.overrides.items():
            tables.setdefault(rule, []).append(table)
    return {rule: _touched(found) for rule, found in tables.items()}


def _touched(tables: Sequence[Mapping[str, Any]]) -> TouchedRule:
    names = {name for table in tables for name in table.get("numbers", {})}
    return TouchedRule(level=any("level" in table for table in tables), numbers=sorted(names))


def _rules(letter: str, policy: Policy, profile: Policy) -> Iterator[RuleView]:
    tiers = {tier.name: (tier.zh, tier.en) for tier in policy.tiers}
    for rule in policy.rules.values():
        if rule.id[0] != letter:
            continue
        base = profile.rules[rule.id]
        levels = tuple((level, level_word(level)) for level in rule.levels)
        tier = tiers.get(rule.tier or "", "") if rule.level == "soft" else ""
        yield RuleView(rule.id, (rule.zh, rule.en), rule.level, base.level, levels, tuple(_numbers(rule, base)), rule.source.document,
                       rule.source.quote, tier)  # fmt: skip


def _duty(duty: PaperDuty, base: PaperDuty) -> RuleView:
    levels = (("hard", ("要办", "to be done")), ("off", level_word("off")))
    numbers = [_number(name, number, base.numbers.get(name, number)) for name, number in duty.numbers.items()]
    words = (("first", ("从哪天起", "first day")), ("last", ("到哪天止", "last day")))
    for name, said in words if duty.due == "date" else ():
        value, usual = getattr(duty, name), getattr(base, name)
        numbers.append(NumberView(name, said, "date", _day(value), _day(usual), "", "", "", None if name == "last" else ("不限", "open")))
    return RuleView(duty.id, (duty.zh, duty.en), duty.level, base.level, levels, tuple(numbers), duty.source.document,
                    duty.source.quote, when=due_text(duty))  # fmt: skip


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _numbers(rule: Rule, base: Rule) -> Iterator[NumberView]:
    for name, number in rule.numbers.items():
        usual = base.numbers.get(name)
        unset = base.unset.get(name)
        yield _number(name, number, usual, None if unset is None else (unset.zh, unset.en))
    for name, open_number in rule.unset.items():
        number = Number(open_number.minimum, open_number.unit, open_number.minimum, open_number.maximum)
        yield _number(name, number, None, (open_number.zh, open_number.en), empty=True)


def _number(name: str, number: Number, base: Number | None, unset: Said | None = None, *, empty: bool = False) -> NumberView:
    kind = _kind(number)
    zh, _, en = number.unit.partition(" ")
    unit: Said = ("元", "yuan") if kind == "yuan" else "" if kind in ("clock", "flag") else (zh, en)
    value = "" if empty else field_text(kind, number.value)
    usual = "" if base is None else field_text(kind, base.value)
    return NumberView(name, number_words(name), kind, value, usual, unit, field_text(kind, number.minimum),
                      field_text(kind, number.maximum), unset)  # fmt: skip


def _kind(number: Number) -> str:
    if number.unit.endswith("clock"):
        return "clock"
    if number.unit.startswith("分 fen"):
        return "yuan"
    return "flag" if (number.minimum, number.maximum) == (0, 1) else "number"


def field_text(kind: str, value: int) -> str:
    """Value of a number as its field holds it: ``16:40``, yuan, or the number."""
    if kind == "clock":
        return clock(value)
    return f"{value / FEN_OF_A_YUAN:.2f}" if kind == "yuan" else str(value)
