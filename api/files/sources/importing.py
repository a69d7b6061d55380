"""Import of the files of an office: all of them -> a problem, names, questions and an account of every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.files.defaults.complete import complete
from api.files.sources.account import Account, RowFate, left_out
from api.files.sources.assemble.context import AssemblyContext
from api.files.sources.assemble.earlier_term import earlier_of
from api.files.sources.assemble.heading_facts import school_name, school_year, term_name, title_texts
from api.files.sources.assemble.late import late_beyond_dismissal
from api.files.sources.assemble.school import assemble
from api.files.sources.class_name import SchoolYear
from api.files.sources.family_remark import FamilyRemark
from api.files.sources.mapping import ImportMapping, SheetMapping
from api.files.sources.question import Asking, Question
from api.files.sources.recognising import recognise
from api.files.sources.records import PlanRecord, Record, RequestRecord
from api.files.sources.registry import FILE_KINDS
from api.files.sources.source import SourceFile, SourcePlace, SourceTable
from api.files.sources.tables import tables_of
from api.files.table.fault_list import FAULT_SHEET
from api.mapping.assumed import Assumed
from solver.errors import Fault, ProblemError
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.validate import faults as problem_faults

USUAL_PROFILE = "national"
"""The policy profile that is taken where nobody chooses one."""
IGNORED = left_out("这个表没有导入", "the sheet was not imported")


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet, or a file read as a whole, with what it was taken for. zh: name of the kind. records: how many it gave."""

    file: str
    sheet: str
    zh: str
    records: int


@dataclass(frozen=True, slots=True)
class Imported:
    """Result of an import. names: pupil id -> name. questions: all that were asked; open: those whose guess was taken.

    policy_name, overrides: of the policy, last term's where its request was given. accounts: the fates of every row that is not empty.
    mapping: to be kept for next time. assumed: what nobody said, and what was kept of last term.
    unread: files that could not be read, each with a way out. faults: of the problem, which is whole all the same, and of answers.
    remarks: of families, for the office.
    """

    problem: Problem
    policy_name: str
    overrides: Mapping[str, Any]
    names: Mapping[str, str]
    questions: tuple[Question, ...]
    open: tuple[Question, ...]
    sheets: tuple[ReadSheet, ...]
    accounts: Mapping[SourcePlace, tuple[RowFate, ...]]
    mapping: ImportMapping
    assumed: tuple[Assumed, ...]
    unread: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[FamilyRemark, ...] = ()


@dataclass(slots=True)
class _Read:
    """Tables, records and faults of all files."""

    records: list[Record]
    sheets: list[ReadSheet]
    mappings: dict[str, SheetMapping]
    unread: list[Fault]
    tables: list[SourceTable]


def import_files(sources: Iterable[SourceFile], answers: Mapping[str, str], mapping: ImportMapping, policy: Policy,
    today: date, earlier_names: Mapping[str, str] | None = None) -> Imported:
    """Read the files, recognise each sheet, assemble the school and complete it with defaults.

    answers: question id -> text; they come before those that the mapping remembers. today: by which the term is guessed that no
    file names. policy: the usual one gives way to that of last term's request. earlier_names: last term's name list, pupil id -> name.
    A file that cannot be read is told and left out. Raises ProblemError where no file names a pupil.
    """
    asking = Asking({**mapping.answers, **answers})
    account = Account()
    read = _Read([], [], {}, [], [])
    sources = tuple(sources)
    for source in sources:
        try:
            _read(source, mapping, asking, account, read)
        except ProblemError as error:
            read.unread += error.faults
    whole = {record.place.file for record in read.records if isinstance(record, RequestRecord | PlanRecord)}
    titles = title_texts(read.tables, (source.name for source in sources if source.name not in whole))
    before = [record.request.problem for record in read.records if isinstance(record, RequestRecord)]
    term = term_name(titles, max([today, *(problem.term.last + timedelta(days=1) for problem in before)]), asking)
    context = AssemblyContext(asking, account, SchoolYear(school_year(term)))
    earlier = earlier_of(read.records, earlier_names or {}, context)
    school = earlier.request.problem.school if earlier is not None else school_name(titles, asking)
    assembled = assemble(read.records, school, term, context, earlier)
    if not assembled.known.pupils:
        raise ProblemError([*read.unread, _no_pupils(read.sheets)])
    overrides: Mapping[str, Any] = {}
    if earlier is not None and policy.name in (USUAL_PROFILE, earlier.request.policy_name):
        overrides = earlier.request.overrides
        policy = load_policy(earlier.request.policy_name, overrides)
    completed = complete(assembled.known, policy)
    problem, late = late_beyond_dismissal(completed.problem)
    strange = asking.faults(answers)
    remembered = {question.id: text for question in asking.questions if (text := asking.answers.get(question.id, ""))}
    return Imported(
        problem, policy.name, overrides, assembled.names, asking.questions, asking.open, tuple(read.sheets), account.close(),
        ImportMapping({**mapping.sheets, **read.mappings}, {**mapping.answers, **remembered}),
        (*assembled.kept, *completed.assumed, *late), tuple(read.unread),
        (*strange, *problem_faults(problem)), assembled.remarks,
    )  # fmt: skip


def _read(source: SourceFile, mapping: ImportMapping, asking: Asking, account: Account, read: _Read) -> None:
    """Read one file into records, noting what became of its rows."""
    kind = next((kind for kind in FILE_KINDS if kind.recognises(source)), None)
    if kind is not None:
        found = kind.read(source, asking)
        account.owe([*found.fates, *(record.place for record in found.records)])
        for place, fate in found.fates.items():
            account.note(place, fate)
        read.records += found.records
        read.sheets.append(ReadSheet(source.name, "", kind.zh, len(found.records)))
        return
    for table in tables_of(source):
        if table.sheet == FAULT_SHEET:
            continue  # of a marked copy: ours, and nobody's row
        read.tables.append(table)
        account.owe(table.place(row) for row in table.filled())
        recognised = recognise(table.spread(), mapping, asking)
        read.mappings[recognised.signature] = recognised.mapping
        if recognised.kind is None:
            for row in table.filled():
                account.note(table.place(row), IGNORED)
            read.sheets.append(ReadSheet(table.file, table.sheet, "没有导入", 0))
            continue
        result = recognised.kind.read(recognised.table, recognised.mapping, asking)
        for place, fate in result.fates.items():
            account.note(place, fate)
        read.records += result.records
        read.sheets.append(ReadSheet(table.file, table.sheet, recognised.kind.zh, len(result.records)))


def _no_pupils(sheets: Iterable[ReadSheet]) -> Fault:
    seen = "；".join(f"{each.file} {each.sheet}：{each.zh}" for each in sheets)
    return Fault(("导入 import",), seen[:300], "没有一个文件是学生名册", "no file is a roster of pupils",
                 "可能名册不在这些文件里，或表头里没有“姓名”。", "Maybe the roster is missing, or its headings lack 姓名.")  # fmt: skip
