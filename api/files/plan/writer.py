"""A plan -> a file: JSON, Excel, or one self-contained HTML file that prints on A4 landscape."""

from __future__ import annotations

import json

from api.files.content.pages import plan_pages
from api.files.draw_html import pages_html
from api.files.file_bytes import unknown_suffix
from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.document import plan_document
from api.files.plan.workbook import plan_book
from solver.errors import PlanError

WRITE_SUFFIXES = (".json", ".xlsx", ".html")


def plan_bytes(bundle: PlanBundle, suffix: str, language: Language = Language.ZH) -> bytes:
    """A plan file in memory. suffix: ``.json``, ``.xlsx`` or ``.html``; another raises PlanError.

    language: of what is printed; data are the same in every language.
    """
    name = suffix.lower()
    if name == ".json":
        return (json.dumps(plan_document(bundle), ensure_ascii=False, indent=1) + "\n").encode()
    if name == ".xlsx":
        return plan_book(bundle, language)
    if name == ".html":
        return plan_html(bundle, language).encode()
    raise PlanError([unknown_suffix(name, WRITE_SUFFIXES)])


def plan_html(bundle: PlanBundle, language: Language) -> str:
    """The page as text; everything a school typed is escaped."""
    return pages_html(plan_pages(bundle), bundle.problem.school, ("课后服务方案", "Plan of the after-school service"), language)
