"""What everybody may read is drawn once, and again when something else is in force."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from api.services import public_timetable
from api.services.rendered_files import RenderedFiles
from benchmarks.best.store import plan_path
from solver import Plan, load_plan
from tests.http.conftest import assert_problem
from tests.service.kept_plan import keep
from tests.service.town import Town

AT = "/v1/public/elm/timetable"


@pytest.fixture(scope="session")
def solved() -> Plan:
    """A valid plan of the tiny school."""
    return load_plan(json.loads(gzip.decompress(plan_path("tiny").read_bytes())))


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The suffix of each file that is drawn."""
    found: list[str] = []
    draw = public_timetable.export

    def noted(kind: str, desk: Any, suffix: str, *more: Any, **named: Any) -> bytes:
        found.append(suffix)
        return draw(kind, desk, suffix, *more, **named)

    monkeypatch.setattr(public_timetable, "export", noted)
    return found


def test_the_timetable_is_drawn_once_for_each_publication(town: Town, tiny: bytes, solved: Plan, drawings: list[str]) -> None:
    assert_problem(town.ask(None, "GET", AT), 404, "not-found")
    plan = keep(town, tiny, solved)
    publication = f"/v1/plans/{plan}/publication"
    town.ask("planner", "POST", publication, **{"if-match": "*"})
    first = town.ask(None, "GET", AT)
    assert town.ask(None, "GET", AT).content == first.content
    assert first.headers["cache-control"] == "public, max-age=60"
    for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        same = town.ask(None, "GET", AT, **{"if-none-match": known})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", first.headers["etag"])
    page = town.ask(None, "GET", AT, accept="application/json")
    assert page.headers["etag"] != first.headers["etag"]
    count = len(drawings)
    assert count == len({first.headers["etag"], page.headers["etag"]})
    town.ask("planner", "DELETE", publication)
    assert_problem(town.ask(None, "GET", AT, **{"if-none-match": first.headers["etag"]}), 404, "not-found")
    town.ask("planner", "POST", publication, **{"if-match": "*"})
    again = town.ask(None, "GET", AT, **{"if-none-match": first.headers["etag"]})
    assert again.status_code == 200
    assert len(drawings) == count + 1
    [term] = [each["id"] for each in town.ask("planner", "GET", "/v1/schools/elm/terms").json()["items"]]
    assert town.ask("planner", "DELETE", f"/v1/terms/{term}").status_code == 204
    assert_problem(town.ask(None, "GET", AT), 404, "not-found")


def test_a_crowd_waits_for_one_drawing_and_failures_are_not_kept() -> None:
    calls: list[str] = []

    def draw(name: str) -> Callable[[], bytes]:
        def drawing() -> bytes:
            calls.append(name)
            if name == "bad":
                raise ValueError(name)
            return name.encode()

        return drawing

    async def crowd() -> None:
        drawn = RenderedFiles(kept_bytes=4)
        assert set(await asyncio.gather(*(drawn.file("a", draw("aa")) for _ in range(100)))) == {b"aa"}
        assert calls == ["aa"]
        for _ in range(2):
            found = await asyncio.gather(*(drawn.file("bad", draw("bad")) for _ in range(3)), return_exceptions=True)
            assert [type(each) for each in found] == [ValueError] * 3
        assert calls == ["aa", "bad", "bad"]
        await drawn.file("b", draw("bb"))
        await drawn.file("a", draw("aa"))
        await drawn.file("c", draw("cc"))  # b was asked for longest ago
        assert calls == ["aa", "bad", "bad", "bb", "cc"]
        await drawn.file("a", draw("aa"))
        await drawn.file("b", draw("bb"))
        assert calls[5:] == ["bb"]
        assert await drawn.file("d", draw("larger than all")) == b"larger than all"

    asyncio.run(asyncio.wait_for(crowd(), 60))
