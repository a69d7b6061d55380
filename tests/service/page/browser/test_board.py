"""Class grid of a plan in a browser: sessions carried, undone and kept once; adults and pupils swapped; two people; a stopped process."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from api.storage.database import Database
from solver import Plan
from tests.service.kept_plan import keep, told_late
from tests.service.page.browser.site import PHONE, WIDE, Site
from tests.service.process import running
from tests.service.town import Town

STORIES = "K02#1"
"""Section of the tiny school on Tuesday, which leads to no violation in the period after its own once its leader stays late no more."""


@pytest.fixture(scope="module")
def ready(tiny: bytes, solved: Plan) -> Plan:
    """A valid plan of the tiny school in which stories may be told a period later."""
    return told_late(tiny, solved)


@pytest.fixture
def plan(site: Site, tiny: bytes, ready: Plan) -> str:
    """A plan that elm keeps."""
    return keep(site.town, tiny, ready)


def chip(page: Page, section: str = STORIES) -> Locator:
    return page.locator(f"#by-class .session[data-s='{section}']").first


def cell(page: Page, grade: int, column: int) -> Locator:
    """Cell in a grade's row; columns are counted from 0, three to a day."""
    return page.locator(f"#by-class tbody[data-g='{grade}'] tr.grade td").nth(column)


def carry(page: Page, item: Locator, to: Locator) -> None:
    """Lift by mouse, and hold above a cell until its verdict is there."""
    to.scroll_into_view_if_needed()
    here, there = item.bounding_box(), to.bounding_box()
    assert here is not None
    assert there is not None
    page.mouse.move(here["x"] + 12, here["y"] + 8)
    page.mouse.down()
    page.mouse.move(here["x"] + 30, here["y"] + 12)
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + 8, steps=3)
    expect(page.locator("#card .verdict")).to_be_visible()


def sessions(town: Town, plan: str, section: str = STORIES, who: str = "planner") -> Any:
    document = town.ask(who, "GET", f"/v1/plans/{plan}").json()
    offering, _, number = section.partition("#")
    found = [each for each in document["plan"]["sections"] if (each["offering"], str(each["number"])) == (offering, number)]
    return found[0]["sessions"] if found else None


def revisions(town: Town, plan: str, who: str = "planner") -> list[str]:
    return [each["why"]["kind"] for each in town.ask(who, "GET", f"/v1/plans/{plan}/revisions").json()["items"]]


