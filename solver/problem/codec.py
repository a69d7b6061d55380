"""Writing a problem as JSON-ready data: what a request carries under ``"problem"``.

Times are ``"HH:MM"``, dates ISO, money fen, tuples lists; the keys are the dataclasses' field names. Reading is the
business of the wire models, which know where in a workbook or document a value stood.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from solver.problem.calendar import Term
from solver.problem.option import unused
from solver.problem.problem import Problem
from solver.units import clock

Json = Any
"""dict with text keys, list, text, whole number, truth value or None."""


def encode(value: object, annotation: str = "") -> Json:
    """Write a dataclass, tuple, date, number, text or None; numbers whose annotation says ``Minute`` become times."""
    if isinstance(value, Term):
        value = replace(value, period=None)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encode(getattr(value, field.name), str(field.type))
            for field in fields(value)
            if not unused(field, getattr(value, field.name))
        }
    if isinstance(value, tuple):
        return [encode(part, annotation) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and "Minute" in annotation:
        return clock(value)
    return value


_NOT_SUBMITTED = ("replan", "earlier")


def dump(problem: Problem) -> dict[str, Json]:
    """The problem as a JSON-ready dict, keys in the dataclasses' order; what one solve alone knows is left out."""
    return {
        field.name: encode(getattr(problem, field.name), str(field.type))
        for field in fields(problem)
        if field.name not in _NOT_SUBMITTED and not unused(field, getattr(problem, field.name))
    }
