"""Wire model of a problem, version 1. Keys are the field names of the dataclasses in :mod:`solver.problem`."""

from __future__ import annotations

from pydantic import Field, model_validator

from api.schemas.base import Clock, Int, IsoDate, Text, Wire, not_endless


class MakeUpDayDoc(Wire):
    day: IsoDate
    weekday: Int
    service: bool = True


class TermDoc(Wire):
    name: Text
    first: IsoDate
    last: IsoDate
    work_end: Clock
    holidays: list[IsoDate] | None = None
    make_up_days: list[MakeUpDayDoc] = Field(default_factory=list)
    assumed: list[IsoDate] = Field(default_factory=list)


class IntervalDoc(Wire):
    start: Clock
    end: Clock


class BusyDoc(Wire):
    weekday: Int
    start: Clock
    end: Clock


class WindowDoc(Wire):
    grade: Int
    start: Clock
    periods: list[IntervalDoc]
    dismissals: list[Clock]
    gates: list[Text]
    homework: Int = 0


class LessonDoc(Wire):
    weekday: Int
    start: Clock
    end: Clock
    class_id: Text | None = None
    staff_id: Text | None = None
    room_id: Text | None = None
    subject: Text = ""


class HomeClassDoc(Wire):
    id: Text
    grade: Int
    room: Text


class PupilDoc(Wire):
    id: Text
    class_id: Text
    weekdays: list[Int] = Field(default_factory=list)
    choices: list[Text] = Field(default_factory=list)
    clubs: Int | None = None
    late_until: Clock | None = None
    exempt: Int = 0
    category: Text | None = None
    signed: bool = True
    priority: Text = ""
    passed: list[Text] = Field(default_factory=list)
    blocks: list[Text] = Field(default_factory=list)
    clubs_assumed: bool = False


class SkillDoc(Wire):
    name: Text
    level: Int


class StaffDoc(Wire):
    id: Text
    role: Text
    name: Text = ""
    homeroom: Text | None = None
    subjects: list[Text] = Field(default_factory=list)
    skills: list[SkillDoc] = Field(default_factory=list)
    unavailable: list[BusyDoc] = Field(default_factory=list)
    reasons: list[Text] = Field(default_factory=list)
    share: Int = 100
    balance: Int = 0
    max_days: Int | None = None
    takes_part: bool = True
    tier: Text | None = None
    consents: list[Text] = Field(default_factory=list)
    trained: IsoDate | None = None
    stopped: IsoDate | None = None


class OutsideDoc(Wire):
    id: Text
    organisation: Text
    rate: Int
    weekdays: list[Int]
    name: Text = ""
    skills: list[SkillDoc] = Field(default_factory=list)
    pool: Text = "none"
    approved_from: IsoDate | None = None
    approved_to: IsoDate | None = None
    reviewed: IsoDate | None = None
    insured_from: IsoDate | None = None
    insured_to: IsoDate | None = None
    filed: IsoDate | None = None
    clean_record: bool = False
    contract: bool = False
    earliest: Clock = 0
    latest: Clock = 1440
    max_sections: Int = 5
    contract_cap: Int | None = None
    kind: Text = "agency"


class OfferingDoc(Wire):
    id: Text
    name: Text
    strand: Text
    grades: list[Int]
    minimum: Int
    maximum: Int
    minutes: Int
    room_type: Text
    skill: Text
    skill_level: Int = 1
    max_sections: Int = 1
    sessions: Int = 1
    assistants: Int = 0
    academic: bool = False
    weekdays: list[Int] = Field(default_factory=lambda: [1, 2, 3, 4, 5])
    dream: bool = False
    members: list[Text] = Field(default_factory=list)
    level: Int = 0
    requires: list[Text] = Field(default_factory=list)
    teaching: Text = ""
    online: bool = False


class RoomDoc(Wire):
    id: Text
    type: Text
    capacity: Int
    zone: Text
    name: Text = ""
    checked_to: IsoDate | None = None
    visits: Int = 0
    travel: Int = 0
    escorts: Int = 0
    screen: bool = False


class WalkDoc(Wire):
    zone_a: Text
    zone_b: Text
    minutes: Int


class GateDoc(Wire):
    id: Text
    lanes: Int
    seconds_per_class: Int
    staff: Int = 1
    name: Text = ""


class FixedPostDoc(Wire):
    id: Text
    kind: Text
    zone: Text
    start: Clock
    end: Clock
    weekdays: list[Int]
    headcount: Int = 1
    roles: list[Text] = Field(default_factory=lambda: ["admin"])
    name: Text = ""
    subjects: list[Text] = Field(default_factory=list)
    grades: list[Int] = Field(default_factory=list)


class BlockDoc(Wire):
    id: Text
    kind: Text
    start: Clock
    end: Clock
    weekdays: list[Int]
    rooms: list[Text] = Field(default_factory=list)
    pupils_per_adult: Int | None = None
    roles: list[Text] = Field(default_factory=lambda: ["homeroom", "subject", "admin"])
    name: Text = ""


class PayTierDoc(Wire):
    id: Text
    pay: Int
    name: Text = ""


class ContractDoc(Wire):
    organisation: Text
    cap: Int


class FeeItemDoc(Wire):
    name: Text
    kind: Text
    fen: Int


class ExpenseDoc(Wire):
    name: Text
    kind: Text
    fen: Int
    day: IsoDate | None = None


class AwardDoc(Wire):
    person: Text
    day: IsoDate
    fen: Int
    title: Text = ""


class MoneyDoc(Wire):
    fee: Int
    pay: Int
    subsidy: Int = 0
    published: IsoDate | None = None
    agreed: IsoDate | None = None
    tiers: list[PayTierDoc] = Field(default_factory=list)
    contracts: list[ContractDoc] = Field(default_factory=list)
    fee_items: list[FeeItemDoc] = Field(default_factory=list)
    expenses: list[ExpenseDoc] = Field(default_factory=list)
    awards: list[AwardDoc] = Field(default_factory=list)


class ProblemDoc(Wire):
    school: Text
    term: TermDoc
    windows: list[WindowDoc]
    classes: list[HomeClassDoc]
    pupils: list[PupilDoc]
    staff: list[StaffDoc]
    rooms: list[RoomDoc]
    gates: list[GateDoc]
    money: MoneyDoc
    outside: list[OutsideDoc] = Field(default_factory=list)
    offerings: list[OfferingDoc] = Field(default_factory=list)
    posts: list[FixedPostDoc] = Field(default_factory=list)
    lessons: list[LessonDoc] = Field(default_factory=list)
    walks: list[WalkDoc] = Field(default_factory=list)
    blocks: list[BlockDoc] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _no_list_without_end(cls, value: object) -> object:
        return not_endless(value)
