"""The kind ``staffing``, run here and now: the answer is in the result, and a cancelled one keeps what was found."""

from __future__ import annotations

from api.jobs.kinds.staffing import staffing
from api.storage.ids import new_id
from api.storage.jobs import DONE
from api.storage.plans import NewRevision, add_plan
from solver import Plan, dump_plan
from tests.service.office import Office
from tests.service.rows import marked, plant
from tests.service.town import Town


def test_the_answer_is_in_the_result(office: Office, solved: Plan) -> None:
    plan_id, policy = new_id(), {"profile": "national", "overrides": {}}
    with office.database.write() as connection:
        add_plan(connection, plan_id, "elm", office.term, None, NewRevision(dump_plan(solved), policy, {}, {}, True, "test"))
    params = {"question": "stress", "plan": plan_id, "revision": 1, "rates": [10], "spells": [1], "weeks": 2}
    job_id = office.submit("staffing", params)
    office.execution(office.claim(job_id), staffing).run()
    job = office.job(job_id)
    assert job.state == DONE
    assert job.result is not None
    assert (job.result["question"], job.result["complete"]) == ("stress", True)
    assert [each["rate"] for each in job.result["survivals"]] == [10]
    assert job.result["sentences"]


def test_a_change_that_cannot_be_read_is_refused_with_its_place(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    body = {"kind": "staffing", "question": "values", "plan": rows.plan, "changes": ["fly T1"]}
    answer = town.ask("east", "POST", "/v1/jobs", body)
    assert answer.status_code == 422
    assert "changes[0]" in answer.text
    assert town.ask("east", "POST", "/v1/jobs", {**body, "changes": ["join subject"]}).status_code == 202
