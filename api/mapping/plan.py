"""Wire plan document -> solver plan."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from api.mapping.faults import from_pydantic
from api.schemas.plan import PlanDocument
from solver.errors import PlanError
from solver.plan.codec import load
from solver.plan.plan import Plan


def plan_from_doc(doc: object) -> Plan:
    """The plan of a parsed plan document, version 1, entries in their order; its tiers and report are not read.

    Raises PlanError with every fault.
    """
    try:
        wire = PlanDocument.model_validate(doc)
    except ValidationError as error:
        raise PlanError(from_pydantic(error.errors(include_url=False))) from None
    try:
        return load(wire.plan.model_dump(mode="json"))
    except PlanError as error:
        raise PlanError([replace(fault, path=("plan", *fault.path)) for fault in error.faults]) from None
