"""The hour: what it takes an office from its folder to a published plan and printed papers, done as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.offices.folder import write_office
from tests.service.names_key import key_file
from tests.service.page.browser.walker import Walker
from tests.service.page.browser.way import go_the_way
from tests.service.process import running

SEED = 5
MOST_TYPED = 300
"""Characters that an office types at most, its key included."""
MOST_SCREENS, MOST_CLICKS = 20, 40
SOLVE_SECONDS = 5


@pytest.mark.slow
def test_from_a_folder_to_published_papers_with_names(browser: Browser, root: Path, tmp_path: Path) -> None:
    office = write_office(SEED, classes=6, children=120)
    folder = tmp_path / "教务处"
    for name, data in office.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    with running(tmp_path / "service", root, AFTERBELL_NAMES_KEY_FILE=str(key_file(tmp_path))) as service:
        key = service.ask("POST", "/v1/keys", {"label": "教务处", "role": "planner", "school_id": "elm"}).json()["secret"]
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=service.at, locale="zh-CN", accept_downloads=True)
        walker = Walker(context.new_page())
        way = go_the_way(walker, key, folder, tmp_path, SOLVE_SECONDS)
        public = service.ask("GET", "/v1/public/elm/timetable")
        context.close()
    assert public.status_code == 200
    assert walker.typed <= MOST_TYPED
    assert len(walker.screens) <= MOST_SCREENS, walker.screens
    assert walker.clicks <= MOST_CLICKS
    assert way.questions <= 10
    printed = "".join(page.extract_text() for page in PdfReader(way.papers["class"]).pages)
    names = [child.name for child in office.truth.children]
    assert sum(name in printed for name in names) > len(names) / 2, "class sheets print names"
    for name in way.papers:
        assert way.papers[name].stat().st_size > 5_000
