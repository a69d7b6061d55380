"""Which vetting rules an outside instructor fails, by weekday (E03-E06, E14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solver.policy.policy import Policy
from solver.problem.people import Outside
from solver.problem.problem import Problem
from solver.units import Weekday

Span = tuple[date, date]


def date_spans(problem: Problem) -> Mapping[Weekday, Span]:
    """First and last service date of each weekday."""
    found: dict[Weekday, Span] = {}
    for day, weekday in problem.term.service_dates():
        first = found[weekday][0] if weekday in found else day
        found[weekday] = (first, day)
    return found


def failed_vetting(guest: Outside, span: Span, policy: Policy) -> list[str]:
    """Hard rules that keep the person out of a session whose first and last dates are ``span``."""
    first, last = span
    passed = {
        "E03": guest.approved_from is not None and guest.approved_to is not None
        and guest.approved_from <= first and last <= guest.approved_to,
        "E04": guest.pool in {"city", "district"},
        "E05": guest.reviewed is not None and guest.reviewed < first,
        "E06": guest.insured_from is not None and guest.insured_to is not None and guest.filed is not None
        and guest.insured_from <= guest.filed <= first and last <= guest.insured_to,
        "E14": guest.clean_record and guest.contract,
    }  # fmt: skip
    return [rule for rule, good in passed.items() if not good and policy.hard(rule)]
