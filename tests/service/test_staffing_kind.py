"""The kind ``staffing``, run here and now: the answer is in the result, and a cancelled one keeps what was found."""

from __future__ import annotations

from typing import Any

from api.jobs.kinds.staffing import staffing
from api.storage.ids import new_id
from api.storage.jobs import DONE
from api.storage.plans import NewRevision, add_plan
from solver import Plan, dump_plan
from tests.service.office import Office
from tests.service.rows import marked, plant
from tests.service.town import Town


def _answered(office: Office, plan: Plan, question: dict[str, Any]) -> dict[str, Any]:
    """Result of the job that asks the question of a plan."""
    plan_id, policy = new_id(), {"profile": "national", "overrides": {}}
    with office.database.write() as connection:
        add_plan(connection, plan_id, "elm", office.term, None, NewRevision(dump_plan(plan), policy, {}, {}, True, "test"))
    job_id = office.submit("staffing", {"plan": plan_id, "revision": 1, **question})
    office.execution(office.claim(job_id), staffing).run()
    job = office.job(job_id)
    assert job.state == DONE
    assert job.result is not None
    assert job.result["question"] == question["question"]
    assert job.result["complete"]
    assert job.result["sentences"]
    return dict(job.result)


def test_the_answer_is_in_the_result(office: Office, solved: Plan) -> None:
    found = _answered(office, solved, {"question": "stress", "rates": [10], "spells": [1], "weeks": 2})
    assert [each["rate"] for each in found["survivals"]] == [10]


def test_a_frontier_holds_points_and_no_person(office: Office, solved: Plan) -> None:
    found = _answered(office, solved, {"question": "frontier", "effort": 0.05})
    assert found["tiers"] == ["fairness", "choice", "cost"]
    assert found["points"]
    assert not {a.person for a in solved.assignments} & set(str(found).replace("'", " ").split())


def test_a_change_that_cannot_be_read_is_refused_with_its_place(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    body = {"kind": "staffing", "question": "values", "plan": rows.plan, "changes": ["fly T1"]}
    answer = town.ask("east", "POST", "/v1/jobs", body)
    assert answer.status_code == 422
    assert "changes[0]" in answer.text
    assert town.ask("east", "POST", "/v1/jobs", {**body, "changes": ["join subject"]}).status_code == 202
