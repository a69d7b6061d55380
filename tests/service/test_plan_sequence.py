"""Kept plans of a term in a row: re-plans from a date of effect, and the ledgers of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from api.jobs.kinds.replan import REPLAN
from api.storage.ids import new_id
from api.storage.jobs import DONE
from api.storage.plans import NewRevision, add_plan, get_revision, revision_document
from solver import Plan, dump_plan, load_plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.office import Office
from tests.service.town import Town

EFFECT = "2026-10-08"


def test_a_replan_from_a_date_keeps_what_stood_before(office: Office, solved: Plan) -> None:
    plan = new_id()
    chosen = {"profile": "national", "overrides": {}}
    with office.database.write() as connection:
        add_plan(connection, plan, "elm", office.term, None, NewRevision(dump_plan(solved), chosen, {}, {"kind": "solve"}, True, "test"))
    job = office.submit("replan", {"plan": plan, "revision": 1, "effort": 0.1, "effect": EFFECT})
    office.execution(office.claim(job), REPLAN.run).run()
    ended = office.job(job)
    assert ended.result is not None, ended.reason
    assert ended.state == DONE, ended.reason
    with office.database.read() as connection:
        made = ended.result["plan"]
        revision, document = get_revision(connection, made, 1), revision_document(connection, made, 1)
    assert revision is not None
    assert load_plan(document).effect == date.fromisoformat(EFFECT)
    assert revision.why["earlier"] == [{"plan": plan, "revision": 1}]


def test_periods_that_cannot_be_are_refused_when_a_job_is_submitted(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, replace(solved, effect=date.fromisoformat(EFFECT)))
    for body in ({"effect": "2030-01-01"}, {"effect": EFFECT, "until": "2026-09-01"}):
        assert_problem(town.ask("planner", "POST", f"/v1/plans/{plan}/jobs", {"kind": "replan", **body}), 422, "bad-input")
    term = town.ask("planner", "GET", "/v1/schools/elm/terms").json()["items"][0]["id"]
    answer = town.ask("planner", "POST", f"/v1/terms/{term}/jobs", {"kind": "solve", "until": "2030-01-01"})
    assert_problem(answer, 422, "bad-input")
    assert answer.json()["errors"][0]["where"] == "until"


def test_ledgers_of_a_row_of_plans(town: Town, tiny: bytes, solved: Plan) -> None:
    first = keep(town, tiny, solved)
    whole = town.ask("planner", "GET", f"/v1/plans/{first}/ledgers")
    assert whole.status_code == 200, whole.text
    later = keep(town, tiny, replace(solved, effect=date.fromisoformat(EFFECT)), why={"earlier": [{"plan": first, "revision": 1}]})
    both = town.ask("planner", "GET", f"/v1/plans/{later}/ledgers")
    assert both.json()["pay"] == whole.json()["pay"]
    assert both.json()["balance"]["cost"] == whole.json()["balance"]["cost"]
    edits = {"edits": [{"edit": "move_dismissal", "grade": 1, "minute": "17:41", "gate": "main"}]}
    assert town.ask("planner", "POST", f"/v1/plans/{later}/edits", edits, **{"if-match": f'"{later}.1"'}).status_code == 200
    assert town.ask("planner", "GET", f"/v1/plans/{later}").json()["plan"]["effect"] == EFFECT  # edits keep it
    hole = keep(town, tiny, replace(solved, effect=date.fromisoformat(EFFECT)))
    answer = town.ask("planner", "GET", f"/v1/plans/{hole}/ledgers")
    assert_problem(answer, 422, "bad-input")
    assert "没有方案" in answer.json()["errors"][0]["zh"]
    assert_problem(town.ask("teacher", "GET", f"/v1/plans/{first}/ledgers"), 403, "forbidden")
