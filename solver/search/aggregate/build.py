"""Building of aggregated models."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.search.aggregate.adults import add_adults
from solver.search.aggregate.care_groups import add_care_groups
from solver.search.aggregate.enrolment import EnrolmentBlock
from solver.search.aggregate.exactness import Exactness
from solver.search.aggregate.model import AggregateModel
from solver.search.aggregate.objectives import add_objectives
from solver.search.aggregate.rooms import add_rooms
from solver.search.aggregate.sections import add_leaders, add_sections, add_sizes, add_tutoring


def aggregate(instance: Instance, exactness: Exactness) -> AggregateModel:
    """Instance -> its aggregated model, small enough for any school. Left out: exact rooms, walking, which classes merge."""
    m = AggregateModel(instance, exactness)
    add_tutoring(m)
    add_sections(m)
    add_leaders(m)
    EnrolmentBlock(m)
    add_sizes(m)
    add_care_groups(m)
    add_rooms(m)
    add_adults(m)
    add_objectives(m)
    return m
