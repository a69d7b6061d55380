"""Views of plans, violations and reasons by role: documents are trimmed inside of the service, never by its callers.

=============  ==================  ============================  =====================  =============
role           seats and fees      duties (who stands where)     flex (who starts late)  loads (D02)
=============  ==================  ============================  =====================  =============
bureau         all                 all                           all                    all
district       all                 all                           all                    all
planner        all                 all                           all                    all
reader         none                all                           all                    all
class_teacher  of their classes    all                           their own              their own
teacher        none                all                           their own              their own
public         none                none                          none                   none
=============  ==================  ============================  =====================  =============

Minutes and duty days of adults follow from the duties, and are visible with them. A load is balanced by a person's reduction and by
what the last term left over: beside their minutes it tells of both.
Dismissals, tutoring, sections and care of classes name no person and are everybody's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from api.access.principal import Principal
from api.access.role import Right, Role
from solver import Measurement, Plan, Reason
from solver.check.report import Facts
from solver.problem.problem import Problem

HIDDEN_ZH = "涉及学生，此处不显示。"
HIDDEN_EN = "It concerns pupils and is not shown here."


def visible_plan(principal: Principal, problem: Problem, plan: Plan) -> Plan:
    """Plan trimmed to the principal's role; scope is checked elsewhere."""
    if principal.may(Right.PUPILS):
        return plan
    pupils = visible_pupils(principal, problem)
    seats = tuple(seat for seat in plan.seats if seat.pupil in pupils)
    fees = tuple(fee for fee in plan.fees if fee.pupil in pupils)
    if principal.role is Role.PUBLIC:
        return replace(plan, seats=seats, fees=fees, assignments=(), flex=())
    if principal.may(Right.DRAFTS):
        return replace(plan, seats=seats, fees=fees)
    own = tuple(grant for grant in plan.flex if grant.person == principal.person)
    return replace(plan, seats=seats, fees=fees, flex=own)


def visible_pupils(principal: Principal, problem: Problem) -> frozenset[str]:
    """Ids of the pupils whom the principal may see."""
    if principal.may(Right.PUPILS):
        return frozenset(pupil.id for pupil in problem.pupils)
    if principal.role is Role.CLASS_TEACHER:
        return frozenset(pupil.id for pupil in problem.pupils if pupil.class_id in principal.classes)
    return frozenset()


def visible_facts(principal: Principal, facts: Facts) -> Facts:
    """Facts trimmed to the principal's role: loads of other people, and for the public all figures of single people, are left out."""
    if principal.may(Right.DRAFTS):
        return facts
    own = {person: load for person, load in facts.loads.items() if person == principal.person}
    if principal.role is Role.PUBLIC:
        return replace(facts, loads={}, minutes={}, duty_days={})
    return replace(facts, loads=own)


def visible_violations(principal: Principal, problem: Problem, violations: Iterable[Measurement]) -> list[Measurement]:
    """Violations trimmed to the principal's role: one that names a pupil out of sight keeps its rule and day alone.

    None for the public.
    """
    if principal.role is Role.PUBLIC:
        return []
    seen = visible_pupils(principal, problem)
    hidden = [pupil.id for pupil in problem.pupils if pupil.id not in seen]
    return [_blurred(violation) if _speaks_of(violation, hidden) else violation for violation in violations]


def visible_reasons(principal: Principal, problem: Problem, reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons and warnings trimmed to the principal's role: one that names a pupil out of sight keeps its rule alone."""
    seen = visible_pupils(principal, problem)
    hidden = [pupil.id for pupil in problem.pupils if pupil.id not in seen]
    return [
        Reason(reason.rule, HIDDEN_ZH, HIDDEN_EN) if _speaks_of(reason, hidden) else reason for reason in reasons
    ]


def _speaks_of(violation: Measurement | Reason, ids: Collection[str]) -> bool:
    """Whether any of the ids occurs in the text, also within a word: false positives are accepted."""
    words = "\n".join((*violation.subjects, violation.measured, violation.limit, violation.zh, violation.en))
    return any(one in words for one in ids)


def _blurred(violation: Measurement) -> Measurement:
    return replace(violation, subjects=(), place="", measured="", limit="", zh=HIDDEN_ZH, en=HIDDEN_EN)
