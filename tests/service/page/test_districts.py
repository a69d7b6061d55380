"""A district's page: states of its schools in the database, other districts, batches of the bureau."""

from __future__ import annotations

from sqlalchemy import update

from api.storage.plan_reports import heads, newest_jobs, plan_reports
from api.storage.tables import revisions
from solver import Plan
from tests.service.kept_plan import keep
from tests.service.town import Town


def test_each_district_sees_its_own_schools(town: Town, tiny: bytes, solved: Plan) -> None:
    empty = town.ask("east", "GET", "/page/districts/east")
    assert "没有数据" in empty.text
    plan = keep(town, tiny, solved)
    town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    shown = town.ask("east", "GET", "/page/districts/east")
    assert "已发布" in shown.text
    assert "fir" not in shown.text, "a school of the west"
    assert town.ask("east", "GET", "/page/districts/west").status_code == 404
    assert town.ask("bureau", "GET", "/page/districts/nosuch").status_code == 404
    assert "fir" in town.ask("bureau", "GET", "/page/districts/west").text


def test_reports_are_read_in_parts(town: Town, tiny: bytes, solved: Plan) -> None:
    plan = keep(town, tiny, solved)
    told = {"violations": [{}, {}], "figures": [["participation", "", "", 1, 2]], "progress": ["long"]}
    with town.database.write() as connection:
        connection.execute(update(revisions).where(revisions.c.plan_id == plan).values(report=told))
    with town.database.read() as connection:
        assert heads(connection, [plan]) == {plan: 1}
        found = plan_reports(connection, [(plan, 1), (plan, 2), ("nobody", 1)])
        assert plan_reports(connection, []) == {}
    assert set(found) == {(plan, 1)}
    assert (found[plan, 1].violations, found[plan, 1].figures) == (2, told["figures"])


def test_batches_stand_where_they_concern_schools(town: Town, tiny: bytes) -> None:
    term = town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()["id"]
    batches = {
        who: town.ask(who, "POST", "/v1/batches", {"name": f"批次{who}", "terms": [term]}).json()["id"] for who in ("east", "bureau")
    }
    east, west = (town.ask("bureau", "GET", f"/page/districts/{district}").text for district in ("east", "west"))
    assert all(f"/page/batches/{batch}" in east for batch in batches.values())
    assert not any(f"/page/batches/{batch}" in west for batch in batches.values())
    assert batches["bureau"] not in town.ask("east", "GET", "/page/districts/east").text, "the bureau's own"
    assert town.ask("east", "GET", f"/page/batches/{batches['bureau']}").status_code == 404
    assert town.ask("west", "GET", f"/page/batches/{batches['east']}").status_code == 404
    shown = town.ask("east", "GET", f"/page/batches/{batches['east']}")
    assert "0 / 1" in shown.text
    solve = town.ask("planner", "POST", f"/v1/terms/{term}/jobs", {"kind": "solve"}).json()["id"]
    with town.database.read() as connection:
        assert newest_jobs(connection, ["elm", "oak"])["elm"].id == solve
