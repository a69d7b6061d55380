"""Roles and their rights. A role says which operations, a principal's scope says on which objects."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Role of a principal."""

    BUREAU = "bureau"
    DISTRICT = "district"
    PLANNER = "planner"
    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    READER = "reader"
    PUBLIC = "public"


class Right(StrEnum):
    """Right that a route requires."""

    FOUND = "found"
    """Create districts and schools."""
    GRANT = "grant"
    """Create and revoke keys and memberships within one's scope."""
    AUDIT = "audit"
    """Read the audit log."""
    BATCH = "batch"
    """Submit batches of many schools."""
    PLAN = "plan"
    """Submit terms, start and cancel jobs, edit, lock, publish, erase."""
    PUPILS = "pupils"
    """Read personal data of pupils: requests and seats."""
    NAMES = "names"
    """Read names of pupils on papers, of those whom the principal may see; of no district and of no bureau."""
    DRAFTS = "drafts"
    """Read jobs and unpublished plans, without pupils."""
    ASK = "ask"
    """Ask why a plan is as it is, as far as it concerns the principal."""
    PUBLISHED = "published"
    """Read published plans, as far as they concern the principal."""
    TOOLS = "tools"
    """Use routes that store nothing: check, precheck, papers, policies."""
    OPEN = "open"
    """Read public documents."""


_OPEN = frozenset({Right.OPEN})
_TEACHER = _OPEN | {Right.PUBLISHED, Right.TOOLS}
_READER = _TEACHER | {Right.DRAFTS}
_PLANNER = _READER | {Right.PLAN, Right.PUPILS, Right.ASK}
_DISTRICT = _PLANNER | {Right.BATCH, Right.GRANT, Right.AUDIT}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.BUREAU: _DISTRICT | {Right.FOUND},
    Role.DISTRICT: _DISTRICT,
    Role.PLANNER: _PLANNER | {Right.NAMES},
    Role.CLASS_TEACHER: _TEACHER | {Right.ASK, Right.NAMES},
    Role.TEACHER: _TEACHER | {Right.ASK},
    Role.READER: _READER,
    Role.PUBLIC: _OPEN,
}
OF_A_DISTRICT = frozenset({Role.DISTRICT})
"""Roles whose scope is a district."""
OF_A_SCHOOL = frozenset({Role.PLANNER, Role.CLASS_TEACHER, Role.TEACHER, Role.READER})
"""Roles whose scope is a school."""
