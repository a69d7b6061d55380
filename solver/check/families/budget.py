"""Money: G02 fees, G10 cost of the adults.

Formula: class_hours(m) is m / minutes_per_classhour, rounded as the rule's number ``rounding`` says (U1). A day's service is from
the start to the end of the last period, and at least the minutes of A02 while A02 is hard: so long it is in every plan, so that
the fee can be published before there is one (G03). G02 an applicant's week costs fee * class_hours(service) * attended weekdays *
(100 - waived) / 100 fen, rounded down; others pay nothing. G10 sum over duties of rate * class_hours(credit), each rounded down
to the fen; the rate is that of the person's pay tier, of own staff without one money.pay, of outside people their own. Scale:
the part of the cost that mergers and the choice of adults decide. Mergers: in every period of a band with n classes and s pupils in
care, n less max(ceil(s / M), ceil(n / {classes})) groups (K03; M: the larger of {pupils} and the largest class), at the least rate of
own staff. Adults: for each duty the dearest less the cheapest rate of own staff, or of anybody for the posts of a section.

Afterwards: every family pays by what it applied for, and exemptions are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from solver.check.families.care import staying
from solver.check.measurement import Breaches, Measurement
from solver.check.plan_index import PlanIndex
from solver.plan.plan import SECTION_KINDS
from solver.policy.policy import Policy
from solver.problem.bells import Interval
from solver.problem.people import HELPERS
from solver.problem.pupils import Pupil
from solver.units import EVERY_WEEK, Fen, Minute, Weekday

EXACT, UP, HALF = 0, 1, 2
"""Values of ``rounding``; any other rounds down."""
ClassHours = tuple[int, int]
"""A number of class-hours as numerator and denominator."""


def _applicants(view: PlanIndex) -> int:
    return view.demand.applicants


WRONG_FEES = Breaches("G02", "与应收不符的收费", "fees that differ from what is due", _applicants)


def yuan(fen: Fen) -> str:
    """Write fen as yuan with two decimals."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def class_hours(policy: Policy, rule: str, minutes: Minute) -> ClassHours:
    """Class-hours of one session under the numbers of G02 (fees) or G10 (pay)."""
    unit, rounding = policy.number(rule, "minutes_per_classhour"), policy.number(rule, "rounding")
    if rounding == EXACT:
        return minutes, unit
    if rounding == UP:
        return -(-minutes // unit), 1
    if rounding == HALF:  # halves of a class-hour, a quarter is rounded up
        return (4 * minutes + unit) // (2 * unit), 2
    return minutes // unit, 1


def service_fee_hours(policy: Policy, start: Minute, end: Minute) -> ClassHours:
    """Class-hours that a day of service costs (G02); start of the service and end of its last period."""
    promised = policy.number("A02", "minutes") if policy.hard("A02") else 0
    return class_hours(policy, "G02", max(end - start, promised))


def waived(policy: Policy, pupil: Pupil) -> int:
    """Percent of the fee that the family need not pay."""
    return pupil.exempt if pupil.category is None else policy.number("G02", f"{pupil.category}_percent")


def wage(policy: Policy, rate: Fen, credit: Minute) -> Fen:
    """What one duty pays."""
    hours, parts = class_hours(policy, "G10", credit)
    return rate * hours // parts


def fees(view: PlanIndex) -> Iterator[Measurement]:
    """G02: each fee is exactly what the application comes to."""
    problem, served, records = view.problem, frozenset(view.days), view.kept.fees
    fee = problem.money.fee
    hours = {
        grade: service_fee_hours(view.policy, window.start, window.periods[-1].end) if window.periods else (0, 1)
        for grade, window in problem.window_of.items()
    }
    grade_of = problem.grade_of_pupil
    percent: dict[tuple[str | None, int], int] = {}  # category and exemption -> what is left to pay
    for pupil in problem.pupils:
        paid = records.get(pupil.id)
        if not pupil.weekdays:
            if paid is not None:
                zh = f"学生{pupil.id}没有报名，却有收费{yuan(paid)}元"
                en = f"Pupil {pupil.id} did not apply and has a fee of {yuan(paid)} yuan"
                yield WRONG_FEES.breach((pupil.id,), "", None, str(paid), "none", zh, en)
            continue
        each, parts = hours.get(grade_of[pupil.id], (0, 1))
        week = len(served.intersection(pupil.weekdays)) * each
        kind = pupil.category, pupil.exempt
        if kind not in percent:
            percent[kind] = 100 - waived(view.policy, pupil)
        due = fee * week * percent[kind] // (100 * parts)
        if paid is None:
            zh, en = (
                f"学生{pupil.id}没有收费记录，应为{yuan(due)}元",
                f"Pupil {pupil.id} has no fee, {yuan(due)} yuan are due",
            )
            yield WRONG_FEES.breach((pupil.id,), "", None, "none", str(due), zh, en)
        elif paid != due:
            shown = f"{week / parts:.2f}".rstrip("0").rstrip(".")
            zh = f"学生{pupil.id}收费{yuan(paid)}元，应为{yuan(due)}元（每周{shown}课时）"
            en = f"Pupil {pupil.id} pays {yuan(paid)} yuan, {yuan(due)} are due ({shown} class-hours a week)"
            yield WRONG_FEES.breach((pupil.id,), "", None, str(paid), str(due), zh, en)


def cost(view: PlanIndex) -> tuple[int, int]:
    """G10: fen that all duties of all weeks cost."""
    rates = view.problem.rate_of
    alike = Counter((rates[duty.person], duty.slot.credit) for duty in view.each_duty())
    total = sum(count * wage(view.policy, rate, credit) for (rate, credit), count in alike.items())
    return total, _merging(view) + _standing(view)


def _own_rates(view: PlanIndex) -> set[Fen]:
    """Rates of the own staff who are paid and take part."""
    rates = view.problem.rate_of
    return {rates[person.id] for person in view.problem.staff if person.takes_part and person.role not in HELPERS} or {0}


def _merging(view: PlanIndex) -> Fen:
    """Most that mergers save, in fen over all weeks: care of every class by itself less care in the fewest groups (bin-packing bound)."""
    pupils, classes = view.number("K03", "pupils"), view.number("K03", "classes")
    cells: defaultdict[tuple[Interval, str, Weekday], list[int]] = defaultdict(list)
    for class_id, weekday, period, stay in staying(view):
        band = view.problem.band_of_grade[view.problem.class_of[class_id].grade]
        cells[band.periods[period], band.id, weekday].append(stay)
    least, saved = min(_own_rates(view)), 0
    for (interval, _, _), stays in cells.items():
        groups = max(-(-sum(stays) // max(pupils, *stays)), -(-len(stays) // classes))
        saved += view.weeks * (len(stays) - groups) * wage(view.policy, least, interval.end - interval.start)
    return saved


def _standing(view: PlanIndex) -> Fen:
    """Range of pay by who stands, in fen over all weeks: every duty held by the dearest less every duty held by the cheapest."""
    own = _own_rates(view)
    anybody = own | {guest.rate for guest in view.problem.outside}
    total = 0
    for stand in view.stands.values():
        rates = anybody if stand.post.kind in SECTION_KINDS else own
        times = stand.headcount * (view.weeks if EVERY_WEEK in stand.weeks else len(stand.weeks))
        for slot in stand.slots:
            dearest, cheapest = (wage(view.policy, rate, slot.credit) for rate in (max(rates), min(rates)))
            total += times * (dearest - cheapest)
    return total
