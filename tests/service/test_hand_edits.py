"""``POST /v1/plans/{plan}/workbook``: an exported workbook that was edited by hand becomes a new revision."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.deps import XLSX_TYPE
from solver import Plan
from tests.files.plan.hand_edits.printed_plan import DUTY, another
from tests.files.samples import changed
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town


@pytest.fixture
def plan(town: Town, tiny: bytes, solved: Plan) -> str:
    return keep(town, tiny, solved)


def exported(town: Town, plan: str) -> bytes:
    found: bytes = town.ask("planner", "GET", f"/v1/plans/{plan}", accept=XLSX_TYPE).content
    return found


def send(town: Town, plan: str, data: bytes, number: int = 1, query: str = "", who: str = "planner") -> Any:
    headers = {"if-match": f'"{plan}.{number}"', "content-type": XLSX_TYPE}
    return town.ask(who, "POST", f"/v1/plans/{plan}/workbook{query}", content=data, **headers)


def test_edits_by_hand_become_a_revision_with_its_origin(town: Town, plan: str) -> None:
    def change(book: Any) -> None:
        book[DUTY]["D4"] = another(book[DUTY]["D4"].value).name

    data = changed(change, exported(town, plan))
    tried = send(town, plan, data, query="?dry_run=true")
    assert (tried.status_code, tried.json()["revision"]) == (200, None), tried.text
    done = send(town, plan, data).json()
    assert (done["based_on"], done["revision"]) == (1, 2)
    assert [each["kind"] for each in done["changes"]] == ["adults"]
    assert done["changes"] == tried.json()["changes"]
    entries = town.ask("bureau", "GET", "/v1/audit").json()["items"]
    assert {"edit-plan"} <= {entry["action"] for entry in entries if f"{plan}.2" in json.dumps(entry)}
    assert_problem(send(town, plan, data, 2), 412, "changed")
    assert_problem(send(town, plan, data, 2, who="reader"), 403, "forbidden")


def test_what_is_not_understood_is_told_by_cell_and_nothing_kept(town: Town, plan: str) -> None:
    data = changed(lambda book: book[DUTY].__setitem__("D4", "王不在"), exported(town, plan))
    (entry,) = assert_problem(send(town, plan, data), 422, "bad-input")["errors"]
    assert entry["where"] == f"{DUTY}!D4"
    untouched = send(town, plan, exported(town, plan)).json()
    assert (untouched["revision"], untouched["changes"]) == (None, [])
