"""From an office's folder to a term in a browser: files chosen, questions answered by buttons, kept with names; refusals lose nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.files.samples import changed
from tests.offices.folder import write_office
from tests.service.page.browser.site import PHONE, Site

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
