"""The fates of all rules as the program tells them."""

from __future__ import annotations

from api.services.policies import fate_documents
from solver.policy.traceability import FATES


def test_every_rule_has_a_fate_and_says_where() -> None:
    documents = fate_documents()
    assert len(documents) == 107
    for fate in documents:
        assert fate["fate"] in FATES
        assert fate["rules"] or fate["duties"] or fate["module"] or fate["why_zh"] or fate["fate"] == "open", fate["id"]
