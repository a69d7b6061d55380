"""Outside people as far as they are known. That their papers are in order is never assumed: the school says so, or they do not teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from api.files.defaults.courses import EVERY_DAY
from api.files.defaults.known import KnownSchool
from api.files.defaults.told import Told
from solver.problem.calendar import Term
from solver.problem.people import Outside
from solver.units import Fen


def outside_of(known: KnownSchool, term: Term, pay: Fen, told: Told) -> tuple[Outside, ...]:
    """Outside people with pay, days, and the dates of their papers where the school says that these are complete (E03-E07, E14)."""
    return tuple(_completed(person, person.id in known.vetted, term, pay, told) for person in known.outside)


def _completed(person: Outside, vetted: bool, term: Term, pay: Fen, told: Told) -> Outside:
    name = person.name or person.id
    if not person.rate and person.kind != "charity":
        person = replace(person, rate=pay)
        told.of_each(
            "outside",
            "rate",
            name,
            f"{pay / 100:g} 元",
            "没有写课酬，按本校每课时课酬",
            "pay not said: that of own staff",
        )
    if not person.weekdays:
        person = replace(person, weekdays=EVERY_DAY)
        told.of_each("outside", "weekdays", name, "周一至周五", "没有写哪天能来", "days not said")
    if vetted:
        before = term.first - timedelta(days=1)
        person = replace(
            person,
            pool=person.pool if person.pool != "none" else "district",
            approved_from=person.approved_from or term.first, approved_to=person.approved_to or term.last,
            reviewed=person.reviewed or before, insured_from=person.insured_from or before - timedelta(days=1),
            insured_to=person.insured_to or term.last, filed=person.filed or before, clean_record=True, contract=True,
        )  # fmt: skip
        told.of_each("outside", "approved_to", name, str(term.last), "写了手续齐全，遴选、面审、保险、备案的日期按本学期有效；请补实际日期",
                     "papers said to be complete: dates taken as valid for the term; give the real ones")  # fmt: skip
    elif not (
        person.clean_record
        and person.contract
        and person.approved_to
        and person.insured_to
        and person.filed
        and person.reviewed
    ):
        told.of_each("outside", "approved_from", name, "不能带课", "遴选、面审、保险、备案、无犯罪记录、协议没有写全，补齐以前不排课",
                     "papers not complete, so no lessons until they are")  # fmt: skip
    return person
