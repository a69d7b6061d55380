"""Calendar of an adult's duties (iCalendar, RFC 5545): an event for each duty on each date, for the calendar of a phone."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta, timezone

from api.files.content.names import date_name
from api.files.language import Language
from api.files.papers.paper_context import PaperContext
from api.files.papers.teacher_week import place_of_duty
from solver.calendar.duty_days import duty_days
from solver.check.assigned_duties import AssignedDuty
from solver.explain.why.question import post_text

SCHOOL_TIME = timezone(timedelta(hours=8))
"""China Standard Time, in which the minutes of plans are."""
PRODUCT = "-//Afterbell//课后铃//ZH"
ALARM_MINUTES = 10
"""Minutes before a duty at which the phone reminds. Raising it reminds earlier."""


def duty_calendar(desk: PaperContext, person: str, made: datetime, language: Language = Language.ZH) -> bytes:
    """Calendar file of a person's duties from the context's day on. made: when the plan's revision was stored, the stamp of all events.

    An event keeps its identity in later plans, so that a file read again replaces it instead of standing beside it.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - half a second to load, for this file alone

    name = desk.names.person(person)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", language.of((f"课后服务 {name}", f"After-school duty of {name}")))
    for day, duty in _dated(desk, person):
        event = Event()
        event.add("uid", _identity(desk, person, day, duty))
        event.add("dtstamp", made.astimezone(UTC))
        event.add("dtstart", _moment(day, duty.slot.start))
        event.add("dtend", _moment(day, duty.slot.end))
        event.add("summary", desk.names.post(duty.stand.post))
        where = place_of_duty(desk, duty)
        if where:
            event.add("location", where)
        event.add("description", f"{desk.problem.school} {date_name(day)}")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", desk.names.post(duty.stand.post))
        alarm.add("trigger", timedelta(minutes=-ALARM_MINUTES))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _dated(desk: PaperContext, person: str) -> list[tuple[date, AssignedDuty]]:
    """Every duty of a person with its date, in order."""
    found = [
        (day, duty)
        for each in duty_days(desk.problem, desk.view.weeks)
        for duty in desk.view.duties.get((person, each.week, each.weekday), ())
        for day in each.dates
        if desk.on is None or day >= desk.on
    ]
    return sorted(found, key=lambda item: (item[0], item[1].slot.start, item[1].stand.post))


def _moment(day: date, minute: int) -> datetime:
    """Minute of a date, in UTC: every calendar understands it, and no table of time zones is needed."""
    return (datetime.combine(day, time(), SCHOOL_TIME) + timedelta(minutes=minute)).astimezone(UTC)


def _identity(desk: PaperContext, person: str, day: date, duty: AssignedDuty) -> str:
    text = "\n".join((desk.problem.school, desk.problem.term.name, person, str(day), post_text(duty.stand.post)))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@afterbell"
