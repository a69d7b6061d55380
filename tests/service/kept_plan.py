"""A plan that a school keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from api.mapping.request import request_from_doc
from api.services.loading import choose_policy
from api.services.reporting import check_document
from api.storage.ids import new_id
from api.storage.plans import NewRevision, add_plan
from solver import Editor, Plan, check_plan, dump_plan
from solver.plan.edit import read_edits
from tests.service.town import Town


def keep(town: Town, tiny: bytes, plan: Plan, why: Mapping[str, Any] | None = None) -> str:
    """Submit the tiny school for elm and keep a plan of it. why: more of its provenance."""
    term = town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()["id"]
    request = request_from_doc(json.loads(tiny))
    report = check_plan(request.problem, choose_policy(request), plan)
    chosen = {"profile": request.policy_name, "overrides": dict(request.overrides)}
    plan_id = new_id()
    with town.database.write() as connection:
        first = NewRevision(dump_plan(plan), chosen, check_document(report), {"kind": "solve", **(why or {})}, report.valid, "key:x")
        add_plan(connection, plan_id, "elm", term, None, first)
    return plan_id


def told_late(tiny: bytes, solved: Plan) -> Plan:
    """A valid plan of the tiny school in which stories (K02) may be told a period later: their leader stays late no more on Tuesday."""
    request = request_from_doc(json.loads(tiny))
    late = {"kind": "late", "weekday": 2, "subject": "", "detail": 0}
    edits = [
        {"edit": "replace_adult", "post": late, "week": week, "old": "T002", "new": new} for week, new in ((1, "T001"), (2, "T005"))
    ]
    return Editor(request.problem, choose_policy(request)).apply(solved, read_edits(edits))
