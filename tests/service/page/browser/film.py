"""``python -m tests.service.page.browser.film FOLDER``: pictures of an office's way, and its figures, as docs/guide/pages.md shows them."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.offices.folder import write_office
from tests.service.names_key import key_file
from tests.service.page.browser.walker import Walker
from tests.service.page.browser.way import go_the_way
from tests.service.process import running

ROOT = Path(__file__).resolve().parents[4]


def main() -> None:
    """Go the way in a browser of 1280 by 800 pixels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--classes", type=int, default=24)
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        home = Path(place)
        folder = home / "教务处"
        for name, data in write_office(chosen.seed, classes=chosen.classes, children=chosen.children).files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        settings = {"AFTERBELL_NAMES_KEY_FILE": str(key_file(home)), "AFTERBELL_SOLVE_WORKERS": "2"}
        with running(home / "service", ROOT, **settings) as service:
            service.ask("POST", "/v1/schools", {"id": "yushu", "name": "榆树小学", "district_id": "east"})
            key = service.ask("POST", "/v1/keys", {"label": "王老师", "role": "planner", "school_id": "yushu"}).json()["secret"]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=service.at, locale="zh-CN")
            walker = Walker(context.new_page(), chosen.folder)
            way = go_the_way(walker, key, folder, home, chosen.seconds)
            browser.close()
    told = {
        "screens": len(walker.screens), "clicks": walker.clicks, "typed": walker.typed, "seconds": round(walker.seconds, 1),
        "questions": way.questions, "papers": sorted(way.papers),
    }  # fmt: skip
    print(json.dumps(told))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
