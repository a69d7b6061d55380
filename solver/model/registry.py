"""Which family function states which rule, and the order in which a model is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from solver.model.context import ModelContext
from solver.model.eligibility import Eligibility
from solver.model.families import (
    accounts,
    answering,
    blocks,
    budget,
    care,
    content,
    dismissal,
    duty,
    fairness,
    flex,
    given,
    money,
    people,
    rooms,
    seats,
    stability,
    staffing,
    teaching,
    time,
    venues,
    workload,
)
from solver.model.given import GivenSeats

FAMILIES: tuple[Callable[[ModelContext], None], ...] = (
    dismissal.one_slot, time.service_length, time.end_of_work, time.after_lessons, time.exact_windows,
    dismissal.waves, dismissal.peak, duty.waiting, duty.patrols, duty.zones, staffing.data_breaks, answering.questions,
    blocks.places, blocks.evening_hours,
    content.tutoring, content.no_written_homework, content.mostly_activities, content.homework,
    rooms.meetings, rooms.room_size, rooms.one_use, rooms.checked, rooms.late_places, time.days_open,
    given.dream_classes, given.squads, teaching.no_lessons,
    venues.trips,
    seats.voluntary, seats.no_overlap, seats.in_window, seats.section_size, seats.choice,
    content.no_club_in_tutoring, content.base_period, content.breadth,
    care.groups,
    staffing.filled, staffing.one_place, staffing.session_times, staffing.outside_sections, staffing.hand_overs, people.company,
    workload.caps, workload.own_share, workload.rotation, blocks.evenings_a_week, blocks.short_nights,
    fairness.load_range, fairness.care, flex.grants,
    money.data, budget.fees, budget.outside_minutes, budget.spending, accounts.balance, accounts.agreements,
    stability.locks, stability.changes,
)  # fmt: skip
"""Every poster, in the order in which rows are written."""

POSTERS: Mapping[str, Callable[..., object]] = {
    "A01": time.days_open, "A02": time.service_length, "A03": time.end_of_work, "A04": care.groups,
    "A06": staffing.filled, "A07": blocks.evenings_a_week, "A07R": blocks.short_nights, "A08": staffing.filled,
    "A09": staffing.filled, "A11": time.after_lessons, "A12": time.exact_windows, "A14": staffing.filled,
    "B01": content.tutoring, "B02": content.no_written_homework,
    "B03": content.homework, "B04": teaching.no_lessons, "B05": staffing.filled, "B06": content.base_period, "B07": content.breadth,
    "B08": given.dream_classes, "B11": given.squads, "B12": Eligibility.leads, "B13": venues.trips,
    "B14": stability.changes, "B16": GivenSeats.admits,
    "C01": seats.voluntary, "C04": seats.choice, "C05": GivenSeats.admits, "C06": seats.section_size,
    "D01": workload.own_share, "D02": fairness.load_range, "D02R": workload.rotation, "D03": flex.grants,
    "D03F": flex.grants, "D05": fairness.care, "D07": Eligibility.leads, "D08": staffing.filled,
    "D08H": staffing.hand_overs, "D10": workload.caps, "D11": Eligibility.free, "D12": Eligibility.free,
    "D13": people.company, "D14": dismissal.waves,
    "E01": budget.outside_minutes, "E02": Eligibility.leads, "E03": staffing.session_times, "E04": Eligibility.leads,
    "E05": staffing.session_times, "E06": staffing.session_times, "E07": Eligibility.leads,
    "E10": Eligibility.leads, "E11": Eligibility.leads, "E12": Eligibility.leads, "E13": staffing.session_times,
    "E14": Eligibility.leads,
    "G01": money.data, "G02": budget.fees, "G03": money.data, "G04": accounts.balance, "G05": money.data, "G06": money.data,
    "G07": money.data, "G10": budget.spending, "G10C": accounts.agreements, "G12": money.data, "G13": money.data,
    "H01": staffing.filled, "H03": dismissal.waves, "H03P": dismissal.peak, "H04": staffing.filled,
    "H06": rooms.checked, "H07": rooms.one_use, "H08": rooms.late_places, "I04": rooms.one_use,
    "K00": dismissal.one_slot, "K01": Eligibility.free, "K02": staffing.one_place, "K03": care.groups,
    "K04": seats.in_window, "K05": rooms.meetings, "K06": Eligibility.role, "K07": stability.locks,
}  # fmt: skip
"""Where each rule is stated; rules of several places name the main one."""
