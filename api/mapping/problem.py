"""Wire problem -> solver problem, field by field. No checks here: see :mod:`solver.problem.validate`."""

from __future__ import annotations

from api.mapping.money import to_money
from api.schemas import problem as wire
from solver.calendar.official import holidays_of
from solver.problem.bells import Busy, Interval, Lesson, Window
from solver.problem.blocks import Block
from solver.problem.calendar import MakeUpDay, Term
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import FixedPost, Gate, Room, Walk
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass, Pupil, clubs_wanted


def to_problem(doc: wire.ProblemDoc) -> Problem:
    """The problem as submitted, not yet validated; tuples keep the order of the document."""
    return Problem(
        school=doc.school,
        term=_term(doc.term),
        windows=tuple(_window(row) for row in doc.windows),
        classes=tuple(HomeClass(id=row.id, grade=row.grade, room=row.room) for row in doc.classes),
        pupils=tuple(_pupil(row) for row in doc.pupils),
        staff=tuple(_staff(row) for row in doc.staff),
        rooms=tuple(_room(row) for row in doc.rooms),
        gates=tuple(_gate(row) for row in doc.gates),
        money=to_money(doc.money),
        outside=tuple(_outside(row) for row in doc.outside),
        offerings=tuple(_offering(row) for row in doc.offerings),
        posts=tuple(_post(row) for row in doc.posts),
        lessons=tuple(_lesson(row) for row in doc.lessons),
        walks=tuple(Walk(zone_a=row.zone_a, zone_b=row.zone_b, minutes=row.minutes) for row in doc.walks),
        blocks=tuple(_block(row) for row in doc.blocks),
    )


def _term(doc: wire.TermDoc) -> Term:
    holidays, assumed = holidays_of(doc.first, doc.last, doc.holidays)
    return Term(
        name=doc.name,
        first=doc.first,
        last=doc.last,
        work_end=doc.work_end,
        holidays=holidays,
        make_up_days=tuple(
            MakeUpDay(day=row.day, weekday=row.weekday, service=row.service) for row in doc.make_up_days
        ),
        assumed=assumed or tuple(doc.assumed),
    )


def _window(doc: wire.WindowDoc) -> Window:
    return Window(
        grade=doc.grade,
        start=doc.start,
        periods=tuple(Interval(start=row.start, end=row.end) for row in doc.periods),
        dismissals=tuple(doc.dismissals),
        gates=tuple(doc.gates),
        homework=doc.homework,
    )


def _lesson(doc: wire.LessonDoc) -> Lesson:
    return Lesson(
        weekday=doc.weekday,
        start=doc.start,
        end=doc.end,
        class_id=doc.class_id,
        staff_id=doc.staff_id,
        room_id=doc.room_id,
        subject=doc.subject,
    )


def _pupil(doc: wire.PupilDoc) -> Pupil:
    choices = tuple(doc.choices)
    clubs, assumed = clubs_wanted(choices, doc.clubs)
    return Pupil(
        id=doc.id,
        class_id=doc.class_id,
        weekdays=tuple(doc.weekdays),
        choices=choices,
        clubs=clubs,
        late_until=doc.late_until,
        exempt=doc.exempt,
        category=doc.category,
        signed=doc.signed,
        priority=doc.priority,
        passed=tuple(doc.passed),
        blocks=tuple(doc.blocks),
        clubs_assumed=assumed or doc.clubs_assumed,
    )


def _skills(docs: list[wire.SkillDoc]) -> tuple[Skill, ...]:
    return tuple(Skill(name=row.name, level=row.level) for row in docs)


def _staff(doc: wire.StaffDoc) -> Staff:
    return Staff(
        id=doc.id,
        role=doc.role,
        name=doc.name,
        homeroom=doc.homeroom,
        subjects=tuple(doc.subjects),
        skills=_skills(doc.skills),
        unavailable=tuple(Busy(weekday=row.weekday, start=row.start, end=row.end) for row in doc.unavailable),
        reasons=tuple(doc.reasons),
        share=doc.share,
        balance=doc.balance,
        max_days=doc.max_days,
        takes_part=doc.takes_part,
        tier=doc.tier,
        consents=tuple(doc.consents),
        trained=doc.trained,
        stopped=doc.stopped,
    )


def _outside(doc: wire.OutsideDoc) -> Outside:
    return Outside(
        id=doc.id,
        organisation=doc.organisation,
        rate=doc.rate,
        weekdays=tuple(doc.weekdays),
        name=doc.name,
        skills=_skills(doc.skills),
        pool=doc.pool,
        approved_from=doc.approved_from,
        approved_to=doc.approved_to,
        reviewed=doc.reviewed,
        insured_from=doc.insured_from,
        insured_to=doc.insured_to,
        filed=doc.filed,
        clean_record=doc.clean_record,
        contract=doc.contract,
        earliest=doc.earliest,
        latest=doc.latest,
        max_sections=doc.max_sections,
        contract_cap=doc.contract_cap,
        kind=doc.kind,
    )


def _offering(doc: wire.OfferingDoc) -> Offering:
    return Offering(
        id=doc.id,
        name=doc.name,
        strand=doc.strand,
        grades=tuple(doc.grades),
        minimum=doc.minimum,
        maximum=doc.maximum,
        minutes=doc.minutes,
        room_type=doc.room_type,
        skill=doc.skill,
        skill_level=doc.skill_level,
        max_sections=doc.max_sections,
        sessions=doc.sessions,
        assistants=doc.assistants,
        academic=doc.academic,
        weekdays=tuple(doc.weekdays),
        dream=doc.dream,
        members=tuple(doc.members),
        level=doc.level,
        requires=tuple(doc.requires),
        teaching=doc.teaching,
        online=doc.online,
    )


def _room(doc: wire.RoomDoc) -> Room:
    return Room(
        id=doc.id, type=doc.type, capacity=doc.capacity, zone=doc.zone, name=doc.name, checked_to=doc.checked_to,
        visits=doc.visits, travel=doc.travel, escorts=doc.escorts, screen=doc.screen,
    )  # fmt: skip


def _gate(doc: wire.GateDoc) -> Gate:
    return Gate(id=doc.id, lanes=doc.lanes, seconds_per_class=doc.seconds_per_class, staff=doc.staff, name=doc.name)


def _post(doc: wire.FixedPostDoc) -> FixedPost:
    return FixedPost(
        id=doc.id,
        kind=doc.kind,
        zone=doc.zone,
        start=doc.start,
        end=doc.end,
        weekdays=tuple(doc.weekdays),
        headcount=doc.headcount,
        roles=tuple(doc.roles),
        name=doc.name,
        subjects=tuple(doc.subjects),
        grades=tuple(doc.grades),
    )


def _block(doc: wire.BlockDoc) -> Block:
    return Block(
        id=doc.id,
        kind=doc.kind,
        start=doc.start,
        end=doc.end,
        weekdays=tuple(doc.weekdays),
        rooms=tuple(doc.rooms),
        pupils_per_adult=doc.pupils_per_adult,
        roles=tuple(doc.roles),
        name=doc.name,
    )
