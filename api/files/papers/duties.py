"""The paper duties of a policy, and the paper of ours that serves each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.files.citation import citation, citation_document
from api.files.content.page import Cell, PageBlock, Row, heads
from api.files.language import Said, together
from api.files.papers.kinds import WORDS
from api.files.papers.paper_context import PaperContext
from solver.papers.tasks import TIMES

SERVED_BY: Mapping[str, tuple[str, ...]] = {
    "B10": ("menu",),
    "C02": ("notice",),
    "C03": ("draw",),
    "C07": ("rosters", "late"),
    "C08": ("notice",),
    "C09": ("notice",),
    "G03P": ("notice", "menu"),
    "H01P": ("patrol",),
    "H05": ("visitors",),
    "H09": ("public", "duty"),
    "I01": ("filing",),
    "I02": ("filing",),
    "I03": ("public",),
    "I05": ("filing",),
    "I09": ("inspection",),
    "I10": ("inspection",),
    "I13": ("kpi",),
    "I14": ("patrol",),
}
"""Duty -> the kinds of paper that serve it; the others the school keeps by itself."""
WHO = {"school": "学校", "bureau": "教育局"}


def duties_block(desk: PaperContext, spans: tuple[int, int, int, int, int]) -> PageBlock:
    """One row a duty. spans: columns of the page that rule, sentence, due, paper and clause take."""
    rows: list[Row] = []
    for duty in desk.policy.duties.values():
        due = duty.deadline(desk.problem.term)
        words = TIMES[duty.due][0] + (f"\n{due}" if due else "")
        texts: tuple[Said, ...] = (
            duty.id,
            (duty.zh, duty.en),
            ("停用", "off") if not duty.on else f"{WHO.get(duty.who, duty.who)}　{words}",
            together("\n", [WORDS[kind] for kind in SERVED_BY.get(duty.id, ())]) or ("学校自行登记", "records of the school"),
            together("\n", [citation(desk.policy, duty.source, duty.id), desk.changed(duty.id)]),
        )
        rows.append(tuple(Cell(text, "" if index else "label", cols=cols)
                          for index, (text, cols) in enumerate(zip(texts, spans, strict=True))))  # fmt: skip
    header = tuple(
        cell._replace(cols=cols)
        for cell, cols in zip(heads(("规则", "rule"), ("内容", "sentence"), ("责任和期限", "who and when"), ("对应材料", "paper"),
                                    ("依据原文与出处", "clause and source")), spans, strict=True)
    )  # fmt: skip
    note = ("这些要求由材料和登记落实，不由排课决定。", "Kept by papers and records, not by the timetable.")
    return PageBlock("书面义务", "Paper duties", (header,), tuple(rows), note)


def duty_documents(desk: PaperContext) -> list[dict[str, Any]]:
    """The same as data."""
    found = []
    for duty in desk.policy.duties.values():
        due = duty.deadline(desk.problem.term)
        found.append({
            "rule": duty.id, "zh": duty.zh, "en": duty.en, "level": duty.level, "who": duty.who, "due": duty.due,
            "deadline": due.isoformat() if due else None, "papers": list(SERVED_BY.get(duty.id, ())),
            **citation_document(desk.policy, duty.source, duty.id),
        })  # fmt: skip
    return found
