"""Dated tasks of a term: the paper duties of the policy, and the papers of outside people before their first session.

A duty that another place has laid down and this policy has not (filing within half a month, an open day a year) is listed
for orientation and marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from solver.check.names import Words
from solver.check.view import View
from solver.papers.measures.vetting import led
from solver.policy.duty import PaperDuty
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.policy.rule import Source
from solver.problem.calendar import Term

REFERENCES = (("qingshanhu-2024", ("I02", "I03", "I07", "I08")), ("jiaxiang-2023", ("G12P",)))
"""Profiles and the duties of theirs that are shown for orientation where the policy has none of that id."""
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


@dataclass(frozen=True)
class Task:
    """One task. due: its last day, None where it has none. when: how the day follows, in words. who: ``school`` or
    ``bureau``. reference: laid down elsewhere, here for orientation. done: when it was done, as far as the data say.
    about: whom it concerns, if not the whole school. elsewhen: its date is one of the document's, outside this term."""

    rule: str
    zh: str
    en: str
    due: date | None
    when: Words
    who: str
    source: Source
    reference: bool = False
    done: date | None = None
    about: str = ""
    elsewhen: bool = False

    def days_left(self, on: date) -> int | None:
        """Days from ``on`` to the last day; below 0 it has passed; None without a day of this term."""
        return None if self.due is None or self.elsewhen else (self.due - on).days


def tasks(view: View) -> tuple[Task, ...]:
    """Every task, by day; then those dated outside the term, then those without a day, in the policy's order."""
    term, money = view.problem.term, view.problem.money
    known = {"G03P": money.published, "G12P": money.agreed}
    found = [_task(duty, term, reference=False) for duty in view.policy.duties.values() if duty.on]
    found += [_task(duty, term, reference=True) for duty in _references(view.policy)]
    found = [replace(task, done=known.get(task.rule)) for task in found]
    found += _vetting(view)
    return tuple(sorted(found, key=lambda task: (task.due is None, task.elsewhen, task.due or date.max)))


def filing(policy: Policy, term: Term) -> Task | None:
    """The filing with the bureau (I02): the policy's own, or another place's for orientation."""
    own = policy.duties.get(FILING)
    if own is not None:
        return _task(own, term, reference=False) if own.on else None
    return next((_task(duty, term, reference=True) for duty in _references(policy) if duty.id == FILING), None)


def _references(policy: Policy) -> Iterator[PaperDuty]:
    for profile, ids in REFERENCES:
        duties = load_policy(profile).duties
        yield from (duties[name] for name in ids if name in duties and name not in policy.duties)


def _task(duty: PaperDuty, term: Term, *, reference: bool) -> Task:
    due = term.last if duty.due == "yearly" else duty.deadline(term)
    zh, en = TIMES[duty.due]
    if duty.due == "after_start":
        days = duty.number("days")
        zh, en = f"开学（{term.first}）起{days}天内", f"within {days} days of the start of term ({term.first})"
    elsewhen = duty.due == "date" and due is not None and not term.first <= due <= term.last
    if elsewhen:
        zh, en = f"{zh}（不在本学期）", f"{en} (not in this term)"
    return Task(duty.id, duty.zh, duty.en, due, (zh, en), duty.who, duty.source, reference, elsewhen=elsewhen)


def _vetting(view: View) -> Iterator[Task]:
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
            ("E06", "购买意外保险", "accident insurance", start, person.insured_from),
            ("E06", "备案同意后入校", "filed before entering", start, person.filed),
        )
        for rule, zh, en, due, done in steps:
            found = view.policy.rules.get(rule)
            if found is not None and found.level != "off":
                when = (f"首次上课（{start}）前", f"before the first session ({start})")
                yield Task(rule, zh, en, due, when, "school", found.source, done=done, about=who)
