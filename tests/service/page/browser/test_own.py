"""A teacher and a class teacher on a phone, families without a key and without JavaScript, a district with a batch."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.storage.jobs import DONE, REFUSED
from solver import Plan
from tests.service.batch_work import children, end, run
from tests.service.kept_plan import keep
from tests.service.office import PATIENCE, wait_until
from tests.service.page.browser.site import PHONE, WIDE, Site

THURSDAY = "2026-10-15T08:00:00+08:00"


@pytest.fixture(scope="module")
def published(site: Site, tiny: bytes, solved: Plan) -> str:
    """Plan in force of elm, with keys of a teacher and a class teacher of it."""
    plan = keep(site.town, tiny, solved)
    answer = site.town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"})
    assert answer.status_code == 201, answer.text
    for name, person in (
        ("own", {"role": "teacher", "person": "T002"}), ("class", {"role": "class_teacher", "classes": ["101"], "person": "T001"})
    ):  # fmt: skip
        given = site.town.ask("bureau", "POST", "/v1/keys", {"label": name, "school_id": "elm", **person})
        site.town.keys[name] = given.json()["secret"]
    return plan


def _opened(page: Page, on: str = THURSDAY) -> None:
    page.clock.set_fixed_time(on)
    page.goto("/page/mine")
    expect(page.locator("#today")).to_be_visible()


def test_a_teacher_on_a_phone_sees_today_what_comes_next_and_why(site: Site, published: str, tmp_path: Path) -> None:
    with site.visitor("own", PHONE) as page:
        _opened(page)
        expect(page.locator("#day-title")).to_contain_text("10月15日")
        expect(page.locator(".weekday.today")).to_have_count(1)
        page.locator("[data-go]", has_text="月").click()
        expect(page.locator("#day-title")).to_be_focused()
        expect(page.locator("#day-title")).not_to_contain_text("10月15日")
        expect(page.locator("#today")).to_be_hidden()
        page.fill("#date", "2026-10-01")
        page.keyboard.press("Enter")
        expect(page.locator("#day")).to_contain_text("节假日")
        page.get_by_role("button", name=re.compile("为什么是我")).first.click()
        expect(page.locator("dialog")).to_contain_text("为什么")
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        with page.expect_download() as saved:
            page.get_by_text("放进手机日历").click()
        saved.value.save_as(tmp_path / "duties.ics")
        assert b"BEGIN:VEVENT" in (tmp_path / "duties.ics").read_bytes()
        site.check_page(page)


def test_a_class_teacher_on_a_phone_finds_a_child_and_the_lists(site: Site, published: str) -> None:
    for size in (PHONE, WIDE):
        with site.visitor("class", size) as page:
            _opened(page)
            expect(page.locator("[data-pupils]").first).to_be_visible()
            known = page.locator("[data-pupils]").first.get_attribute("data-pupils") or ""
            page.fill("#find", known.split()[0])
            expect(page.locator("[data-pupils]:visible")).to_have_count(1)
            page.fill("#find", "nobody")
            expect(page.locator("[data-pupils]:visible")).to_have_count(0)
            page.fill("#find", "")
            site.check_page(page)
    with site.visitor("class", PHONE) as page:
        _opened(page)
        page.get_by_text("打开点名签离表").click()
        page.wait_for_url(re.compile(rf"/v1/plans/{published}/export/rosters"))
        expect(page.locator("body")).to_contain_text("点名表")


def test_families_read_the_timetable_without_javascript(site: Site, published: str) -> None:
    context = site.browser.new_context(viewport=PHONE, base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/page/public/elm")
    first = page.locator("details.grade").first
    expect(first).to_contain_text("17:20")
    assert not first.locator(".day").first.is_visible()
    first.locator("summary").click()
    assert first.locator(".day").first.is_visible()
    assert page.locator("#language").is_hidden(), "a button that needs a script is not offered"
    context.close()
    for size in (PHONE, WIDE):
        with site.visitor(size=size) as reader:
            for school in ("elm", "fir"):
                reader.goto(f"/page/public/{school}")
                site.check_page(reader)


def test_a_batch_is_started_followed_and_run_again(site: Site, tiny: bytes, published: str) -> None:
    """A district chooses its schools, a refused form keeps what was typed, one school is refused, and is planned again."""
    document = json.loads(tiny)
    document["problem"]["term"]["name"] = "另一学期"
    assert site.town.ask("neighbour", "POST", "/v1/schools/oak/terms", json=document).status_code == 201
    with site.visitor("east") as page:
        page.goto("/page/districts/east")
        page.fill("#name", "秋季 <b>批次</b>")
        page.click("#batch button.main")
        expect(page.locator("#batch .refusal")).to_contain_text("还没有选学校")
        page.get_by_label("每校都作同样的变动").check()
        page.fill("#changes", "nonsense 3")
        page.click("#all")
        expect(page.locator("#chosen")).to_contain_text("已选 2 所")
        page.click("#batch button.main")
        expect(page.locator("#batch .refusal")).not_to_contain_text("还没有选学校")
        expect(page.locator("#changes")).to_have_value("nonsense 3")
        page.click("#ask-tasks")
        expect(page.locator("td.tasks", has_text="看任务")).to_have_count(2)
        page.locator("th button.sort", has_text="学生").first.click()
        expect(page.locator("th[aria-sort]")).to_have_count(1)
        site.check_page(page)
        page.get_by_label("每校排一个新方案").check()
        page.focus("#batch button.main")
        page.keyboard.press("Enter")
        page.wait_for_url("**/page/batches/*")
        batch = page.url.rsplit("/", 1)[1]
        expect(page.locator("h1")).to_contain_text("秋季 <b>批次</b>")
        expect(page.locator("#done")).to_contain_text("0 / 2")
        site.check_page(page)
        thread = run(site.town, batch)
        wait_until(lambda: len(children(site.town, batch)) == 2)
        end(site.town, children(site.town, batch)["elm"], DONE, 4)
        expect(page.locator("#done")).to_contain_text("1 / 2")
        expect(page.locator("tr[data-school=elm]")).to_contain_text("完成")
        end(site.town, children(site.town, batch)["oak"], REFUSED)
        thread.join(PATIENCE)
        expect(page.locator("tr[data-school=oak]")).to_contain_text("原因")
        expect(page.locator("input[value=oak]")).to_be_checked()
        expect(page.locator("input[value=elm]")).not_to_be_checked()
        page.set_viewport_size(PHONE)
        site.check_page(page)
        page.click("#rerun button.main")
        page.wait_for_url(lambda url: batch not in url)
        expect(page.locator("tr[data-school=elm]")).to_contain_text("沿用")
        page.click("#cancel")
        expect(page.locator("#state")).to_contain_text("已停止")
