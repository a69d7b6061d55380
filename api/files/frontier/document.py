"""A frontier as a file: JSON, a workbook, or a printed page."""

from __future__ import annotations

import json
from typing import Any

from api.files.draw_html import pages_html
from api.files.draw_pdf import pages_pdf
from api.files.draw_xlsx import pages_book
from api.files.frontier.pages import TITLE_EN, TITLE_ZH, FrontierFile, conclusions, frontier_pages
from api.files.language import Language

FRONTIER_SUFFIXES = (".json", ".xlsx", ".html", ".pdf")


def frontier_bytes(file: FrontierFile, suffix: str, language: Language = Language.ZH) -> bytes:
    """The file. suffix: one of FRONTIER_SUFFIXES. Raises MissingFontError for a PDF without its font."""
    if suffix == ".json":
        return (json.dumps(frontier_document(file), ensure_ascii=False, indent=1) + "\n").encode()
    pages, school = frontier_pages(file), file.problem.school
    if suffix == ".xlsx":
        return pages_book(pages, school, language)
    title = (TITLE_ZH, TITLE_EN)
    return pages_html(pages, school, title, language).encode() if suffix == ".html" else pages_pdf(pages, school, title, language)


def frontier_document(file: FrontierFile) -> dict[str, Any]:
    """JSON-ready: tiers compared, points with the values of all tiers in counted units, bounds, and the findings. No person is in it."""
    found = file.found
    return {
        "version": 1, "school": file.problem.school, "term": file.problem.term.name, "policy": file.policy.name,
        "tiers": [tier.name for tier in found.tiers],
        "base": found.base.name or None,
        "base_values": dict(found.base.values),
        "points": [{"name": point.name, "values": dict(point.values)} for point in found.points],
        "bounds": [{"tier": found.pushed.name, "at_least": p.bound, "while": found.held.name, "at_most": p.limit} for p in found.bounds],
        "unreached": [{"tier": found.pushed.name, "at_most": each.limit, "proven": each.proven} for each in found.unreached],
        "at_stake": found.at_stake, "saved": found.saved, "dominated": found.dominated, "searches": found.searches,
        "conclusions": [{"zh": zh, "en": en} for zh, en in conclusions(found)],
    }  # fmt: skip
