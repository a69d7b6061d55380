"""Which vetting rules an outside instructor fails, by weekday (E03-E07, E10-E14); and own staff who may not serve (D11, D12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solver.policy.policy import Policy
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem
from solver.units import Fen, Weekday

Span = tuple[date, date]


def date_spans(problem: Problem) -> Mapping[Weekday, Span]:
    """First and last service date of each weekday."""
    found: dict[Weekday, Span] = {}
    for day, weekday in problem.term.service_dates():
        first = found[weekday][0] if weekday in found else day
        found[weekday] = (first, day)
    return found


def failed_vetting(guest: Outside, span: Span, policy: Policy, pay: Fen) -> list[str]:
    """Hard rules that keep the person out of a session whose first and last dates are ``span``; ``pay`` is own staff's."""
    first, last = span
    passed = {
        "E03": guest.approved_from is not None and guest.approved_to is not None
        and guest.approved_from <= first and last <= guest.approved_to,
        "E04": guest.pool in {"city", "district"} or (guest.kind == "specialist" and policy.hard("E13")),
        "E05": guest.reviewed is not None and guest.reviewed < first,
        "E06": guest.insured_from is not None and guest.insured_to is not None and guest.filed is not None
        and guest.insured_from <= guest.filed <= first and last <= guest.insured_to,
        "E07": guest.clean_record,
        "E10": guest.kind != "hired" or guest.contract,
        "E11": guest.kind != "charity" or not guest.rate,
        "E12": guest.kind != "coach" or (guest.contract and guest.rate == pay),
        "E13": guest.kind != "specialist"
        or (guest.pool in {"city", "district"} and guest.filed is not None and guest.filed <= first),
        "E14": guest.clean_record and guest.contract,
    }  # fmt: skip
    failed = [rule for rule, good in passed.items() if not good and policy.hard(rule)]
    # E14 asks for what E07, E10 and E12 ask for too: told once.
    told = ({"E07"} & set(failed) or guest.clean_record) and (bool({"E10", "E12"} & set(failed)) or guest.contract)
    return [rule for rule in failed if rule != "E14" or not told]


def barred(person: Staff, spans: Mapping[Weekday, Span], policy: Policy) -> str | None:
    """The hard rule that keeps one of the own staff from serving at all (D11, D12), or None."""
    last = max((span[1] for span in spans.values()), default=None)
    first = min((span[0] for span in spans.values()), default=None)
    if policy.hard("D11") and person.stopped is not None and last is not None and person.stopped <= last:
        return "D11"
    if policy.hard("D12") and first is not None and (person.trained is None or person.trained > first):
        return "D12"
    return None
