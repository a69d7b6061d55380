"""Wire plan document -> solver plan."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from api.files.plan.plan_file import PlanFile
from api.files.plan.search_run import SearchRun
from api.mapping.faults import faults_of_shape
from api.schemas.plan import PlanDocument, RunDoc
from solver.errors import PlanError
from solver.plan.codec import load


def plan_from_doc(doc: object) -> PlanFile:
    """A parsed plan document, version 1, entries in their order; its tiers and report are not read.

    Raises PlanError with every fault.
    """
    try:
        wire = PlanDocument.model_validate(doc)
    except ValidationError as error:
        raise PlanError(faults_of_shape(error, doc, PlanDocument)) from None
    try:
        plan = load(wire.plan.model_dump(mode="json"))
    except PlanError as error:
        raise PlanError([replace(fault, path=("plan", *fault.path)) for fault in error.faults]) from None
    return PlanFile(plan, wire.school, wire.term, None if wire.run is None else _run(wire.run))


def _run(wire: RunDoc) -> SearchRun:
    return SearchRun(**wire.model_dump(exclude={"repeatable"}))
