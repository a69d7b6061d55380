"""Roles and what each may do. A role says what; a principal's scope says where."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to the service."""

    BUREAU = "bureau"
    DISTRICT = "district"
    PLANNER = "planner"
    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    READER = "reader"
    PUBLIC = "public"


class Right(StrEnum):
    """What a route does, seen from whoever it concerns."""

    FOUND = "found"
    """Make districts and schools."""
    GRANT = "grant"
    """Give and take away keys and memberships within one's scope."""
    AUDIT = "audit"
    """Read who did what."""
    BATCH = "batch"
    """Many schools in one job."""
    PLAN = "plan"
    """Submit terms, start and cancel jobs, edit, lock, publish, erase."""
    PUPILS = "pupils"
    """Read what is kept of pupils: requests and seats."""
    DRAFTS = "drafts"
    """Read jobs and unpublished plans, without pupils."""
    PUBLISHED = "published"
    """Read published plans, as far as they concern oneself."""
    TOOLS = "tools"
    """Use what stores nothing: check, precheck, papers, policies."""
    OPEN = "open"
    """Read what everybody may."""


_OPEN = frozenset({Right.OPEN})
_TEACHER = _OPEN | {Right.PUBLISHED, Right.TOOLS}
_READER = _TEACHER | {Right.DRAFTS}
_PLANNER = _READER | {Right.PLAN, Right.PUPILS}
_DISTRICT = _PLANNER | {Right.BATCH, Right.GRANT, Right.AUDIT}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.BUREAU: _DISTRICT | {Right.FOUND},
    Role.DISTRICT: _DISTRICT,
    Role.PLANNER: _PLANNER,
    Role.CLASS_TEACHER: _TEACHER,
    Role.TEACHER: _TEACHER,
    Role.READER: _READER,
    Role.PUBLIC: _OPEN,
}
OF_A_DISTRICT = frozenset({Role.DISTRICT})
"""Roles whose scope is a district."""
OF_A_SCHOOL = frozenset({Role.PLANNER, Role.CLASS_TEACHER, Role.TEACHER, Role.READER})
"""Roles whose scope is a school."""
