"""Pupils with fewer clubs than they asked for, or none: with what was refused and why. For the office and class teachers."""

from __future__ import annotations

from api.files.content.names import PageNames
from api.files.content.page import Page
from api.files.content.wishes import WIDTHS, pupils_block
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext


def unmet_paper(desk: PaperContext, names: PageNames) -> Paper:
    """The list alone, those without any club first."""
    found = desk.bundle.wishes
    block = pupils_block(found, names)
    page = Page("unmet", "志愿未满足名单", "wishes not met", WIDTHS, (block,), 1)
    return Paper("志愿未满足名单", "Wishes not met", (page,), {"seekers": found.seekers, "fewer": found.fewer, "none": found.none})
