"""Publication in a browser: plans of a term, versions and differences, publishing with a QR code, papers, a workbook read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.page.qr_code import qr_svg
from solver import Plan
from tests.files.plan.hand_edits.printed_plan import DUTY, another
from tests.files.samples import changed
from tests.service.kept_plan import keep
from tests.service.page.browser.site import PHONE, WIDE, Site


@pytest.fixture
def plan(site: Site, tiny: bytes, solved: Plan) -> str:
    """A draft of the tiny school, which has published nothing."""
    listed = site.town.ask("planner", "GET", "/v1/schools/elm/publications").json()["items"]
    for each in listed:
        if each["ended_at"] is None:
            assert site.town.ask("planner", "DELETE", f"/v1/plans/{each['plan_id']}/publication").status_code == 204
    return keep(site.town, tiny, solved)


def edited(site: Site, plan: str, folder: Path, change: Any) -> Path:
    """Workbook of a plan after a change by hand."""
    book = folder / "改好的.xlsx"
    type_ = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book.write_bytes(changed(change, site.town.ask("planner", "GET", f"/v1/plans/{plan}", accept=type_).content))
    return book


def replace_adult(book: Any) -> None:
    """Another name on the first post of the duty table."""
    book[DUTY]["D4"] = another(book[DUTY]["D4"].value).name


def opened(page: Page, site: Site, address: str) -> None:
    """Open a page and look at it."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, answer.text()[:600]
    site.check_page(page)


def test_a_plan_is_published_seen_by_its_code_and_withdrawn(site: Site, plan: str) -> None:
    with site.visitor("planner") as page, site.visitor(size=PHONE) as family:
        opened(page, site, f"/page/plans/{plan}/publish")
        expect(page.locator(".checks")).to_contain_text("没有违规")
        expect(page.locator("main")).to_contain_text("只有本机能打开")
        page.get_by_role("button", name="发布第 1 版").click()
        expect(page.locator("p.good")).to_contain_text("第 1 版正在生效")
        expect(page.locator("#publish")).to_be_disabled()
        address = page.locator(".code .address").inner_text()
        assert address == f"{site.url}/page/public/elm"
        drawn = page.locator("#code path[stroke]").get_attribute("d")
        assert drawn
        assert f'd="{drawn}"' in qr_svg(address), "the code says another address"
        answer = family.goto(address)
        assert answer is not None
        assert answer.status == 200
        expect(family.locator("main")).to_contain_text("年级")
        page.locator("#withdraw").click()
        dialog = page.locator("#confirm")
        expect(dialog).to_contain_text("家长扫码看不到课表")
        page.keyboard.press("Escape")
        expect(page.locator("p.good")).to_contain_text("正在生效")
        page.locator("#withdraw").click()
        dialog.get_by_role("button", name="撤回").click()
        expect(page.locator("main")).to_contain_text("学校现在没有发布任何方案")
        expect(page.get_by_role("row", name="本方案").first).not_to_contain_text("正在生效")
        again = family.goto(address)
        assert again is not None
        assert again.status == 404


