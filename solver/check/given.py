"""Seats that pupils get without choosing, and pupils who may have none: B08 dream classes, B11 squads, C05 eligibility."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.policy.policy import Policy
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil


@dataclass(frozen=True)
class Given:
    """What follows from problem and policy alone.

    offers: pupil -> offerings that the pupil may sit in without having chosen them. due: pupil -> meetings of dream classes
    a week (B08). members: squad -> members who may take part (B11). barred: applicants without seats (C05) -> why, in
    Chinese and English.
    """

    offers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    due: Mapping[str, int] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barred: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def count_given(problem: Problem, policy: Policy) -> Given:
    """Go once through the pupils, or not at all where nothing of the kind is used."""
    barred = _barred(problem, policy) if policy.on("C05") else {}
    offers: dict[str, set[str]] = {}
    due: dict[str, int] = {}
    members: dict[str, tuple[str, ...]] = {}
    dreams = [item for item in problem.offerings if item.dream]
    if dreams and policy.on("B08"):
        last, times = policy.number("B08", "last_grade"), policy.number("B08", "times")
        for pupil in problem.pupils:
            grade = problem.grade_of_pupil[pupil.id]
            if grade <= last and pupil.id not in barred:
                within = [
                    item
                    for item in dreams
                    if grade in item.grades and len(_days(problem, pupil, item)) >= item.sessions
                ]
                days = {day for item in within for day in _days(problem, pupil, item)}
                meetings = min(times, len(days), sum(item.sessions for item in within))
                if meetings > 0:
                    due[pupil.id] = meetings
                    offers[pupil.id] = {item.id for item in within}
    if policy.on("B11"):
        for item in problem.offerings:
            if item.members:
                members[item.id] = tuple(name for name in item.members if name not in barred)
                for name in members[item.id]:
                    offers.setdefault(name, set()).add(item.id)
    return Given({name: frozenset(found) for name, found in offers.items()}, due, members, barred)


def _days(problem: Problem, pupil: Pupil, offering: Offering) -> set[int]:
    """Service weekdays on which the pupil attends and the offering may meet."""
    return set(problem.weekdays).intersection(pupil.weekdays, offering.weekdays)


def _barred(problem: Problem, policy: Policy) -> dict[str, tuple[str, str]]:
    first, last = policy.number("C05", "first_grade"), policy.number("C05", "last_grade")
    found = {}
    for pupil in problem.pupils:
        grade = problem.grade_of_pupil[pupil.id]
        if pupil.weekdays and not first <= grade <= last:
            found[pupil.id] = (
                f"{grade}年级不在服务年级{first}–{last}之内",
                f"grade {grade} is not within {first}–{last}",
            )
        elif pupil.weekdays and not pupil.signed:
            found[pupil.id] = ("家长未签协议", "the family has not signed the agreement")
    return found
