"""Who goes at which time: every section stays as it is, everybody can come, and classes merge (A04, K03)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.search.construct.complete import construct
from solver.search.construct.groups import care_groups
from solver.search.evaluated import evaluate
from solver.search.master.assign_pupils import anneal_section_assignment
from solver.search.master_solution import MasterSolution, master_solution_of
from solver.search.soft_policy import softened
from solver.units import Minute, Weekday


@cache
def _school(name: str) -> tuple[Instance, MasterSolution, MasterSolution]:
    """The school, the solution of its first plan, and the same annealed."""
    preset = presets()[name]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    instance = Instance(generate(preset, 1), softened(policy))
    solution = master_solution_of(construct(instance, 1))
    return instance, solution, anneal_section_assignment(instance, solution)


def _groups(instance: Instance, solution: MasterSolution) -> int:
    """Care groups of a week, when pupils of the sections are away and no section takes a room."""
    away: Counter[tuple[str, Weekday, int]] = Counter()
    for section in solution.sections:
        for pupil in section.pupils:
            away.update(instance.missed(pupil, section.offering, section.times))

    def staying(home: str, day: Weekday, period: int) -> int:
        return len(instance.attending.get((home, day), ())) - away[home, day, period]

    return len(care_groups(instance, staying, lambda *_: False))


@pytest.mark.parametrize("name", ["mid", "fengjin"])
def test_clubs_stay_as_they_are_and_everybody_keeps_the_offering(name: str) -> None:
    _, solution, annealed = _school(name)
    assert annealed.tutoring == solution.tutoring
    assert [replace(c, pupils=()) for c in annealed.sections] == [replace(c, pupils=()) for c in solution.sections]
    assert [len(c.pupils) for c in annealed.sections] == [len(c.pupils) for c in solution.sections]
    assert _offerings(annealed) == _offerings(solution)
    assert annealed.sections != solution.sections


def _offerings(solution: MasterSolution) -> dict[str, list[str]]:
    found = defaultdict(list)
    for section in solution.sections:
        for pupil in section.pupils:
            found[pupil].append(section.offering)
    return {pupil: sorted(names) for pupil, names in found.items()}


@pytest.mark.parametrize("name", ["mid", "fengjin"])
def test_everybody_can_come_when_dealt(name: str) -> None:
    instance, _, annealed = _school(name)
    problem = instance.problem
    busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
    for section in annealed.sections:
        length = problem.offering_of[section.offering].minutes
        for pupil in section.pupils:
            grade = problem.grade_of_pupil[pupil]
            for day, start in section.times:
                assert day in problem.pupil_of[pupil].weekdays
                period = instance.window(grade).periods[annealed.tutoring[grade, day]]
                assert start + length <= period.start or period.end <= start
                busy[pupil, day].append((start, start + length))
    for spans in busy.values():
        ordered = sorted(spans)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(ordered))


def test_classes_need_fewer_groups_and_the_plan_made_of_it_costs_less() -> None:
    instance, solution, annealed = _school("mid")
    assert _groups(instance, annealed) < _groups(instance, solution)
    before, after = evaluate(instance, construct(instance, 1, solution)), evaluate(instance, construct(instance, 1, annealed))
    assert not after.report.violations
    assert after.values["choice"] <= before.values["choice"]
    assert after.values["cost"] < before.values["cost"]


def test_dealing_is_repeatable_and_leaves_alone_what_nobody_can_change() -> None:
    instance, solution, annealed = _school("mid")
    assert anneal_section_assignment(instance, solution) == annealed
    alone = replace(solution, sections=tuple({c.offering: c for c in solution.sections}.values()))
    assert anneal_section_assignment(instance, alone) == alone
