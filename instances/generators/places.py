"""Home classes and rooms."""

from __future__ import annotations

from instances.generators.parameters import Parameters
from solver.problem.places import Room
from solver.problem.pupils import HomeClass


def home_classes(parameters: Parameters) -> tuple[HomeClass, ...]:
    """Classes ``101``.. (grade * 100 + number), each with the room ``R101``.."""
    return tuple(
        HomeClass(id=str(plan.grade * 100 + n), grade=plan.grade, room=f"R{plan.grade * 100 + n}")
        for plan in parameters.grades
        for n in range(1, len(plan.sizes) + 1)
    )


def rooms(parameters: Parameters) -> tuple[Room, ...]:
    """Home rooms first, then the other rooms and fields in the order of the parameters."""
    found = [
        Room(
            id=f"R{plan.grade * 100 + n}",
            type=plan.room_type,
            capacity=parameters.home_capacity,
            zone=plan.zone,
            name=f"{'零一二三四五六七八九'[plan.grade]}（{n}）班教室",
        )
        for plan in parameters.grades
        for n in range(1, len(plan.sizes) + 1)
    ]
    for plan in parameters.rooms:
        for n in range(1, plan.count + 1):
            name = f"{plan.name}{n}" if plan.count > 1 else plan.name
            found.append(Room(f"{plan.prefix}{n}", plan.type, plan.capacity, plan.zone, name))
    return tuple(found)
