"""Papers of a plan as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

import solver
from api.files.content.names import PageNames
from api.files.cses.export import cses_zip
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.files.names.name_list import NameList
from api.files.papers.kinds import WORDS
from api.files.papers.mail_merge import MERGE_SUFFIXES, merge_bytes
from api.files.papers.pack import pack_bytes, pack_parts
from api.files.papers.paper import SUFFIXES, paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, PUPIL_PAPERS, drawn_paper
from api.files.plan.bundle import PlanBundle
from api.files.plan.plan_file import PlanFile
from api.services.signing_up import SIGNUP_WORDS
from solver import Fault, Policy, Problem
from solver.papers.tasks import TaskRecord
from solver.plan.period import for_plan

KINDS = (*PAPER_KINDS, "merge", "cses", "pack")
"""Kinds of files of a plan: papers, the table for mail merge, timetables of classroom displays, and all of them packed."""
PAPER_SUFFIXES = SUFFIXES
SUFFIXES_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(PAPER_KINDS, SUFFIXES), "merge": MERGE_SUFFIXES, "cses": (".zip",), "pack": (".zip",),
}  # fmt: skip
"""Kind -> suffixes of its files."""
KIND_WORDS: Mapping[str, tuple[str, str]] = {
    **WORDS, "merge": ("邮件合并表，每名学生一行", "mail merge, a row a child"),
    "cses": ("班牌课表，CSES 格式，一班一个文件", "timetables of classroom displays, CSES, a file a class"),
    "pack": ("全部材料一个压缩包", "all papers as one zip"),
}  # fmt: skip
"""Kind -> its name."""

__all__ = [
    "KINDS", "KIND_WORDS", "PAPER_SUFFIXES", "SUFFIXES_OF", "MissingFontError", "context_of_plan", "date_faults", "export",
    "exported_parts", "kind_faults", "lists_pupils",
]  # fmt: skip


def context_of_plan(
    problem: Problem, policy: Policy, found: PlanFile, on: date | None = None, records: Mapping[str, TaskRecord] | None = None
) -> PaperContext:
    """Check a plan and prepare the context of its papers, on the days of the problem's period, by default the plan's own.

    on: day from which days are counted. records: completed tasks.
    """
    problem = for_plan(problem, found.plan) if problem.term.period is None else problem
    report = solver.check_plan(problem, policy, found.plan)
    return PaperContext(PlanBundle(problem, policy, found.plan, report, run=found.run), on, records)


def export(
    kind: str, desk: PaperContext, suffix: str, names: NameList | None = None, language: Language = Language.ZH
) -> bytes:
    """Render a paper as a file in a language. kind: one of KINDS. suffix: as in SUFFIXES_OF. names: of pupils, for a kind that
    lists them.

    Raises MissingFontError for a PDF without font.
    """
    if kind == "merge":
        return merge_bytes(desk, PageNames(desk.problem, names), suffix)
    if kind == "cses":
        return cses_zip(desk)
    if kind == "pack":
        return pack_bytes(desk, names, language)
    return paper_bytes(kind, drawn_paper(kind, desk, names), desk, suffix, language)


def exported_parts(
    kind: str, desk: PaperContext, suffix: str, names: NameList | None = None, language: Language = Language.ZH
) -> Iterator[bytes]:
    """Render a paper as :func:`export` in parts: of the pack one for each of its files, of other kinds the whole. The first part is drawn
    at once, so that errors come before any part."""
    parts = pack_parts(desk, names, language) if kind == "pack" else iter((export(kind, desk, suffix, names, language),))
    return chain((next(parts),), parts)


def lists_pupils(kind: str) -> bool:
    """Whether a kind of paper lists pupils, and prints their names where they are given."""
    return kind in PUPIL_PAPERS or kind in ("merge", "pack")


def kind_faults(kind: str, path: str) -> list[Fault]:
    """Fault of an unknown kind of paper; none for a known one."""
    words = {**KIND_WORDS, **SIGNUP_WORDS}
    if kind in words:
        return []
    known = "、".join(f"{name}（{zh}）" for name, (zh, _) in words.items())
    return [Fault((path,), kind, f"没有这种材料，可用：{known}。", f"There is no such paper; known: {' '.join(words)}.",
                  "可能写错了名称。", "Maybe the name is misspelt.")]  # fmt: skip


def date_faults(text: str | None, path: str) -> tuple[date | None, list[Fault]]:
    """Parse ``YYYY-MM-DD`` -> date and faults; None for None."""
    if text is None:
        return None, []
    try:
        return date.fromisoformat(text), []
    except ValueError:
        return None, [Fault((path,), text, "不是日期，应写成 2026-09-01。", "This is no date YYYY-MM-DD.",
                            "可能位数不对，或没有这一天。", "Maybe a digit is missing, or there is no such day.")]  # fmt: skip
