"""Two web processes behind one address, in turns: whoever answers, a visitor notices nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.service.page.browser.turns import taking_turns
from tests.service.process import Running, running


@pytest.mark.slow
def test_a_visitor_of_two_processes_in_turns(browser: Browser, root: Path, tmp_path: Path, samples: Path) -> None:
    with running(tmp_path, root, "web") as first:
        second = Running(tmp_path, dict(first.settings), "web")
        second.start("/healthz")
        try:
            kept = first.ask("POST", "/v1/schools/elm/terms", _document(samples))
            assert kept.status_code == 201, kept.text
            with taking_turns([first.port, second.port]) as (address, served):
                context = browser.new_context(base_url=address, locale="zh-CN")
                page = context.new_page()
                loads: list[str] = []
                page.on("framenavigated", lambda frame: loads.append(frame.url))
                page.goto("/page/sign-in")
                page.fill("#key", first.key)
                page.keyboard.press("Enter")
                page.wait_for_url("**/page")
                for path in ("/page/schools/elm", f"/page/terms/{kept.json()['id']}", "/page/people"):
                    before = len(loads)
                    page.goto(path)
                    expect(page.locator("h1")).to_be_visible()
                    page.wait_for_load_state("networkidle")
                    assert len(loads) == before + 1, f"{path} was loaded again: {loads[before:]}"
                assert {first.port, second.port} == set(served)
                first.end()  # one of them goes away: pages go on
                page.goto("/page/schools/elm")
                expect(page.locator("h1")).to_be_visible()
                context.close()
        finally:
            if second.process is not None and second.process.poll() is None:
                second.end()


def _document(samples: Path) -> object:
    return json.loads((samples / "tiny.json").read_text(encoding="utf-8"))
