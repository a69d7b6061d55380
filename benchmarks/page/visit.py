"""The pages of a large school in Chromium: seconds until a plan can be worked on, milliseconds from a drag to its verdict, memory of open
pages, tabs of a running job.

    python -m benchmarks.page.visit --school large --out visit.json

Starts ``afterbell serve`` on SQLite with one worker process of two threads and solves the school for ``--seconds``. Opens its plan in a
new browser, cold and warm, ``--times`` times each; carries sessions from cell to cell and waits for the verdict each time; opens so many
``--pages`` of it, and reads the memory of the web process before and after; starts another solve and opens ``--tabs`` tabs of it, the
last of which is seen. The browser shares the machine's cores with the service. A verdict's time begins when the pointer comes into the
cell, so that the rest before a cell is asked about is counted.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from api.mapping.request import request_doc
from api.services.generating import generated_request
from benchmarks.machine import machine
from benchmarks.memory import measured
from benchmarks.service.running import Running, made, settle

READY = "() => document.querySelectorAll('#day option').length > 0"
"""The module of the plan's page has begun: it has filled the choice of days."""
JUDGED = "() => document.querySelector('#card:not([hidden]) .verdict') !== null"
HIDE = """() => { Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange")); }"""
"""A tab that another one covers; browsers without a window never cover one. Six streams at once are all that HTTP/1.1 allows."""
CELLS = """([x, y]) => [...document.querySelectorAll("#by-class td:not(.x)")].map((cell) => cell.getBoundingClientRect())
  .filter((at) => at.left > 150 && at.right < innerWidth && at.top > 90 && at.top + 12 < innerHeight && Math.abs(at.left - x) > 60)
  .map((at) => [at.left + at.width / 2, at.top + 10])"""
"""Places within cells that are seen, but for the column that a session is taken from."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--school", default="large")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--drags", type=int, default=30)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--tabs", type=int, default=8)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        parser.error("no Chromium on this machine")
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Running(Path(folder), f"sqlite:///{folder}/afterbell.db") as service,
    ):
        term, plan = _planned(service, chosen.school, chosen.seed, chosen.seconds)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        told: dict[str, Any] = {"machine": machine(), "school": chosen.school, "seed": chosen.seed}
        told["interactive_s"] = _interactive(browser, service, plan, chosen.times)
        told["verdict_ms"] = _verdicts(browser, service, plan, chosen.drags)
        told["memory_mb"] = _memory(browser, service, plan, chosen.pages)
        told["tabs"] = _tabs(browser, service, term, chosen.tabs)
        browser.close()
    text = json.dumps(told, ensure_ascii=False, indent=1)
    print(text)
    if chosen.out:
        chosen.out.write_text(text + "\n", encoding="utf-8")


def _planned(service: Running, school: str, seed: int, seconds: float) -> tuple[str, str]:
    """Term and plan of the school."""
    with service.client() as client:
        settle(client, ["elm"])
        term = made(client.post("/v1/schools/elm/terms", json=request_doc(generated_request(school, seed))))["id"]
        job = made(client.post(f"/v1/terms/{term}/jobs", json={"kind": "solve", "seconds": seconds}))["id"]
        while made(client.get(f"/v1/jobs/{job}"))["state"] in ("queued", "running"):
            time.sleep(0.5)
        plans = made(client.get(f"/v1/terms/{term}/plans"))["items"]
    return term, plans[0]["id"]


def _signed_in(browser: Browser, service: Running) -> Page:
    page = browser.new_context(base_url=service.base, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/page/sign-in")
    page.fill("#key", service.key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/page")
    return page


def _interactive(browser: Browser, service: Running, plan: str, times: int) -> dict[str, float]:
    """Seconds from the address to a plan that answers to keys: in a new browser, and again in the same."""
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(times):
        page = _signed_in(browser, service)
        for kept in (cold, warm):
            begun = time.perf_counter()
            page.goto(f"/page/plans/{plan}", wait_until="commit")
            page.wait_for_function(READY)
            kept.append(time.perf_counter() - begun)
            page.goto("/page")
        page.context.close()
    return {"first": round(cold[0], 3), "cold": round(median(cold), 3), "warm": round(median(warm), 3)}


def _verdicts(browser: Browser, service: Running, plan: str, drags: int) -> dict[str, float]:
    """Milliseconds from the pointer's coming into a cell to the verdict: sessions carried over cells, each place once, as
    the page remembers answers."""
    page = _signed_in(browser, service)
    page.goto(f"/page/plans/{plan}")
    page.wait_for_function(READY)
    waits: list[float] = []
    sessions = page.locator("#by-class .session")
    for number in range(sessions.count()):
        if len(waits) >= drags:
            break
        session = sessions.nth(number)
        session.scroll_into_view_if_needed()
        box = session.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 10, box["y"] + 8)
        page.mouse.down()
        for x, y in page.evaluate(CELLS, [box["x"], box["y"]])[: drags - len(waits)]:
            begun = time.perf_counter()
            page.mouse.move(x, y)
            if page.evaluate(JUDGED):
                continue  # a place of which the page knows already
            page.wait_for_function(JUDGED, polling=5)
            waits.append((time.perf_counter() - begun) * 1000)
        page.keyboard.press("Escape")
        page.mouse.up()
    page.context.close()
    waits.sort()
    return {"median": round(median(waits)), "p90": round(waits[int(0.9 * len(waits))]), "drags": len(waits)}


def _memory(browser: Browser, service: Running, plan: str, pages: int) -> dict[str, float]:
    """Megabytes (PSS) of the web process before and with so many open pages."""
    first = _signed_in(browser, service)
    first.goto(f"/page/plans/{plan}")
    before = _held(service)
    for _ in range(pages):
        page = first.context.new_page()
        page.goto(f"/page/plans/{plan}")
    after = _held(service)
    first.context.close()
    return {"before": round(before / 1e6, 1), "more": round((after - before) / 1e6, 1), "pages": pages}


def _held(service: Running) -> int:
    """Bytes of memory of the web process."""
    assert service.web is not None
    return measured(service.web.pid)


def _tabs(browser: Browser, service: Running, term: str, tabs: int) -> dict[str, float]:
    """Tabs of a running job that show its chart, and the longest seconds that one of them took."""
    with service.client() as client:
        job = made(client.post(f"/v1/terms/{term}/jobs", json={"kind": "solve", "seconds": 60}))["id"]
        first = _signed_in(browser, service)
        longest, shown = 0.0, 0
        for _ in range(tabs):
            page = first.context.new_page()
            begun = time.perf_counter()
            page.goto(f"/page/jobs/{job}", timeout=30_000)
            page.wait_for_selector("main svg", timeout=30_000)
            page.evaluate(HIDE)
            longest, shown = max(longest, time.perf_counter() - begun), shown + 1
        made(client.post(f"/v1/jobs/{job}/cancel"))
        first.context.close()
    return {"shown": shown, "of": tabs, "longest_s": round(longest, 2)}


if __name__ == "__main__":
    main()
