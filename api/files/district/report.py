"""Answers of many schools to one question, rolled up: a page, a workbook, JSON. Roles and numbers of people, never who."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import solver
from api.files.amounts import amount
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.draw_html import pages_html
from api.files.draw_pdf import pages_pdf
from api.files.draw_xlsx import pages_book
from api.files.language import Language, Said
from solver import DistrictQuestion, Policy, dump_question

if TYPE_CHECKING:
    from solver import SchoolAnswer

DISTRICT_SUFFIXES = (".json", ".xlsx", ".html", ".pdf")
TITLE_ZH, TITLE_EN = "各校如果这样", "What if, at every school"
VERDICTS: Mapping[str, tuple[str, str, str]] = {
    "breaks": ("排不出（已证明）", "breaks, proven", "bad"),
    "keeps": ("排得出（方案已核验）", "keeps, a checked plan", "good"),
    "unknown": ("时限内不明", "not known in the time", ""),
    "no plan before": ("原来就没有可行方案", "no valid plan before", ""),
    "not applicable": ("这一变动不适用", "does not apply", ""),
    "unreadable": ("申请读不出", "request cannot be read", ""),
}
PROOFS = {"count": ("计数", "counting"), "lp": ("线性规划", "linear program"), "exact": ("整体求解", "exact solve"), "": ("", "")}
ROLE_NAMES = {
    "homeroom": "班主任", "subject": "任课教师", "admin": "行政", "support": "工勤", "retired": "退休教师", "volunteer": "志愿者",
    "parent": "家长",
}  # fmt: skip
SHOWN_PRICES = 3
"""Goals whose change is told of a school: the first that changed, by importance."""


class SchoolRow(NamedTuple):
    """One school: its name or file, the answer (None for a request that cannot be read), and prices as :func:`told_prices`."""

    name: str
    answer: SchoolAnswer | None
    prices: Said = ""


class DistrictFile(NamedTuple):
    """A question with the answers of all schools."""

    question: DistrictQuestion
    rows: Sequence[SchoolRow]


def told_question(question: DistrictQuestion) -> tuple[str, str]:
    """The question in Chinese and English."""
    if question.leaves:
        role, most, number = question.leaves.partition(":")[2], question.leaves == "most", question.adults
        who_zh, who_en = (ROLE_NAMES.get(role, role), role) if role else ("教职工", "adult" if number == 1 else "adults")
        of_zh, of_en = ("多", "most") if most else ("少", "least")
        return (
            f"每校少 {number} 名{who_zh}（值班最{of_zh}的）", f"each school with {number} {who_en} fewer, the {of_en} burdened"
        )  # fmt: skip
    kinds = "、".join(change.about.zh for change in question.changes)
    return f"每校：{kinds}", "each school: " + ", ".join(change.about.en for change in question.changes)


def told_roles(roles: str) -> str:
    """Names of roles, given with commas between them."""
    return "、".join(ROLE_NAMES.get(role, role) for role in roles.split(",") if role)


def verdict_of(row: SchoolRow) -> str:
    """The verdict of its answer; ``unreadable`` where there is none."""
    return "unreadable" if row.answer is None else row.answer.verdict


def district_bytes(file: DistrictFile, suffix: str, language: Language = Language.ZH) -> bytes:
    """The file. suffix: one of DISTRICT_SUFFIXES. Raises MissingFontError for a PDF without its font."""
    if suffix == ".json":
        return (json.dumps(district_document(file), ensure_ascii=False, indent=1) + "\n").encode()
    pages, title = (district_page(file),), (TITLE_ZH, TITLE_EN)
    if suffix == ".xlsx":
        return pages_book(pages, language.of(title), language)
    return pages_html(pages, "", title, language).encode() if suffix == ".html" else pages_pdf(pages, "", title, language)


def district_document(file: DistrictFile) -> dict[str, Any]:
    """JSON-ready: the question, schools by verdict, and each school's answer without who."""
    return {
        "version": 1, "question": dump_question(file.question), "counts": dict(Counter(map(verdict_of, file.rows))),
        "schools": [
            {"school": row.name, **({} if row.answer is None else solver.dump_answer(row.answer)), "verdict": verdict_of(row)}
            for row in file.rows
        ],
    }  # fmt: skip