def test_somebody_elses_edit_is_told_before_publishing(site: Site, plan: str, tmp_path: Path) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}/publish")
        book = edited(site, plan, tmp_path, replace_adult).read_bytes()
        headers = {"if-match": "*", "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        kept = site.town.ask("planner", "POST", f"/v1/plans/{plan}/workbook", content=book, **headers).json()
        assert kept["revision"] == 2
        page.locator("#publish").click()
        expect(page.locator("#changed")).to_contain_text("刚才有人改了这个方案")
        page.get_by_role("link", name="重新载入").click()
        expect(page.locator(".checks")).to_contain_text("最新是第 2 版")
        assert page.locator("#publish").is_enabled() == kept["valid"]


def test_an_edited_workbook_is_told_before_it_is_kept_and_compared_after(site: Site, plan: str, tmp_path: Path) -> None:
    with site.visitor("planner") as page:
        opened(page, site, f"/page/plans/{plan}/papers")
        book = page.locator("#book")
        book.set_input_files(edited(site, plan, tmp_path, lambda book: book[DUTY].__setitem__("D4", "王不在")))
        answer = page.locator("#answer")
        expect(answer.locator(".faults")).to_contain_text(f"{DUTY}!D4")
        book.set_input_files(edited(site, plan, tmp_path, lambda _book: None))
        expect(answer).to_contain_text("没有读到改动")
        book.set_input_files(edited(site, plan, tmp_path, replace_adult))
        expect(answer.locator("h3").first).to_contain_text("改动 1 处")
        assert site.town.ask("planner", "GET", f"/v1/plans/{plan}/revisions").json()["items"][-1]["number"] == 1
        site.check_page(page)
        page.locator("#keep").click()
        page.wait_for_url(f"**/page/plans/{plan}/versions?**")
        expect(page.locator("tbody").first).to_contain_text("读回手改的工作簿：换人 1 处")
        expect(page.locator(".changes")).to_contain_text("→")
        site.check_page(page)
        page.locator("#from").select_option("2")
        page.get_by_role("button", name="比较").click()
        expect(page.locator("main")).to_contain_text("两边是同一版")
        page.goto(f"/page/plans/{plan}/papers")
        page.locator("#book").set_input_files(edited(site, plan, tmp_path, lambda _book: None))
        expect(answer).to_contain_text("没有读到改动")


def test_a_workbook_of_an_older_revision_is_refused_and_nothing_is_lost(site: Site, plan: str, tmp_path: Path) -> None:
    with site.visitor("planner") as page:
        page.goto(f"/page/plans/{plan}/papers")
        old = edited(site, plan, tmp_path, replace_adult)
        headers = {"if-match": "*", "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        site.town.ask("planner", "POST", f"/v1/plans/{plan}/workbook", content=old.read_bytes(), **headers)
        page.locator("#book").set_input_files(old)
        expect(page.locator("#answer")).to_contain_text("请重新载入本页、下载最新的工作簿")


def test_papers_are_saved_in_the_language_and_from_the_day_chosen(site: Site, plan: str) -> None:
    with site.visitor("planner", size=PHONE) as page:
        opened(page, site, f"/page/plans/{plan}/papers")
        expect(page.locator("main")).to_contain_text("本学期没有姓名表")
        page.locator("#language-of-papers").select_option("both")
        with page.expect_download() as saved:
            page.get_by_role("button", name="网页 晒课表").click()
        text = Path(saved.value.path()).read_text(encoding="utf-8")
        assert "晒课表" in saved.value.suggested_filename
        assert "Public timetable" in text
        page.locator("#on").fill(page.locator("#on").get_attribute("max") or "")
        with page.expect_download() as dated:
            page.get_by_role("button", name="数据 门卫来访名单").click()
        assert f'"on": "{page.locator("#on").input_value()}"' in Path(dated.value.path()).read_text(encoding="utf-8")
        page.locator("#on").fill("")
        with page.expect_download() as calendar:
            page.get_by_role("button", name="日历 一个人的任务单").click()
        assert "BEGIN:VCALENDAR" in Path(calendar.value.path()).read_text(encoding="utf-8")


def test_a_slow_pack_shows_its_progress_and_can_be_stopped(site: Site, plan: str) -> None:
    with site.visitor("planner") as page:
        page.route("**/export/pack?**", lambda _route: None)  # nobody answers
        page.goto(f"/page/plans/{plan}/papers")
        page.get_by_role("button", name="ZIP 全部材料").click()
        expect(page.locator("#work")).to_contain_text("正在做")
        site.check_page(page)
        page.get_by_role("button", name="PDF 晒课表").click()
        expect(page.locator("#tellings")).to_contain_text("上一份还没有做好")
        page.locator("#stop").click()
        expect(page.locator("#tellings")).to_contain_text("已停下")
        page.unroute("**/export/pack?**")
        with page.expect_download() as saved:
            page.get_by_role("button", name="ZIP 全部材料").click()
        assert Path(saved.value.path()).read_bytes().startswith(b"PK")


def test_whoever_sees_no_pupils_gets_papers_of_adults_alone(site: Site, plan: str) -> None:
    assert site.town.ask("planner", "POST", f"/v1/plans/{plan}/publication", **{"if-match": "*"}).status_code == 201
    with site.visitor("teacher", size=PHONE) as page:
        opened(page, site, f"/page/plans/{plan}/papers")
        expect(page.locator("main")).to_contain_text("其他材料由教务处做")
        expect(page.locator("#read-back")).to_have_count(0)
        with page.expect_download() as saved:
            page.get_by_role("button", name="网页 一个人的任务单").click()
        assert saved.value.suggested_filename.endswith(".html")
    with site.visitor("class_teacher") as page:
        opened(page, site, f"/page/plans/{plan}/papers")
        expect(page.locator("main")).to_contain_text("点名签离表")
        expect(page.locator("main")).not_to_contain_text("志愿未满足名单")


def test_plans_of_a_term_stand_beside_each_other(site: Site, tiny: bytes, solved: Plan) -> None:
    first, second = keep(site.town, tiny, solved), keep(site.town, tiny, solved)
    term = site.town.ask("planner", "GET", f"/v1/plans/{first}/revisions").json() and site.town.ask(
        "planner", "POST", "/v1/schools/elm/terms", content=tiny
    ).json()["id"]  # the same request is the same term
    for size in (WIDE, PHONE):
        with site.visitor("reader", size=size) as page:
            opened(page, site, f"/page/terms/{term}/plans")
            assert page.locator("tbody").first.locator("tr").count() >= 2
            expect(page.locator("#goals-title")).to_be_visible()
            opened(page, site, f"/page/plans/{first}/versions?from=1&to={second}.1")
            expect(page.locator("main")).to_contain_text("课表、岗位和座位都没有变")


def test_a_term_without_plans_says_how_to_make_one(site: Site, tiny: bytes) -> None:
    request = tiny.replace(b'"name"', b'"name"', 1).replace("学期".encode(), "学期空".encode(), 1)
    made = site.town.ask("planner", "POST", "/v1/schools/elm/terms", content=request)
    assert made.status_code == 201, made.text
    with site.visitor("planner", size=PHONE) as page:
        opened(page, site, f"/page/terms/{made.json()['id']}/plans")
        expect(page.locator(".empty")).to_contain_text("还没有方案")
        expect(page.locator(".empty a")).to_have_attribute("href", f"/page/terms/{made.json()['id']}/solve")


def test_the_poster_is_one_sheet(site: Site, plan: str) -> None:
    for size in (WIDE, PHONE):
        with site.visitor("planner", size=size) as page:
            opened(page, site, f"/page/plans/{plan}/poster")
            expect(page.locator(".poster")).to_contain_text("课后服务课表")
            sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
            assert sheets == 1, f"{sheets} sheets"
