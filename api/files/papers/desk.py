"""What every paper is made from, indexed once."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from api.files.bundle import PlanBundle
from api.files.content.names import Names
from api.files.content.sections import Sections
from api.files.timeline import Timeline, timeline
from solver.check.view import View
from solver.papers.dates import ServiceDay, service_days
from solver.plan.plan import Section
from solver.problem.offerings import Offering


class Desk:
    """A plan with its report and indices. on: the day from which days are counted, as the user gave it, or None."""

    def __init__(self, bundle: PlanBundle, on: date | None = None) -> None:
        self.bundle = bundle
        self.problem = bundle.problem
        self.policy = bundle.policy
        self.plan = bundle.plan
        self.report = bundle.report
        self.on = on
        self.names = Names(bundle.problem)

    @property
    def view(self) -> View:
        return self.bundle.view

    @cached_property
    def line(self) -> Timeline:
        return timeline(self.problem, self.policy, self.plan)

    @cached_property
    def sections(self) -> Sections:
        return Sections(self.bundle, self.names)

    @cached_property
    def days(self) -> tuple[ServiceDay, ...]:
        return service_days(self.problem.term, self.line.weeks)

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
