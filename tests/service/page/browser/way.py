"""The way of an office: from its folder of files to a published plan, class sheets with names and papers for parents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.service.page.browser.walker import Walker

COMPLETE = ".question button:has-text('都齐全')"
"""Button of the answer that papers of all outside people are complete."""


@dataclass(frozen=True, slots=True)
class Way:
    """questions: that the import asked. papers: name of each paper -> its file."""

    questions: int
    papers: dict[str, Path]


def go_the_way(walker: Walker, key: str, folder: Path, saved: Path, seconds: int) -> Way:
    """Sign in, import, solve for so many seconds, publish, print. Whether papers of outside people are complete is answered by a button,
    all other questions are left to their guesses: nobody types."""
    page = walker.page
    walker.open("/")
    walker.type("#key", key)
    walker.picture("01-sign-in")
    walker.click("#sign-in button")
    walker.wait("main a[href*='/import']")
    walker.picture("02-home")
    walker.click("main a[href*='/import']")
    walker.choose("#folder", folder)
    walker.picture("03-files")
    walker.click("#read")
    walker.wait("#keep")
    questions = page.locator(".question:not(.answered)").count()
    walker.picture("04-read")
    if page.locator(COMPLETE).count():
        walker.click(COMPLETE)
        walker.click("#again")
        walker.wait("#keep:enabled")
    walker.click("#keep")
    walker.wait("#next")
    walker.picture("05-term")
    walker.click(".steps a[href$='/check']")
    walker.wait("h1")
    page.wait_for_load_state("networkidle")
    walker.picture("06-precheck")
    walker.click(".tabs a[href$='/solve']")
    walker.wait("#begin:enabled")
    if seconds:
        walker.click("#solve details summary")
        walker.type("#seconds", str(seconds))
    walker.click("#begin")
    page.wait_for_url("**/page/jobs/*")
    walker.wait("svg")
    walker.picture("07-job")
    walker.wait("a[href*='/page/plans/']")
    walker.wait_for(lambda: page.title().startswith(("✓", "✗")))
    walker.picture("08-done")
    walker.click("a[href*='/page/plans/']")
    walker.wait("#board, table")
    walker.picture("09-plan")
    walker.click(".tabs a[href$='/publish']")
    walker.wait("#publish:enabled")
    walker.click("#publish")
    walker.wait(".good")
    walker.picture("10-published")
    walker.click(".tabs a[href$='/papers']")
    papers = {}
    for kind in ("class", "pupil", "notice", "rosters"):
        file = walker.save(f"button[data-paper*='/export/{kind}?'][data-suffix='.pdf']")
        papers[kind] = saved / f"{kind}.pdf"
        file.save_as(papers[kind])
    walker.picture("11-papers")
    return Way(questions, papers)
