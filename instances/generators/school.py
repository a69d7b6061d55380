"""From parameters and a seed to a problem."""

from __future__ import annotations

from random import Random

from instances.generators.curriculum import teaching
from instances.generators.demand import pupils
from instances.generators.menu import offerings
from instances.generators.parameters import Parameters
from instances.generators.people import outside, staff
from instances.generators.places import home_classes, rooms
from instances.generators.timetable import timetable
from solver.problem.bells import Interval, Window
from solver.problem.problem import Problem


def _windows(parameters: Parameters) -> tuple[Window, ...]:
    return tuple(
        Window(
            grade=grade,
            start=band.start,
            periods=tuple(Interval(start, end) for start, end in band.periods),
            dismissals=band.dismissals,
            gates=band.gates,
        )
        for band in parameters.bands
        for grade in band.grades
    )


def generate(parameters: Parameters, seed: int) -> Problem:
    """Draw the school of ``parameters``; equal parameters and seed give an equal problem.

    Each part draws from its own stream, so that a change of the demand leaves staff and timetable as they are.
    """
    classes = home_classes(parameters)
    places = rooms(parameters)
    menu = offerings(parameters.menu, tuple(plan.grade for plan in parameters.grades))
    taught = teaching(classes, parameters.staff)
    return Problem(
        school=parameters.school,
        term=parameters.term,
        windows=_windows(parameters),
        classes=classes,
        pupils=pupils(parameters, classes, menu, Random(f"{seed} demand")),
        staff=staff(parameters, taught, menu, Random(f"{seed} staff")),
        rooms=places,
        gates=parameters.gates,
        money=parameters.money,
        outside=outside(parameters, Random(f"{seed} outside")),
        offerings=menu,
        posts=parameters.posts,
        lessons=timetable(parameters, classes, places, taught, Random(f"{seed} timetable")),
        walks=parameters.walks,
    )
