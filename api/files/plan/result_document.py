"""Club wishes, care by class, money, limits and violations of a plan as JSON: in plan documents, in reports, and beside check documents."""

from __future__ import annotations

from typing import Any

from solver import Limit
from solver.check.measurement import Measurement
from solver.ledger.balance import Balance
from solver.papers.class_care import CareReport, ClassCare
from solver.papers.wishes import REASONS, WishReport


def wishes_counts(found: WishReport) -> dict[str, int]:
    """Club wishes against seats, in numbers of pupils."""
    return {"seekers": found.seekers, "met": found.met, "fewer": found.fewer, "none": found.none, "first_refused": found.refused}


def wishes_document(found: WishReport) -> dict[str, Any]:
    """Club wishes against seats: counts, first choices by offering, and the pupils of whom the reader may be told."""
    return {
        **wishes_counts(found),
        "first_choices": [
            {"offering": item.offering, "sections": item.sections, "asked": item.asked, "seated": item.seated,
             "refused": item.refusals, "reasons": dict(item.refused)}
            for item in found.first
        ],
        "pupils": [
            {"pupil": item.pupil, "class": item.class_id, "asked": item.asked, "got": item.got,
             "refused": [{"offering": each.offering, "rank": each.rank, "reason": each.reason, "zh": REASONS[each.reason][0],
                          "en": REASONS[each.reason][1]} for each in item.refusals]}
            for item in found.unmet
        ],
    }  # fmt: skip


def care_counts(found: CareReport) -> dict[str, float]:
    """Care of the whole school: class periods of the template, of these own and near; median and largest number of adults a class."""
    return {"weeks": found.weeks, "periods": found.periods, "own": found.own, "near": found.near,
            "adults_median": found.adults, "adults_most": found.most_adults}  # fmt: skip


def care_document(found: CareReport) -> dict[str, Any]:
    """Care of the whole school, and of every class with its adults."""
    return {**care_counts(found), "classes": [class_document(item) for item in found.classes]}


def class_document(item: ClassCare) -> dict[str, Any]:
    """Care of one class: class periods by whom; own and near are null where nobody is known to teach it."""
    return {
        "class": item.class_id, "periods": item.periods, "own": item.own if item.known else None,
        "near": item.near if item.known else None, "empty": item.empty,
        "adults": [
            {"person": each.person, "relation": each.relation, "subjects": list(each.subjects), "periods": len(each.periods)}
            for each in item.adults
        ],
    }  # fmt: skip


def money_document(sheet: Balance) -> dict[str, int]:
    """Income and cost of the term in fen, what is missing, and the subsidy with which nothing would be."""
    return {
        "income": sheet.income,
        "cost": sheet.cost,
        "left": sheet.left,
        "shortfall": sheet.shortfall,
        "subsidy": sheet.subsidy,
        "subsidy_needed": sheet.least_subsidy,
    }


def limit_document(limit: Limit) -> dict[str, Any]:
    """Document of one limit: the goal, its figures, what is named, and the sentence."""
    return {
        "tier": limit.tier,
        "value": limit.value,
        "least": limit.least,
        "without": limit.without,
        "rules": list(limit.rules),
        "subjects": list(limit.subjects),
        "zh": limit.zh,
        "en": limit.en,
    }


def violation_document(violation: Measurement) -> dict[str, Any]:
    """Document of one violation, the same in files and in the report."""
    return {
        "rule": violation.rule,
        "subjects": list(violation.subjects),
        "place": violation.place,
        "weekday": violation.weekday,
        "measured": violation.measured,
        "limit": violation.limit,
        "zh": violation.zh,
        "en": violation.en,
    }