def summary_lines(file: DistrictFile) -> list[str]:
    """How many schools break, keep, or are not known; and how many adults no plan can do without."""
    counts = Counter(map(verdict_of, file.rows))
    found = [f"{VERDICTS[verdict][0]} {VERDICTS[verdict][1]}：{number} 所" for verdict, number in counts.most_common()]
    needed = needed_words(file)
    return [*found, f"{needed[0]} {needed[1]}"] if needed is not None else found


def needed_words(file: DistrictFile) -> tuple[str, str] | None:
    """How many adults no plan can do without, in Chinese and English; None where that was not asked of anybody."""
    answers = [row.answer for row in file.rows if row.answer is not None and row.answer.examined]
    needed, examined = sum(sum(a.indispensable.values()) for a in answers), sum(a.examined for a in answers)
    if not examined:
        return None
    schools = sum(bool(a.indispensable) for a in answers)
    found = f"{len(answers)} 所学校 {examined} 名教职工中有 {needed} 名，在 {schools} 所学校"
    return (
        f"缺了就一定排不出的人：{found}（计数已证明；其余未必无碍）。",
        f"Without {needed} of {examined} adults no plan can exist, at {schools} schools (proven by counting).",
    )


def district_page(file: DistrictFile) -> Page:
    """One table: those that break first."""
    order = list(VERDICTS)
    rows = sorted(file.rows, key=lambda row: (order.index(verdict_of(row)), row.name))
    zh, en = told_question(file.question)
    header = heads(("学校", "school"), ("学生", "pupils"), ("教职工", "adults"), ("结论", "answer"), ("怎样证明", "proof"),
                   ("少的是", "who leaves"), ("代价（最重要的几项）", "price, most important goals"),
                   ("碍事的规则", "rules in the way"), ("缺了不行的人", "cannot do without"))  # fmt: skip
    note = (
        "代价是前后两个方案之差，其中有搜索的误差；“缺了不行”只数已证明的，按岗位分。",
        ("Prices are differences of two plans and hold some noise of the search; adults that cannot be spared are those "
        "proven."),
    )
    block = PageBlock(f"{TITLE_ZH}：{zh}", f"{TITLE_EN}: {en}", (header,), tuple(map(_row, rows)), note, tuple(summary_lines(file)))
    return Page("district", "各校", "schools", (22, 8, 8, 20, 14, 12, 40, 16, 22), (block,), 1)


def _row(row: SchoolRow) -> Row:
    zh, en, shade = VERDICTS[verdict_of(row)]
    if row.answer is None:
        return (Cell(row.name, "label"), Cell(), Cell(), Cell((zh, en), shade), *(Cell() for _ in range(5)))
    found = row.answer
    needed = "，".join(f"{ROLE_NAMES.get(role, role)} {number}" for role, number in sorted(found.indispensable.items()))
    examined = f"{needed or '0'} / {found.examined}" if found.examined else ""
    return (
        Cell(row.name, "label"), count(found.pupils), count(found.adults), Cell((zh, en), shade), Cell(PROOFS[found.proof]),
        Cell(told_roles(found.role)), Cell(row.prices), Cell(" ".join(found.rules)), Cell(examined),
    )  # fmt: skip


def told_prices(answer: SchoolAnswer, policy: Policy) -> Said:
    """The first goals that changed, as before -> after; that none did, where a plan was found. policy: names the goals."""
    if answer.verdict != "keeps":
        return ""
    tiers = {tier.name: tier for tier in policy.tiers}
    changed = [price for price in answer.prices if price.before != price.after]
    parts = [
        f"{tiers[p.tier].zh} {amount(p.before, tiers[p.tier])} → {amount(p.after, tiers[p.tier])} {tiers[p.tier].unit_zh}"
        for p in changed[:SHOWN_PRICES] if p.tier in tiers
    ]  # fmt: skip
    return "；".join(parts) or ("各项目标都不变", "no goal changes")
