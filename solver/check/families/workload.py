"""Workload: D10 limits of one person's duty, D05 care for staff who deserve it, D15 no late duties on two days running.

Formula: D10 own staff, per week: weekdays with a duty <= min(days_per_week, max_days), late-ending duties <= late_per_week;
per weekday: credited minutes <= minutes_per_day. A duty is late-ending when it ends after the clock time late_after; where the
policy names none, when it goes on after the last regular dismissal of the plan, escort aside (D10 and D05 have a time each, D15
goes by that of D05). D05 late-ending duties of own staff with reasons; scale: late-ending duties of anybody. D15 pairs
(weekday, weekday + 1) of a week on both of which one of the own staff has a late-ending duty.

Afterwards: nobody of the own staff is worn out by service.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.check.assigned_duties import AssignedDuty
from solver.check.measurement import AT_MOST, DAYS, MINUTES, TIMES, Breaches, Measurement, Quantity
from solver.check.names import Words, when
from solver.check.plan_index import PlanIndex
from solver.units import Minute, Week, Weekday, clock

DUTY_DAYS = Quantity(
    "D10", "一周值班天数（离上限最近）", "duty days of the person and week nearest to the limit", AT_MOST, DAYS
)
DAY_LENGTH = Quantity("D10", "一人一天最长的服务时间", "longest service of a person a day", AT_MOST, MINUTES)
LATE_ENDS = Quantity(
    "D10", "一人每周晚于规定时刻结束的岗位最多", "most late-ending duties of a person a week", AT_MOST, TIMES
)

class LateEnd(NamedTuple):
    """From when on duties of a rule end late: after a clock time, or after the last dismissal, to which the escort belongs."""

    after: Minute
    named: bool

    def ends(self, duty: AssignedDuty) -> bool:
        """Whether a duty is late-ending."""
        return (duty.slot.end if self.named else duty.slot.end - duty.slot.tail) > self.after

    @property
    def words(self) -> Words:
        """After what, in words."""
        at = clock(self.after)
        return (at, at) if self.named else (f"最后一批放学（{at}）", f"the last dismissal ({at})")


def late_end(view: PlanIndex, rule: str) -> LateEnd:
    """Definition of a late duty by a rule (D10, D05): the clock time that it names, or the last dismissal."""
    after = view.policy.number_or(rule, "late_after", None)
    return LateEnd(view.leaving.last, named=False) if after is None else LateEnd(after, named=True)


LATE_RUNNING = Breaches(
    "D15", "连着两天值晚岗", "late duties on two days running", lambda view: len({person for person, _, _ in _late_days(view)})
)


def limits(view: PlanIndex) -> Iterator[Measurement]:
    """D10: days a week, minutes a day, late ends a week."""
    yield from _days(view)
    most, over = view.number("D10", "minutes_per_day"), view.gauge(DAY_LENGTH)
    staff = view.problem.staff_of
    long: dict[tuple[str, Weekday, Minute], list[Week]] = {}
    for (person, week, weekday), duties in view.duties.items():
        minutes = sum(duty.slot.credit for duty in duties)
        if person in staff and over(minutes, most):
            long.setdefault((person, weekday, minutes), []).append(week)
    for (person, weekday, minutes), weeks in long.items():
        on_zh, on_en = when(weekday, weeks, view.weeks)
        who = view.names.person(person)
        zh = f"{on_zh}：{who}的服务时间为{minutes}分钟，每天不得超过{most}分钟"
        en = f"{on_en}: {who} serves {minutes} minutes, at most {most} a day"
        yield DAY_LENGTH.case(minutes, most, (person,), "", weekday, zh, en)
    yield from _late(view)


def _days(view: PlanIndex) -> Iterator[Measurement]:
    usual, over = view.number("D10", "days_per_week"), view.gauge(DUTY_DAYS)
    for (person, week), weekdays in view.person_weeks().items():
        staff = view.problem.staff_of.get(person)
        if staff is None:
            continue
        most = usual if staff.max_days is None else min(usual, staff.max_days)
        if over(len(weekdays), most):
            who = view.names.person(person)
            zh = f"第{week}周：{who}有{len(weekdays)}天服务，每周不得超过{most}天"
            en = f"Week {week}: {who} serves on {len(weekdays)} days, at most {most} a week"
            yield DUTY_DAYS.case(len(weekdays), most, (person,), "", None, zh, en)


def _late(view: PlanIndex) -> Iterator[Measurement]:
    late_from, most = late_end(view, "D10"), view.number("D10", "late_per_week")
    staff = view.problem.staff_of
    late: dict[tuple[str, Week], int] = {}
    for (person, week, _), duties in view.duties.items():
        if person in staff:
            ends = sum(map(late_from.ends, duties))
            if ends:
                late[person, week] = late.get((person, week), 0) + ends
    over = view.gauge(LATE_ENDS)
    for (person, week), ends in late.items():
        if over(ends, most):
            who, (after_zh, after_en) = view.names.person(person), late_from.words
            zh = f"第{week}周：{who}有{ends}个岗位晚于{after_zh}结束，每周不得超过{most}个"
            en = f"Week {week}: {who} has {ends} duties that end after {after_en}, at most {most} a week"
            yield LATE_ENDS.case(ends, most, (person,), "", None, zh, en)


def late_ends_of_cared(view: PlanIndex) -> tuple[int, int]:
    """D05: late-ending duties of own staff with reasons; scale: of anybody."""
    late_from = late_end(view, "D05")
    cared = {person.id for person in view.problem.staff if person.reasons}
    own = total = 0
    for duty in view.each_duty():
        if late_from.ends(duty):
            total += 1
            own += duty.person in cared
    return own, total


def _late_days(view: PlanIndex) -> set[tuple[str, Week, Weekday]]:
    """Days on which one of the own staff has a late-ending duty, by the time of D05."""
    late_from, staff = late_end(view, "D05"), view.problem.staff_of
    return {key for key, duties in view.duties.items() if key[0] in staff and any(map(late_from.ends, duties))}


def late_days_running(view: PlanIndex) -> Iterator[Measurement]:
    """D15: nobody has late duties on two days running; the second of them is named."""
    (after_zh, after_en), late = late_end(view, "D05").words, _late_days(view)
    hits: dict[tuple[str, Weekday], list[Week]] = {}
    for person, week, weekday in sorted(late):
        if (person, week, weekday - 1) in late:
            hits.setdefault((person, weekday), []).append(week)
    for (person, weekday), weeks in hits.items():
        on_zh, on_en = when(weekday, weeks, view.weeks)
        who = view.names.person(person)
        zh = f"{on_zh}：{who}前一天已值晚岗（晚于{after_zh}结束），这一天又值晚岗"
        en = f"{on_en}: {who} has a late duty (it ends after {after_en}), as on the day before"
        yield LATE_RUNNING.breach((person,), "", weekday, "2", "1", zh, en)


def late_pairs(view: PlanIndex) -> tuple[int, int]:
    """D15: pairs of days running with late duties of one person; scale: days with a late duty, over all persons."""
    late = _late_days(view)
    return sum((person, week, weekday - 1) in late for person, week, weekday in late), len(late)