def test_a_session_is_carried_undone_after_a_reload_and_made_again(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        carry(page, chip(page), cell(page, 1, 5))
        expect(page.locator("#card")).to_contain_text("周二 16:40")
        expect(page.locator("#card")).to_contain_text("不增加违规")
        page.mouse.up()
        expect(page.locator("#state")).to_contain_text("第 2 版")
        expect(page.locator("#state")).to_contain_text("没有违规")
        expect(cell(page, 1, 5).locator(".session")).to_have_count(1)
        assert sessions(site.town, plan)[0]["start"] == "16:40"
        page.reload()
        page.click("#undo")
        expect(page.locator("#verdict")).to_contain_text("撤销第 2 版的修改（planner")
        expect(page.locator("#verdict")).to_contain_text("调到")
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 3 版")
        assert sessions(site.town, plan)[0]["start"] == "15:55"
        expect(page.locator("#undo")).to_be_disabled()
        page.reload()
        page.click("#redo")
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 4 版")
        assert sessions(site.town, plan)[0]["start"] == "16:40"
        assert revisions(site.town, plan) == ["solve", "edit", "undo", "redo"]


def test_a_refused_drop_says_why_and_may_be_kept_on_purpose(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        carry(page, chip(page), cell(page, 1, 1))
        expect(page.locator("#card")).to_contain_text("只能在周二、周四开课")
        page.mouse.up()
        expect(page.locator("#verdict")).to_contain_text("没有保存，方案没有变")
        expect(page.locator("#verdict")).to_contain_text("只能在周二、周四开课")
        assert revisions(site.town, plan) == ["solve"]
        page.keyboard.press("Escape")
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 2 版")
        expect(page.locator("#state")).to_contain_text("违规 ")
        assert sessions(site.town, plan)[0]["weekday"] == 1
        site.check_page(page)


def test_a_session_is_carried_by_keys(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        chip(page).focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#card .verdict")).to_contain_text("不增加违规")
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("第 2 版")
        expect(chip(page)).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowDown")
        page.keyboard.press(" ")
        expect(page.locator("#panel h2")).to_contain_text("101")
        assert sessions(site.town, plan)[0]["start"] == "16:40"


def test_a_course_is_closed_with_its_pupils_next_choices(site: Site, plan: str, ready: Plan) -> None:
    pupils = sorted(seat.pupil for seat in ready.seats if seat.offering == "K02")
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        chip(page).click()
        page.locator("#panel .close-section").click()
        told = page.locator("#verdict .verdict")
        expect(told).to_contain_text("停开教学班 故事屋")
        for pupil in pupils:
            expect(told).to_contain_text(f"学生 {pupil}：故事屋(K02#1) →")
        assert revisions(site.town, plan) == ["solve"]
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 2 版")
        expect(chip(page)).to_have_count(0)
        expect(page.locator("#panel")).to_contain_text("方案里已没有它")
        assert sessions(site.town, plan) is None


def test_pupils_and_adults_change_places(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        chip(page).click()
        page.locator("#panel summary", has_text="学生").click()
        page.locator("#panel .pupil", has_text="P0002").click()
        page.locator("#panel summary", has_text="与另一名学生对调").click()
        form = page.locator("#panel details", has_text="与另一名学生对调").locator("form")
        form.locator("select").nth(1).select_option("K01#1 P0005")
        form.locator("button").click()
        expect(page.locator("#verdict")).to_contain_text("P0002（故事屋）与 P0005（球类游戏）对调")
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 2 版")
        seats = site.town.ask("planner", "GET", f"/v1/plans/{plan}").json()["plan"]["seats"]
        assert {"pupil": "P0005", "offering": "K02", "number": 1} in seats
        page.locator("#by-class tr[data-c='101'] td").first.click()
        expect(page.locator("#panel h2")).to_contain_text("周一")
        page.locator("#panel .swap").first.click()
        other = page.locator("#panel li + form select option", has_text="201").first.get_attribute("value")
        page.locator("#panel li + form select").select_option(other)
        page.locator("#panel li + form button").click()
        expect(page.locator("#verdict")).to_contain_text("对调")
        expect(page.locator("#verdict .verdict")).to_be_visible()
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 3 版")
        assert revisions(site.town, plan) == ["solve", "edit", "edit"]


def test_adults_are_suggested_and_single_things_locked(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        page.locator("#by-class tr[data-c='101'] td").first.click()
        page.locator("#panel .change").first.click()
        expect(page.locator("#panel .suggestions")).to_contain_text("可以上")
        page.locator("#panel .suggestions ol .name").first.click()
        expect(page.locator("#verdict .verdict")).to_be_visible()
        chip(page).click()
        page.locator("#panel .lock").click()
        expect(page.locator("#state")).to_contain_text("第 2 版")
        expect(chip(page)).to_contain_text("锁")
        carry(page, chip(page), cell(page, 1, 5))
        expect(page.locator("#card")).to_contain_text("锁定")
        page.keyboard.press("Escape")
        page.mouse.up()
        page.click("#locks")
        expect(page.locator("#verdict")).to_contain_text("课次和教室：已锁 1 项")
        page.click("#replan")
        expect(page.locator("#verdict")).to_contain_text("锁住的 1 项不动")
        page.locator("#verdict form button").click()
        page.wait_for_url("**/page/jobs/*")


def test_care_groups_are_merged_and_opened(site: Site, plan: str, ready: Plan) -> None:
    group = next(each for each in ready.care_groups if len(each.classes) == 1 and (each.weekday, each.period) == (1, 0))
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}")
        own = page.locator(f"#by-class tr[data-c='{group.host}'] td").first
        own.click()
        page.locator("#panel summary", has_text="合班").click()
        page.locator("#panel details form button").first.click()
        expect(page.locator("#verdict .verdict")).to_be_visible()
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 2 版")
        expect(own).to_contain_text("并入")
        page.locator("#panel button", has_text="单独开班").click()
        expect(page.locator("#verdict .verdict")).to_be_visible()
        page.locator("#verdict .keep").click()
        expect(page.locator("#state")).to_contain_text("第 3 版")
        expect(own).to_contain_text("无人")
        page.click("#broken")
        expect(page.locator("#panel li.lacking").first).to_contain_text("缺 1 人")
        own.click()
        page.locator("#panel .lacking button").first.click()
        expect(page.locator("#panel .suggestions ol .name").first).to_be_visible()


def test_of_two_people_the_second_is_told_and_loses_nothing(site: Site, plan: str) -> None:
    with site.visitor("planner") as mine, site.visitor("east") as theirs:
        for page in (mine, theirs):
            page.goto(f"/page/plans/{plan}")
        theirs.locator("#by-class tr[data-c='101'] td").first.click()
        theirs.locator("#panel button", has_text="停班").click()
        theirs.locator("#verdict .keep").click()
        expect(theirs.locator("#state")).to_contain_text("第 2 版")
        chip(mine).focus()
        mine.keyboard.press("Enter")
        mine.keyboard.press("ArrowRight")
        mine.keyboard.press("Enter")
        told = mine.locator("#verdict")
        expect(told).to_contain_text("east 刚刚改过这个方案")
        expect(told).to_contain_text("托管")
        expect(mine.locator("#state")).to_contain_text("第 2 版")
        told.locator("button", has_text="在新版上再试一次").click()
        told.locator(".keep").click()
        expect(mine.locator("#state")).to_contain_text("第 3 版")
        assert sessions(site.town, plan)[0]["start"] == "16:40"


def test_readers_and_teachers_see_and_change_nothing(site: Site, plan: str) -> None:
    assert site.town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"}).status_code == 201
    given = site.town.ask("east", "POST", "/v1/keys", {"label": "t5", "role": "teacher", "school_id": "elm", "person": "T005"})
    site.town.keys["t5"] = given.json()["secret"]
    for who in ("reader", "t5"):
        with site.visitor(who) as page:
            page.goto(f"/page/plans/{plan}")
            assert page.locator("#undo").count() == 0
            chip(page).click()
            expect(page.locator("#panel h2")).to_contain_text("故事屋")
            assert page.locator("#panel .move, #panel .change, #panel .pupil").count() == 0
            chip(page).press("Enter")
            expect(page.locator("#card")).to_be_hidden()
            assert (page.locator("#by-class td.own").count() > 0) == (who == "t5")
            site.check_page(page)


def test_the_grid_is_readable_at_both_widths(site: Site, plan: str) -> None:
    for size in (WIDE, PHONE):
        with site.visitor("planner", size) as page:
            page.goto(f"/page/plans/{plan}")
            site.check_page(page)
            page.locator("#day").select_option("2")
            chip(page).click()
            expect(page.locator("#panel h2")).to_contain_text("故事屋")
            site.check_page(page)
            page.keyboard.press("Escape")
            page.locator("[data-view='by-room']").click()
            expect(page.locator("#by-room .session[data-d='2']")).to_be_visible()
            site.check_page(page)


@pytest.mark.slow
def test_a_process_killed_in_the_middle_of_a_drag_keeps_the_drop_once(
    browser: Browser, root: Path, tmp_path: Path, tiny: bytes, ready: Plan
) -> None:
    with running(tmp_path, root, "web") as server:
        database = Database(f"sqlite:///{server.folder / 'data' / 'afterbell.db'}")
        client = httpx2.Client(base_url=server.at, timeout=60)
        town = Town(client, database, {"planner": server.key})  # type: ignore[arg-type] # asks alike
        plan = keep(town, tiny, ready)
        context = browser.new_context(viewport=WIDE, base_url=server.at, locale="zh-CN")
        page = context.new_page()
        page.goto("/page/sign-in")
        page.fill("#key", server.key)
        page.keyboard.press("Enter")
        page.wait_for_url("**/page")
        page.goto(f"/page/plans/{plan}")
        carry(page, chip(page), cell(page, 1, 3))
        server.end(signal.SIGKILL)
        there = cell(page, 1, 5).bounding_box()
        assert there is not None
        page.mouse.move(there["x"] + 20, there["y"] + 8, steps=2)
        expect(page.locator("#card")).to_contain_text("服务没有答复")
        page.mouse.up()
        expect(page.locator("body")).to_contain_text("服务没有答复，正在再试")
        server.start("/healthz")
        expect(page.locator("#state")).to_contain_text("第 2 版", timeout=60_000)
        assert sessions(town, plan)[0]["start"] == "16:40"
        assert revisions(town, plan) == ["solve", "edit"]
        context.close()
        client.close()
        database.close()
