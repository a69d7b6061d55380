"""A running service as visitors see it: browsers of people of every role, whose pages may neither complain nor ask elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from api.settings import Settings
from api.storage.database import Database
from tests.service.town import Town, settle

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SERIOUS = ("serious", "critical")
ANSWERED = "Failed to load resource"
"""How the browser's console tells of an answer with an error status, which tests of refusals expect."""


@dataclass
class Site:
    """Service at ``url``; ``town`` asks its API as people of every role."""

    browser: Browser
    url: str
    database: Database
    settings: Settings
    town: Town = field(init=False)

    def settle(self) -> None:
        """Found the town of the service's tests."""
        self.town = settle(httpx2.Client(base_url=self.url, timeout=60), self.database)  # type: ignore[arg-type] # asks alike

    def close(self) -> None:
        self.town.client.close()

    @contextmanager
    def visitor(self, who: str | None = None, size: Any = None, language: str = "zh") -> Iterator[Page]:
        """A browser of a person, signed in by their key. At the end: no error in the console, no request to elsewhere."""
        context = self.browser.new_context(viewport=size or WIDE, base_url=self.url, locale="zh-CN")
        complaints: list[str] = []
        context.on("console", lambda said: said.type == "error" and ANSWERED not in said.text and complaints.append(said.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", lambda asked: asked.url.startswith((self.url, "data:", "blob:")) or complaints.append(asked.url))
        context.add_cookies([{"name": "afterbell-language", "value": language, "url": self.url}])
        page = context.new_page()
        if who is not None:
            self.sign_in(page, who)
        yield page
        context.close()
        assert not complaints, complaints

    def sign_in(self, page: Page, who: str) -> None:
        """Sign in by the key of a person of the town."""
        page.goto("/page/sign-in")
        page.fill("#key", self.town.keys[who])
        page.click("#sign-in button")
        page.wait_for_url("**/page")

    def check_page(self, page: Page) -> None:
        """No serious finding of axe, and nothing wider than the screen."""
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        serious = [each for each in found.response["violations"] if each["impact"] in SERIOUS]
        told = [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in serious]
        assert not told, f"{page.url}: {told}"
        over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} is {over} px wider than the screen"
