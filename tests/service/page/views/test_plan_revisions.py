"""Views of plans beside each other, of revisions and of publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from api.page.qr_code import reaches_others
from api.page.views.publication import PublicationView, PublishedFacts, publication_view
from api.page.views.revision_history import GROUPS, revision_difference, revision_lines
from api.page.views.revision_words import EDITS, ORIGINS, origin_of
from api.page.views.term_plans import KeptPlan, term_plans
from api.services.editing import Compared
from api.services.goals import goals
from api.storage.plans import PlanRow, Revision
from api.storage.publications import Publication
from solver import Plan
from solver.explain.changes import JOINED, PlanChange
from solver.plan import edit
from solver.plan.difference import Difference

ROW = PlanRow("p", "s", "d", "t", "j", 1, 1000, "key:k")
GOALS = tuple(goals())


def revision(number: int = 1, plan: str = "p", valid: bool = True, why: Mapping[str, Any] | None = None, **values: int) -> Revision:
    """values: of goals by name."""
    report = {"tiers": [{"name": name, "value": value, "scale": 9} for name, value in values.items()], "violations": [] if valid else [{}]}
    return Revision(plan, number, "", {}, (), report, why or {"kind": "solve"}, valid, 2000, "key:k")


def published(number: int = 1, plan: str = "p", ended: int | None = None) -> Publication:
    return Publication("x", "s", "t", plan, number, 3000, "key:k", ended)


def test_every_kind_of_edit_and_of_change_has_words() -> None:
    assert set(EDITS) == set(edit.KINDS)
    fields = set(Difference.__dataclass_fields__) | set(JOINED)
    assert fields == {kind for _, kinds in GROUPS for kind in kinds}


def test_edits_are_counted_by_kind() -> None:
    edits = [{"edit": "move_seat"}, {"edit": "move_seat"}, {"edit": "replace_adult"}]
    assert origin_of({"kind": "edit", "edits": edits})[0] == "手工修改：学生换班 2 处、换人 1 处"
    assert origin_of({"kind": "edit", "edits": edits[:1], "source": "workbook"})[0] == "读回手改的工作簿：学生换班 1 处"
    assert all(origin_of({"kind": kind}) == words for kind, words in ORIGINS.items())
    assert origin_of({"kind": "undo", "revision": 3})[0] == "撤销修改（第 3 版）"
    assert origin_of({}) == ("—", "—")


def test_the_best_plan_of_each_goal_is_marked() -> None:
    first, second = GOALS[0], GOALS[1]
    kept = [KeptPlan(replace(ROW, id=name), revision(plan=name), revision(plan=name, **values)) for name, values in
            (("a", {first: 3, second: 5}), ("b", {first: 3, second: 4}), ("c", {first: 3}))]  # fmt: skip
    view = term_plans(kept, published(plan="b"), {"key:k": "王老师"})
    assert [head.name for head in view.heads] == [first, second]
    assert [line.best for line in view.lines] == [(False, False), (False, True), (False, False)]
    assert [line.values[1].text for line in view.lines][2] == "—"
    assert [line.published for line in view.lines] == [None, 1, None]
    assert term_plans([], None, {}).lines == ()


def test_revisions_are_told_newest_first_with_their_publication() -> None:
    lines = revision_lines([revision(1), revision(2, valid=False), revision(3)], [published(3), published(1, ended=4000)], {})
    assert [(line.number, line.in_force, line.was_public, line.broken) for line in lines] == [
        (3, True, False, 0), (2, False, False, 1), (1, False, True, 0),
    ]  # fmt: skip


def test_a_difference_tells_better_and_worse_goals_and_counts_the_others() -> None:
    before, after = revision(1, **dict.fromkeys(GOALS[:3], 5)), revision(2, valid=False, **{GOALS[0]: 4, GOALS[1]: 5, GOALS[2]: 8})
    moved = PlanChange("moved", ("x",), "换了。", "Moved.")
    found = revision_difference(Compared(before, after, (moved, moved), 3), {})
    assert [(goal.change[0][:2], goal.shade) for goal in found.goals] == [("好了", "done"), ("差了", "warn")]
    assert (found.alike, found.broken, found.hidden, found.count, found.same) == (1, (0, 1), 3, 2, False)
    assert revision_difference(Compared(before, before, (), 0), {}).same


def facts(head: Revision, history: tuple[Publication, ...], jobs: int = 0) -> PublicationView:
    made = {each.plan_id: 1000 for each in history}
    return publication_view(PublishedFacts(replace(ROW, head=head.number), head, Plan(), history, made, {}, jobs))


@pytest.mark.parametrize(
    ("head", "history", "may", "own", "current"),
    [
        (revision(), (), True, False, False),
        (revision(valid=False), (), False, False, False),
        (revision(), (published(),), False, True, True),
        (revision(2), (published(1),), True, True, False),
        (revision(2, valid=False), (published(1),), False, True, False),
        (revision(), (published(plan="other"),), True, False, False),
        (revision(), (published(ended=4000),), True, False, False),
    ],
)
def test_the_newest_valid_revision_may_be_published_once(
    head: Revision, history: tuple[Publication, ...], may: bool, own: bool, current: bool
) -> None:
    view = facts(head, history)
    assert (view.may_publish, view.own, view.current) == (may, own, current)
    assert view.checks[0].shade == ("done" if head.valid else "wrong")


def test_open_edits_and_jobs_are_told() -> None:
    told = [check.said[0] for check in facts(revision(4), (published(2),), jobs=1).checks]
    assert any("第 2 版之后改过 2 次" in text for text in told)
    assert any("1 个任务没有结束" in text for text in told)


@pytest.mark.parametrize(
    ("address", "others"),
    [("https://bell.example/page/public/a", True), ("http://10.0.0.5:8000/x", True), ("http://127.0.0.1:8000/x", False),
     ("http://localhost/x", False), ("http://[::1]:8000/x", False)],
)  # fmt: skip
def test_an_address_of_this_machine_alone_is_told(address: str, others: bool) -> None:
    assert reaches_others(address) == others
