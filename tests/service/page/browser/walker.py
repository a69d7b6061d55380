"""A person of an office at a browser: counts screens, clicks and typed characters, and takes a picture of each step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Download, Page

PATIENCE_MS = 120_000
"""Longest wait in ms for anything that the service works on."""
MOST_TABS = 400
"""Times that Tab is pressed for one thing."""
FOCUSED = "wanted => wanted === document.activeElement"


@dataclass
class Walker:
    """page: of a browser at a running service. pictures: folder for the pictures; None: none are taken."""

    page: Page
    pictures: Path | None = None
    clicks: int = 0
    typed: int = 0
    screens: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("framenavigated", lambda frame: self.screens.append(frame.url))

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.began

    def open(self, address: str) -> None:
        """Type an address of the service, whose host the browser remembers."""
        self.page.goto(address)

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.page.fill(selector, text)
        self.typed += len(text)

    def click(self, selector: str) -> None:
        """Click what is there, once it can be clicked."""
        self.page.locator(selector).first.click()
        self.clicks += 1

    def choose(self, selector: str, path: Path) -> None:
        """Choose a file or a folder: a click on the field, and two in the dialog of the system."""
        self.page.set_input_files(selector, str(path))
        self.clicks += 3

    def save(self, selector: str) -> Download:
        """Click on what downloads a file -> the file."""
        with self.page.expect_download(timeout=PATIENCE_MS) as saved:
            self.click(selector)
        return saved.value

    def wait(self, selector: str) -> None:
        """Wait until something is there."""
        self.page.locator(selector).first.wait_for(timeout=PATIENCE_MS)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        until = time.monotonic() + PATIENCE_MS / 1000
        while not condition():
            assert time.monotonic() < until, self.page.url
            self.page.wait_for_timeout(100)

    def picture(self, name: str) -> None:
        """Picture of the page, as it stands."""
        if self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(self.pictures / f"{name}.jpg"), type="jpeg", quality=60)


@dataclass
class KeyboardWalker(Walker):
    """A person without a mouse: goes to everything by Tab, and presses Enter."""

    def click(self, selector: str) -> None:
        """Go to what is there by Tab, once it can be used, and press Enter."""
        wanted = self.page.locator(selector).first
        wanted.wait_for()
        self.wait_for(wanted.is_enabled)
        for _ in range(MOST_TABS):
            if wanted.evaluate(FOCUSED):
                break
            self.page.keyboard.press("Tab")
        assert wanted.evaluate(FOCUSED), f"{selector} on {self.page.url} is not reached by Tab"
        self.page.keyboard.press("Enter")
        self.clicks += 1

    def choose(self, selector: str, path: Path) -> None:
        """Open the dialog of the field by keys, and choose there."""
        with self.page.expect_file_chooser() as chooser:
            self.click(selector)
        chooser.value.set_files(str(path))
        self.clicks += 2
