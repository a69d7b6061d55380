"""The compliance list for the bureau: the compliance page of the plan without a word of pupils, and duties on paper."""

from __future__ import annotations

from typing import Any

from api.files.citation import citation_document
from api.files.content.compliance import Audience, compliance_page, hidden
from api.files.content.page import Page
from api.files.language import zh
from api.files.papers.duties import duties_block, duty_documents
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.papers.compliance import KEPT, OFF, WEIGHED, Finding, place_of


def compliance_paper(desk: PaperContext) -> Paper:
    """The list alone."""
    data = {"rules": [_document(desk, item) for item in desk.bundle.findings], "duties": duty_documents(desk)}
    return Paper("合规清单", "Compliance list", (compliance_sheet(desk),), data)


def compliance_sheet(desk: PaperContext) -> Page:
    """Rules, then what is broken, then duties on paper. No pupil is named: violations about pupils are counted."""
    duties = duties_block(desk, (1, 2, 1, 1, 2)) if desk.policy.duties else None
    return compliance_page(desk.bundle, Audience.OTHERS, duties)


def _document(desk: PaperContext, item: Finding) -> dict[str, Any]:
    shown = [each for each in item.violations if not hidden(desk.bundle, each, Audience.OTHERS)]
    return {
        "rule": item.rule.id,
        "level": item.rule.level,
        "zh": item.rule.zh,
        "en": item.rule.en,
        "verdict": item.verdict,
        "met": None if item.verdict in (WEIGHED, OFF) else item.verdict == KEPT,
        "measures": [
            {
                "zh": each.measure.zh,
                "en": each.measure.en,
                "value": each.value,
                "limit": each.limit,
                "met": each.met,
                "looked": each.looked,
                "missed": len(each.missed),
                "at": place_of(desk.view, each),
            }
            for each in item.readings
        ],
        "value": item.value,
        "scale": item.scale,
        "violations": len(item.violations),
        "sentences": [{"zh": each.zh, "en": each.en} for each in shown],
        "changed": zh(desk.changed(item.rule.id)),
        **citation_document(desk.policy, item.rule.source, item.rule.id),
    }
