"""A solve in a browser: started, drawn live, stopped, refused; on many tabs, and over a restart of the service."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.jobs.execution import Execution
from api.jobs.registry import KINDS
from api.storage import reasons
from api.storage.database import Database
from api.storage.jobs import FAILED, REFUSED, claim
from tests.service.office import HASTE
from tests.service.page.browser.site import PHONE, WIDE, Site
from tests.service.page.browser.told_job import Figures, ToldJob, tiers, told_job, told_solve
from tests.service.process import running

ROUGH: Figures = {"seated": (3, 0), "coverage": (12, 0), "fairness": (4200, None)}
FINER: Figures = {"seated": (0, 0), "coverage": (4, 0), "fairness": (2600, 900)}
BEST: Figures = {"seated": (0, 0), "coverage": (0, 0), "fairness": (2000, 1950)}
LANE = {
    "rank": 1, "kind": "lanes", "kind_zh": "加通道", "kind_en": "more lanes", "zh": "校门加一条通道", "en": "one lane more",
    "state": "confirmed", "amount": 1, "at_least": 1, "weight": 1, "touched": [], "price": {}, "price_zh": "", "price_en": "",
    "against_base": False,
    "changes": [{"kind": "lanes", "gates": ["main"], "amount": "+1"}],
}  # fmt: skip
"""A repair as jobs tell of it."""
WATCHED = """
const Real = window.EventSource;
window.streams = [];
window.EventSource = class extends Real { constructor(...given) { super(...given); window.streams.push(this); } };
let away = false;
Object.defineProperty(document, "hidden", { get: () => away });
window.turn = (hidden) => { away = hidden; document.dispatchEvent(new Event("visibilitychange")); };
"""
"""Script of a page that counts its streams, and is hidden and shown by ``turn``: without a window, no tab covers another."""


@pytest.fixture(scope="module")
def term(site: Site, tiny: bytes) -> str:
    """A term of elm."""
    return str(site.town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()["id"])


@pytest.fixture
def job(site: Site, term: str) -> Iterator[ToldJob]:
    """A solve in the queue, whose events the test writes."""
    made = told_solve(site.town, site.database, term, seconds=600)
    yield made
    site.town.ask("planner", "POST", f"/v1/jobs/{made.id}/cancel")


def chart(page: Page, goal: str) -> str:
    """Text alternative of a goal's chart."""
    return f'#charts [data-goal="{goal}"] svg[aria-label*="{goal_words(page, goal)}"]'


def goal_words(page: Page, goal: str) -> str:
    return str(page.evaluate("(goal) => JSON.parse(document.getElementById('job-data').textContent).goals[goal].zh", goal))


