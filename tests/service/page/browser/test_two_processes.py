"""Two web processes behind one address, in turns: whoever answers, a visitor notices nothing."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from api.storage.database import Database
from solver import Plan
from tests.service.kept_plan import keep, told_late
from tests.service.page.browser.turns import taking_turns
from tests.service.process import Running, running
from tests.service.town import Town

STORIES = "#by-class .session[data-s='K02#1']"


@pytest.mark.slow
def test_a_visitor_of_two_processes_in_turns(browser: Browser, root: Path, tmp_path: Path, tiny: bytes, solved: Plan) -> None:
    """Pages are loaded once each, a session is carried and kept once, and when one process goes away, the other takes it back."""
    with running(tmp_path, root, "web") as first:
        second = Running(tmp_path, dict(first.settings), "web")
        second.start("/healthz")
        database = Database(f"sqlite:///{tmp_path / 'data' / 'afterbell.db'}")
        try:
            with taking_turns([first.port, second.port]) as (address, served), httpx2.Client(base_url=address, timeout=60) as client:
                town = Town(client, database, {"planner": first.key})  # type: ignore[arg-type] # asks alike
                plan = keep(town, tiny, told_late(tiny, solved))
                term = town.ask("planner", "GET", "/v1/schools/elm/terms").json()["items"][0]["id"]
                context = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": 1280, "height": 900})
                page = context.new_page()
                loads: list[str] = []
                page.on("framenavigated", lambda frame: loads.append(frame.url))
                page.goto("/page/sign-in")
                page.fill("#key", first.key)
                page.keyboard.press("Enter")
                page.wait_for_url("**/page")
                for path in ("/page/schools/elm", f"/page/terms/{term}", "/page/people", f"/page/plans/{plan}"):
                    before = len(loads)
                    page.goto(path)
                    expect(page.locator("h1")).to_be_visible()
                    page.wait_for_load_state("networkidle")
                    assert len(loads) == before + 1, f"{path} was loaded again: {loads[before:]}"
                assert {first.port, second.port} == set(served)
                page.locator(STORIES).first.focus()
                page.keyboard.press("Enter")
                page.keyboard.press("ArrowRight")
                expect(page.locator("#card .verdict")).to_contain_text("不增加违规")
                page.keyboard.press("Enter")
                expect(page.locator("#state")).to_contain_text("第 2 版")
                first.end()
                page.reload()
                page.click("#undo")
                page.locator("#verdict .keep").click()
                expect(page.locator("#state")).to_contain_text("第 3 版")
                kinds = [each["why"]["kind"] for each in town.ask("planner", "GET", f"/v1/plans/{plan}/revisions").json()["items"]]
                assert kinds == ["solve", "edit", "undo"]
                context.close()
        finally:
            database.close()
            if second.process is not None and second.process.poll() is None:
                second.end()
