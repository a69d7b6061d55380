"""The public page without a key: the timetable in force, and one sentence where there is none."""

from __future__ import annotations

from solver import Plan
from tests.service.kept_plan import keep
from tests.service.town import Town


def test_families_see_what_is_in_force_and_nothing_of_a_school_without(town: Town, tiny: bytes, solved: Plan) -> None:
    nothing, nowhere = (town.ask(None, "GET", f"/page/public/{school}") for school in ("elm", "nosuch"))
    assert nothing.status_code == nowhere.status_code == 404
    assert "还没有公布" in nothing.text
    assert nothing.text == nowhere.text, "nobody learns which schools there are"
    plan = keep(town, tiny, solved)
    assert town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"}).status_code == 201
    shown = town.ask(None, "GET", "/page/public/elm")
    assert shown.status_code == 200
    assert "球类游戏" in shown.text
    assert town.ask("planner", "DELETE", f"/v1/plans/{plan}/publication").status_code == 204
    assert town.ask(None, "GET", "/page/public/elm").status_code == 404
