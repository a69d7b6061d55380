"""What every paper is made from, indexed once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from api.files.content.names import PageNames
from api.files.content.sections import Sections
from api.files.labels import LEVELS
from api.files.plan.bundle import PlanBundle
from solver.check.plan_index import PlanIndex
from solver.papers.dates import ServiceDay, service_days
from solver.papers.tasks import TaskRecord
from solver.plan.plan import Section
from solver.policy.difference import CLAUSE, DUTY, SENTENCE, RuleChange, differences
from solver.policy.load import load_policy
from solver.problem.offerings import Offering
from solver.units import clock


class PaperContext:
    """A plan with its report and indices. on: the day from which days are counted, as the user gave it, or None. records: tasks
    that were ticked off, by their ids."""

    def __init__(self, bundle: PlanBundle, on: date | None = None, records: Mapping[str, TaskRecord] | None = None) -> None:
        self.bundle = bundle
        self.problem = bundle.problem
        self.policy = bundle.policy
        self.plan = bundle.plan
        self.report = bundle.report
        self.on = on
        self.records = records or {}
        self.names = PageNames(bundle.problem)

    @property
    def view(self) -> PlanIndex:
        return self.bundle.view

    @cached_property
    def _changes(self) -> tuple[RuleChange, ...]:
        return differences(load_policy(self.policy.name), self.policy)

    def changed(self, ident: str) -> str:
        """Where the school's policy differs from its profile in a rule or duty, so that a clause does not stand for it; a line
        of its own, or nothing."""
        words = []
        for change in self._changes:
            if change.rule == ident and change.what not in ("weight", SENTENCE, CLAUSE, DUTY):
                rule = self.policy.rules.get(ident)
                number = rule.numbers.get(change.what) if rule else None
                timed = number is not None and number.unit.endswith("clock")
                base, now = (clock(int(x)) if timed and x.isdigit() else LEVELS.get(x, x) for x in (change.base, change.now))
                words.append(f"{'级别' if change.what == 'level' else change.what} {base} → {now}")
        return f"\n本校另定 changed: {'，'.join(words)}" if words else ""

    @cached_property
    def sections(self) -> Sections:
        return Sections(self.bundle, self.names)

    @cached_property
    def days(self) -> tuple[ServiceDay, ...]:
        return service_days(self.problem.term, self.view.weeks)

    @cached_property
    def later_days(self) -> tuple[ServiceDay, ...]:
        """The service dates from ``on``, or all."""
        return tuple(each for each in self.days if self.on is None or each.day >= self.on)

    @cached_property
    def opened(self) -> tuple[tuple[Section, Offering], ...]:
        """Every section of a known offering, in the plan's order."""
        offering_of = self.problem.offering_of
        return tuple((item, offering_of[item.offering]) for item in self.plan.sections if item.offering in offering_of)

    @property
    def term_words(self) -> str:
        term = self.problem.term
        return f"{term.name}（{term.first} 至 {term.last}）"
