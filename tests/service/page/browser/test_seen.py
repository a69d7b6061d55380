"""The plan as people look at it, in a browser: search, a day by keyboard and pointer, free rooms, questions, pages at both widths."""

from __future__ import annotations

import gzip
import json

import pytest
from playwright.sync_api import expect

from benchmarks.best.store import plan_path
from solver import Plan, load_plan
from tests.service.kept_plan import keep
from tests.service.page.browser.site import PHONE, WIDE, Site

PAGES = (
    "adults", "adults?person=T001", "adults?q=nobody", "rooms", "rooms?room=R101", "rooms?day=2&time=16:20", "gates", "day",
    "day?by=adults", "day?by=rooms", "day?date=tomorrow", "loads", "choices", "money", "rules",
)  # fmt: skip
"""Pages of a plan, the words of their address after the plan's own."""


@pytest.fixture(scope="module")
def plan(site: Site, tiny: bytes) -> str:
    """The best plan of the tiny school, published, for a planner and for one of its teachers."""
    made = keep(site.town, tiny, load_plan(json.loads(gzip.decompress(plan_path("tiny").read_bytes()))).canonical())
    headers = {"if-match": "*"}
    assert site.town.ask("planner", "POST", f"/v1/plans/{made}/publication", None, None, **headers).status_code == 201
    who = {"label": "T001", "role": "teacher", "school_id": "elm", "person": "T001"}
    site.town.keys["T001"] = site.town.ask("bureau", "POST", "/v1/keys", who).json()["secret"]
    return f"/page/plans/{made}"


def test_a_name_is_found_as_one_types_and_opened_by_enter(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"{plan}/loads")
        page.fill("#find", "晓燕")
        expect(page.locator("#find-list [role=option]")).to_have_count(1)
        expect(page.locator("[data-name*=郑国庆]")).to_be_hidden()
        page.press("#find", "Enter")
        page.wait_for_url("**/adults?person=T001")
        expect(page.locator("h1")).to_contain_text("马晓燕")
        page.fill("#find", "一(1)班")
        page.press("#find", "ArrowDown")
        expect(page.locator("#found-0")).to_have_attribute("aria-selected", "true")
        page.press("#find", "Enter")
        page.wait_for_url("**/rooms?room=R101")
        page.fill("#find", "201")
        page.press("#find", "Enter")
        page.wait_for_url("**/day?by=classes&of=201")
        expect(page.locator("tr[data-row]")).to_have_count(1)
        page.fill("#find", "没有这个人")
        page.press("#find", "Enter")
        expect(page.locator(".warning")).to_contain_text("没有找到")
        page.goto(f"{plan}/choices?q=合唱")
        expect(page.locator(".found")).to_contain_text("小百灵合唱")


def test_a_day_is_read_by_keyboard_and_by_pointer(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"{plan}/day?by=adults")
        told, chart = page.locator("#strip-told"), page.locator("[data-strip]")
        chart.focus()
        first = page.locator("tr[data-row='0'] th a").inner_text()
        expect(told).to_contain_text(first)
        start = told.locator("b").inner_text().split(" ")[0]
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        expect(told).not_to_contain_text(start)
        page.keyboard.press("ArrowDown")
        expect(page.locator("tr[data-row='1']")).to_have_class("here")
        page.keyboard.press("End")
        page.keyboard.press("ArrowUp")
        expect(page.locator("tr[data-row='0']")).to_have_class("here")
        bar = page.locator("tr[data-row='2'] svg.bar").first
        bar.hover()
        expect(told).to_contain_text(page.locator("tr[data-row='2'] th a").inner_text())
        expect(told).to_contain_text("–")
        page.get_by_role("link", name="后一天").click()
        expect(page.locator("h1")).to_contain_text("月")
        page.goto(f"{plan}/day?date=2020-01-01")
        expect(page.locator(".refusal")).to_contain_text("没有课后服务")
        page.emulate_media(media="print")
        expect(page.locator(".top")).to_be_hidden()
        expect(page.locator("[data-strip]")).to_be_visible()


def test_a_duty_is_asked_why_and_a_free_room_found(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.goto(f"{plan}/adults?person=T001")
        page.locator("[data-why]").first.click()
        expect(page.locator("dialog.why")).to_contain_text("马晓燕")
        page.keyboard.press("Escape")
        page.goto(f"{plan}/rooms")
        page.select_option("[name=day]", "2")
        page.fill("[name=time]", "16:20")
        page.get_by_role("button", name="哪些教室空着").click()
        page.wait_for_url("**time=16*")
        expect(page.locator("h2")).to_contain_text("16:20")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_of_a_plan_are_readable(site: Site, plan: str, size: object) -> None:
    with site.visitor("planner", size) as page:
        for address in PAGES:
            page.goto(f"{plan}/{address}")
            site.check_page(page)
    with site.visitor("T001", size, "en") as page:
        for address in ("adults?person=T001", "day", "loads", "choices", "money", "rules"):
            page.goto(f"{plan}/{address}")
            expect(page.locator("h1")).to_be_visible()
        site.check_page(page)


def test_a_plan_without_anything_says_what_to_do(site: Site, tiny: bytes) -> None:
    document = json.loads(tiny)
    document["problem"]["term"]["name"] = "empty"
    bare = f"/page/plans/{keep(site.town, json.dumps(document).encode(), Plan())}"
    with site.visitor("planner", PHONE) as page:
        for address in ("adults?person=T001", "gates", "loads", "rooms?room=R101", "money", "rules"):
            page.goto(f"{bare}/{address}")
            expect(page.locator(".empty, .refusal").first).to_be_visible()
            site.check_page(page)
