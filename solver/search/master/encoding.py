"""Encoding of master solutions as values of the master model's columns, and back."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from solver.search.aggregate.model import AggregateModel, Kind
from solver.search.engines.highs import Floats
from solver.search.master_solution import MasterSolution, SectionPlan, Times
from solver.units import Weekday


def encoded(model: AggregateModel, solution: MasterSolution) -> Floats:
    """Master solution -> values of the columns of decisions and seats; dependent columns stay 0.

    Sections that the model does not know (times left out, leader not able) are dropped with their seats.
    """
    values = np.zeros(model.rows.size)
    values[1] = 1.0
    for (grade, day), period in solution.tutoring.items():
        column = model.tutor.get((grade, day, period))
        if column is not None:
            values[column] = 1.0
    kinds = model.kinds
    for section in solution.sections:
        key = (section.leader, section.offering, section.times)
        if key not in model.lead or values[model.lead[key]]:
            continue
        values[model.lead[key]] = 1.0
        values[model.count[section.offering, section.times]] += 1
        for pupil in section.pupils:
            if (pupil, section.offering, section.times) in model.seat:
                values[model.seat[pupil, section.offering, section.times]] = 1.0
            elif (pupil, section.offering) in model.enrolled:
                values[model.enrolled[pupil, section.offering]] = 1.0
                values[model.kind_count[section.offering, section.times, kinds[pupil]]] += 1
    return values


def decoded(model: AggregateModel, values: Floats, score: float) -> MasterSolution:
    """Integral values of the columns -> master solution."""
    kinds = model.kinds
    waiting: dict[tuple[str, Kind], list[str]] = defaultdict(list)
    for (pupil, name), column in model.enrolled.items():
        if values[column] > 0.5:
            waiting[name, kinds[pupil]].append(pupil)
    home = {p.id: p.class_id for p in model.problem.pupils}
    for names in waiting.values():  # those who go at the same time come from few classes, so that the others can merge
        names.sort(key=lambda pupil: (home[pupil], pupil))
    pupils: dict[tuple[str, Times], list[str]] = defaultdict(list)
    for (pupil, name, times), column in model.seat.items():
        if values[column] > 0.5:
            pupils[name, times].append(pupil)
    for (name, times, kind), column in model.kind_count.items():
        heads = round(values[column])
        pupils[name, times] += waiting[name, kind][:heads]
        del waiting[name, kind][:heads]
    leaders: dict[tuple[str, Times], list[str]] = defaultdict(list)
    for (person, name, times), column in model.lead.items():
        if values[column] > 0.5:
            leaders[name, times].append(person)
    sections = []
    for (name, times), people in sorted(leaders.items()):
        for place, person in enumerate(people):
            sections.append(SectionPlan(name, times, person, tuple(pupils[name, times][place :: len(people)])))
    tutoring: dict[tuple[int, Weekday], int] = {
        (grade, day): period for (grade, day, period), column in model.tutor.items() if values[column] > 0.5
    }
    return MasterSolution(tutoring, tuple(sections), score)
