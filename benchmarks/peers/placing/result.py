"""From places back to a plan: the task's plan with new times and rooms, without flex grants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benchmarks.peers.placing.task import Task
from solver.model.scope import SectionKey
from solver.plan import Plan, Section, Session


def placed(task: Task, places: Mapping[SectionKey, list[Session]]) -> Plan:
    """A section without any place stays in the plan without sessions, which the checker calls a violation (K05)."""
    sections = tuple(Section(*item.key, tuple(places.get(item.key, ()))) for item in task.sections)
    return replace(task.plan, sections=sections).canonical()
