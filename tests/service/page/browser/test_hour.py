"""The hour: what it takes an office from its folder to a published plan and printed papers, done as a person does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.offices.folder import write_office
from tests.offices.truth import OfficeFolder
from tests.service.names_key import key_file
from tests.service.page.browser.walker import KeyboardWalker, Walker
from tests.service.page.browser.way import go_the_way
from tests.service.process import Running, running

SEED = 5
MOST_TYPED = 300
"""Characters that an office types at most, its key included."""
MOST_SCREENS, MOST_CLICKS = 20, 40
SOLVE_SECONDS = 5


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[OfficeFolder, Path]:
    """A small office, and the folder of its files."""
    made, folder = write_office(SEED, classes=6, children=120), tmp_path_factory.mktemp("office") / "教务处"
    for name, data in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return made, folder


@pytest.fixture(scope="module")
def service(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    place = tmp_path_factory.mktemp("hour")
    with running(place / "service", root, AFTERBELL_NAMES_KEY_FILE=str(key_file(place))) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("by", [Walker, KeyboardWalker])
def test_from_a_folder_to_published_papers_with_names(
    browser: Browser, service: Running, office: tuple[OfficeFolder, Path], tmp_path: Path, by: type[Walker]
) -> None:
    made, folder = office
    school = by.__name__.lower()
    service.ask("POST", "/v1/schools", {"id": school, "name": school, "district_id": "east"})
    key = service.ask("POST", "/v1/keys", {"label": "教务处", "role": "planner", "school_id": school}).json()["secret"]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=service.at, locale="zh-CN", accept_downloads=True)
    walker = by(context.new_page())
    way = go_the_way(walker, key, folder, tmp_path, SOLVE_SECONDS)
    context.close()
    assert service.ask("GET", f"/v1/public/{school}/timetable").status_code == 200
    assert walker.typed <= MOST_TYPED
    assert len(walker.screens) <= MOST_SCREENS, walker.screens
    assert walker.clicks <= MOST_CLICKS
    assert way.questions <= 10
    printed = "".join(page.extract_text() for page in PdfReader(way.papers["class"]).pages)
    names = [child.name for child in made.truth.children]
    assert sum(name in printed for name in names) > len(names) / 2, "class sheets print names"
    for file in way.papers.values():
        assert file.stat().st_size > 5_000
