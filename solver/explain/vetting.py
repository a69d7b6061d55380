"""Which vetting rules an outside instructor fails, by weekday (E03-E07, E10-E14); and own staff who may not serve (D11, D12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solver.check.families.vetting import (
    APPROVAL,
    FILED,
    INSURANCE,
    LEAST,
    POOLS,
    REVIEW,
    approval_spare,
    filing_spare,
    insurance_spare,
    review_spare,
)
from solver.check.measurement import Quantity
from solver.policy.policy import Policy
from solver.problem.people import Outside, Staff
from solver.units import Fen, Weekday

Span = tuple[date, date]


def failed_vetting(guest: Outside, span: Span, policy: Policy, pay: Fen) -> list[str]:
    """Hard rules that keep the person out of a session whose first and last dates are ``span``; ``pay`` is own staff's."""
    first, last = span
    passed = {
        "E03": _kept(APPROVAL, approval_spare(guest, first, last)),
        "E04": guest.pool in POOLS or (guest.kind == "specialist" and policy.hard("E13")),
        "E05": _kept(REVIEW, review_spare(guest, first)),
        "E06": _kept(INSURANCE, insurance_spare(guest, first, last)),
        "E07": guest.clean_record,
        "E10": guest.kind != "hired" or guest.contract,
        "E11": guest.kind != "charity" or not guest.rate,
        "E12": guest.kind != "coach" or (guest.contract and guest.rate == pay),
        "E13": guest.kind != "specialist"
        or (guest.pool in POOLS and _kept(FILED, filing_spare(guest, first))),
        "E14": guest.clean_record and guest.contract,
    }  # fmt: skip
    failed = [rule for rule, good in passed.items() if not good and policy.hard(rule)]
    # E14 asks for what E07, E10 and E12 ask for too: told once.
    told = ({"E07"} & set(failed) or guest.clean_record) and (bool({"E10", "E12"} & set(failed)) or guest.contract)
    return [rule for rule in failed if rule != "E14" or not told]


def _kept(quantity: Quantity, spare: int | None) -> bool:
    """Whether there are dates, with the days to spare that the checker asks for."""
    return spare is not None and not quantity.misses(spare, LEAST[quantity])


def barred(person: Staff, spans: Mapping[Weekday, Span], policy: Policy) -> str | None:
    """The hard rule that keeps one of the own staff from serving at all (D11, D12), or None."""
    last = max((span[1] for span in spans.values()), default=None)
    first = min((span[0] for span in spans.values()), default=None)
    if policy.hard("D11") and person.stopped is not None and last is not None and person.stopped <= last:
        return "D11"
    if policy.hard("D12") and first is not None and (person.trained is None or person.trained > first):
        return "D12"
    return None
