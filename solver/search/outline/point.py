"""From an outline to the columns of its model and back."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from solver.search.engines.highs import Floats
from solver.search.outline.model import Kind, OutlineModel
from solver.search.outline.outline import Club, Outline, Times
from solver.units import Weekday


def point_of(model: OutlineModel, outline: Outline) -> Floats:
    """Decisions and seats of the outline as values of the columns; what follows from them stays 0.

    Clubs that the model does not know (times left out, leader not able) are dropped with their seats.
    """
    values = np.zeros(model.rows.size)
    values[1] = 1.0
    for (grade, day), period in outline.tutoring.items():
        column = model.tutor.get((grade, day, period))
        if column is not None:
            values[column] = 1.0
    kinds = model.kinds
    for club in outline.clubs:
        key = (club.leader, club.offering, club.times)
        if key not in model.lead or values[model.lead[key]]:
            continue
        values[model.lead[key]] = 1.0
        values[model.count[club.offering, club.times]] += 1
        for pupil in club.pupils:
            if (pupil, club.offering, club.times) in model.seat:
                values[model.seat[pupil, club.offering, club.times]] = 1.0
            elif (pupil, club.offering) in model.want:
                values[model.want[pupil, club.offering]] = 1.0
                values[model.crowd[club.offering, club.times, kinds[pupil]]] += 1
    return values


def outline_at(model: OutlineModel, values: Floats, score: float) -> Outline:
    """The outline that a point of whole numbers describes."""
    kinds = model.kinds
    waiting: dict[tuple[str, Kind], list[str]] = defaultdict(list)
    for (pupil, name), column in model.want.items():
        if values[column] > 0.5:
            waiting[name, kinds[pupil]].append(pupil)
    home = {p.id: p.class_id for p in model.problem.pupils}
    for names in waiting.values():  # those who go at the same time come from few classes, so that the others can merge
        names.sort(key=lambda pupil: (home[pupil], pupil))
    pupils: dict[tuple[str, Times], list[str]] = defaultdict(list)
    for (pupil, name, times), column in model.seat.items():
        if values[column] > 0.5:
            pupils[name, times].append(pupil)
    for (name, times, kind), column in model.crowd.items():
        heads = round(values[column])
        pupils[name, times] += waiting[name, kind][:heads]
        del waiting[name, kind][:heads]
    leaders: dict[tuple[str, Times], list[str]] = defaultdict(list)
    for (person, name, times), column in model.lead.items():
        if values[column] > 0.5:
            leaders[name, times].append(person)
    clubs = []
    for (name, times), people in sorted(leaders.items()):
        for place, person in enumerate(people):
            clubs.append(Club(name, times, person, tuple(pupils[name, times][place :: len(people)])))
    tutoring: dict[tuple[int, Weekday], int] = {
        (grade, day): period for (grade, day, period), column in model.tutor.items() if values[column] > 0.5
    }
    return Outline(tutoring, tuple(clubs), score)
