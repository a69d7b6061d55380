"""Edits, locks, differences and re-plans of kept plans."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from api.jobs.kinds.replan import REPLAN
from api.storage.ids import new_id
from api.storage.jobs import DONE
from api.storage.packed import unpack
from api.storage.plans import NewRevision, add_plan, add_revision, get_revision
from solver import Plan, dump_plan, load_plan
from tests.http.conftest import assert_problem
from tests.service.edits import a_care_post, a_seat, based, edit
from tests.service.kept_plan import keep
from tests.service.office import Office
from tests.service.town import Town

NOWHERE = {"edit": "move_dismissal", "grade": 1, "minute": "03:00"}


@pytest.fixture
def plan(town: Town, tiny: bytes, solved: Plan) -> str:
    """A valid plan that elm keeps."""
    return keep(town, tiny, solved)


def test_an_edit_is_checked_and_kept_as_a_revision(town: Town, plan: str, solved: Plan) -> None:
    post, person = a_care_post(solved)
    away = {"edit": "replace_adult", "post": post, "week": 1, "old": person}
    answer = edit(town, plan, 1, away)
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert (done["based_on"], done["revision"], done["valid"]) == (1, 2, False)
    assert answer.headers["etag"] == f'"{plan}.2"'
    assert done["fresh"] == ["D08"]
    assert [v["rule"] for v in done["violations"]] == ["D08"]
    coverage = next(tier for tier in done["tiers"] if tier["name"] == "coverage")
    assert (coverage["before"], coverage["after"]) == (0, 1)
    assert [change["kind"] for change in done["changes"]] == ["adults"]
    assert person in done["changes"][0]["subjects"]
    kept = town.ask("planner", "GET", f"/v1/plans/{plan}")
    assert kept.headers["etag"] == f'"{plan}.2"'
    assert len(kept.json()["plan"]["assignments"]) == len(solved.assignments) - 1
    assert kept.json()["report"]["violations"]
    back = edit(town, plan, 2, {"edit": "replace_adult", "post": post, "week": 1, "new": person}).json()
    assert (back["valid"], back["fresh"], back["revision"]) == (True, [], 3)
    assert town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **based(plan, 3)).status_code == 201


def test_a_revision_that_breaks_rules_is_a_draft(town: Town, plan: str) -> None:
    assert edit(town, plan, 1, NOWHERE).json()["valid"] is False
    assert_problem(town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **based(plan, 2)), 409, "conflict")
    listed = town.ask("planner", "GET", f"/v1/plans/{plan}/revisions").json()["items"]
    assert [(each["number"], each["valid"], each["why"]["kind"]) for each in listed] == [(1, True, "solve"), (2, False, "edit")]
    assert listed[1]["why"]["edits"] == [NOWHERE]
    assert town.ask("reader", "GET", f"/v1/plans/{plan}/revisions").json()["items"][1]["why"] == {"kind": "edit"}


def test_a_dry_run_keeps_nothing(town: Town, plan: str) -> None:
    tried = edit(town, plan, 1, NOWHERE, query="?dry_run=true")
    assert (tried.json()["revision"], tried.json()["valid"]) == (None, False)
    assert tried.headers["etag"] == f'"{plan}.1"'
    assert len(town.ask("planner", "GET", f"/v1/plans/{plan}/revisions").json()["items"]) == 1


def test_an_edit_says_what_it_is_based_on(town: Town, plan: str, solved: Plan) -> None:
    bare = town.ask("planner", "POST", f"/v1/plans/{plan}/edits", {"edits": [a_seat(solved)]})
    assert_problem(bare, 428, "precondition-required")
    assert edit(town, plan, 1, a_seat(solved)).status_code == 200
    assert_problem(edit(town, plan, 1, a_seat(solved)), 412, "changed")


def test_of_edits_at_the_same_time_one_is_kept(town: Town, plan: str, solved: Plan) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: edit(town, plan, 1, a_seat(solved)).status_code, range(4)))
    assert sorted(answers) == [200, 412, 412, 412]
    assert len(town.ask("planner", "GET", f"/v1/plans/{plan}/revisions").json()["items"]) == 2


def test_the_same_key_edits_once(town: Town, plan: str, solved: Plan) -> None:
    first, again = (edit(town, plan, 1, a_seat(solved), **{"idempotency-key": "k1"}) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.headers["etag"] == again.headers["etag"] == f'"{plan}.2"'


def test_faults_of_edits_come_all_at_once(town: Town, plan: str) -> None:
    wrong = edit(town, plan, 1, {"edit": "fly"}, {"edit": "move_seat", "pupil": 3}, {"edit": "close_care", "weekday": 1})
    assert_problem(wrong, 422, "bad-input")
    assert [fault["where"] for fault in wrong.json()["errors"]] == [
        "edits[0].edit", "edits[1].pupil", "edits[2].period", "edits[2].host"]  # fmt: skip
    unknown = edit(town, plan, 1, {"edit": "move_seat", "pupil": "nobody", "new": "x#1"}, NOWHERE | {"grade": 9})
    assert [fault["where"] for fault in unknown.json()["errors"]] == ["edits[0].pupil", "edits[1].grade"]
    for body in ({}, {"edits": []}, {"edits": [3]}, {"edits": {}}, {"edits": [NOWHERE], "more": 1}):
        assert_problem(town.ask("planner", "POST", f"/v1/plans/{plan}/edits", body, **based(plan, 1)), 422, "bad-input")


def test_only_planners_edit(town: Town, plan: str) -> None:
    for who in ("reader", "teacher", "class_teacher"):
        assert_problem(edit(town, plan, 1, NOWHERE, who=who), 403, "forbidden")
    for who in ("neighbour", "stranger", "west"):
        assert_problem(edit(town, plan, 1, NOWHERE, who=who), 404, "not-found")
        assert_problem(town.ask(who, "PUT", f"/v1/plans/{plan}/locks", {}, **based(plan, 1)), 404, "not-found")


def test_locks_are_a_revision_and_edits_that_break_them_are_told(town: Town, plan: str, solved: Plan) -> None:
    at = f"/v1/plans/{plan}/locks"
    locked = town.ask("planner", "PUT", at, {"grades": "all", "pupils": [solved.seats[0].pupil]}, **based(plan, 1))
    assert locked.status_code == 200, locked.text
    done = locked.json()
    assert (done["revision"], done["valid"], done["changes"]) == (2, True, [])
    assert {lock["what"] for lock in done["locks"]} == {"dismissals", "seats"}
    broken = edit(town, plan, 2, a_seat(solved)).json()
    assert "K07" in broken["fresh"]
    assert broken["locks"] == done["locks"]
    seen = town.ask("planner", "GET", f"/v1/plans/{plan}").json()["report"]["violations"]
    assert "K07" in {violation["rule"] for violation in seen}
    assert_problem(town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **based(plan, 3)), 409, "conflict")
    unlocked = town.ask("planner", "PUT", at, {}, **based(plan, 3)).json()
    assert unlocked["locks"] == []
    assert "K07" not in {violation["rule"] for violation in unlocked["violations"]}
    assert town.ask("reader", "GET", f"/v1/plans/{plan}/revisions").json()["items"][1]["locks"] == []
    wrong = town.ask("planner", "PUT", at, {"grades": [77], "people": 3, "posts": [{}]}, **based(plan, 4))
    assert_problem(wrong, 422, "bad-input")
    assert [fault["where"] for fault in wrong.json()["errors"]] == ["grades[0]", "people", "posts[0].post"]


def test_differences_are_told_by_role(town: Town, plan: str, solved: Plan, tiny: bytes) -> None:
    edit(town, plan, 1, a_seat(solved), {"edit": "move_dismissal", "grade": 1, "minute": "17:41"})
    at = f"/v1/plans/{plan}/difference"
    told = town.ask("planner", "GET", at).json()
    assert (told["before"]["revision"], told["after"]["revision"], told["hidden"]) == (1, 2, 0)
    assert [change["kind"] for change in told["changes"]] == ["pupils", "dismissals"]
    assert told["tiers"]
    assert all(tier.keys() >= {"name", "zh", "before", "after", "per_unit"} for tier in told["tiers"])
    blind = town.ask("reader", "GET", at).json()
    assert [change["kind"] for change in blind["changes"]] == ["dismissals"]
    assert blind["hidden"] == 1
    back = town.ask("planner", "GET", f"{at}?from=2&to=1").json()
    assert len(back["changes"]) == 2
    other = keep(town, tiny, solved)
    for name in ("other", "plan"):  # the second as in the first release
        across = town.ask("planner", "GET", f"{at}?from=2&{name}={other}").json()
        assert (across["after"], across["changes"]) == ({"plan_id": other, "revision": 1, "valid": True}, back["changes"])
    assert_problem(town.ask("planner", "GET", f"{at}?from=9"), 404, "not-found")
    assert_problem(town.ask("teacher", "GET", at), 403, "forbidden")


def test_a_replan_is_queued_with_what_it_starts_from(town: Town, plan: str, tiny: bytes) -> None:
    at = f"/v1/plans/{plan}/jobs"
    answer = town.ask("planner", "POST", at, {"kind": "replan", "seconds": 3, "few_changes": False})
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert job["kind"] == "replan"
    assert job["params"] == {"plan": plan, "revision": 1, "seconds": 3.0, "few_changes": False}
    foreign = town.ask("neighbour", "POST", "/v1/schools/oak/terms", content=tiny).json()["id"]
    for body in ({"term": foreign}, {"term": "none"}, {"seconds": -1}, {"kind": "solve"}):
        assert_problem(town.ask("planner", "POST", at, body), 422, "bad-input")


def test_who_left_between_two_snapshots_of_a_term_is_told_by_role(town: Town, plan: str, tiny: bytes, solved: Plan) -> None:
    document = json.loads(tiny)
    seated = {seat.pupil for seat in solved.seats}
    gone = next(pupil["id"] for pupil in document["problem"]["pupils"] if pupil["id"] in seated)
    document["problem"]["pupils"] = [pupil for pupil in document["problem"]["pupils"] if pupil["id"] != gone]
    room = {**document["problem"]["rooms"][-1], "id": "R-new", "name": "新教室"}
    document["problem"]["rooms"].append(room)
    fewer = replace(
        solved, seats=tuple(s for s in solved.seats if s.pupil != gone), fees=tuple(f for f in solved.fees if f.pupil != gone)
    )
    other = keep(town, json.dumps(document).encode(), fewer)
    at = f"/v1/plans/{plan}/difference?other={other}"
    told = {change["kind"]: change for change in town.ask("planner", "GET", at).json()["changes"]}
    assert set(told) == {"pupils_left", "added"}
    assert told["pupils_left"]["subjects"] == [gone]
    assert "新教室" in told["added"]["zh"]
    blind = town.ask("reader", "GET", at)
    assert [change["kind"] for change in blind.json()["changes"]] == ["added"]
    assert blind.json()["hidden"] == 1
    assert gone not in blind.text


def test_plans_of_another_term_are_not_gone_on_from_nor_compared(town: Town, plan: str, tiny: bytes, solved: Plan) -> None:
    """Of the same school: last term's plan is no beginning for this term's."""
    document = json.loads(tiny)
    document["problem"]["term"]["name"] = "下一学期"
    later = json.dumps(document).encode()
    other = keep(town, later, solved)
    term = town.ask("planner", "GET", "/v1/schools/elm/terms").json()["items"][0]["id"]
    for answer in (
        town.ask("planner", "POST", f"/v1/plans/{plan}/jobs", {"kind": "replan", "term": term}),
        town.ask("planner", "GET", f"/v1/plans/{plan}/difference?other={other}"),
    ):
        assert_problem(answer, 422, "bad-input")
        (fault,) = answer.json()["errors"]
        assert fault["where"] == "plan.term"
        assert "下一学期" in fault["zh"]


def test_a_replan_keeps_the_locks_and_makes_a_plan_of_its_own(office: Office, tiny: bytes, solved: Plan) -> None:
    """Somebody leaves; the re-plan of the new term goes on from the plan, and says from which."""
    chosen = json.loads(tiny)["policy"]
    plan = new_id()
    locks = [{"what": "dismissals", "grade": d.grade, "minute": f"{d.minute // 60:02d}:{d.minute % 60:02d}", "gate": d.gate}
             for d in solved.dismissals]  # fmt: skip
    with office.database.write() as connection:
        first = NewRevision(dump_plan(solved), chosen, {}, {"kind": "solve"}, True, "test")
        add_plan(connection, plan, "elm", office.term, None, first)
        assert add_revision(connection, plan, 1, replace(first, why={"kind": "locks"}, locks=locks)) == 2
    job = office.submit("replan", {"plan": plan, "revision": 2, "effort": 0.3})
    office.execution(office.claim(job), REPLAN.run).run()
    ended = office.job(job)
    assert ended.state == DONE, ended.reason
    assert ended.result is not None
    assert ended.result["changes"] == 0
    assert ended.result["lost_locks"] == 0
    made = ended.result["plan"]
    assert made != plan
    with office.database.read() as connection:
        revision = get_revision(connection, made, 1)
    assert revision is not None
    assert revision.valid
    assert list(revision.locks) == locks
    assert (revision.why["kind"], revision.why["plan"], revision.why["revision"]) == ("replan", plan, 2)
    assert "B14" not in revision.policy["overrides"]
    [(_, _, body)] = office.plans(job)
    assert load_plan(unpack(body)).dismissals == solved.dismissals
