"""Dated tasks of a term: the paper duties of the policy, and the papers of outside people before their first session; and the
state of each on a day.

A task is done when somebody says so (:class:`TaskRecord`), or when the request holds its date: publication of fees, agreement on
pay, review, insurance and filing of outside people. Those dates are the request's alone, since the checker reads them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from solver.check.families.vetting import led
from solver.check.names import Words
from solver.check.plan_index import PlanIndex
from solver.policy.duty import PaperDuty
from solver.policy.policy import Policy
from solver.policy.rule import Source
from solver.problem.calendar import Term

OPEN, PLANNED, DONE, LATE, OVERDUE, DAILY = STATES = ("open", "planned", "done", "late", "overdue", "daily")
"""States of a task: to do; to do, with a day set that is still to come; done by its last day, or without one; done after it; to
do, and past it; on every service date, so that it is never done."""
TIMES: dict[str, Words] = {
    "before_start": ("首个服务日之前", "before the first service date"),
    "at_start": ("开学第一天", "on the first day of term"),
    "after_start": ("开学后限期内", "within days of the start of term"),
    "termly": ("本学期内", "within the term"),
    "yearly": ("本学年内（按学期末提示）", "within the school year (shown at the end of term)"),
    "date": ("文件规定的日期", "the document's date"),
    "daily": ("每个服务日", "every service date"),
    "share": ("按比例", "for a share of those concerned"),
    "always": ("随时", "at all times"),
}
FILING = "I02"


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task that somebody has ticked off. done: the day. by, note: as the office writes it."""

    done: date
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class DatedTask:
    """One task. id: the rule's, with the person's for those of outside people (``E06-filed:W01``). due: its last day, None
    where it has none. when: how the day follows, in words. who: ``school`` or ``bureau``. done: the day that the request
    holds; dated: whether only the request may hold it. about: whom it concerns, if not the whole school. elsewhen: its date
    is one of the document's, outside this term. daily: due on every service date."""

    id: str
    rule: str
    zh: str
    en: str
    due: date | None
    when: Words
    who: str
    source: Source
    done: date | None = None
    dated: bool = False
    about: str = ""
    elsewhen: bool = False
    daily: bool = False

    def days_left(self, on: date) -> int | None:
        """Days from ``on`` to the last day; below 0 it has passed; None without a day of this term."""
        return None if self.due is None or self.elsewhen else (self.due - on).days


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task on a day. kind: of :data:`STATES`. done: the day it was, or is to be, done. record: as somebody ticked it off."""

    kind: str
    done: date | None = None
    record: TaskRecord | None = None


def state_of(task: DatedTask, records: Mapping[str, TaskRecord], on: date | None) -> TaskState:
    """The state of a task on the day ``on``; without a day nothing is overdue. records: by the ids of tasks."""
    record = None if task.dated else records.get(task.id)
    done = record.done if record is not None else task.done
    if done is not None and (on is None or done <= on):
        late = task.due is not None and not task.elsewhen and done > task.due
        return TaskState(LATE if late else DONE, done, record)
    if task.daily:
        return TaskState(DAILY)
    left = task.days_left(on) if on is not None else None
    if left is not None and left < 0:
        return TaskState(OVERDUE, done, record)
    return TaskState(PLANNED if done is not None else OPEN, done, record)


def tasks(view: PlanIndex) -> tuple[DatedTask, ...]:
    """Every task, by day; then those dated outside the term, then those without a day, in the policy's order."""
    term, money = view.problem.term, view.problem.money
    dates = {"G03P": money.published, "G12P": money.agreed}
    found = [_task(duty, term) for duty in view.policy.duties.values() if duty.on]
    found = [replace(task, done=dates[task.rule], dated=True) if task.rule in dates else task for task in found]
    found += _vetting(view)
    return tuple(sorted(found, key=lambda task: (task.due is None, task.elsewhen, task.due or date.max)))


def filing(policy: Policy, term: Term) -> DatedTask | None:
    """The filing with the bureau (I02) where the policy has it; None where it says no day."""
    own = policy.duties.get(FILING)
    return _task(own, term) if own is not None and own.on else None


def _task(duty: PaperDuty, term: Term) -> DatedTask:
    due = term.last if duty.due == "yearly" else duty.deadline(term)
    zh, en = TIMES[duty.due]
    if duty.due == "after_start":
        days = duty.number("days")
        zh, en = f"开学（{term.first}）起{days}天内", f"within {days} days of the start of term ({term.first})"
    elsewhen = duty.due == "date" and due is not None and not term.first <= due <= term.last
    if elsewhen:
        zh, en = f"{zh}（不在本学期）", f"{en} (not in this term)"
    return DatedTask(
        duty.id, duty.id, duty.zh, duty.en, due, (zh, en), duty.who, duty.source, elsewhen=elsewhen, daily=duty.due == "daily"
    )  # fmt: skip


def _vetting(view: PlanIndex) -> Iterator[DatedTask]:
    """E05 and E06 of every outside person who leads a section."""
    first: dict[str, date] = {}
    for person, opened in led(view):
        days = [view.service[session.weekday][0] for session in opened.sessions]
        first[person.id] = min([*days, first.get(person.id, date.max)])
    for person in view.problem.outside:
        if person.id not in first or first[person.id] == date.max:
            continue
        start, who = first[person.id], view.names.person(person.id)
        steps = (
            ("E05", "完成面审和资格核实", "face review and check of credentials", start - timedelta(days=1), person.reviewed),
            ("E06-insured", "购买意外保险", "accident insurance", start, person.insured_from),
            ("E06-filed", "备案同意后入校", "filed before entering", start, person.filed),
        )
        for step, zh, en, due, done in steps:
            rule = step.partition("-")[0]
            found = view.policy.rules.get(rule)
            if found is not None and found.level != "off":
                when = (f"首次上课（{start}）前", f"before the first session ({start})")
                yield DatedTask(
                    f"{step}:{person.id}", rule, zh, en, due, when, "school", found.source, done=done, dated=True, about=who
                )  # fmt: skip
