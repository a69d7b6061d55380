"""The patrol's visits to sections, by date (H02): 巡察安排."""

from __future__ import annotations

from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.plan.bundle import PlanBundle
from solver.plan.visits import Due, PatrolVisit, visits
from solver.units import WEEKDAYS_ZH
from solver.words import span


def patrol_pages(bundle: PlanBundle, names: PageNames) -> tuple[Page, ...]:
    """One page where there is a patrol and a section to visit, else none."""
    found = visits(bundle.problem, bundle.policy, bundle.plan)
    if found is None:
        return ()
    short = [due for due in found.dues if due.made < due.asked]
    note = (
        f"共 {len(found.visits)} 次；次数不足的教学班月份 {len(short)} 个。实际到班后在表上签字记录。",
        f"{len(found.visits)} visits; {len(short)} months of sections with fewer than asked for. Sign after each visit."
    )
    blocks = (
        PageBlock("巡察安排", "Visits of the patrol", (_HEADER,), tuple(_row(visit, bundle, names) for visit in found.visits), note),
        PageBlock("各班每月巡察次数", "Visits by section and month", (_DUES,), tuple(_due(due, names) for due in found.dues)),
    )
    return (Page("patrol", "巡察安排", "patrol visits", (13, 10, 15, 14, 24, 18, 14, 16), blocks, 1),)


_HEADER = heads(("日期", "date"), ("按星期", "weekday"), ("时间", "time"), ("巡察人", "patrol"), ("教学班", "section"),
                ("场地", "room"), ("主讲", "leader"), ("签字", "signed"))  # fmt: skip
_DUES = heads(("月份", "month"), ("师资", "leader"), ("规定次数", "laid down"), ("上课次数", "meetings"), ("教学班", "section"),
              ("安排次数", "visits"), ("结果", "result"), ("", ""))  # fmt: skip


def _row(visit: PatrolVisit, bundle: PlanBundle, names: PageNames) -> Row:
    leaders = [
        a.person
        for a in bundle.plan.assignments
        if a.post.kind == "lead" and (a.post.subject, a.post.detail) == visit.section
    ]
    return (
        Cell(visit.day.isoformat(), "label"),
        Cell(WEEKDAYS_ZH[visit.weekday]),
        Cell(span(visit.start, visit.end)),
        Cell(names.person(visit.person)),
        Cell(names.section(*visit.section)),
        Cell(names.room(visit.room)),
        Cell(names.people(leaders)),
        Cell(),
    )


def _due(due: Due, names: PageNames) -> Row:
    enough = due.made >= due.asked
    return (
        Cell(f"{due.month[0]}-{due.month[1]:02d}", "label"),
        Cell(("校外", "outside") if due.outside else ("本校", "own")),
        count(due.laid_down),
        count(due.meetings),
        Cell(names.section(*due.section)),
        count(due.made),
        Cell("足够" if enough else f"少 {due.asked - due.made} 次", "good" if enough else "bad"),
        Cell(),
    )
