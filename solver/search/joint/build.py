"""Building of joint models."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.search.aggregate.care_groups import add_care_groups
from solver.search.aggregate.enrolment import EnrolmentBlock
from solver.search.aggregate.exactness import Exactness
from solver.search.aggregate.model import AggregateModel
from solver.search.aggregate.objectives import add_objectives
from solver.search.aggregate.rooms import add_rooms
from solver.search.aggregate.sections import add_leaders, add_sections, add_sizes, add_tutoring
from solver.search.joint.adults import add_adults
from solver.search.joint.crew import crews
from solver.search.joint.demand import add_given, add_groups, add_posts, add_slots
from solver.search.joint.model import JointModel
from solver.search.joint.post import PostIndex


def joint(instance: Instance) -> JointModel:
    """Instance of the caller's policy, its departures open -> joint model. D08 must be hard, or a plan may have groups without adults.

    Every valid plan gives a point of the rows with all slacks 0. Left out: walking between duties, exact rooms, which classes merge,
    adults with helpers (D13), who hands over to whom.
    """
    m = AggregateModel(instance, Exactness.BOUND)
    add_tutoring(m)
    add_sections(m)
    add_leaders(m)
    EnrolmentBlock(m)
    add_sizes(m)
    add_care_groups(m)
    add_rooms(m)
    add_objectives(m)
    j = _with_adults(m)
    add_given(j)
    return j


def joint_without_clubs(instance: Instance) -> JointModel:
    """As :func:`joint`, of a school that may have any clubs at no cost: pupils stay in care only where no club could have them.

    A tenth of the size: enough where people, days and posts collide without any club.
    """
    m = AggregateModel(instance, Exactness.BOUND)
    add_tutoring(m)
    for band in m.problem.bands:
        for day in m.days:
            for period in range(len(band.periods)):
                m.groups[day, band.id, period] = m.rows.integer(0, len(instance.classes_of_band[band.id]), 0)
    return _with_adults(m)


def _with_adults(m: AggregateModel) -> JointModel:
    """The school with slots, posts and adults."""
    instance = m.instance
    index = PostIndex(instance)
    j = JointModel(m, instance.eligibility.turns)
    j.posts = [post for week in j.weeks for day in instance.post_days for post in index.of(week, day)]
    j.crews = crews(m, j.posts)
    add_slots(j)
    add_groups(j)
    add_adults(j)
    add_posts(j)
    return j
