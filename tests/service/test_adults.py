"""``GET /v1/plans/{plan}/adults`` and ``/calendar``: duties of the adults of a kept plan, for everybody who may see duties."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from icalendar import Calendar

from solver import Plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town


def test_who_may_ask_and_in_which_forms(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    at, file = f"/v1/plans/{plan}/adults", f"/v1/plans/{plan}/calendar"
    for path in (at, f"{file}?of=T001"):
        assert_problem(town.ask("teacher", "GET", path), 404, "not-found")
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    pupils = [pupil["id"] for pupil in json.loads(tiny)["problem"]["pupils"]]
    for name in ("planner", "reader", "class_teacher", "teacher"):
        seen = town.ask(name, "GET", f"{at}?of=T001&of=T002")
        assert seen.status_code == 200, seen.text
        assert [item["person"] for item in seen.json()["adults"]] == ["T001", "T002"]
        assert not any(f'"{pupil}"' in seen.text for pupil in pupils)
        assert town.ask(name, "GET", f"{file}?of=T002").status_code == 200
    whole = town.ask("planner", "GET", at).json()["adults"]
    assert len(whole) == len({item.person for item in solved.assignments})
    page = town.ask("teacher", "GET", f"{at}?of=T001", accept="text/html")
    assert "课后服务任务单" in page.text
    for path in (f"{at}?of=nobody", f"{file}?of=nobody", file, f"{file}?of=T001&on=tomorrow"):
        assert_problem(town.ask("teacher", "GET", path), 422, "bad-input")
    assert_problem(town.ask("teacher", "GET", at, accept="text/csv"), 406, "not-acceptable")
    assert_problem(town.ask("stranger", "GET", at), 404, "not-found")
    assert_problem(town.ask(None, "GET", f"{file}?of=T001"), 401, "unauthenticated")


def test_flex_hours_are_told_to_their_owner_and_the_office(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    granted = sorted({item.person for item in solved.flex})
    assert len(granted) > 1
    own = {"label": "own", "role": "teacher", "school_id": "elm", "person": granted[0]}
    town.keys["own"] = town.ask("bureau", "POST", "/v1/keys", own).json()["secret"]
    for name, seen in (("planner", set(granted)), ("own", {granted[0]}), ("teacher", set())):
        told = town.ask(name, "GET", f"/v1/plans/{plan}/adults").json()["adults"]
        assert {item["person"] for item in told if item["flex"]} == seen


def test_the_calendar_has_every_duty_on_every_date(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    sheet = town.ask("planner", "GET", f"/v1/plans/{plan}/adults?of=T001").json()["adults"][0]
    answer = town.ask("planner", "GET", f"/v1/plans/{plan}/calendar?of=T001")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.content == town.ask("planner", "GET", f"/v1/plans/{plan}/calendar?of=T001").content
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)
    told = {(str(event["summary"]), _clock(event, "dtstart"), _clock(event, "dtend")) for event in events}
    assert told == {(duty["doing"], duty["start"], duty["end"]) for duty in sheet["duties"]}
    later = town.ask("planner", "GET", f"/v1/plans/{plan}/calendar?of=T001&on=2026-12-01")
    some = Calendar.from_ical(later.content).walk("VEVENT")
    assert {str(event["uid"]) for event in some} < {str(event["uid"]) for event in events}
    assert min(event["dtstart"].dt for event in some) >= datetime(2026, 12, 1, tzinfo=UTC)


def _clock(event: object, name: str) -> str:
    """Minute of an event in China Standard Time."""
    moment: datetime = event[name].dt  # type: ignore[index] # a component is read like a dict
    return f"{(moment.hour + 8) % 24:02d}:{moment.minute:02d}"
