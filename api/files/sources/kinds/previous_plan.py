"""Last term's plan, a file of our own, read as a whole: who stood how long, who sat in which course, who led it."""

from __future__ import annotations

from dataclasses import dataclass

from api.files.plan.reader import read_plan_file
from api.files.plan.sheets import META
from api.files.sources.account import joined
from api.files.sources.kind import ReadTable
from api.files.sources.kinds.previous_request import document_keys, sheet_names
from api.files.sources.question import Asking
from api.files.sources.records import PlanRecord
from api.files.sources.source import SourceFile, SourcePlace
from api.files.sources.tables import tables_of
from api.files.table.columns import normal
from solver.errors import PlanError, ProblemError

TAKEN = joined("上学期的方案：结转值班、已修课程和带课教师由此算出", "last term's plan: balances, courses passed and leaders come from it")


@dataclass(frozen=True)
class PreviousPlan:
    """A plan of our own: a workbook with its data sheets, or a JSON document."""

    key: str = "previous_plan"
    zh: str = "上学期的方案"
    en: str = "last term's plan"

    def recognises(self, source: SourceFile) -> bool:
        """Whether a file is a plan, by the names of its sheets or the keys of its document."""
        if source.suffix == ".xlsx":
            return normal(META.title) in {normal(name) for name in sheet_names(source.data)}
        keys = document_keys(source.data) if source.suffix == ".json" else {}
        return "plan" in keys and "problem" not in keys

    def read(self, source: SourceFile, asking: Asking) -> ReadTable:  # noqa: ARG002  a file of our own leaves nothing to ask
        """The plan, printed edits left aside, and the fate of every row. Raises ProblemError."""
        try:
            found = read_plan_file(source.data, source.suffix, ignore_edits=True)
        except PlanError as error:
            raise ProblemError(list(error.faults)) from error
        places = [table.place(row) for table in tables_of(source) for row in table.filled()] if source.suffix == ".xlsx" else []
        places = places or [SourcePlace(source.name, "", 0)]
        return ReadTable((PlanRecord(places[0], found),), dict.fromkeys(places, TAKEN))


PREVIOUS_PLAN = PreviousPlan()
