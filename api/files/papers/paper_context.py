"""What every paper is made from, indexed once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from api.files.citation import changed_words
from api.files.content.names import PageNames, term_words
from api.files.content.sections import Sections
from api.files.language import Said
from api.files.plan.bundle import PlanBundle
from solver.calendar.duty_days import ServiceDay, service_days
from solver.check.plan_index import PlanIndex
from solver.papers.tasks import TaskRecord
from solver.plan.plan import CareGroup, Section
from solver.problem.offerings import Offering
from solver.units import Weekday


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
    def _changed(self) -> dict[str, Said]:
        return changed_words(self.policy)

    def changed(self, ident: str) -> Said:
        """Where the school's policy differs from its profile in a rule or duty; nothing where it does not."""
        return self._changed.get(ident, "")

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

    @cached_property
    def care_group_of(self) -> dict[tuple[str, Weekday, int], CareGroup]:
        """(class, weekday, period) -> the care group that the class is in."""
        return {(name, item.weekday, item.period): item for item in self.view.kept.groups for name in item.classes}

    @property
    def term_words(self) -> str:
        return term_words(self.problem.term)
