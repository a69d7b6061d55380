"""A teacher and a class teacher on a phone, families without a key and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from solver import Plan
from tests.service.kept_plan import keep
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
