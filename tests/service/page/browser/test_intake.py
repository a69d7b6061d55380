"""From an office's folder to a term in a browser: files chosen, questions answered by buttons, kept with names; refusals lose nothing."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from api.jobs.execution import Execution
from api.jobs.registry import KINDS
from api.mapping.request import Request, request_doc
from api.storage.jobs import Job, claim
from api.storage.tables import jobs
from tests.explain.repairs.schools import school
from tests.files.samples import changed
from tests.offices.folder import write_office
from tests.service.office import HASTE
from tests.service.page.browser.site import PHONE, WIDE, Site

SEED = 5
"""An untidy office that asks questions."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small office."""
    place = tmp_path_factory.mktemp("office") / "教务处"
    for name, data in write_office(SEED, classes=6, children=120).files.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return place


DROP = """() => {
  const data = new DataTransfer();
  data.items.add(new File(["x"], "拖入.csv"));
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
"""A file dropped on the page."""


def spoiled() -> bytes:
    """A request workbook in which pupils are of a class that there is not."""

    def spoil(book: openpyxl.Workbook) -> None:
        for row in range(2, 6):
            book["学生 pupils"].cell(row, 2).value = "9.9"

    return changed(spoil)


def read(page: Page, folder: Path) -> None:
    page.goto("/page/schools/elm/import")
    page.set_input_files("#folder", str(folder))
    page.click("#read")
    expect(page.locator("#keep")).to_be_visible(timeout=120_000)


def test_a_folder_becomes_a_term_with_names(site: Site, folder: Path) -> None:
    with site.visitor("planner") as page:
        read(page, folder)
        site.check_page(page)
        pupils = page.locator("#result .figure b").first.inner_text()
        asked = page.locator(".question:not(.answered)")
        before = asked.count()
        assert before
        asked.first.locator("button").last.click()
        page.click("#again")
        expect(page.locator(".question:not(.answered)")).to_have_count(before - 1, timeout=120_000)
        page.click("#keep")
        page.wait_for_url("**/page/terms/*")
        expect(page.locator(".figure b").first).to_have_text(pupils)
        expect(page.locator("#import-report")).to_be_visible()
        expect(page.locator(".steps")).to_contain_text(f"{pupils} 名学生有姓名")
        expect(page.locator("#next")).to_be_visible()
        site.check_page(page)


def test_refusals_lose_nothing(site: Site, folder: Path, tmp_path: Path) -> None:
    """A file of pictures is told, files without pupils are refused and stay, a faulty workbook is told sheet by sheet with its copy."""
    (tmp_path / "合影.jpg").write_bytes(b"\xff\xd8\xff picture")
    with site.visitor("planner", size=PHONE) as page:
        page.goto("/page/schools/elm/import")
        expect(page.locator("#read")).to_be_disabled()
        page.set_input_files("#files", [str(tmp_path / "合影.jpg")])
        page.click("#read")
        expect(page.locator("#refused")).to_contain_text("文件还在")
        expect(page.locator("#chosen li")).to_have_count(1)
        site.check_page(page)
        page.evaluate(DROP)
        expect(page.locator("#chosen li")).to_have_count(2)
        page.locator("#chosen li button").last.click()
        expect(page.locator("#chosen li")).to_have_count(1)
        roster = next(file for file in sorted(folder.iterdir()) if "学籍" in file.name or "名册" in file.name)
        page.set_input_files("#files", [str(roster)])
        page.click("#read")
        expect(page.locator("#keep")).to_be_visible(timeout=60_000)
        expect(page.locator("#result .warning")).to_contain_text("合影.jpg")
        site.check_page(page)
        (tmp_path / "错.xlsx").write_bytes(spoiled())
        page.set_input_files("#workbook", [str(tmp_path / "错.xlsx")])
        expect(page.locator("#workbook-result")).to_contain_text("学生")
        with page.expect_download() as saved:
            page.click("#workbook-result button")
        assert saved.value.suggested_filename == "错-标错.xlsx"
        site.check_page(page)


def test_a_filled_workbook_becomes_a_term(site: Site, samples: Path) -> None:
    with site.visitor("planner") as page:
        page.goto("/page/schools/elm/import")
        page.set_input_files("#workbook", [str(samples / "tiny.xlsx")])
        page.wait_for_url("**/page/terms/*")
        with page.expect_download() as saved:
            page.click("#download")
        assert saved.value.suggested_filename.endswith(".xlsx")


def refused_term(site: Site) -> str:
    """A term of elm in which two patrols stand at one time on a day on which two administrators are away."""
    document = request_doc(Request(school({"A1": (4,), "A2": (4,)}), "national", {"K03": {"numbers": {"classes": 1}}}))
    answer = site.town.ask("planner", "POST", "/v1/schools/elm/terms", document)
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json()["id"])


def carry_out(site: Site, job_id: str) -> None:
    """What a worker would do, with little effort."""
    with site.database.write() as connection:
        connection.execute(update(jobs).where(jobs.c.id == job_id).values(params={"effort": 0.02}))
        job = claim(connection, job_id, "w")
    assert isinstance(job, Job)
    Execution(site.database, site.settings, KINDS, job, threading.Event(), HASTE).run()


def test_a_remedy_is_taken_by_button(site: Site) -> None:
    term = refused_term(site)
    with site.visitor("planner") as page:
        page.goto(f"/page/terms/{term}")
        page.click("#next")
        page.wait_for_url("**/check")
        expect(page.locator("#checked .refusal").first).to_be_visible(timeout=60_000)
        site.check_page(page)
        page.locator("#checked .refusal button").first.click()
        expect(page.locator("[data-remedies] progress")).to_be_visible()
        job = site.town.ask("planner", "GET", f"/v1/jobs?term={term}").json()["items"][0]["id"]
        carry_out(site, job)
        expect(page.locator("[data-take]").first).to_be_visible(timeout=60_000)
        expect(page.locator(".repair .chip").first).to_have_text("已试排成功")
        site.check_page(page)
        page.set_viewport_size(PHONE)
        site.check_page(page)
        page.set_viewport_size(WIDE)
        page.locator("[data-take]").first.click()
        page.wait_for_url(lambda url: url.endswith("/check") and term not in url)
        expect(page.locator("#checked .good")).to_be_visible(timeout=60_000)
        expect(page.locator("#solve")).to_be_visible()
    assert site.town.ask("planner", "GET", f"/v1/terms/{term}/precheck").json()["possible"] is False


def test_a_policy_is_changed_and_marked(site: Site) -> None:
    document = request_doc(Request(school(), "national", {"U6": "strict"}))
    term = site.town.ask("planner", "POST", "/v1/schools/elm/terms", document).json()["id"]
    with site.visitor("planner") as page:
        page.goto(f"/page/terms/{term}/policy#rule-D10")
        expect(page.locator("#rule-D10")).to_be_visible()
        expect(page.locator("#save")).to_be_disabled()
        days = page.locator("#rule-D10 [data-number=days_per_week]")
        days.fill("5")
        page.check("[data-setting=U6] input[value=waiver]")
        page.fill("#find", "课酬")
        expect(page.locator("#rule-D10")).to_be_hidden()
        page.fill("#find", "")
        expect(page.locator("#changes")).to_contain_text("2 处")
        page.click("#save")
        page.wait_for_url(lambda url: url.endswith("/policy") and term not in url)
        kept = page.url.split("/")[-2]
        expect(page.locator("main")).to_contain_text("本校改动 2 处")
        expect(page.locator("#rule-D10")).to_contain_text("原为 4")
        expect(page.locator("[data-setting=U6] input[value=waiver]")).to_be_checked()
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            site.check_page(page)
        page.locator("#rule-D10 [data-number=days_per_week]").fill("4")
        page.locator("[data-setting=U8] input[value=cap]").check()
        page.click("#save")
        page.wait_for_url(lambda url: url.endswith("/policy") and kept not in url)
    policy = site.town.ask("planner", "GET", f"/v1/terms/{kept}/request").json()["policy"]
    assert policy == {"profile": "national", "overrides": {"D10": {"numbers": {"days_per_week": 5}}, "U6": "waiver"}}


def test_readers_see_a_policy_and_change_nothing(site: Site) -> None:
    term = refused_term(site)
    with site.visitor("reader") as page:
        page.goto(f"/page/terms/{term}/policy?profile=qingshanhu-2024")
        expect(page.locator("#save")).to_have_count(0)
        expect(page.locator("[data-setting=U6] input").first).to_be_disabled()
        expect(page.locator(".warning")).to_contain_text("还没有换用")
        page.goto(f"/page/terms/{term}/check")
        expect(page.locator("#checked .refusal").first).to_be_visible(timeout=60_000)
        expect(page.locator("#remedies")).to_have_count(0)


def test_names_are_uploaded_sealed_anew_and_deleted(site: Site, samples: Path, tmp_path: Path) -> None:
    document = json.loads((samples / "tiny.json").read_bytes())
    document["problem"]["term"]["name"] = "姓名学期"
    term = site.town.ask("planner", "POST", "/v1/schools/elm/terms", document).json()["id"]
    pupils = [pupil["id"] for pupil in document["problem"]["pupils"]]
    listed = [{"id": pupil, "name": f"生{number}"} for number, pupil in enumerate(pupils)]
    (tmp_path / "names.json").write_text(json.dumps({"names": listed}), encoding="utf-8")
    (tmp_path / "others.json").write_text(json.dumps({"names": [{"id": "nobody", "name": "某"}]}), encoding="utf-8")
    with site.visitor("planner", size=PHONE) as page:
        page.goto(f"/page/terms/{term}/names")
        expect(page.locator(".empty")).to_be_visible()
        site.check_page(page)
        page.set_input_files("#names", [str(tmp_path / "others.json")])
        expect(page.locator("#uploaded")).to_contain_text("没有保存")
        page.set_input_files("#names", [str(tmp_path / "names.json")])
        expect(page.locator(".figure b").first).to_have_text(str(len(pupils)))
        site.check_page(page)
        page.click("#rotate")
        expect(page.locator("#rotate")).to_be_enabled()
        page.click("#delete")
        page.click("#keep")
        page.click("#delete")
        page.click("#really")
        expect(page.locator(".empty")).to_be_visible()


def test_tasks_are_ticked_off_and_opened_again(site: Site, samples: Path) -> None:
    document = json.loads((samples / "tiny.json").read_bytes())
    document["problem"]["term"]["name"] = "任务学期"
    term = site.town.ask("planner", "POST", "/v1/schools/elm/terms", document).json()["id"]
    with site.visitor("planner") as page:
        page.goto(f"/page/terms/{term}/tasks")
        expect(page.locator("#summary")).to_contain_text("逾期")
        row = page.locator("tr[data-task=I01]")
        row.locator("[data-tick]").click()
        page.fill("#day", "1999-01-01")
        page.click("#tick-save")
        expect(page.locator("#tick-refused")).to_be_visible()
        page.fill("#day", document["problem"]["term"]["first"])
        page.fill("#by", "教务处")
        page.click("#tick-save")
        expect(row.locator("[data-open]")).to_be_visible()
        expect(row).to_contain_text("教务处")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            site.check_page(page)
        row.locator("[data-open]").click()
        expect(row.locator("[data-tick]")).to_be_visible()
