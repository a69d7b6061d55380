"""Which dates odd and even weeks are: a line under every table that names weeks of the template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from api.files.content.names import week_name
from api.files.content.page import Page, PageBlock
from api.files.language import together, zh
from solver.calendar.duty_days import weeks_by_turn
from solver.problem.problem import Problem

NAMED = re.compile(r"单周|双周|第\d+周")
"""Names of weeks of the template, as :func:`api.files.content.names.week_name` gives them."""


def dated_pages(pages: Iterable[Page], problem: Problem, weeks: int) -> tuple[Page, ...]:
    """The pages, with the dates of the weeks that they name."""
    line = week_dates(problem, weeks)
    return tuple(_dated(page, line) if line else page for page in pages)


def week_dates(problem: Problem, weeks: int) -> str:
    """``单周：9.1–9.4、9.14–9.18。双周：…``: first and last service date of every calendar week, by the week of the template that it
    runs by; nothing where all weeks are alike.
    """
    if weeks < 2:
        return ""
    turns = weeks_by_turn(problem.term, weeks)
    parts = (f"{week_name(week, weeks)}：{'、'.join(_days(*each) for each in found) or '无'}" for week, found in turns.items())
    return f"{'；'.join(parts)}。"


def _days(first: date, last: date) -> str:
    ends = (f"{day.month}.{day.day}" for day in (first, last))
    return "–".join(dict.fromkeys(ends))


def _dated(page: Page, line: str) -> Page:
    """The line stands once a sheet of paper: under every table that names weeks where each begins on its own or
    is cut out, else under the last."""
    named = [block for block in page.blocks if _names_weeks(block)]
    if not named:
        return page
    there = named if page.apart or page.whole else named[-1:]
    return replace(page, blocks=tuple(_with(block, line) if any(block is each for each in there) else block for block in page.blocks))


def _with(block: PageBlock, line: str) -> PageBlock:
    return replace(block, note=together(" ", [block.note, line]))


def _names_weeks(block: PageBlock) -> bool:
    cells = (cell.text for row in (*block.header, *block.rows) for cell in row)
    return any(NAMED.search(zh(text)) for text in (*cells, *block.text))