def test_a_solve_is_started_waits_and_is_taken_back(site: Site, term: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/terms/{term}/solve")
        expect(page.locator("#check .warning")).to_contain_text("可以求解")
        site.check_page(page)
        page.focus("summary:has-text('时限')")
        page.keyboard.press("Enter")
        page.fill("#seconds", "30")
        page.fill("#seed", "7")
        page.focus("#begin")
        page.keyboard.press("Enter")
        page.wait_for_url("**/page/jobs/*")
        expect(page.locator("#doing")).to_contain_text("没有求解进程")
        expect(page).to_have_title("… 排队 · 求解 · 课后铃")
        asked = site.town.ask("planner", "GET", page.url.replace(f"{site.url}/page", "/v1")).json()
        assert asked["params"] == {"seconds": 30.0, "seed": 7}
        page.click("#stop")
        expect(page.locator("#standing")).to_have_attribute("data-state", "cancelled")
        expect(page).to_have_title("■ 已停止 · 求解 · 课后铃")
        page.click("#steps a")
        expect(page.locator("h1")).to_contain_text("求解")
        expect(page.locator(".earlier")).to_contain_text("已停止")


def test_what_cannot_be_started_is_said_beside_its_field(site: Site, term: str) -> None:
    with site.visitor("planner", PHONE) as page:
        page.goto(f"/page/terms/{term}/solve?seconds=5&seed=3")
        page.evaluate("() => document.getElementById('seconds').removeAttribute('max')")
        page.fill("#seconds", "99999")
        page.click("#begin")
        expect(page.locator("#solve .refusal")).to_contain_text("时限至多 600 秒")
        expect(page.locator("#seconds")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#seed")).to_have_value("3")
        site.check_page(page)


def test_a_running_solve_is_drawn_live_and_its_end_is_told(site: Site, job: ToldJob) -> None:
    with site.visitor("planner") as page:
        loads: list[str] = []
        page.goto(job.path)
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        expect(page.locator("#no-goals")).to_be_visible()
        job.begin()
        expect(page.locator("#standing")).to_have_attribute("data-state", "running")
        job.progress(1, ROUGH, stage="construct", note="")
        expect(page.locator("#doing")).to_contain_text("正在搭初稿")
        expect(page.locator("#best")).to_contain_text("还没有满足全部硬性规则")
        job.progress(2.5, FINER)
        expect(page.locator("#best")).to_contain_text("满足全部硬性规则，离理论上的最好至多差")
        expect(page.locator(chart(page, "coverage"))).to_have_attribute("aria-label", "岗位缺人：4 人次，下界 0")
        row = page.locator('#figures tr[data-goal="fairness"]')
        expect(row.locator("th")).to_have_text("3. 值班负担差距 分钟")
        expect(row.locator("td").nth(0)).to_have_text("26")
        expect(row.locator("td").nth(1)).to_have_text("9")
        expect(page.locator("#clock")).to_contain_text("时限 10 分钟")
        site.check_page(page)
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        site.check_page(page)
        result = {"status": "valid", "valid": True, "plan": "p", "seconds": 9.0, "ended_by": "time", "tiers": tiers(BEST)}
        job.end(result=result)
        expect(page).to_have_title("✓ 方案已排好 · 求解 · 课后铃")
        expect(page.locator("#steps a.main")).to_have_attribute("href", "/page/plans/p")
        expect(row.locator("td").nth(2)).to_have_text("5.00%")
        expect(page.locator("#news")).to_have_text("✓ 方案已排好")
        assert loads == [], "nothing was loaded again"


def test_an_ended_job_is_drawn_from_its_kept_events(site: Site, job: ToldJob) -> None:
    job.begin()
    for second, figures in enumerate((ROUGH, FINER, BEST), 1):
        job.progress(second, figures)
    job.end(FAILED, reasons.NO_PLAN, {"status": "stopped", "valid": False, "plan": "p", "seconds": 9.0})
    for size in (WIDE, PHONE):
        with site.visitor("reader", size) as page:
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(job.path)
            expect(page).to_have_title("✗ 没有排出完整的方案 · 求解 · 课后铃")
            expect(page.locator(f"{chart(page, 'coverage')} path.value")).to_have_count(1)
            expect(page.locator("#charts figure")).to_have_count(3)
            expect(page.locator("#stop")).to_have_count(0)
            site.check_page(page)
            page.emulate_media(media="print")
            expect(page.locator("#figures")).to_be_visible()
            assert not [url for url in asked if "/events" in url]


def test_a_refusal_says_why_and_is_helped_by_buttons(site: Site, term: str, job: ToldJob) -> None:
    with site.visitor("planner", PHONE) as page:
        page.goto(job.path)
        job.begin()
        expect(page.locator("#standing")).to_have_attribute("data-state", "running")
        why = {"rule": "D10", "zh": "每周要 <b>212</b> 个岗位，最多站 96 个。", "en": "212 posts, 96 filled."}
        job.end(REFUSED, {**reasons.INFEASIBLE, "reasons": [why]}, {"status": "infeasible", "valid": False, "seconds": 1.0})
        expect(page).to_have_title("✗ 排不出 · 求解 · 课后铃")
        expect(page.locator("#reasons")).to_contain_text("每周要 <b>212</b> 个岗位")
        expect(page.locator("#steps")).to_contain_text("看预检")
        site.check_page(page)
        page.click("[data-find]")
        expect(page.locator("[data-remedies]")).to_contain_text("没有在运行的求解进程")
        [sought] = site.town.ask("planner", "GET", "/v1/jobs?state=queued").json()["items"]
        assert sought["kind"] == "repair"
        found = ToldJob(site.database, sought["id"]).begin()
        found.end(result={"refused": True, "complete": True, "valid_as_it_is": False, "repairs": [LANE], "useless": []})
        expect(page.locator("[data-take]")).to_be_visible()
        page.goto(found.path)
        expect(page).to_have_title("✓ 找到 1 个补救办法 · 找补救办法 · 课后铃")
        site.check_page(page)
        page.click("[data-take]")
        page.wait_for_url("**/solve")
        assert term not in page.url, "a further term is planned"


def test_jobs_in_parts_count_them_and_lead_to_their_answers(site: Site, term: str) -> None:
    what_if = told_job(site.database, "what_if", term, plan="q").begin()
    batch = told_job(site.database, "batch", None, entries=[{"school_id": "elm"}]).begin()
    with site.visitor("east", PHONE) as page:
        page.goto(what_if.path)
        what_if.tell("progress", {"stage": "scenario", "seconds": 1.0, "note": "", "tiers": [], "gap": None})
        expect(page.locator("#doing")).to_contain_text("正在试情景")
        what_if.tell("scenario", {"id": "s", "name": "两位老师请假", "ended": 1, "of": 3})
        expect(page.locator("#parts-list")).to_contain_text("情景“两位老师请假”已算完（1/3）")
        expect(page).to_have_title("▶ 1/3 · 情景比较 · 课后铃")
        expect(page.locator("#steps a.main")).to_have_attribute("href", f"/page/jobs/{what_if.id}/comparison")
        expect(page.locator("#goals")).to_have_count(0)
        site.check_page(page)
        batch.tell("child", {"job": "c", "school": "elm", "state": "refused", "ended": 1, "of": 2})
        page.goto(batch.path)
        expect(page.locator("#parts-list")).to_contain_text("elm：✗ 排不出（1/2）")
        batch.end(result={"counts": {}, "verdicts": {}, "indicators": {}})
        expect(page).to_have_title("✓ 各校已算完 · 多校批次 · 课后铃")
        expect(page.locator("#steps a.main")).to_have_attribute("href", f"/page/batches/{batch.id}")
        expect(page.locator("#parts-list li")).to_have_count(1)
        site.check_page(page)
    what_if.end()


def test_a_real_solve_ends_with_its_plan(site: Site, term: str) -> None:
    job = told_solve(site.town, site.database, term, effort=0.3)
    with site.visitor("planner") as page:
        page.goto(job.path)
        expect(page.locator("#doing")).to_contain_text("排队中")
        with site.database.write() as connection:
            claimed = claim(connection, job.id, "w")
        assert claimed is not None
        Execution(site.database, site.settings, KINDS, claimed, threading.Event(), HASTE).run()
        expect(page).to_have_title("✓ 方案已排好 · 求解 · 课后铃")
        expect(page.locator("#figures tbody tr")).not_to_have_count(0)
        expect(page.locator("#standing")).to_contain_text("方案满足全部硬性规则")
        found = site.town.ask("planner", "GET", f"/v1/jobs/{job.id}").json()
        expect(page.locator("#steps a.main")).to_have_attribute("href", f"/page/plans/{found['result']['plan']}")
        assert found["result"]["ended_by"] in ("effort", "optimal", "exhausted")
        site.check_page(page)


def test_a_hidden_page_gives_its_stream_back_and_goes_on_when_shown(site: Site, job: ToldJob) -> None:
    job.begin()
    job.progress(1, ROUGH)
    with site.visitor("planner") as page:
        page.clock.install()
        page.add_init_script(WATCHED)
        page.goto(job.path)
        expect(page.locator("#charts figure")).not_to_have_count(0)
        page.wait_for_function("() => window.streams.length === 1 && window.streams[0].readyState === EventSource.OPEN")
        page.evaluate("() => turn(true)")
        assert page.evaluate("() => window.streams.map((stream) => stream.readyState)") == [2]
        job.progress(2, FINER)
        page.evaluate("() => turn(false)")
        expect(page.locator('#figures tr[data-goal="coverage"] td').first).to_have_text("4")
        [first, second] = page.evaluate("() => window.streams.map((stream) => stream.url.split('after=')[1])")
        assert int(second) >= int(first) > 0, "what was told once is not told again"
        page.evaluate("() => turn(true)")
        job.end(result={"status": "optimal", "valid": True, "plan": "p", "seconds": 3.0})
        page.clock.fast_forward(10_000)
        expect(page).to_have_title("✓ 方案已排好 · 求解 · 课后铃")
        assert page.evaluate("() => document.hidden"), "the tab tells while another one is shown"
        page.evaluate("() => turn(false)")
        expect(page.locator("#steps a.main")).to_be_visible()


def test_after_the_end_of_a_session_the_page_goes_on_once_somebody_signs_in_elsewhere(site: Site, job: ToldJob) -> None:
    given = site.town.ask("bureau", "POST", "/v1/keys", {"label": "leaving", "role": "planner", "school_id": "elm"}).json()
    site.town.keys["leaving"] = given["secret"]
    with site.visitor("leaving") as page:
        page.add_init_script(WATCHED)
        page.goto(job.path)
        expect(page.locator("#doing")).to_contain_text("排队中")
        site.town.ask("bureau", "DELETE", f"/v1/keys/{given['id']}")
        expect(page.locator("#signed-out")).to_be_visible(timeout=60_000)
        expect(page.locator("#away")).to_be_hidden()
        page.evaluate("() => turn(true)")
        site.sign_in(page.context.new_page(), "planner")
        page.evaluate("() => turn(false)")
        job.begin()
        expect(page.locator("#standing")).to_have_attribute("data-state", "running")


def test_eight_tabs_of_a_running_job_work(site: Site, job: ToldJob) -> None:
    """A browser has six connections to a host on HTTP/1.1: as many streams and the seventh page would hang."""
    job.begin()
    job.progress(1, ROUGH)
    with site.visitor("planner") as first:
        pages = [first, *(first.context.new_page() for _ in range(7))]
        for number, page in enumerate(pages):
            page.add_init_script(WATCHED)
            page.goto(job.path)
            page.wait_for_function("() => window.streams.some((stream) => stream.readyState === EventSource.OPEN)")
            expect(page.locator('#figures tr[data-goal="coverage"] td').first).to_have_text("12")
            if number < len(pages) - 1:
                page.evaluate("() => turn(true)")
        job.progress(2, FINER)
        expect(pages[-1].locator('#figures tr[data-goal="coverage"] td').first).to_have_text("4")
        pages[-1].evaluate("() => turn(true)")
        first.evaluate("() => turn(false)")
        expect(first.locator('#figures tr[data-goal="coverage"] td').first).to_have_text("4")


@pytest.mark.slow
def test_a_chart_goes_on_over_the_death_of_the_web_process(browser: Browser, root: Path, tmp_path: Path, tiny: bytes) -> None:
    url = f"sqlite:///{tmp_path / 'afterbell.db'}"
    with running(tmp_path, root, "web", AFTERBELL_DATABASE_URL=url) as service:
        term = service.ask("POST", "/v1/schools/elm/terms", json.loads(tiny)).json()["id"]
        asked = service.ask("POST", f"/v1/terms/{term}/jobs", {"kind": "solve", "seconds": 600})
        database = Database(url)
        job = ToldJob(database, asked.json()["id"]).begin()
        context = browser.new_context(base_url=service.at, locale="zh-CN")
        page = context.new_page()
        page.goto(f"/page/sign-in?next={job.path}")
        page.fill("#key", service.key)
        page.keyboard.press("Enter")
        page.wait_for_url(service.at + job.path)
        loads: list[str] = []
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        job.progress(1, ROUGH)
        first = page.locator('#figures tr[data-goal="coverage"] td').first
        expect(first).to_have_text("12")
        service.end(signal.SIGKILL)
        expect(page.locator("#away")).to_be_visible()
        job.progress(2, FINER)
        service.start("/healthz")
        expect(first).to_have_text("4", timeout=60_000)
        expect(page.locator("#away")).to_be_hidden()
        job.end(result={"status": "valid", "valid": True, "plan": "p", "seconds": 3.0, "ended_by": "time"})
        expect(page).to_have_title("✓ 方案已排好 · 求解 · 课后铃", timeout=60_000)
        assert loads == [], "the page was not loaded again"
        context.close()
        database.close()
