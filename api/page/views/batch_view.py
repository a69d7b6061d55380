"""View of a batch: each school's state and result, refusals in words, answers to its question, and indicators of all plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from api.files.district.report import (
    PROOFS,
    VERDICTS,
    DistrictFile,
    SchoolRow,
    needed_words,
    told_question,
    told_roles,
    verdict_of,
)
from api.files.language import Said
from api.files.papers.kpi import value_words
from api.page.error_page import PREFIX
from api.page.plan_tabs import plan_page
from api.page.views.job_words import job_state
from api.services.batches import UNKNOWN
from api.storage.jobs import DONE, ENDED, RUNNING
from solver.papers.kpi.registry import INDICATORS

MOST_REASONS = 5
"""Sentences of a refusal that are shown; the job's page has all. Raising it makes rows taller."""
VERDICT_CHIPS: Mapping[str, str] = {"breaks": "wrong", "keeps": "done", "unknown": "warn", "no plan before": "warn"}
"""Verdict -> class of its chip."""


@dataclass(frozen=True, slots=True)
class BatchSchool:
    """School of a batch. state, chip: of its job. kept: taken over from an earlier batch. again: ended without a plan or an answer.
    verdict, detail: answer to the question, "" without. reasons: of a refusal or failure."""

    id: str
    name: str
    state: str
    said: Said
    chip: str
    kept: bool
    again: bool
    job: str
    plan: str
    gap: str
    verdict: Said
    verdict_chip: str
    detail: tuple[Said, ...]
    reasons: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class BatchIndicator:
    """Indicator of all plans of a batch. value: of the sums, "" where they say nothing; least, middle, most: of the schools."""

    said: Said
    group: Said
    value: str
    least: str
    middle: str
    most: str
    schools: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """Batch. question: in words, "" where plans are wanted. done: schools that have ended. summary: how many adults no plan can do
    without, "" where that was not asked. before: address of the batch that it repeats in part."""

    id: str
    name: str
    state: str
    said: Said
    chip: str
    ended: bool
    question: Said
    before: str
    at: int
    ended_at: int | None
    done: int
    counts: tuple[tuple[Said, str, int], ...]
    summary: Said
    schools: tuple[BatchSchool, ...]
    indicators: tuple[BatchIndicator, ...]
    reason: Said

    @property
    def again(self) -> int:
        """Number of schools that have neither a plan nor an answer."""
        return sum(school.again for school in self.schools)


def batch_view(document: Mapping[str, Any], asked: DistrictFile | None) -> BatchView:
    """View of a batch's document. asked: answers to its question, of the schools in their order; None where plans are wanted."""
    rows: Sequence[SchoolRow | None] = asked.rows if asked is not None else [None] * len(document["schools"])
    schools = tuple(_school(entry, row) for entry, row in zip(document["schools"], rows, strict=True))
    said, chip = job_state(document["state"])
    counts = tuple((*job_state(state), number) for state, number in sorted(document["counts"].items()))
    if asked is not None and document["verdicts"]:
        counts = tuple((VERDICTS[name][:2], VERDICT_CHIPS.get(name, ""), number) for name, number in document["verdicts"].items())
    return BatchView(
        document["id"], document["name"], document["state"], said, chip, document["state"] in ENDED,
        "" if asked is None else told_question(asked.question), f"{PREFIX}/batches/{document['again']}" if document["again"] else "",
        document["created_at"], document["ended_at"], sum(school.state in ENDED for school in schools), counts,
        (None if asked is None else needed_words(asked)) or "",
        schools, tuple(map(_indicator, document["indicators"])), _reason(document["reason"]),
    )  # fmt: skip


def _school(entry: Mapping[str, Any], row: SchoolRow | None) -> BatchSchool:
    said, chip = job_state(entry["state"])
    if entry["state"] == DONE and row is None and not entry["valid"]:
        said, chip = ("没有可行方案", "no valid plan"), "warn"
    answered = row is not None and row.answer is not None
    verdict = verdict_of(row) if row is not None and answered else ""
    ended = entry["state"] in ENDED
    fine = (verdict not in ("", UNKNOWN)) if row is not None else bool(entry["valid"])
    reason = entry["reason"] or {}
    sentences = [_reason(each) for each in (*reason.get("reasons", ()), *reason.get("errors", ()))] or [_reason(reason)]
    return BatchSchool(
        entry["school_id"], entry["school"], entry["state"], said, chip, entry["kept"], ended and not fine,
        "" if entry["job_id"] is None else f"{PREFIX}/jobs/{entry['job_id']}",
        "" if entry["plan_id"] is None else plan_page(entry["plan_id"]),
        "" if entry["gap"] is None or entry["state"] == RUNNING else f"{entry['gap'] * 100:.1f}%",
        VERDICTS[verdict][:2] if verdict else "", VERDICT_CHIPS.get(verdict, ""), _detail(row),
        tuple(dict.fromkeys(each for each in sentences if each))[:MOST_REASONS],
    )  # fmt: skip


def _detail(row: SchoolRow | None) -> tuple[Said, ...]:
    """Proof, who leaves, price and rules of an answer; roles and numbers, never who."""
    if row is None or row.answer is None:
        return ()
    found = row.answer
    parts: list[Said] = []
    if found.role:
        parts.append((f"少的是{told_roles(found.role)}", f"who leaves: {found.role}"))
    if found.proof:
        parts.append((f"怎样证明：{PROOFS[found.proof][0]}", f"proof: {PROOFS[found.proof][1]}"))
    if row.prices:
        parts.append(row.prices)
    if found.rules:
        parts.append((f"碍事的规则：{'、'.join(found.rules)}", f"rules in the way: {', '.join(found.rules)}"))
    if found.examined:
        needed = sum(found.indispensable.values())
        parts.append((f"缺了不行的：{needed} / {found.examined} 人", f"cannot do without: {needed} of {found.examined}"))
    return tuple(parts)


def _reason(reason: Mapping[str, Any] | None) -> Said:
    return (str(reason["zh"]), str(reason.get("en") or reason["zh"])) if reason and reason.get("zh") else ""


def _indicator(each: Mapping[str, Any]) -> BatchIndicator:
    known = {indicator.id: indicator for indicator in INDICATORS}[each["id"]]

    def told(name: str) -> str:
        return "" if each[name] is None else value_words(known, Fraction(each[name]).limit_denominator(10**6))

    group: Said = (each["group_zh"], each["group_en"]) if each["group_zh"] else ""
    return BatchIndicator(
        (each["zh"], each["en"]), group, told("value"), told("least"), told("middle"), told("most"), each["schools"]
    )
