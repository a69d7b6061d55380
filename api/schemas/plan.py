"""Wire model of a plan document, version 1. Keys of ``plan`` are the field names of :mod:`solver.plan.plan`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, model_validator

from api.schemas.base import Clock, Int, IsoDate, Text, Wire, not_endless

Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class DismissalDoc(Wire):
    """Grade leaves at a time by a gate."""

    grade: Int
    minute: Clock
    gate: Text


class TutoringDoc(Wire):
    """Period (0-based) of a grade is tutoring."""

    grade: Int
    weekday: Int
    period: Int
    kind: Text


class SessionDoc(Wire):
    """One weekly meeting of a section."""

    weekday: Int
    start: Clock
    room: Text


class SectionDoc(Wire):
    """An opened section."""

    offering: Text
    number: Int
    sessions: list[SessionDoc]


class CareGroupDoc(Wire):
    """Classes looked after together in the host's room."""

    weekday: Int
    period: Int
    host: Text
    classes: list[Text]


class LateCareDoc(Wire):
    """Rooms of extended care."""

    weekday: Int
    rooms: list[Text]


class SeatDoc(Wire):
    """A pupil's seat in a section."""

    pupil: Text
    offering: Text
    number: Int


class PostDoc(Wire):
    """A post; ``detail`` is a plain number (period, section number, or minute of a wave)."""

    kind: Text
    weekday: Int
    subject: Text
    detail: Int


class AssignmentDoc(Wire):
    """A person on a post in a week (0 = every week)."""

    post: PostDoc
    week: Int
    person: Text


class FlexDoc(Wire):
    """A flex grant."""

    person: Text
    week: Int
    weekday: Int
    kind: Text


class FeeDoc(Wire):
    """Fen a week that a pupil's family pays."""

    pupil: Text
    fen: Int


class PlanDoc(Wire):
    """The assignments of a plan; every list is required. effect, until: first and last day for which it stands, null = the term's."""

    dismissals: list[DismissalDoc]
    tutoring: list[TutoringDoc]
    sections: list[SectionDoc]
    care_groups: list[CareGroupDoc]
    late_care: list[LateCareDoc]
    seats: list[SeatDoc]
    assignments: list[AssignmentDoc]
    flex: list[FlexDoc]
    fees: list[FeeDoc]
    effect: IsoDate | None = None
    until: IsoDate | None = None

    @model_validator(mode="before")
    @classmethod
    def _no_list_without_end(cls, value: object) -> object:
        return not_endless(value)


class TierDoc(Wire):
    """Value and bound of a tier; smaller is better."""

    name: Text
    value: Int
    bound: Int | None = None
    scale: Int = 1


class RunDoc(Wire):
    """The search that made a plan: what bounded it, what it spent, how it ended. repeatable: whether the same request, rules,
    seed, workers, effort limit and version give the same plan.
    """

    seed: Int
    workers: Int
    effort_limit: Number | None
    seconds_limit: Number | None
    gap_limit: Number | None
    effort: Number
    ended: Literal["optimal", "gap", "effort", "time", "cancelled", "exhausted", "infeasible"]
    from_plan: StrictBool
    version: Text
    plan_sha256: Text
    search_params: Text = ""
    repeatable: StrictBool = False


class PlanDocument(Wire):
    """A plan with what was measured of it. When it is read back, tiers and report are not; school and term must be those of
    the request that it is joined with, where it names them.
    """

    version: Literal[1]
    school: Text = ""
    plan: PlanDoc
    term: Text = ""
    policy: Text = ""
    status: Text = ""
    run: RunDoc | None = None
    tiers: list[TierDoc] = Field(default_factory=list)
    report: dict[str, Any] = Field(default_factory=dict)
