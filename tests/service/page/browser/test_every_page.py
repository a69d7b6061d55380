"""Every page, found in the application, with names that would be code, break a line or run from right to left: nothing is carried out,
nothing complains, nothing is wider than the screen, and the keyboard reaches the main action."""

from __future__ import annotations

import json
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page
from sqlalchemy import update

from api.mapping.request import request_from_doc
from api.storage.tables import districts, keys, members, scenarios, schools, terms
from tests.service.page.browser.site import PHONE, WIDE, Site
from tests.service.page.routes import PAGES_OF_ALL, address
from tests.service.rows import Rows, plant

HOSTILE = (
    "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "{{7*7}}${7*7}", "مدرسة الأمل", "javascript:alert(1)",
    "很长的名字" * 8, "VeryLongNameWithoutASpace" * 2,
)  # fmt: skip
MOST_TABS = 250
"""Presses of Tab within which the main action must come. Raising it lets longer ways pass."""
NAMED = ("staff", "outside", "offerings", "rooms", "gates", "posts", "blocks")
"""Parts of a request whose entries have names."""
WAY = "() => { const on = document.activeElement; return !!on && on.matches('main .main, dialog .main'); }"
WANTED = "() => [...document.querySelectorAll('main .main')].some((each) => each.checkVisibility() && !each.disabled)"


def _hostile(document: bytes) -> bytes:
    """A request whose school, term, people, courses and places have hostile names."""
    request: dict[str, Any] = json.loads(document)
    problem, names = request["problem"], cycle(HOSTILE)
    problem["school"], problem["term"]["name"] = HOSTILE[0], HOSTILE[1]
    for part in NAMED:
        for number, entry in enumerate(problem.get(part, ())):
            entry["name"] = f"{next(names)} {number}"
    return json.dumps(request).encode()


@pytest.fixture(scope="module")
def rows(site: Site, tiny: bytes) -> Rows:
    """A school with a row of every kind under hostile names, and keys of the bureau and of its planner."""
    planted = plant(site.database, request_from_doc(json.loads(_hostile(tiny))))
    with site.database.write() as connection:
        for table, ident, column, name in (
            (districts, planted.district, "name", HOSTILE[2]), (schools, planted.school, "name", HOSTILE[0]),
            (keys, planted.key, "label", HOSTILE[1]), (members, planted.member, "label", HOSTILE[5]),
            (scenarios, planted.scenario, "name", HOSTILE[6]), (terms, planted.term, "name", HOSTILE[1]),
        ):  # fmt: skip
            connection.execute(update(table).where(table.c.id == ident).values({column: name}))
    given = site.town.ask("bureau", "POST", "/v1/keys", {"label": HOSTILE[0], "role": "planner", "school_id": planted.school})
    site.town.keys["office"] = given.json()["secret"]
    return planted


@pytest.mark.slow
@pytest.mark.parametrize("who", ["bureau", "office"])
def test_every_page_bears_hostile_names(site: Site, rows: Rows, who: str) -> None:
    faults: list[str] = []
    with site.visitor(who) as page:
        page.on("dialog", lambda dialog: (faults.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        for route in PAGES_OF_ALL:
            page.set_viewport_size(PHONE)
            page.goto(address(route, rows))
            faults += _unfit(site, page)
            page.set_viewport_size(WIDE)
            faults += _unfit(site, page)
            faults += [] if _reached(page) else [f"{page.url}: Tab does not reach the main action"]
    assert not faults, "\n".join(faults)


def _unfit(site: Site, page: Page) -> list[str]:
    """Faults of a page at its width."""
    try:
        site.check_page(page)
    except AssertionError as error:
        return [str(error)]
    return [] if page.locator("h1").count() == 1 else [f"{page.url}: not one first heading"]


def _reached(page: Page) -> bool:
    """Whether Tab from the top of the content reaches a main action; also where the page has none."""
    if not page.evaluate(WANTED):
        return True
    page.locator("#main").focus()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(WAY):
            return True
    return False
