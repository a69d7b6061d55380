"""Money: G02 fees, G10 cost of the adults.

Formula: G02 an applicant's week costs fee * hours * (100 - exempt) // 100 fen, with hours = attended weekdays * ((end of the
last period - start) // minutes_per_classhour); others pay nothing. G10 sum over duties of credit * rate //
minutes_per_classhour, with money.pay for own staff and the person's rate for outside; scale: the value.

Afterwards: every family pays by what it applied for, and exemptions are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.view import View
from solver.check.violation import Violation
from solver.units import Fen


def yuan(fen: Fen) -> str:
    """Write fen as yuan with two decimals."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def fees(view: View) -> Iterator[Violation]:
    """G02: each fee is exactly what the application comes to."""
    problem, served, records = view.problem, frozenset(view.days), view.kept.fees
    unit, fee = view.number("G02", "minutes_per_classhour"), problem.money.fee
    hours = {
        grade: (window.periods[-1].end - window.start) // unit if window.periods else 0
        for grade, window in problem.window_of.items()
    }
    grade_of = problem.grade_of_pupil
    for pupil in problem.pupils:
        paid = records.get(pupil.id)
        if not pupil.weekdays:
            if paid is not None:
                zh = f"学生{pupil.id}没有报名，却有收费{yuan(paid)}元"
                en = f"Pupil {pupil.id} did not apply and has a fee of {yuan(paid)} yuan"
                yield Violation("G02", (pupil.id,), "", None, str(paid), "none", zh, en)
            continue
        week = len(served.intersection(pupil.weekdays)) * hours.get(grade_of[pupil.id], 0)
        due = fee * week * (100 - pupil.exempt) // 100
        if paid is None:
            zh, en = (
                f"学生{pupil.id}没有收费记录，应为{yuan(due)}元",
                f"Pupil {pupil.id} has no fee, {yuan(due)} yuan are due",
            )
            yield Violation("G02", (pupil.id,), "", None, "none", str(due), zh, en)
        elif paid != due:
            zh = f"学生{pupil.id}收费{yuan(paid)}元，应为{yuan(due)}元（每周{week}课时）"
            en = f"Pupil {pupil.id} pays {yuan(paid)} yuan, {yuan(due)} are due ({week} class-hours a week)"
            yield Violation("G02", (pupil.id,), "", None, str(paid), str(due), zh, en)


def cost(view: View) -> tuple[int, int]:
    """G10: fen that all duties of all weeks cost; its own scale."""
    unit, pay = view.number("G10", "minutes_per_classhour"), view.problem.money.pay
    rates = {person.id: person.rate for person in view.problem.outside}
    total = sum(duty.slot.credit * rates.get(duty.person, pay) // unit for duty in view.each_duty())
    return total, total
