"""Scenarios over HTTP, and the kind ``what_if``, run here and now: parts are kept, a second attempt does only the rest."""

from __future__ import annotations

from typing import Any

import pytest

import solver
from api.jobs.kinds.what_if import what_if
from api.storage.ids import new_id
from api.storage.job_parts import parts_of
from api.storage.jobs import DONE
from api.storage.plans import NewRevision, add_plan
from solver import Plan, Scenario, dump_plan
from solver.whatif.run import run_scenario
from solver.whatif.scenario import dump_scenario, read_scenarios
from tests.http.conftest import assert_problem
from tests.service.office import Office
from tests.service.rows import marked, plant
from tests.service.town import Town

ASKED = read_scenarios({"scenarios": [{"id": "fee", "changes": ["fee 3元"]}, {"id": "gone", "changes": ["leave T999"]}]})


def kept_plan(office: Office, plan: Plan) -> str:
    """A plan of the school's term; its id."""
    plan_id = new_id()
    policy = {"profile": "national", "overrides": {}}
    with office.database.write() as connection:
        add_plan(connection, plan_id, "elm", office.term, None, NewRevision(dump_plan(plan), policy, {}, {}, True, "test"))
    return plan_id


def submitted(office: Office, plan: Plan, scenarios: tuple[Scenario, ...] = ASKED) -> str:
    params = {"plan": kept_plan(office, plan), "revision": 1, "scenarios": [dump_scenario(each) for each in scenarios]}
    return office.submit("what_if", {**params, "seconds": 600.0, "effort": 0.02})


def parts(office: Office, job_id: str) -> dict[int, Any]:
    with office.database.read() as connection:
        return parts_of(connection, job_id)


def test_many_scenarios_are_one_job_and_a_killed_worker_goes_on(
    office: Office, solved: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = submitted(office, solved)
    ran: list[str] = []

    def once(base: Any, known: Any, scenario: Scenario, params: Any, watch: Any) -> Any:
        ran.append(scenario.id)
        if ran == ["fee", "gone"]:
            raise SystemExit
        return run_scenario(base, known, scenario, params, watch)

    monkeypatch.setattr(solver, "run_scenario", once, raising=False)
    with pytest.raises(SystemExit):
        office.execution(office.claim(job_id), what_if).run()
    assert sorted(parts(office, job_id)) == [0, 1]
    office.execution(office.claim(job_id), what_if).run()
    job = office.job(job_id)
    assert ran == ["fee", "gone", "gone"]
    assert (job.state, job.result) == (DONE, {"scenarios": 2, "ended": 2})
    first, second = parts(office, job_id)[1], parts(office, job_id)[2]
    assert (first["effect"], first["variants"][0]["aim"]) == ("money", "unchanged")
    assert second["faults"][0]["path"] == ["changes", 0, "people", 0]


def test_scenarios_are_kept_told_and_deleted(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    path = f"/v1/terms/{rows.term}/scenarios"
    made = town.ask("east", "POST", path, {"name": "收费", "changes": ["fee 3元", {"kind": "pay", "amount": "+10%"}]})
    assert made.status_code == 201, made.text
    assert made.json()["effect"] == "money"
    assert made.json()["sentences"][0][0] == "每课时收费改为 3.00 元"
    listed = town.ask("east", "GET", path).json()["items"]
    assert [each["id"] for each in listed] == [made.json()["id"], rows.scenario]
    assert town.ask("east", "DELETE", f"{path}/{made.json()['id']}").status_code == 204
    assert_problem(town.ask("east", "DELETE", f"{path}/{made.json()['id']}"), 404, "not-found")


def test_a_scenario_that_names_nobody_is_refused_with_its_place(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    answer = town.ask("east", "POST", f"/v1/terms/{rows.term}/scenarios", {"name": "x", "changes": ["leave T999"]})
    assert answer.status_code == 422
    assert "changes[0].people[0]" in answer.text
    assert "可能" in answer.text
    answer = town.ask("east", "POST", f"/v1/terms/{rows.term}/scenarios", {"name": "x", "changes": ["fly T999"]})
    assert answer.status_code == 422
    assert "changes[0]" in answer.text


def test_a_job_takes_stored_scenarios_and_others(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    body = {"kind": "what_if", "plan": rows.plan, "scenarios": [rows.scenario], "extra": [{"name": "课酬", "changes": ["pay +10%"]}]}
    assert town.ask("east", "POST", "/v1/jobs", body).status_code == 202
    missing = town.ask("east", "POST", "/v1/jobs", {**body, "scenarios": [new_id()]})
    assert missing.status_code == 422
    assert "scenarios[0]" in missing.text


@pytest.mark.parametrize(("accept", "begin"), [("application/json", b"{"), ("text/html", b"<!"), ("application/pdf", b"%PDF")])
def test_the_comparison_is_a_document_and_a_page(town: Town, tiny: bytes, accept: str, begin: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    answer = town.ask("east", "GET", f"/v1/jobs/{rows.compared}/comparison", accept=accept)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begin)
    assert town.ask("east", "GET", f"/v1/jobs/{rows.job}/comparison").status_code == 404
