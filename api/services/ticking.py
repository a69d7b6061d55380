"""Records of completed dated tasks: validation, and the register as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from api.files.json_text import parse_json
from api.schemas.service.task import LONGEST_BY, LONGEST_NOTE
from solver import Fault, Plan, Policy, Problem, ProblemError
from solver.check.plan_index import PlanIndex
from solver.errors import Path
from solver.papers.tasks import DatedTask, TaskRecord, tasks
from solver.problem.calendar import Term
from solver.problem.characters import told, unseen, visible

VERSION = 1
"""Version of the register format."""
MARGIN = timedelta(days=400)
"""Days before and after the term on which one of its tasks may be completed. Raising it lets more mistyped years pass."""
KEYS = ("done", "by", "note")
COLUMNS = {
    "G03P": ("经费表“收费公示日期”", "sheet money, charges published"),
    "G12P": ("经费表“课酬办法同意日期”", "sheet money, pay agreed"),
    "E05": ("校外师资表“内容审核日期”", "sheet outside people, reviewed"),
    "E06-insured": ("校外师资表“保险自”", "sheet outside people, insured from"),
    "E06-filed": ("校外师资表“备案日期”", "sheet outside people, filed"),
}
"""Task -> cell of the request that holds its date."""


def known_tasks(problem: Problem, policy: Policy, plan: Plan) -> tuple[DatedTask, ...]:
    """Tasks of a term; those of outside people follow from the plan."""
    return tasks(PlanIndex(problem, policy, plan))


def task_fault(found: Sequence[DatedTask], ident: str, path: Path) -> Fault | None:
    """Fault of recording a task by hand: it is unknown, is due every day, or its date is in the request; None else."""
    task = next((each for each in found if each.id == ident), None)
    if task is None:
        known = [each.id for each in found if not each.dated and not each.daily]
        close = get_close_matches(ident.upper(), known, n=1)
        hint = (f"可能是 {close[0]}。", f"Maybe {close[0]} is meant.") if close else (
            f"可能编号写错了；可登记的有：{'、'.join(known)}。", f"Maybe the id is misspelt; known: {', '.join(known)}.")  # fmt: skip
        return Fault(path, ident, "没有这项任务。", "There is no such task.", *hint)
    if task.dated:
        zh, en = COLUMNS[ident.partition(":")[0]]
        return Fault(path, ident, f"这项任务的日期写在申请里：{zh}。", f"The request holds the date of this task: {en}.",
                     "可能只要在申请中填上日期。", "Maybe fill in the date there.")  # fmt: skip
    if task.daily:
        return Fault(path, ident, "这项任务每个服务日都要做，不能一次办完。", "This is done on every service date, and never once for all.",
                     "可能要用巡察、点名等登记表。", "Maybe the forms of that day are meant.")  # fmt: skip
    return None


def record_faults(term: Term, record: TaskRecord, path: Path) -> list[Fault]:
    """Faults of a record: a day far from the term, texts that are too long or have invisible characters."""
    faults = []
    if not term.first - MARGIN <= record.done <= term.last + MARGIN:
        faults.append(Fault((*path, "done"), record.done.isoformat(), f"离学期（{term.first} 至 {term.last}）太远。",
                            f"Too far from the term ({term.first} to {term.last}).",
                            "可能年份写错了。", "Maybe the year is mistyped."))  # fmt: skip
    for name, text, longest in (("by", record.by, LONGEST_BY), ("note", record.note, LONGEST_NOTE)):
        if len(text) > longest:
            faults.append(Fault((*path, name), f"{len(text)}", f"太长，最多 {longest} 字。", f"Too long, at most {longest} letters.",
                                "可能粘贴了别的内容。", "Maybe something else was pasted."))  # fmt: skip
        sign = unseen(text)
        if sign is not None:
            zh, en = told(sign)
            faults.append(Fault((*path, name), visible(text)[:60], f"含有看不见的字符 {zh}。",
                                f"It holds a character that nobody sees: {en}.",
                                "可能从别的程序复制时带入了。", "Maybe it was copied from another program."))  # fmt: skip
    return faults


def register_document(school: str, term: str, records: Mapping[str, TaskRecord]) -> dict[str, Any]:
    """Register of a school's term as a JSON document, by the ids of tasks."""
    entries = {
        ident: {"done": record.done.isoformat(), "by": record.by, "note": record.note} for ident, record in sorted(records.items())
    }
    return {"version": VERSION, "school": school, "term": term, "tasks": entries}


def read_register(data: bytes, problem: Problem) -> dict[str, TaskRecord]:
    """Parse a register of this school and term -> records. Raises ProblemError with every fault.

    Tasks that the policy or plan no longer has are kept: they may come back.
    """
    document, faults = parse_json(data)
    if faults:
        raise ProblemError(faults)
    return register_records(document, problem)


def register_records(document: object, problem: Problem, at: Path = ()) -> dict[str, TaskRecord]:
    """Records of a parsed register whose place is ``at``. Raises ProblemError with every fault."""
    if not isinstance(document, dict) or not isinstance(document.get("tasks"), dict) or document.get("version") != VERSION:
        raise ProblemError([Fault(at, "", "不是任务登记文件（应有 version 1 和 tasks）。",
                                  "No register of tasks: version 1 and tasks are needed.",
                                  "可能拿错了文件，或由更新的版本写成。", "Maybe another file, or one of a newer version.")])  # fmt: skip
    faults: list[Fault] = []
    for key, mine in (("school", problem.school), ("term", problem.term.name)):
        if document.get(key, mine) != mine:
            faults.append(Fault((*at, key), str(document[key])[:80], f"登记的是另一个；申请中是“{mine}”。",
                                f"The register is of another one; the request says {mine!r}.",
                                "可能拿错了文件。", "Maybe it is the file of another school or term."))  # fmt: skip
    found = {}
    for ident, entry in document["tasks"].items():
        path: Path = (*at, "tasks", str(ident))
        record = _record(entry, path, faults)
        if record is not None:
            faults += record_faults(problem.term, record, path)
            found[str(ident)] = record
    if faults:
        raise ProblemError(faults)
    return found


def _record(entry: object, path: Path, faults: list[Fault]) -> TaskRecord | None:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key, ""), str) for key in KEYS):
        faults.append(Fault(path, "", "应有 done、by、note 三项文字。", "done, by and note are needed, each a text.",
                            "可能手工改错了。", "Maybe it was edited by hand."))  # fmt: skip
        return None
    faults += [Fault((*path, str(key)), str(key)[:40], "不认识这个键。", "Unknown key.", "可能键名写错了。", "Maybe it is misspelt.")
               for key in entry if key not in KEYS]  # fmt: skip
    try:
        done = date.fromisoformat(entry.get("done", ""))
    except ValueError:
        faults.append(Fault((*path, "done"), entry.get("done", ""), "不是日期，应写成 2026-09-01。", "This is no date YYYY-MM-DD.",
                            "可能位数不对，或没有这一天。", "Maybe a digit is missing, or there is no such day."))  # fmt: skip
        return None
    return TaskRecord(done, entry.get("by", ""), entry.get("note", ""))
